package io.backstay.act.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.Desk;
import io.backstay.act.DeskHome;
import io.backstay.act.record.Records;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.base.TenantId;
import io.backstay.codec.csv.CsvReader;
import io.backstay.connect.postgres.Folders;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.sets.SetDifference;
import io.backstay.fixture.TestPostgres;
import io.backstay.restore.verdict.Intake;
import io.backstay.seal.Digest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The nine data sets of the practice product's firms, from live and from before the accident, and what their
/// own copies are missing.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SetDeskTest {
    private static final List<String> NINE = List.of(
            "clients",
            "jobs",
            "invoices",
            "payments",
            "organizer-assignments",
            "missing-info-requests",
            "document-metadata",
            "message-thread-metadata",
            "audit-logs");

    private final Path folder = TestPostgres.folder("backstay-sets-");
    private final DeskHome home = new DeskHome(folder);
    private @Nullable Desk desk;
    private @Nullable Intake call;

    @BeforeAll
    void run() throws Exception {
        Desk open = home.open();
        desk = open;
        call = open.practice().start(Progress.NONE);
    }

    @AfterAll
    void removeAll() throws Exception {
        desk().close();
        assertEquals(List.of(), home.running());
        Folders.remove(folder);
    }

    private Desk desk() {
        return Objects.requireNonNull(desk);
    }

    private Intake call() {
        return Objects.requireNonNull(call);
    }

    private DataSets.Whose whose() {
        return new DataSets.Whose("lab", call().tenant().id(), null);
    }

    private DataSets.From.Then before() {
        return new DataSets.From.Then(null, call().about());
    }

    private DataSets.Exported export(DataSets.From from, String to, String... sets) throws Exception {
        return desk().dataSets()
                .export(new DataSets.Order(whose(), from, List.of(sets), false, folder.resolve(to)), Progress.NONE);
    }

    private DataSets.Compared compare(String path, DataSets.From from, @Nullable Path out) throws Exception {
        return desk().dataSets()
                .compare(
                        new DataSets.Question(
                                whose(), from, folder.resolve(path), List.of(), new DataSets.Look(3, null), out),
                        Progress.NONE);
    }

    private static Map<String, SetDifference> bySet(DataSets.Compared done) {
        return done.sets().stream().collect(Collectors.toMap(SetDifference::set, Function.identity()));
    }

    @Test
    void theNineAreListedAndNothingOfThemIsUnsaid() throws Exception {
        List<DataSets.Described> all =
                desk().dataSets().list("lab", call().tenant().id(), null, Progress.NONE);
        assertEquals(NINE, all.stream().map(DataSets.Described::name).toList());
        for (DataSets.Described each : all) {
            assertEquals(List.of(), each.problems());
            assertEquals(List.of(), each.unsaid(), each::name);
            assertNotNull(each.rows());
        }
        List<DataSets.Described> read = desk().dataSets().list("lab", null, null, Progress.NONE);
        assertEquals(NINE, read.stream().map(DataSets.Described::name).toList());
        assertNull(read.getFirst().rows());
    }

    @Test
    void theNineLeaveFromLiveWithTheirHashesInTheFirmsRecord() throws Exception {
        DataSets.Exported done = export(new DataSets.From.Live(), "nine");
        assertEquals(NINE, done.sets().stream().map(DataSets.SetFile::set).toList());
        Map<String, Long> counted = desk()
                .dataSets()
                .list("lab", call().tenant().id(), null, Progress.NONE)
                .stream()
                .collect(Collectors.toMap(DataSets.Described::name, each -> Objects.requireNonNull(each.rows())));
        assertTrue(done.rows() > 100, done::toString);
        for (DataSets.SetFile each : done.sets()) {
            Path file = folder.resolve("nine").resolve(each.file());
            assertEquals(counted.get(each.set()), each.rows(), each::set);
            assertEquals(each.rows(), records(file).size() - 1, each::set);
            assertEquals(each.sha256(), Digest.hex(Files.readAllBytes(file)), each::set);
        }
        try (Stream<Path> all = Files.list(folder.resolve("nine"))) {
            assertEquals(10, all.count(), "nine files and the list");
        }
        String list = Files.readString(folder.resolve("nine").resolve("export.json"));
        assertTrue(list.contains("\"backstay-data-sets/1\""), list);
        assertTrue(list.contains(done.sets().getLast().sha256()), list);

        Records.Entry outcome = newest("tenant.export", "outcome");
        assertEquals(call().tenant().id().value(), outcome.tenant(), "it is among what the firm is handed");
        DataSets.SetFile invoices = done.sets().get(2);
        String said = String.valueOf(outcome.detail().get("setInvoices"));
        assertTrue(said.contains("SHA-256 " + invoices.sha256()), said);
        assertEquals("" + done.rows(), outcome.detail().get("rows"));

        DataSets.Compared same = compare("nine", new DataSets.From.Live(), null);
        assertTrue(same.sets().stream().allMatch(SetDifference::equal), same::toString);
        assertEquals(9, same.sets().size());
        assertThrows(BackstayException.class, () -> export(new DataSets.From.Live(), "nine"), "it is there already");
    }

    @Test
    void aMetadataSetCarriesNoContents() throws Exception {
        export(new DataSets.From.Live(), "metadata", "document-metadata", "message-thread-metadata");
        List<@Nullable String> documents =
                records(folder.resolve("metadata/document-metadata.csv")).getFirst();
        List<@Nullable String> threads =
                records(folder.resolve("metadata/message-thread-metadata.csv")).getFirst();
        assertTrue(documents.contains("SHA-256") && !documents.contains("object_key"), documents::toString);
        assertTrue(threads.contains("Subject"), threads::toString);
        assertFalse(threads.stream().anyMatch(each -> String.valueOf(each).contains("ody")), threads::toString);
    }

    @Test
    void whatTheAccidentTookIsWhatACopyOfTodayIsMissing() throws Exception {
        DataSets.Exported then = export(before(), "then");
        assertEquals(call().about(), then.asOf());
        assertTrue(then.from().startsWith("base-"), then::from);
        DataSets.Exported now = export(new DataSets.From.Live(), "now");
        assertTrue(then.sets().getFirst().rows() > now.sets().getFirst().rows(), "clients were deleted");

        DataSets.Compared today = compare("now", before(), folder.resolve("missing"));
        DataSets.Compared kept = compare("then", new DataSets.From.Live(), null);
        for (String set : List.of("clients", "jobs", "invoices")) {
            SetDifference lost = Objects.requireNonNull(bySet(today).get(set));
            assertTrue(lost.missing() > 0, lost::toString);
            assertEquals(
                    lost.missing(), Objects.requireNonNull(bySet(kept).get(set)).added(), set);
            assertEquals(lost.database(), lost.same() + lost.missing() + lost.changed(), set);
            List<List<@Nullable String>> written =
                    records(folder.resolve("missing").resolve(set + ".csv"));
            assertEquals(lost.missing(), written.size() - 1, set);
            assertEquals(records(folder.resolve("then").resolve(set + ".csv")).getFirst(), written.getFirst(), set);
        }
        SetDifference clients = Objects.requireNonNull(bySet(today).get("clients"));
        assertTrue(clients.shown().size() <= 9, "three of each kind");
        assertTrue(clients.shown().toString().contains(TenantMapping.Words.MASK), clients::toString);
        assertEquals(
                clients.missing(),
                compareOne("missing/clients.csv", new DataSets.From.Live()).added(),
                "what was written is what is gone");
        assertEquals(0, compareOne("missing/clients.csv", before()).added(), "and it was there");
    }

    private SetDifference compareOne(String path, DataSets.From from) throws Exception {
        return compare(path, from, null).sets().getFirst();
    }

    @Test
    void whatIsMissingIsWrittenByteForByteAsAnExportWritesIt() throws Exception {
        DataSets.Exported whole = export(new DataSets.From.Live(), "whole");
        Path headings = Files.createDirectory(folder.resolve("headings"));
        for (DataSets.SetFile each : whole.sets()) {
            String first = Files.readString(folder.resolve("whole").resolve(each.file()))
                    .lines()
                    .findFirst()
                    .orElseThrow();
            Files.writeString(headings.resolve(each.file()), first + "\r\n");
        }
        DataSets.Compared all = compare("headings", new DataSets.From.Live(), folder.resolve("all"));
        assertEquals(folder.resolve("all").toAbsolutePath().toString(), all.out());
        for (DataSets.SetFile each : whole.sets()) {
            assertEquals(
                    each.sha256(),
                    Digest.hex(Files.readAllBytes(folder.resolve("all").resolve(each.file()))),
                    each::set);
        }
        Records.Entry outcome = newest("tenant.export", "outcome");
        assertEquals("done", outcome.outcome());
        assertEquals("9", outcome.detail().get("files"));
        assertEquals("" + whole.rows(), outcome.detail().get("rows"));
    }

    @Test
    void whatIsUndecidedIsNotWrittenAndNotCalledWritten() throws Exception {
        Path odd = Files.createDirectory(folder.resolve("odd"));
        Files.writeString(odd.resolve("clients.csv"), "Client ID,Name\r\n1,a\r\n1,b\r\n");
        for (String path : List.of("odd/clients.csv", "odd")) {
            Path out = folder.resolve("undecided");
            DataSets.Compared done = compare(path, new DataSets.From.Live(), out);
            assertEquals(1, done.sets().getFirst().undecided().size(), done::toString);
            assertNull(done.out(), path);
            assertTrue(
                    done.notes().toString().contains("The missing rows of clients were not written"), done::toString);
            try (Stream<Path> left = Files.list(folder)) {
                assertTrue(left.noneMatch(each -> each.toString().contains("undecided")), path);
            }
            assertEquals("failed", newest("tenant.export", "outcome").outcome(), path);
            assertEquals("done", newest("tenant.compare", "outcome").outcome(), path);
        }
        Files.writeString(odd.resolve("jobs.csv"), "Job ID\r\n");
        DataSets.Compared mixed = compare("odd", new DataSets.From.Live(), folder.resolve("mixed"));
        assertEquals(folder.resolve("mixed").toAbsolutePath().toString(), mixed.out());
        assertTrue(mixed.notes().toString().contains("The missing rows of clients were not written"), mixed::toString);
        try (Stream<Path> written = Files.list(folder.resolve("mixed"))) {
            assertEquals(
                    List.of("jobs.csv"),
                    written.map(each -> each.getFileName().toString()).toList());
        }
        Records.Entry outcome = newest("tenant.export", "outcome");
        assertEquals("done", outcome.outcome());
        assertEquals("1", outcome.detail().get("files"));
    }

    @Test
    void whereTheMissingRowsCannotBeWrittenIsNamed() throws Exception {
        Files.writeString(folder.resolve("clients.csv"), "Client ID,Name\r\n");
        Path out = folder.resolve("m".repeat(254));
        var refused =
                assertThrows(BackstayException.class, () -> compare("clients.csv", new DataSets.From.Live(), out));
        assertTrue(refused.failure() instanceof Failure.Unwritable, refused.failure()::message);
        assertTrue(refused.failure().message().contains(out.toString()), refused.failure()::message);
    }

    @Test
    void setsThatAreOneWordInTheRecordKeepAHashEach() {
        var first = new DataSets.SetFile("form-1", "s.a", "form-1.csv", 1, "aa");
        var second = new DataSets.SetFile("form1", "s.b", "form1.csv", 2, "bb");
        var third = new DataSets.SetFile("form1x2", "s.c", "form1x2.csv", 3, "cc");
        Map<String, String> facts = SetDesk.facts(
                new DataSets.Exported("lab", "1", "live", Instant.EPOCH, "to", List.of(first, second, third)));
        assertEquals("form-1.csv: 1 row, SHA-256 aa", facts.get("setForm1"));
        assertEquals("form1.csv: 2 rows, SHA-256 bb", facts.get("setForm1x2"));
        assertEquals("form1x2.csv: 3 rows, SHA-256 cc", facts.get("setForm1x2x2"));
    }

    @Test
    void whatAKilledReadingLeftIsRemovedByTheNext() throws Exception {
        export(before(), "before-a-kill", "jobs");
        Path scratch;
        try (Stream<Path> all = Files.walk(folder.resolve("lab"), 4)) {
            scratch = all.filter(each -> each.endsWith("scratch")).findFirst().orElseThrow();
        }
        Path left = Files.createDirectories(
                scratch.resolve("S-0001").resolve("scratch-dead").resolve("data"));
        Files.writeString(left.resolve("a file"), "a copy of a whole database");
        export(before(), "after-a-kill", "jobs");
        try (Stream<Path> all = Files.list(scratch.resolve("S-0001"))) {
            assertEquals(List.of(), all.toList());
        }
    }

    @Test
    void whatIsCancelledLeavesNothing() throws Exception {
        for (String step : List.of("Recovering to the moment", "Writing")) {
            Progress cancel = new Progress() {
                @Override
                public void step(String name) {
                    if (name.startsWith(step)) {
                        Thread.currentThread().interrupt();
                    }
                }

                @Override
                public void advance(long done, long total) {
                    // Only steps count here.
                }
            };
            var order = new DataSets.Order(whose(), before(), List.of(), false, folder.resolve("cancelled"));
            assertThrows(InterruptedException.class, () -> desk().dataSets().export(order, cancel), step);
            Thread.interrupted();
            try (Stream<Path> left = Files.list(folder)) {
                assertTrue(left.noneMatch(each -> each.toString().contains("cancelled")), step);
            }
            assertEquals("interrupted", newest("tenant.export", "outcome").outcome(), step);
        }
    }

    @Test
    void whatIsNotThereIsNamed() throws Exception {
        assertNotFound("A data set called bills", () -> export(new DataSets.From.Live(), "x", "bills"));
        assertNotFound("A base backup called tuesday", () -> export(new DataSets.From.Then("tuesday", null), "x"));
        var nobody = new DataSets.Whose("lab", new TenantId("999999"), null);
        assertNotFound(
                "A row of the firm 999999",
                () -> desk().dataSets()
                        .export(
                                new DataSets.Order(
                                        nobody, new DataSets.From.Live(), List.of(), true, folder.resolve("x")),
                                Progress.NONE));
        assertFalse(Files.exists(folder.resolve("x")));
        Files.writeString(folder.resolve("bills.csv"), "a,b\n");
        var odd = assertThrows(BackstayException.class, () -> compare("bills.csv", new DataSets.From.Live(), null));
        assertTrue(
                odd.failure().message().contains("is not called after a data set"),
                odd.failure().message());
    }

    private interface Act {
        void run() throws Exception;
    }

    private static void assertNotFound(String said, Act act) {
        var refused = assertThrows(BackstayException.class, act::run);
        assertTrue(refused.failure() instanceof Failure.NotFound, refused.failure()::message);
        assertTrue(refused.failure().message().contains(said), refused.failure().message());
    }

    private Records.Entry newest(String act, String kind) throws Exception {
        return desk().records().newest(new Records.Filter(null, null, null, act), 100).stream()
                .filter(each -> each.kind().equals(kind))
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    private static List<List<@Nullable String>> records(Path file) throws Exception {
        List<List<@Nullable String>> records = new ArrayList<>();
        try (CsvReader reader = CsvReader.open(file, ',')) {
            while (reader.next()) {
                records.add(new ArrayList<>(reader.cells()));
            }
        }
        return records;
    }
}
