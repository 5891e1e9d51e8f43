package io.backstay.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.audit.AuditVerification.Verdict;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.TenantId;
import io.backstay.codec.Json;
import io.backstay.codec.Value;
import io.backstay.seal.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An export proves one tenant's entries, and says nothing about anybody else.
final class ExportTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anExportProvesOneTenantsEntriesAndHoldsNothingOfTheOthers(long seed) throws Exception {
        MadeLog made = MadeLog.of(folder.resolve("audit.db"), seed, 40 + (int) seed * 30, 0);
        try (AuditLog log = open(made.file())) {
            log.signWith(ForgedLog.OWNER);
            for (String tenant : MadeLog.TENANTS) {
                Path file = folder.resolve("export.json");
                Exported exported = log.export(tenant, file);
                List<AuditEntry> own = log.newest(EntryFilter.ofTenant(tenant), 1_000);
                assertEquals(own.size(), exported.entries());
                assertEquals(0, exported.leftOut());
                AuditVerification found = AuditFile.verify(file, ForgedLog.TRUST, null);
                assertEquals(Verdict.VERIFIED, found.verdict(), "seed " + seed + found);
                assertEquals(own.size(), found.size());
                requireNothingOfOthers(log, tenant, Files.readString(file), "seed " + seed);
            }
        }
    }

    /// Neither in the text nor in what is in it in base64.
    private static void requireNothingOfOthers(AuditLog log, String tenant, String text, String said) throws Exception {
        var all = new StringBuilder(text);
        for (String word : text.split("\"", -1)) {
            try {
                all.append(new String(Base64.getDecoder().decode(word), StandardCharsets.ISO_8859_1));
            } catch (IllegalArgumentException _) {
                all.append(' ');
            }
        }
        String raw = new String(all.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        assertTrue(raw.contains("rows of " + tenant), said);
        for (AuditEntry other : log.entries(null)) {
            if (!tenant.equals(other.tenant())) {
                assertFalse(text.contains(Base64.getEncoder().encodeToString(CanonicalJson.bytes(other))), said);
                assertFalse(raw.contains(String.valueOf(other.nonce())), said);
                for (String word : List.of(
                        other.target(), String.valueOf(other.detail().get("said")), String.valueOf(other.caseId()))) {
                    boolean telling =
                            word.contains("nobody") || MadeLog.TENANTS.stream().anyMatch(word::contains);
                    assertFalse(telling && raw.contains(word), said + " tells " + word);
                }
            }
        }
    }

    @Test
    void whatIsNotSignedYetIsLeftOutAndCounted() throws Exception {
        try (AuditLog log = open(folder.resolve("audit.db"))) {
            Deed deed = Deed.of("test.act", "x").about(new TenantId("t"));
            Path file = folder.resolve("export.json");
            var e = assertThrows(BackstayException.class, () -> log.export("t", file));
            assertTrue(e.failure() instanceof Failure.Conflict, e.failure().message());
            assertTrue(e.failure().advice().contains("vault"), e.failure().advice());
            assertFalse(Files.exists(file));
            log.signWith(ForgedLog.OWNER);
            log.note(deed);
            log.sign();
            log.signWith(null);
            log.note(deed);
            log.note(Deed.of("test.act", "x"));
            Exported exported = log.export("t", file);
            assertEquals(new Exported(1, 1, exported.at()), exported);
            assertEquals(1, exported.at().size());
            AuditVerification found = AuditFile.verify(file, Trust.NONE, null);
            assertEquals(Verdict.UNVERIFIABLE, found.verdict(), found.toString());
            assertEquals(1, found.size());
        }
    }

    @Test
    void noByteOfAnExportCanBeAnotherWithoutItBeingRefused() throws Exception {
        MadeLog made = MadeLog.of(folder.resolve("audit.db"), 5, 12, 0);
        Path file = folder.resolve("export.json");
        try (AuditLog log = open(made.file())) {
            log.export(MadeLog.TENANTS.getFirst(), file);
        }
        byte[] bytes = Files.readAllBytes(file);
        Object whole = plain(Json.read(file));
        for (int at = 0; at < bytes.length; at++) {
            byte[] other = bytes.clone();
            other[at] ^= (byte) (1 << at % 7);
            Files.write(file, other);
            Verdict verdict = null;
            try {
                verdict = AuditFile.verify(file, ForgedLog.TRUST, null).verdict();
            } catch (BackstayException e) {
                assertTrue(e.failure() instanceof Failure.BadInput, e.failure().message());
            }
            // A space that became another space changes nothing that is said.
            assertTrue(verdict != Verdict.VERIFIED || plain(Json.read(file)).equals(whole), "byte " + at);
        }
    }

    private static Object plain(Value value) {
        return Json.compact(value);
    }

    @Test
    void entriesOfTwoTenantsOrOutOfOrderAreNoExport() throws Exception {
        MadeLog made = MadeLog.of(folder.resolve("audit.db"), 6, 60, 0);
        Path one = folder.resolve("one.json");
        Path two = folder.resolve("two.json");
        try (AuditLog log = open(made.file())) {
            log.export(MadeLog.TENANTS.getFirst(), one);
            log.export(MadeLog.TENANTS.getLast(), two);
        }
        String mine = Files.readString(one);
        List<String> items = items(mine);
        List<String> mixed = new ArrayList<>(items);
        mixed.add(items(Files.readString(two)).getLast());
        assertEquals(Verdict.TAMPERED, judged(mine, items, mixed));
        assertEquals(Verdict.TAMPERED, judged(mine, items, items.reversed()));
        assertEquals(Verdict.TAMPERED, judged(mine, items, List.of(items.getFirst(), items.getFirst())));
        assertEquals(Verdict.VERIFIED, judged(mine, items, items));
        // One that is left out cannot be missed: an export proves what is in it, not that it is all.
        assertEquals(Verdict.VERIFIED, judged(mine, items, items.subList(1, items.size())));
        assertNotEquals(0, items.size());
    }

    private static List<String> items(String export) throws BackstayException {
        List<String> items = new ArrayList<>();
        for (Value item : Json.parse("it", export).fields().items("entries")) {
            items.add(Json.compact(item));
        }
        return items;
    }

    private Verdict judged(String export, List<String> before, List<String> after) throws Exception {
        Value.Members document = (Value.Members) Json.parse("it", export);
        String head = Json.compact(document);
        String changed = head.replace(String.join(",", before), String.join(",", after));
        Path file = folder.resolve("changed.json");
        Files.writeString(file, changed);
        return AuditFile.verify(file, ForgedLog.TRUST, null).verdict();
    }

    @Test
    void aRecordThatDoesNotFitToItsCheckpointProvesNothing() throws Exception {
        MadeLog made = MadeLog.of(folder.resolve("audit.db"), 7, 12, 0);
        try (var other = DriverManager.getConnection("jdbc:sqlite:" + made.file());
                var statement = other.createStatement()) {
            statement.execute("DROP TRIGGER entry_is_never_changed");
            statement.execute("UPDATE entry SET tenant = 'someone-else' WHERE tenant IS NULL");
        }
        try (AuditLog log = open(made.file())) {
            var e = assertThrows(
                    BackstayException.class, () -> log.export("someone-else", folder.resolve("export.json")));
            assertTrue(e.failure() instanceof Failure.Corrupt, e.failure().message());
            assertFalse(Files.exists(folder.resolve("export.json")));
        }
    }

    private static AuditLog open(Path file) throws BackstayException {
        return AuditLog.open(file, new SteppingClock(), new Who("ada", "responder", "later"), new SplittableRandom(99));
    }
}
