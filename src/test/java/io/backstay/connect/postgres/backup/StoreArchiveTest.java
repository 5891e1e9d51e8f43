package io.backstay.connect.postgres.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Lifetime;
import io.backstay.base.Progress;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpBody;
import io.backstay.connect.http.HttpLimits;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.postgres.Folders;
import io.backstay.connect.postgres.archive.StorePlace;
import io.backstay.connect.postgres.archive.WalPlace;
import io.backstay.connect.postgres.recovery.ArchivingServer;
import io.backstay.connect.postgres.recovery.ScratchServer;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.PracticeDeletion;
import io.backstay.connect.s3.wire.S3Address;
import io.backstay.connect.s3.wire.S3Calls;
import io.backstay.connect.s3.wire.S3Credentials;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.TestPostgres;
import io.backstay.lab.PracticeMapping;
import io.backstay.lab.objects.LabObjectKey;
import io.backstay.lab.objects.LabObjectKey.Right;
import io.backstay.lab.objects.LabObjectServer;
import io.backstay.restore.find.Ground;
import io.backstay.restore.find.LogHistory;
import io.backstay.seal.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;

/// The log of a real server, uploaded into the practice store over its real protocol: read from there, it says what
/// the folder says.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StoreArchiveTest {
    private static final String BUCKET = "crm-log";
    private static final String SECRET = "a key of this test only";

    private final Path folder = TestPostgres.folder("backstay-log-store-");
    private final Lifetime lifetime = new Lifetime();
    private final HttpTransport transport = new HttpTransport(HttpLimits.USUAL, _ -> {}, new Random(3));
    private ArchivingServer live;
    private BackupPoint backup;
    private Instant good;
    private LabObjectServer server;
    private ObjectStore writer;

    @BeforeAll
    void writeALog() throws Exception {
        live = lifetime.own(new ArchivingServer(1));
        live.run("create table t(id int, filler text)");
        backup = live.backup("b");
        live.run("insert into t select n, repeat('x', 500) from generate_series(1, 4000) n");
        good = live.now();
        live.run("delete from t", "insert into t select n, repeat('y', 500) from generate_series(1, 9000) n");
        live.archiveAll();
        try (Secret secret = Secrets.of(SECRET)) {
            server = lifetime.own(LabObjectServer.start(
                    folder,
                    BUCKET,
                    List.of(
                            new LabObjectKey(
                                    "READER",
                                    secret,
                                    Right.READ,
                                    List.of("whole/", "holed/", "packed/", "x/", "old/", "short/")),
                            new LabObjectKey("ARCHIVER", secret, Right.DELETE)),
                    InstantSource.system(),
                    null));
        }
        writer = store("ARCHIVER", SECRET);
        upload("whole/");
    }

    @AfterAll
    void stop() throws Exception {
        transport.close();
        lifetime.close();
        Folders.remove(folder);
    }

    private ObjectStore store(String key, String secret) throws Exception {
        return new ObjectStore(
                transport, address(), new S3Credentials(key, Secrets.source(secret), null), () -> Instant.now());
    }

    private S3Address address() throws Exception {
        return new S3Address(
                Endpoint.parse(server.address().toString()), LabObjectServer.REGION, BUCKET, LabObjectServer.OWNER);
    }

    private List<String> upload(String prefix) throws Exception {
        List<String> names = new ArrayList<>();
        try (var files = Files.list(live.archive().folder())) {
            for (Path file : files.sorted().toList()) {
                names.add(file.getFileName().toString());
                put(prefix + file.getFileName(), Files.readAllBytes(file));
            }
        }
        return names;
    }

    private void put(String key, byte[] bytes) throws Exception {
        writer.put(key, HttpBody.of(bytes), "binary/octet-stream");
    }

    private void delete(String key) throws Exception {
        new PracticeDeletion(
                        transport,
                        address(),
                        new S3Credentials("ARCHIVER", Secrets.source(SECRET), null),
                        InstantSource.system())
                .delete(key);
    }

    private StorePlace place(String prefix) throws Exception {
        return new StorePlace(store("READER", SECRET), prefix, InstantSource.system());
    }

    private static Failure failureOf(Executable action) {
        return assertThrows(BackstayException.class, action).failure();
    }

    @Test
    void theWindowIsTheFoldersAndTakesTwoOrThreeSegmentsOfMany() throws Exception {
        var counted = new Counted(place("whole/"));
        var archive = new WalArchive(counted);
        assertEquals(live.archive().window(backup), archive.window(backup));
        assertEquals(live.archive().window(List.of(backup)), archive.window(List.of(backup)));
        assertEquals(List.of(), archive.gaps());
        assertEquals(live.archive().end(backup), archive.end(backup), "all of it, where all of it is asked for");

        var window = new Counted(place("whole/"));
        new WalArchive(window).window(backup);
        long segments = live.archive()
                        .bytesBetween(backup.start(), live.archive().end(backup).at())
                >> 20;
        assertTrue(segments > 5, "a log of " + segments);
        assertTrue(window.opened.size() <= 4, window.opened::toString);
    }

    @Test
    void aServerIsRecoveredFromTheStoreAndHearsHowMuchHasCome() throws Exception {
        List<String> heard = new ArrayList<>();
        Progress progress = new Progress() {
            @Override
            public void step(String name) {
                heard.add(name);
            }

            @Override
            public void advance(long done, long total) {
                heard.add(done + " of " + total);
            }
        };
        WalArchive archive = new WalArchive(place("whole/"));
        try (ScratchServer scratch =
                live.recovery().recover(backup, archive, good, ArchivingServer.PASSWORD, progress)) {
            assertEquals(
                    4000L,
                    ArchivingServer.one(
                            scratch.login("postgres"),
                            "select count(*) from t where filler = repeat('x', 500)",
                            Long.class));
        }
        int fetching = heard.indexOf("Fetching the log");
        assertTrue(fetching >= 0, heard::toString);
        assertTrue(heard.get(fetching + 1).startsWith("1 of "), heard::toString);
    }

    @Test
    void whoeverCancelsWhileTheLogIsFetchedGetsNothing() throws Exception {
        Thread here = Thread.currentThread();
        Progress cancelling = new Progress() {
            @Override
            public void step(String name) {
                if (name.equals("Fetching the log")) {
                    here.interrupt();
                }
            }

            @Override
            public void advance(long done, long total) {}
        };
        WalArchive archive = new WalArchive(place("whole/"));
        assertThrows(
                InterruptedException.class,
                () -> live.recovery().recover(backup, archive, good, ArchivingServer.PASSWORD, cancelling));
        Path scratches = live.home().resolve("scratch");
        try (var left = Files.list(scratches)) {
            assertEquals(
                    0,
                    left.filter(each -> each.getFileName().toString().startsWith("scratch-"))
                            .count());
        }
    }

    @Test
    void aHoleInTheStoreIsTheFoldersHole() throws Exception {
        List<String> names = upload("holed/");
        String gone = WalName.of(1, (backup.stop().value() >> 20) + 3, 1 << 20);
        assertTrue(names.contains(gone));
        delete("holed/" + gone);
        put("holed/" + gone + ".partial", new byte[] {1});
        put("holed/deeper/" + gone, new byte[] {1});
        Path copy = Files.createDirectory(folder.resolve("copy"));
        for (String name : names) {
            if (!name.equals(gone)) {
                Files.copy(live.archive().folder().resolve(name), copy.resolve(name));
            }
        }
        WalArchive.Gap expected = new WalArchive(copy).gaps().getFirst();
        var archive = new WalArchive(place("holed/"));
        assertEquals(1, archive.gaps().size());
        assertEquals(expected.first(), archive.gaps().getFirst().first());
        assertEquals(expected.missing(), archive.gaps().getFirst().missing());
        assertEquals(new WalArchive(copy).window(backup), archive.window(backup));

        delete("holed/" + WalName.of(1, (backup.stop().value() - 1) >> 20, 1 << 20));
        assertTrue(new WalArchive(place("holed/")).window(backup).isEmpty(), "it no longer reaches the backup's end");
    }

    @Test
    void aPackedLogSaysTheSame() throws Exception {
        try (var files = Files.list(live.archive().folder())) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                put(
                        "packed/" + name + (WalName.parse(name).isPresent() ? ".gz" : ""),
                        WalName.parse(name).isPresent() ? packed(Files.readAllBytes(file)) : Files.readAllBytes(file));
            }
        }
        var archive = new WalArchive(place("packed/"));
        assertEquals(live.archive().window(backup), archive.window(backup));
        assertEquals(live.archive().end(backup), archive.end(backup));
        archive.await(1, backup.stop(), 1 << 20, Duration.ZERO);
        Path into = Files.createDirectory(folder.resolve("unpacked"));
        archive.copy(backup, backup.start(), backup.stop(), into);
        String first = WalName.of(1, backup.start().value() >> 20, 1 << 20);
        assertEquals(-1, Files.mismatch(live.archive().folder().resolve(first), into.resolve(first)));
    }

    /// A lifecycle rule moves the oldest segments into an archive, where nobody reads them.
    @Test
    void segmentsInAnArchiveOrOfAnotherLengthCountAsMissingAndAreNamed() throws Exception {
        List<String> names = upload("old/");
        String oldest = names.stream()
                .filter(name -> WalName.parse(name).isPresent())
                .findFirst()
                .orElseThrow();
        S3Calls calls = writer.calls();
        HttpBody bytes = HttpBody.of(Files.readAllBytes(live.archive().folder().resolve(oldest)));
        calls.demand(
                calls.send(
                        calls.onObject("PUT", "old/" + oldest, null, Map.of("x-amz-storage-class", "GLACIER"), bytes)),
                oldest);
        var archive = new WalArchive(place("old/"));
        assertEquals(live.archive().window(backup), archive.window(backup));
        String unfit = String.valueOf(archive.unfit());
        assertTrue(unfit.contains("1 segment") && unfit.contains(oldest + ": it lies in GLACIER"), unfit);

        String cut = WalName.of(1, (backup.stop().value() >> 20) + 3, 1 << 20);
        put("old/" + cut, new byte[100]);
        archive = new WalArchive(place("old/"));
        assertEquals(cut, archive.gaps().getFirst().first());
        unfit = String.valueOf(archive.unfit());
        assertTrue(unfit.contains(cut + ": it has 100 bytes instead of 1,048,576"), unfit);
        assertTrue(archive.window(backup)
                .orElseThrow()
                .latest()
                .isBefore(live.archive().window(backup).orElseThrow().latest()));
    }

    @Test
    void theSegmentsOfABaseBackupAreFetchedOnce() throws Exception {
        long needed = (backup.stop().value() - 1) >> 20;
        for (long number = backup.start().value() >> 20; number <= needed; number++) {
            String name = WalName.of(1, number, 1 << 20);
            put("short/" + name, Files.readAllBytes(live.archive().folder().resolve(name)));
        }
        var counted = new Counted(place("short/"));
        assertTrue(new WalArchive(counted).window(backup).isPresent());
        assertEquals(List.copyOf(new TreeSet<>(counted.opened)), counted.opened);
    }

    @Test
    void noPictureIsWorthFetchingTheWholeLog() throws Exception {
        var counted = new Counted(place("whole/"));
        var ground = new Ground(
                live.home(),
                new WalArchive(counted),
                live.recovery(),
                ArchivingServer.PASSWORD,
                "postgres",
                PracticeMapping.mapping());
        Failure refused = failureOf(() -> LogHistory.read(ground, Instant.now()));
        assertTrue(refused.message().contains("would have to be fetched"), refused::message);
        assertEquals(List.of(), counted.opened);
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    @Test
    void aSegmentThatGoesOrChangesAfterItWasListedIsToldInOneSentence() throws Exception {
        String name = WalName.of(1, backup.start().value() >> 20, 1 << 20);
        byte[] bytes = Files.readAllBytes(live.archive().folder().resolve(name));
        put("x/" + name, bytes);
        put("x/" + WalName.of(1, (backup.start().value() >> 20) + 1, 1 << 20), bytes);
        StorePlace place = place("x/");
        place.names(_ -> {});
        bytes[1000]++;
        put("x/" + name, bytes);
        Failure changed = failureOf(() -> place.open(name));
        assertInstanceOf(Failure.Conflict.class, changed);
        assertTrue(changed.message().contains(name), changed::message);
        assertTrue(changed.message().contains("became another while it was read"), changed::message);
        put("x/" + name, new byte[2 << 20]);
        assertTrue(failureOf(() -> place.open(name)).message().contains("became another"), "a longer one");
        delete("x/" + name);
        Failure gone = failureOf(() -> place.open(name));
        assertTrue(gone.message().contains("left"), gone::message);
        assertTrue(gone.advice().contains("lifecycle"), gone::advice);
        assertTrue(failureOf(() -> place.beginning(name, 8)).message().contains("left"));
    }

    @Test
    void aKeyThatMayNotReadThereIsRefusedInOneSentence() throws Exception {
        var wrong = new StorePlace(store("READER", "no such secret"), "whole/", InstantSource.system());
        Failure refused = failureOf(() -> new WalArchive(wrong).gaps());
        assertInstanceOf(Failure.Refused.class, refused);
        assertTrue(refused.advice().contains("access key"), refused::advice);
        Failure elsewhere = failureOf(() -> new WalArchive(place("other/")).gaps());
        assertInstanceOf(Failure.Refused.class, elsewhere);
        assertTrue(elsewhere.message().contains("AccessDenied"), elsewhere::message);
    }

    @Test
    void aBusyStoreIsToldAsOne() throws Exception {
        HttpServer busy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        busy.createContext("/", exchange -> {
            try (exchange) {
                byte[] words =
                        "<Error><Code>SlowDown</Code><Message>later</Message></Error>".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(503, words.length);
                exchange.getResponseBody().write(words);
            }
        });
        busy.start();
        try {
            S3Address at = new S3Address(
                    new Endpoint("http", "127.0.0.1", busy.getAddress().getPort()), "eu-west-1", BUCKET, null);
            var store = new ObjectStore(
                    transport, at, new S3Credentials("KEY", Secrets.source(SECRET), null), InstantSource.system());
            var archive = new WalArchive(new StorePlace(store, "wal/", InstantSource.system()));
            assertInstanceOf(Failure.Throttled.class, failureOf(() -> archive.window(backup)));
        } finally {
            busy.stop(0);
        }
    }

    /// Remembers which files were opened, which is what costs.
    private static final class Counted extends PlaceBehind {
        private final List<String> opened = new ArrayList<>();

        Counted(WalPlace place) {
            super(place);
        }

        @Override
        public FileChannel open(String name) throws BackstayException, InterruptedException {
            opened.add(name);
            return super.open(name);
        }
    }
}
