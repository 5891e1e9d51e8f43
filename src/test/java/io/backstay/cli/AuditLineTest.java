package io.backstay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.record.Records;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.cli.vault.FakeDesk;
import io.backstay.codec.Value;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `backstay audit` over a record that answers what it was told.
final class AuditLineTest {
    private static final String ROOT = "ab".repeat(32);

    @TempDir
    Path folder;

    private final List<Object> asked = new ArrayList<>();

    /// Answers with one check, one entry and one count.
    private record Told(Records.Check check, List<Object> asked) implements Records {
        @Override
        public List<Entry> newest(Filter filter, int limit) {
            asked.add(List.of(filter, limit));
            return List.of(entry(41, "restore.import", true), entry(42, "restore.\u001b]0;import", false));
        }

        private static Entry entry(long seq, String act, boolean signed) {
            return new Entry(
                    seq,
                    Instant.EPOCH,
                    "anna",
                    "responder",
                    "s1",
                    "outcome",
                    act,
                    "firm 1003",
                    "1003",
                    "INC-0001",
                    40L,
                    "done",
                    Map.of("rows", "12"),
                    signed);
        }

        @Override
        public long size() {
            return check.size();
        }

        @Override
        public Check verify() {
            return verify(null, null, null);
        }

        @Override
        public Check verify(@Nullable Path file, @Nullable Path trust, @Nullable Path checkpoint) {
            asked.add(String.join(" ", String.valueOf(file), String.valueOf(trust), String.valueOf(checkpoint)));
            return check;
        }

        @Override
        public HandedOn export(String tenant, Path file) throws BackstayException {
            if (tenant.equals("9999")) {
                throw new BackstayException(new Failure.Unwritable(file.toString(), "permission denied"));
            }
            asked.add(tenant + " " + file);
            return new HandedOn(3, tenant.equals("1003") ? 0 : 2);
        }
    }

    @Test
    void aVerifiedRecordTellsWhoSignedItAndWhatIsNotSignedYet() throws Exception {
        var check = new Records.Check(
                Records.Verdict.VERIFIED,
                1200,
                ROOT,
                null,
                1198,
                "backstay.example/ops 3f2a 91c0 77d1 0b4e",
                null,
                List.of("entry 7 is older than entry 6"));
        Ran people = ran(check, "audit", "verify");
        assertEquals(0, people.code(), people::toString);
        for (String words : List.of(
                "Verified",
                "1,200 entries",
                ROOT,
                "3f2a 91c0",
                "1,198; at the end 2 without",
                "entry 7 is older than entry 6")) {
            assertTrue(people.out().contains(words), people.out());
        }

        Ran programs = ran(check, "audit", "verify", "--json");
        assertEquals(0, programs.code());
        Map<String, Value> document = document(programs);
        assertEquals(
                Set.of(
                        "verdict",
                        "size",
                        "root",
                        "firstBroken",
                        "signedSize",
                        "unsignedTail",
                        "signedBy",
                        "problem",
                        "warnings"),
                document.keySet());
        assertEquals("verified", text(document, "verdict"));
        assertTrue(document.get("unsignedTail") instanceof Value.Num number && number.whole() == 2);
        assertTrue(document.get("firstBroken") instanceof Value.Nothing);
    }

    @Test
    void aTamperedRecordNamesTheFirstBrokenEntry() throws Exception {
        var check = new Records.Check(
                Records.Verdict.TAMPERED, 10, ROOT, 7L, 7, null, "entry 7 does not match its hash", List.of());
        Ran people = ran(check, "audit", "verify");
        assertEquals(1, people.code(), people::toString);
        assertTrue(people.out().contains("entry 7; do not rely on it"), people.out());
        Ran programs = ran(check, "audit", "verify", "--json");
        assertEquals(1, programs.code());
        assertEquals("tampered", text(document(programs), "verdict"));
        assertEquals("entry 7 does not match its hash", text(document(programs), "problem"));
    }

    @Test
    void aRecordThatNobodyVouchesForIsUndecidable() throws Exception {
        var check =
                new Records.Check(Records.Verdict.UNVERIFIABLE, 10, ROOT, null, 0, null, "no checkpoint", List.of());
        Ran people = ran(check, "audit", "verify");
        assertEquals(2, people.code(), people::toString);
        assertTrue(people.out().contains("Signed by  nobody"), people.out());
        assertEquals("unverifiable", text(document(ran(check, "audit", "verify", "--json")), "verdict"));
    }

