package io.backstay.connect.s3.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpBody;
import io.backstay.connect.http.HttpLimits;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.http.Witness;
import io.backstay.connect.http.way.Reach;
import io.backstay.connect.http.way.Way;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.Versioning;
import io.backstay.fixture.S3Model;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.StandIn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where a bucket's name stands in what is sent, and who may vouch for the server.
class AddressingTest {
    private static final String VERSIONED =
            "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";

    @TempDir
    Path folder;

    @Test
    void theBucketsNameStandsBeforeTheHostOrInThePath() throws Exception {
        assertEquals("files.s3.example /?versioning=; files.s3.example /a%20b/c", sent(Addressing.VIRTUAL));
        assertEquals("s3.example /files?versioning=; s3.example /files/a%20b/c", sent(Addressing.PATH));
    }

    private String sent(Addressing addressing) throws Exception {
        try (StandIn store = new StandIn(folder, List.of("s3.example", "files.s3.example"), AddressingTest::answer);
                HttpTransport transport = new HttpTransport(HttpLimits.USUAL, _ -> {}, new Random(1), store.way())) {
            var address = new S3Address(Endpoint.parse("https://s3.example"), "eu-1", "files", null, addressing);
            var bucket = new ObjectStore(
                    transport,
                    address,
                    new S3Credentials("KEY", Secrets.source("not a real secret"), null),
                    InstantSource.system());
            assertEquals(Versioning.ENABLED, bucket.versioning());
            assertTrue(bucket.head("a b/c", null).isEmpty());
            S3Model model = new S3Model();
            for (StandIn.Request each : store.requests()) {
                String target = addressing == Addressing.PATH ? each.target() : "/files" + each.target();
                var question = new S3Model.Question(each.method(), target, each.headers(), new byte[0]);
                model.checkAsked(model.operation(question), question);
            }
            return String.join(
                    "; ",
                    store.requests().stream()
                            .map(each -> each.header("host") + " " + each.target())
                            .toList());
        }
    }

    @Test
    void theRecordOfAChangeNamesTheBucketAndNothingOfAKeyWhereverTheBucketStands() throws Exception {
        for (Addressing addressing : Addressing.values()) {
            List<String> places = new ArrayList<>();
            Witness witness = (_, effect) -> {
                places.add(effect.target());
                return _ -> {};
            };
            try (StandIn store =
                            new StandIn(folder, List.of("s3.example", "files.s3.example"), AddressingTest::answer);
                    HttpTransport transport =
                            new HttpTransport(HttpLimits.USUAL, _ -> {}, new Random(1), store.way(), witness)) {
                var address = new S3Address(Endpoint.parse("https://s3.example"), "eu-1", "files", null, addressing);
                var bucket = new ObjectStore(
                        transport,
                        address,
                        new S3Credentials("KEY", Secrets.source("not a real secret"), null),
                        InstantSource.system());
                bucket.calls().send(bucket.calls().onObject("PUT", "harrow/payroll", null, Map.of(), HttpBody.NONE));
                bucket.calls()
                        .sendLong(bucket.calls().onObject("PUT", "harrow/payroll", null, Map.of(), HttpBody.NONE));
            }
            String place = "https://s3.example:443/files";
            assertEquals(List.of(place, place), places, addressing.name());
        }
    }

    private static StandIn.Answer answer(StandIn.Request request) {
        return request.method().equals("HEAD")
                ? new StandIn.Answer(404, "text/plain", "", Map.of())
                : StandIn.Answer.xml(200, VERSIONED);
    }

    @Test
    void aFileOfAuthoritiesThatHoldsNoneIsRefusedInWords() throws Exception {
        Path garbage = Files.writeString(folder.resolve("garbage.pem"), "no certificate");
        Path empty = Files.createFile(folder.resolve("empty.pem"));
        for (Path file : new Path[] {garbage, empty}) {
            assertInstanceOf(Failure.BadInput.class, failure(file));
        }
        assertInstanceOf(Failure.NotFound.class, failure(folder.resolve("missing.pem")));
    }

    private static Failure failure(Path authorities) {
        return assertThrows(BackstayException.class, () -> Way.out(Reach.NETWORK, authorities))
                .failure();
    }
}
