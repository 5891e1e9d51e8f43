package io.backstay.connect.s3.count;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpLimits;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.wire.S3Address;
import io.backstay.connect.s3.wire.S3Credentials;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.StandIn;
import io.backstay.fixture.StandIn.Answer;
import io.backstay.fixture.StandIn.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Counts that break off, against a store in small pages written from S3's API reference.
final class VersionCountTest {
    private static final long SEED = 20_261_127;
    private static final int PAGE = 7;
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final String OVER = "<Error><Code>ExpiredToken</Code></Error>";

    private final List<String[]> lines = lines();
    private final AtomicInteger failing = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private String how = OVER;

    @TempDir
    Path folder;

    /// Keys in order, each with some versions, of which some are delete markers.
    private static List<String[]> lines() {
        Random random = new Random(SEED);
        List<String[]> lines = new ArrayList<>();
        for (int key = 0; key < 20; key++) {
            int versions = 1 + random.nextInt(10);
            for (int version = 0; version < versions; version++) {
                lines.add(new String[] {
                    "firm 1/%02d+ü".formatted(key), "v" + version, random.nextInt(4) == 0 ? "DeleteMarker" : "Version"
                });
            }
        }
        return lines;
    }

    private Answer page(Request request) {
        if (asked.incrementAndGet() == failing.get()) {
            return Answer.xml(how.equals(OVER) ? 403 : 200, how);
        }
        String key = marker(request, "key-marker");
        String version = marker(request, "version-id-marker");
        int from = 0;
        while (!key.isEmpty() && !(lines.get(from)[0].equals(key) && lines.get(from)[1].equals(version))) {
            from++;
        }
        from += key.isEmpty() ? 0 : 1;
        int to = Math.min(lines.size(), from + PAGE);
        StringBuilder xml = new StringBuilder("<ListVersionsResult>");
        for (String[] each : lines.subList(from, to)) {
            xml.append("<%3$s><Key>%1$s</Key><VersionId>%2$s</VersionId><LastModified>2026-11-20T11:00:00Z"
                    .formatted(each[0], each[1], each[2]));
            xml.append("</LastModified></").append(each[2]).append('>');
        }
        if (to < lines.size()) {
            String[] last = lines.get(to - 1);
            xml.append("<IsTruncated>true</IsTruncated><NextKeyMarker>%s</NextKeyMarker>".formatted(last[0]));
            xml.append("<NextVersionIdMarker>%s</NextVersionIdMarker>".formatted(last[1]));
        }
        return Answer.xml(200, xml.append("</ListVersionsResult>").toString());
    }

    private static String marker(Request request, String name) {
        for (String pair : request.target().replaceFirst(".*\\?", "").split("&", -1)) {
            String[] sides = pair.split("=", 2);
            if (sides[0].equals(name)) {
                return URLDecoder.decode(sides[1].replace("+", "%2B"), StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    /// Every time with another book over the same file, as after a restart.
    private VersionCount counted(String prefix, Instant now) throws Exception {
        asked.set(0);
        try (StandIn standIn = new StandIn(this::page);
                HttpTransport transport = new HttpTransport(HttpLimits.USUAL, _ -> {}, new Random(SEED))) {
            var store = new ObjectStore(
                    transport,
                    new S3Address(Endpoint.parse(standIn.address()), "eu-1", "bucket", null),
                    new S3Credentials("KEY", Secrets.source("of this test only"), null),
                    InstantSource.system());
            return VersionCount.of(store, prefix, 1_000, new Fixed(file()), now);
        }
    }

    /// The same file for each of the addresses that a stand-in has.
    private record Fixed(CountBook book) implements CountBook {
        @Override
        public @Nullable Broken broken(String what) throws BackstayException {
            return book.broken(what.replaceFirst("^[^\n]*", ""));
        }

        @Override
        public void brokeOff(String what, Broken broken) throws BackstayException {
            book.brokeOff(what.replaceFirst("^[^\n]*", ""), broken);
        }

        @Override
        public void ended(String what) throws BackstayException {
            book.ended(what.replaceFirst("^[^\n]*", ""));
        }
    }

    private CountBook file() {
        return new CountFile(folder.resolve("counts.log"));
    }

    private Failure breaks(int at, Instant now) {
        failing.set(at);
        Failure failure = assertThrows(BackstayException.class, () -> counted("firm 1/", now))
                .failure();
        failing.set(0);
        return failure;
    }

    @Test
    void whereverTheSessionEndsTheNextCountGoesOnWithThePageThatWasRefused() throws Exception {
        VersionCount whole = counted("firm 1/", NOW);
        int pages = asked.get();
        assertEquals(lines.size(), whole.versions() + whole.markers());
        assertEquals(20, whole.keys());
        assertNull(whole.begun());
        assertTrue(pages > 10, "seed " + SEED);
        for (int n = 2; n <= pages; n++) {
            assertInstanceOf(Failure.Expired.class, breaks(n, NOW));
            VersionCount later = counted("firm 1/", NOW.plusSeconds(60));
            assertEquals(pages - n + 1, asked.get(), "nothing that was heard is asked again, page " + n);
            assertEquals(
                    new VersionCount(whole.keys(), whole.versions(), whole.markers(), true, NOW),
                    later,
                    "page " + n + ", seed " + SEED);
            assertEquals(whole, counted("firm 1/", NOW.plusSeconds(90)), "and then it is over");
            assertEquals(pages, asked.get());
        }
    }

    @Test
    void aCountThatBreaksOffAgainAndAgainComesToItsEnd() throws Exception {
        VersionCount whole = counted("firm 1/", NOW);
        int goes = 0;
        for (VersionCount count = null; count == null; goes++) {
            failing.set(3);
            try {
                count = counted("firm 1/", NOW.plusSeconds(goes));
                assertEquals(
                        List.of(whole.keys(), whole.versions(), whole.markers()),
                        List.of(count.keys(), count.versions(), count.markers()));
                assertEquals(NOW, count.begun(), "of the first go");
            } catch (BackstayException e) {
                assertInstanceOf(Failure.Expired.class, e.failure());
            }
        }
        assertTrue(goes > 3, goes + " goes");
    }

    @Test
    void whatIsOldOrUnreadableOrOfAStoreThatAnswersWronglyIsCountedAnew() throws Exception {
        int pages;
        VersionCount whole = counted("firm 1/", NOW);
        pages = asked.get();
        breaks(4, NOW);
        assertEquals(whole, counted("firm 1/", NOW.plus(Duration.ofHours(25))));
        assertEquals(pages, asked.get());
        breaks(4, NOW);
        Files.writeString(folder.resolve("counts.log"), "begun ! !\n");
        assertEquals(whole, counted("firm 1/", NOW));
        Files.delete(folder.resolve("counts.log"));
        breaks(4, NOW);
        how = "<Something/>";
        assertInstanceOf(Failure.Malformed.class, breaks(2, NOW));
        assertNull(new Fixed(file()).broken("\nbucket\nfirm 1/"));
        how = OVER;
        breaks(4, NOW);
        assertNotNull(new Fixed(file()).broken("\nbucket\nfirm 1/"));
    }
}
