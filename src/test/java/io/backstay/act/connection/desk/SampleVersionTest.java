package io.backstay.act.connection.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.connection.Connections.Line;
import io.backstay.act.connection.TestLines;
import io.backstay.base.Progress;
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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Against a stand-in written from S3's API reference, in which a bucket is as a real one is after years.
final class SampleVersionTest {
    private static final int PAGE = 1_000;

    private final HttpTransport transport = new HttpTransport(HttpLimits.USUAL, _ -> {}, new Random(6));
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private int markers;

    @AfterEach
    void stop() {
        transport.close();
    }

    private ObjectStore store(StandIn standIn) throws Exception {
        return new ObjectStore(
                transport,
                address(standIn),
                new S3Credentials("KEY", Secrets.source("none"), null),
                InstantSource.system());
    }

    private static S3Address address(StandIn standIn) throws Exception {
        return new S3Address(Endpoint.parse(standIn.address()), "eu-1", "files", null);
    }

    /// So many delete markers, a thousand on a page, then one version, of which nobody answers any more.
    private Answer to(Request request) {
        if (request.target().endsWith("?versioning=") || request.target().endsWith("?versioning")) {
            return Answer.xml(200, "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
        }
        asked.add(request.method());
        if (request.method().equals("HEAD")) {
            return Answer.xml(404, "");
        }
        int from = (asked.size() - 1) * PAGE;
        int to = Math.min(markers, from + PAGE);
        StringBuilder xml = new StringBuilder("<ListVersionsResult>");
        for (int i = from; i < to; i++) {
            xml.append(line("DeleteMarker", i));
        }
        boolean more = to < markers;
        if (more) {
            xml.append("<NextKeyMarker>%08d</NextKeyMarker>".formatted(to - 1));
            xml.append("<NextVersionIdMarker>v</NextVersionIdMarker>");
        } else {
            xml.append(line("Version", markers));
        }
        return Answer.xml(200, xml + "<IsTruncated>" + more + "</IsTruncated></ListVersionsResult>");
    }

    private static String line(String kind, int key) {
        return ("<%1$s><Key>%2$08d</Key><VersionId>v</VersionId><LastModified>2026-11-20T11:00:00Z</LastModified>"
                        + "</%1$s>")
                .formatted(kind, key);
    }

    @Test
    void aThousandDeleteMarkersAreLookedAtAndNotAMillion() throws Exception {
        try (StandIn standIn = new StandIn(this::to)) {
            markers = PAGE - 1;
            assertEquals(
                    "%08d".formatted(markers),
                    SampleVersion.below(store(standIn), "").orElseThrow().key());
            assertEquals(List.of("GET"), asked);
            asked.clear();
            markers = 1_000_000;
            assertTrue(SampleVersion.below(store(standIn), "").isEmpty());
            assertEquals(List.of("GET"), asked, "no page behind the first thousand lines is asked for");
        }
    }

    @Test
    void aVersionThatHasGoneMeanwhileShowsNoRightToReadIt() throws Exception {
        try (StandIn standIn = new StandIn(this::to)) {
            ObjectStore store = store(standIn);
            TestLines lines = new TestLines(Progress.NONE);
            new FileKeyTrial(address(standIn), lines)
                    .run(new FileKeyTrial.Key("writer", "", true, false, "a restore"), () -> store, () -> null);
            Line read = lines.all().stream()
                    .filter(each -> each.part().equals("writer, s3:GetObjectVersion"))
                    .findFirst()
                    .orElseThrow();
            assertTrue(asked.contains("HEAD"), asked::toString);
            assertTrue(read.sentence().contains("has gone meanwhile"), read::sentence);
            assertFalse(read.sentence().contains("answered about"), read::sentence);
        }
    }
}
