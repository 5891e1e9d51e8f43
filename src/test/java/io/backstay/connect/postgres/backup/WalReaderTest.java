package io.backstay.connect.postgres.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.connect.postgres.Folders;
import io.backstay.connect.postgres.recovery.ArchivingServer;
import io.backstay.fixture.TestPostgres;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WalReaderTest {
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendOffset("+HH", "+00")
            .toFormatter(Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Pattern DESCRIPTION = Pattern.compile("(?:(\\d+): )?(\\d{4}-\\S+ [^; ]+\\+00).*");
    private final Path spoiled = TestPostgres.folder("backstay-spoiled-");
    private ArchivingServer live;
    private BackupPoint backup;

    @BeforeAll
    void writeALog() throws Exception {
        live = new ArchivingServer(1);
        live.run("create extension pg_walinspect", "create table t(id int, filler text)");
        backup = live.backup("b");
        writeStory(live);
        live.archiveAll();
    }

    @AfterAll
    void stop() throws Exception {
        live.close();
        Folders.remove(spoiled);
    }

    /// Small commits, records over many pages and segments, a prepared transaction, one with many subtransactions.
    private static void writeStory(ArchivingServer server) throws Exception {
        server.run(
                "insert into t select n, repeat('x', 500) from generate_series(1, 4000) n",
                "select pg_create_restore_point('before änderung')",
                "insert into t values (1, repeat('q', 3000000))",
                "do $$ begin for i in 1..200 loop begin insert into t values (i, 'sub'); exception when others then"
                        + " null; end; end loop; end $$",
                "begin; create table gone(i int); insert into t values (7, 'two'); prepare transaction 'p1'",
                "commit prepared 'p1'",
                "begin; drop table gone; insert into t values (8, 'more'); prepare transaction 'p2'",
                "commit prepared 'p2'",
                "begin; insert into t values (9, 'never'); rollback",
                "truncate t");
        for (int i = 0; i < 20; i++) {
            server.run("insert into t values (" + i + ", 'one')");
        }
        server.run("create table u as select n, md5(n::text) m from generate_series(1, 30000) n");
    }

    @Test
    void everyCommitHasTheTransactionPlaceAndTimeThatTheServerItselfReads() throws Exception {
        assertEquals(inspected(live, backup), read(live, backup));
    }

    @Test
    void sixteenMegabyteSegmentsAreReadTheSameWay() throws Exception {
        try (var server = new ArchivingServer(16)) {
            server.run("create extension pg_walinspect", "create table t(id int, filler text)");
            BackupPoint point = server.backup("b");
            writeStory(server);
            server.archiveAll();
            assertEquals(inspected(server, point), read(server, point));
        }
    }

    @Test
    void aSegmentCanBeReadFromItsBeginningInTheMiddleOfARecord() throws Exception {
        List<String> all = read(live, backup);
        long number = backup.stop().value() / (1 << 20) + 4;
        List<String> late = new ArrayList<>();
        WalListing listing = WalListing.of(live.archive().place());
        try (var reader = new WalReader(listing.towards(1), new Lsn(number << 20))) {
            reader.read(event -> late.add(line(event)));
        }
        assertFalse(late.isEmpty());
        assertEquals(all.subList(all.size() - late.size(), all.size()), late);
        assertNotEquals(all.size(), late.size());
    }

    @Test
    void restorePointsAreToldWithTheirNames() throws Exception {
        List<WalEvent> found = new ArrayList<>();
        live.archive().commitsBetween(backup, Instant.MIN, Instant.MAX, found::add);
        List<String> names = found.stream()
                .filter(WalEvent.RestorePoint.class::isInstance)
                .map(event -> ((WalEvent.RestorePoint) event).name())
                .toList();
        assertEquals(List.of("before änderung"), names);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void aFlippedBitIsNoticed(long seed) throws Exception {
        var random = new SplittableRandom(seed);
        Path copy = copyOfArchive("flip-" + seed);
        List<WalEvent> events = new ArrayList<>();
        live.archive().commitsBetween(backup, Instant.MIN, Instant.MAX, events::add);
        // Early enough that more of the log follows; bytes that fill up to eight are of no record.
        long start = events.get(random.nextInt(events.size() / 2)).lsn().value();
        Path victim = copy.resolve(WalName.of(1, start >> 20, 1 << 20));
        byte[] bytes = Files.readAllBytes(victim);
        int at = (int) (start % (1 << 20));
        int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
        int place = at + random.nextInt(Math.min(length, WalPages.PAGE_BYTES - at % WalPages.PAGE_BYTES));
        bytes[place] ^= (byte) (1 << random.nextInt(8));
        Files.write(victim, bytes);
        WalEnd end = new WalArchive(copy).end(backup);
        assertEquals(WalEnd.Reason.DAMAGED, end.reason(), () -> "seed " + seed + ", byte " + place + ": " + end);
    }

    @Test
    void aTruncatedSegmentIsNoticed() throws Exception {
        Path copy = copyOfArchive("short");
        String name = WalName.of(1, (backup.stop().value() >> 20) + 2, 1 << 20);
        byte[] bytes = Files.readAllBytes(copy.resolve(name));
        Files.write(copy.resolve(name), Arrays.copyOf(bytes, bytes.length - 8192));
        WalEnd end = new WalArchive(copy).end(backup);
        assertEquals(WalEnd.Reason.DAMAGED, end.reason());
        assertTrue(end.words().contains(name), end.words());
    }

    @Test
    void packedSegmentsAreReadAsPlainOnesAndNeverBeyondOneSegment() throws Exception {
        Path copy = copyOfArchive("packed");
        List<WalEvent> plain = new ArrayList<>();
        new WalArchive(copy).read(backup, plain::add);
        List<Path> segments;
        try (var files = Files.list(copy)) {
            segments = files.filter(each -> each.getFileName().toString().matches("[0-9A-F]{24}"))
                    .sorted()
                    .toList();
        }
        for (Path each : segments) {
            pack(Files.readAllBytes(each), each);
            Files.delete(each);
        }
        List<WalEvent> packed = new ArrayList<>();
        new WalArchive(copy).read(backup, packed::add);
        assertEquals(plain, packed);
        assertEquals(List.of(), new WalArchive(copy).gaps());
        Path into = Files.createDirectory(spoiled.resolve("unpacked"));
        new WalArchive(copy).copy(backup, backup.start(), backup.stop(), into);
        String first = WalName.of(1, backup.start().value() >> 20, 1 << 20);
        assertEquals(
                -1, Files.mismatch(into.resolve(first), live.archive().folder().resolve(first)));

        String name = WalName.of(1, (backup.stop().value() >> 20) + 2, 1 << 20);
        Path victim = copy.resolve(name + ".gz");
        byte[] whole = Files.readAllBytes(victim);
        pack(new byte[64 << 20], copy.resolve(name));
        WalEnd bomb = new WalArchive(copy).end(backup);
        assertEquals(WalEnd.Reason.DAMAGED, bomb.reason());
        assertTrue(bomb.words().contains("1048577 bytes instead of 1048576"), bomb.words());
        Files.write(victim, Arrays.copyOf(whole, whole.length / 2));
        WalEnd cut = new WalArchive(copy).end(backup);
        assertEquals(WalEnd.Reason.DAMAGED, cut.reason());
        assertTrue(cut.words().contains("cannot be unpacked"), cut.words());
    }

    private static void pack(byte[] bytes, Path plain) throws Exception {
        try (var out = new GZIPOutputStream(Files.newOutputStream(plain.resolveSibling(plain.getFileName() + ".gz")))) {
            out.write(bytes);
        }
    }

    @Test
    void aMissingSegmentIsAGapAndEndsTheWindow() throws Exception {
        Path copy = copyOfArchive("gap");
        String name = WalName.of(1, (backup.stop().value() >> 20) + 3, 1 << 20);
        Files.delete(copy.resolve(name));
        Files.writeString(copy.resolve(name + ".partial"), "passed over");
        Files.writeString(copy.resolve("archtemp." + name + ".1.2"), "passed over");
        var archive = new WalArchive(copy);
        WalArchive.Gap gap = archive.gaps().getFirst();
        assertEquals(1, archive.gaps().size());
        assertEquals(name, gap.first());
        assertEquals(1, gap.missing());
        assertFalse(gap.after().isBefore(gap.before()), gap::toString);
        assertEquals(WalEnd.Reason.NO_MORE, archive.end(backup).reason());
        Instant cut = archive.window(backup).orElseThrow().latest();
        assertTrue(cut.isBefore(live.archive().window(backup).orElseThrow().latest()));
    }

    @Test
    void severalBaseBackupsMakeOneWindowAsFarAsTheLogBetweenThemIsWhole() throws Exception {
        BackupPoint later = laterBackup();
        Instant latest = live.archive().window(later).orElseThrow().latest();
        var together = live.archive().window(List.of(backup, later)).orElseThrow();
        assertEquals(backup.completedAt(), together.earliest());
        assertEquals(latest, together.latest());

        Path holed = copyOfArchive("between two backups");
        Files.delete(holed.resolve(WalName.of(1, (backup.stop().value() >> 20) + 1, 1 << 20)));
        var cut = new WalArchive(holed).window(List.of(backup, later)).orElseThrow();
        assertEquals(later.completedAt(), cut.earliest());
        assertEquals(latest, cut.latest());

        Path ended = copyOfArchive("before the end of one");
        Files.delete(ended.resolve(WalName.of(1, (later.stop().value() - 1) >> 20, 1 << 20)));
        var without = new WalArchive(ended).window(List.of(backup, later)).orElseThrow();
        assertEquals(backup.completedAt(), without.earliest());
        assertTrue(without.latest().isBefore(later.completedAt()), without::toString);
    }

    /// What a base backup some segments later would say of itself; taking one would make the server forget its log.
    private BackupPoint laterBackup() throws Exception {
        List<WalEvent.Commit> commits = new ArrayList<>();
        live.archive().read(backup, event -> {
            if (event instanceof WalEvent.Commit commit
                    && commit.lsn().value() >> 20 > (backup.stop().value() >> 20) + 1) {
                commits.add(commit);
            }
            return true;
        });
        WalEvent.Commit at = commits.get(commits.size() / 2);
        return new BackupPoint(
                backup.folder(), backup.data(), "later", 1, at.lsn(), at.end(), at.at(), at.at(), backup.size());
    }

    @Test
    void anArchiveThatDoesNotReachTheBackupsEndGivesNoWindow() throws Exception {
        Path empty = Files.createDirectory(spoiled.resolve("empty"));
        assertTrue(new WalArchive(empty).window(backup).isEmpty());
    }

    private Path copyOfArchive(String name) throws IOException {
        Path copy = Files.createDirectory(spoiled.resolve(name));
        try (var files = Files.list(live.archive().folder())) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, copy.resolve(String.valueOf(file.getFileName())));
            }
        }
        return copy;
    }

    private static List<String> read(ArchivingServer server, BackupPoint point) throws Exception {
        List<String> lines = new ArrayList<>();
        server.archive().commitsBetween(point, Instant.MIN, Instant.MAX, event -> lines.add(line(event)));
        return lines;
    }

    private static String line(WalEvent event) {
        String said = switch (event) {
            case WalEvent.Commit(var _, var _, var at, var xid) -> xid + " " + at;
            case WalEvent.RestorePoint(var _, var _, var _, var name) -> "point " + name;
        };
        return event.lsn() + " " + event.end() + " " + said;
    }

    private static List<String> inspected(ArchivingServer server, BackupPoint point) throws Exception {
        List<String> lines = new ArrayList<>();
        String sql = "select start_lsn::text, end_lsn::text, xid::text, record_type, description"
                + " from pg_get_wal_records_info('" + point.start() + "', pg_current_wal_flush_lsn())"
                + " where resource_manager = 'Transaction' and record_type like 'COMMIT%'"
                + " or record_type = 'RESTORE_POINT' order by start_lsn";
        try (var session = server.login().open("test");
                var statement = session.createStatement()) {
            statement.execute("set timezone = 'UTC'");
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    lines.add(line(rows));
                }
            }
        }
        return lines;
    }

    private static String line(ResultSet row) throws Exception {
        String place = row.getString(1) + " " + row.getString(2) + " ";
        if (row.getString(4).equals("RESTORE_POINT")) {
            // The server shows its name, not its time.
            return place + "point " + row.getString(5);
        }
        Matcher description = DESCRIPTION.matcher(row.getString(5));
        assertTrue(description.matches(), row.getString(5));
        String xid = description.group(1) == null ? row.getString(3) : description.group(1);
        return place + xid + " " + Instant.from(TIME.parse(description.group(2)));
    }
}
