package io.backstay.act.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.record.Records.Filter;
import io.backstay.act.record.Records.Verdict;
import io.backstay.act.role.Gate;
import io.backstay.act.role.Recorder;
import io.backstay.act.role.Role;
import io.backstay.audit.AuditEntry.Outcome;
import io.backstay.audit.AuditLog;
import io.backstay.audit.Deed;
import io.backstay.audit.Who;
import io.backstay.base.BackstayException;
import io.backstay.base.TenantId;
import io.backstay.seal.Ed25519;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an operator asks of the record: to show it, to check it, and to hand on one tenant's part.
final class RecordDeskTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-23T02:00:00Z"));
    private static final Ed25519.Made KEY = Ed25519.make("desk.example/log", new SplittableRandom(7));

    @TempDir
    Path folder;

    private AuditLog log;
    private RecordDesk desk;

    @BeforeEach
    void open() throws Exception {
        log = AuditLog.open(
                folder.resolve("audit.db"), CLOCK, new Who("jonas", "responder", "s1"), new SplittableRandom(1));
        desk = new RecordDesk(
                () -> log, folder.resolve("trust"), new Recorder(() -> log, new Gate(Role.APPROVER, () -> log)));
        Deed harrow = Deed.of("restore.import", "plan 9f%")
                .about(new TenantId("t1"))
                .inCase("I-1")
                .inRun("R-1");
        log.intent(harrow).outcome(Outcome.DONE, Map.of("rows", "12"));
        log.note(Deed.of("restore.verdict", "Birch")
                .about(new TenantId("t2"))
                .inCase("I-2")
                .inRun("R-2"));
        log.note(Deed.of("lab.up", "practice lab"));
    }

    @AfterEach
    void close() {
        log.close();
    }

    private void sign() throws BackstayException {
        log.signWith(Ed25519.signer(KEY.key().name(), KEY.seed()));
        log.sign();
        log.signWith(null);
    }

    private void trust() throws Exception {
        Files.createDirectories(folder.resolve("trust"));
        Files.writeString(folder.resolve("trust/own.keys"), KEY.key().encoded() + "\n");
    }

    @Test
    void anEntryIsShownWithAllThatItSays() throws Exception {
        sign();
        log.note(Deed.of("lab.down", "practice lab"));
        List<Records.Entry> all = desk.newest(Filter.ALL, 10);
        assertEquals(
                List.of(0L, 1L, 2L, 3L, 4L),
                all.stream().map(Records.Entry::seq).toList());
        assertEquals(
                List.of(true, true, true, true, false),
                all.stream().map(Records.Entry::signed).toList());
        assertEquals(
                new Records.Entry(
                        1,
                        CLOCK.instant(),
                        "jonas",
                        "responder",
                        "s1",
                        "outcome",
                        "restore.import",
                        "plan 9f%",
                        "t1",
                        "I-1",
                        0L,
                        "done",
                        Map.of("rows", "12", "run", "R-1"),
                        true),
                all.get(1));
        assertNull(all.getLast().outcome());
        assertEquals(
                List.of(3L, 4L),
                desk.newest(Filter.ALL, 2).stream().map(Records.Entry::seq).toList());
        assertEquals(5, desk.size());
        assertThrows(IllegalArgumentException.class, () -> desk.newest(Filter.ALL, 0));
        assertThrows(IllegalArgumentException.class, () -> desk.newest(Filter.ALL, 10_001));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            I-1, -,  -,   '',       '0 1'
            -,   t2, -,   '',       '2'
            -,   -,  R-1, '',       '0 1'
            I-1, t2, -,   '',       ''
            -,   -,  -,   restore,  '0 1 2'
            -,   -,  -,   LAB,      '3'
            -,   -,  -,   jon,      '0 1 2 3'
            -,   -,  -,   9f%,      '0 1'
            -,   -,  -,   %,        '0 1'
            -,   -,  -,   _,        ''
            -,   t1, -,   import,   '0 1'
            """)
    void entriesAreFoundByWhatTheyBelongTo(String caseId, String tenant, String run, String text, String found)
            throws Exception {
        String seqs = String.join(
                " ",
                desk.newest(new Filter(caseId, tenant, run, text), 100).stream()
                        .map(entry -> Long.toString(entry.seq()))
                        .toList());
        assertEquals(found, seqs);
    }

    /// The page of a list must not read a million entries: each filter but that by text finds by an index.
    @Test
    void aPageIsFoundWithoutReadingTheWholeRecord() throws Exception {
        try (var database = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("audit.db"));
                var statement = database.createStatement()) {
            for (String condition :
                    List.of("", "WHERE case_id = 'x'", "WHERE tenant = 'x'", "WHERE run = 'x'", "WHERE intent = 7")) {
                try (var plan = statement.executeQuery(
                        "EXPLAIN QUERY PLAN SELECT leaf FROM entry " + condition + " ORDER BY seq DESC LIMIT 100")) {
                    assertTrue(plan.next());
                    String how = plan.getString("detail");
                    assertEquals(!condition.isEmpty(), how.contains("USING INDEX"), how);
                    assertFalse(plan.next(), "it is sorted: " + condition);
                }
            }
        }
    }

    @Test
    void itIsVerifiedAgainstTheKeysThatCountHere() throws Exception {
        assertEquals(Verdict.UNVERIFIABLE, desk.verify().verdict());
        sign();
        assertEquals(Verdict.UNVERIFIABLE, desk.verify().verdict());
        trust();
        Records.Check check = desk.verify();
        assertEquals(Verdict.VERIFIED, check.verdict(), check.toString());
        assertEquals(4, check.signedSize());
        log.note(Deed.of("lab.down", "practice lab"));
        assertEquals(1, desk.verify().unsignedTail());
        assertEquals(List.of(), desk.verify().warnings());
        Path others = Files.writeString(folder.resolve("others.keys"), "# nobody\n");
        assertEquals(Verdict.UNVERIFIABLE, desk.verify(null, others, null).verdict());
        Path nowhere = folder.resolve("nowhere.keys");
        assertThrows(BackstayException.class, () -> desk.verify(null, nowhere, null));
    }

    @Test
    void anExportIsAnActOfItsOwnAndIsVerifiedAlone() throws Exception {
        sign();
        trust();
        Path file = folder.resolve("harrow.json");
        Records.HandedOn done = desk.export("t1", file);
        assertEquals(new Records.HandedOn(2, 1), done);
        assertTrue(done.lacks().startsWith("1 newer entry was left out"), done.lacks());
        List<Records.Entry> about = desk.newest(new Filter(null, "t1", null, "audit.export"), 9);
        assertEquals(
                List.of("intent", "outcome"),
                about.stream().map(Records.Entry::kind).toList());
        assertEquals("harrow.json", about.getFirst().target());
        // Without a key the act itself is behind the last checkpoint, and so is not in the file.
        assertEquals(
                Map.of("entries", "2", "leftOut", "1", "size", "4"),
                about.getLast().detail());
        Records.Check check = desk.verify(file, null, null);
        assertEquals(Verdict.VERIFIED, check.verdict(), check.toString());
        assertEquals(2, check.size());
    }

    @Test
    void anExportThatFailsIsRecordedAsFailed() throws Exception {
        Path file = folder.resolve("harrow.json");
        var e = assertThrows(BackstayException.class, () -> desk.export("t1", file));
        assertTrue(
                e.failure().message().contains("Nothing of the record is signed"),
                e.failure().message());
        assertEquals("failed", desk.newest(Filter.ALL, 1).getFirst().outcome());
        try (Stream<Path> files = Files.list(folder)) {
            assertTrue(files.noneMatch(each -> each.toString().contains("harrow")));
        }
    }
}