    @Test
    void verifyHandsOnWhatWasNamed() {
        ran(sound(), "audit", "verify", "other.db", "--trust", "keys", "--from", "note");
        ran(sound(), "audit", "verify");
        assertEquals(List.of("other.db keys note", "null null null"), asked);
    }

    @Test
    void showHandsOnEveryCondition() {
        ran(
                sound(),
                "audit",
                "show",
                "--last",
                "7",
                "--case",
                "INC-0001",
                "--tenant",
                "1003",
                "--run",
                "r1",
                "--find",
                "import");
        ran(sound(), "audit", "show");
        assertEquals(
                List.of(
                        List.of(new Records.Filter("INC-0001", "1003", "r1", "import"), 7),
                        List.of(Records.Filter.ALL, 50)),
                asked);
    }

    @Test
    void showMarksWhatIsUnsignedAndSpellsOutWhatWouldMoveTheCursor() {
        Ran ran = ran(sound(), "audit", "show");
        assertEquals(0, ran.code(), ran::toString);
        assertTrue(ran.out().contains("     41  1970"), ran.out());
        assertTrue(ran.out().contains("~    42  1970"), ran.out());
        assertTrue(ran.out().contains("2 entries"), ran.out());
        assertFalse(ran.out().contains("\u001b"), ran.out());
    }

    @Test
    void showAsJsonHasTheKeysOfAnEntry() throws Exception {
        if (ran(sound(), "audit", "show", "--json").document() instanceof Value.Items(var _, var entries)
                && entries.getFirst() instanceof Value.Members(var _, var entry)) {
            assertEquals(
                    Set.of(
                            "seq", "at", "actor", "role", "session", "kind", "act", "target", "tenant", "caseId",
                            "intent", "outcome", "detail", "signed"),
                    entry.keySet());
        } else {
            throw new AssertionError("no list of entries");
        }
    }

    @Test
    void exportTellsWhatItHadToLeaveOut() throws Exception {
        Ran people = ran(sound(), "audit", "export", "--tenant", "1004", "--out", "x.audit");
        assertEquals(0, people.code(), people::toString);
        assertTrue(people.out().contains("2 newer entries were left out"), people.out());
        Map<String, Value> document =
                document(ran(sound(), "audit", "export", "--tenant", "1004", "--out", "x.audit", "--json"));
        assertTrue(document.get("leftOut") instanceof Value.Num number && number.whole() == 2);
    }

    @Test
    void exportTellsHowManyEntriesItWrote() throws Exception {
        Ran people = ran(sound(), "audit", "export", "--tenant", "1003", "--out", "x.audit");
        assertEquals(0, people.code(), people::toString);
        assertEquals("3 entries written to x.audit", people.out().strip());
        Ran programs = ran(sound(), "audit", "export", "--tenant", "1003", "--out", "x.audit", "--json");
        assertEquals(
                Set.of("tenant", "file", "entries", "leftOut"),
                document(programs).keySet());
        assertEquals(List.of("1003 x.audit", "1003 x.audit"), asked);
    }

    @Test
    void anExportThatCannotBeWrittenIsOutput() {
        Ran ran = ran(sound(), "audit", "export", "--tenant", "9999", "--out", "x.audit");
        assertEquals(3, ran.code(), ran::toString);
        assertTrue(ran.err().contains("permission denied"), ran.err());
    }

    private static Records.Check sound() {
        return new Records.Check(Records.Verdict.VERIFIED, 42, ROOT, null, 42, "ops", null, List.of());
    }

    private Ran ran(Records.Check check, String... words) {
        return Ran.line(_ -> new FakeDesk(null, new Told(check, asked)), folder, words);
    }

    private static Map<String, Value> document(Ran ran) throws Exception {
        if (ran.document() instanceof Value.Members(var _, var members)) {
            return members;
        }
        throw new AssertionError(ran.toString());
    }

    private static String text(Map<String, Value> document, String key) throws Exception {
        Value value = document.get(key);
        return value == null ? "" : value.text();
    }
}
