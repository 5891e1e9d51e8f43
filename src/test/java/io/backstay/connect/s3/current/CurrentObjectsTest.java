package io.backstay.connect.s3.current;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpBody;
import io.backstay.connect.http.HttpLimits;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.postgres.Folders;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.wire.S3Address;
import io.backstay.connect.s3.wire.S3Credentials;
import io.backstay.fixture.S3Checked;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.TestPostgres;
import io.backstay.lab.objects.LabObjectKey;
import io.backstay.lab.objects.LabObjectKey.Right;
import io.backstay.lab.objects.LabObjectServer;
import io.backstay.seal.Secret;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Listing what is under a prefix now: page by page from the practice store over its real protocol, and from stores
/// that answer wrongly.
final class CurrentObjectsTest {
    private static final String SECRET = "a key of this test only";

    private final S3Checked checked = S3Checked.questions();
    private final HttpTransport transport = new HttpTransport(HttpLimits.USUAL, _ -> {}, new Random(5));
    private final List<String> asked = new ArrayList<>();

    @AfterEach
    void stop() {
        transport.close();
        checked.requireFitting();
    }

    private ObjectStore store(Endpoint at, @Nullable String owner) throws Exception {
        return new ObjectStore(
                transport,
                new S3Address(at, LabObjectServer.REGION, "bucket", owner),
                new S3Credentials("KEY", Secrets.source(SECRET), null),
                () -> Instant.now());
    }

    private static List<String> keys(ObjectStore store, int pageMax) throws Exception {
        List<String> keys = new ArrayList<>();
        new CurrentObjects(store, "wal/", pageMax).forEach(found -> keys.add(found.key()));
        return keys;
    }

    @Test
    void allOfManyPagesComeInOrderWithoutWhatLiesDeeper() throws Exception {
        Path folder = TestPostgres.folder("backstay-listing-");
        try (Secret secret = Secrets.of(SECRET);
                LabObjectServer server = LabObjectServer.start(
                        folder,
                        "bucket",
                        List.of(new LabObjectKey("KEY", secret, Right.WRITE)),
                        InstantSource.system(),
                        null)) {
            ObjectStore store = store(Endpoint.parse(server.address().toString()), LabObjectServer.OWNER);
            List<String> names = List.of("wal/a", "wal/b c+d%", "wal/e", "wal/m", "wal/z", "wal/Ü");
            List<String> others =
                    List.of("wal/d/1", "wal/d/2", "wal/d/3", "wal/d/4", "wal/d/5", "wal/k/1", "war", "vault");
            for (String key : names) {
                store.put(key, HttpBody.of(key.getBytes(StandardCharsets.UTF_8)), "text/plain");
            }
            for (String key : others) {
                store.put(key, HttpBody.of(new byte[] {1}), "text/plain");
            }
            for (int pageMax : new int[] {1, 2, 3, 1000}) {
                assertEquals(names, keys(store, pageMax), "pages of " + pageMax);
            }
        } finally {
            Folders.remove(folder);
        }
    }

    /// What a store that answers so is listed as.
    private List<String> listed(String... pages) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
                    try (exchange) {
                        asked.add(exchange.getRequestURI().toString());
                        byte[] bytes = pages[Math.min(asked.size(), pages.length) - 1].getBytes(StandardCharsets.UTF_8);
                        exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
                        exchange.getResponseBody().write(bytes);
                    }
                })
                .getFilters()
                .add(checked);
        server.start();
        try {
            return keys(
                    store(new Endpoint("http", "127.0.0.1", server.getAddress().getPort()), null), 2);
        } finally {
            server.stop(0);
        }
    }

    private Failure failure(String... pages) {
        Failure failure =
                assertThrows(BackstayException.class, () -> listed(pages)).failure();
        assertInstanceOf(Failure.Malformed.class, failure);
        return failure;
    }

    private static String page(String inside) {
        return "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">" + inside + "</ListBucketResult>";
    }

    private static String more(String token) {
        return "<IsTruncated>true</IsTruncated><NextContinuationToken>" + token + "</NextContinuationToken>";
    }

    private static String entry(String key) {
        return "<Contents><Key>" + key + "</Key><LastModified>2026-11-20T11:00:00.000Z</LastModified>"
                + "<ETag>&quot;x&quot;</ETag><Size>3</Size></Contents>";
    }

    @Test
    void aTokenIsHandedBackAsItCame() throws Exception {
        assertEquals(List.of("wal/a", "wal/b"), listed(page(more("1/2+3=") + entry("wal/a")), page(entry("wal/b"))));
        assertTrue(asked.getLast().contains("continuation-token=1%2F2%2B3%3D&"), asked::toString);
    }

    @Test
    void aPageOfNothingButDeeperPrefixesIsNotTheEnd() throws Exception {
        String deeper = "<CommonPrefixes><Prefix>wal/d/</Prefix></CommonPrefixes>";
        assertEquals(List.of("wal/e"), listed(page(more("t") + deeper), page(entry("wal/e"))));
    }

    @Test
    void namesAreDecodedWhereTheStoreSaysThatTheyAreEncoded() throws Exception {
        String encoded = "<EncodingType>url</EncodingType>";
        assertEquals(
                List.of("wal/a b+c", "wal/b cü"),
                listed(page(encoded + entry("wal/a%20b%2Bc") + entry("wal/b+c%C3%BC"))));
        asked.clear();
        assertEquals(List.of("wal/50%+x"), listed(page(entry("wal/50%+x"))));
    }

    @Test
    void pagesThatRepeatEndTheListing() {
        assertTrue(failure(page(more("t") + entry("wal/a"))).message().contains("order"), "the same names again");
        asked.clear();
        assertTrue(failure(page(more("t"))).message().contains("do not go on"), "the same token again");
        assertEquals(2, asked.size());
    }

    @Test
    void namesOutsideThePrefixOrOutOfOrderEndTheListing() {
        assertTrue(failure(page(entry("war/a"))).message().contains("outside"));
        asked.clear();
        assertTrue(failure(page(entry("wal/b") + entry("wal/a"))).message().contains("order"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not xml",
                "<ListVersionsResult/>",
                "<ListBucketResult><Contents><Key>wal/a</Key></Contents></ListBucketResult>",
                "<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>",
                "<ListBucketResult><Contents><Key>wal/a</Key>",
                "<ListBucketResult><Contents><Size>-1</Size></Contents></ListBucketResult>",
                "<ListBucketResult><Contents><LastModified>yesterday</LastModified></Contents></ListBucketResult>",
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><ListBucketResult>&x;</ListBucketResult>"
            })
    void anAnswerThatIsNoListingIsRefused(String body) {
        failure(body);
    }
}
