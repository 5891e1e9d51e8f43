package io.backstay.connect.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.http.way.Reach;
import io.backstay.connect.http.way.Way;
import io.backstay.fixture.TestAuthority;
import io.backstay.fixture.TestAuthority.Issued;
import io.backstay.fixture.TlsFront;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Whom the transport believes: servers over real TLS on this machine, each with another certificate.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CertificatesTest {
    private final AtomicInteger heard = new AtomicInteger();
    private final AtomicInteger pauses = new AtomicInteger();
    private HttpServer server;
    private TestAuthority authority;
    private Path folder;

    @BeforeAll
    void start(@TempDir Path own) throws Exception {
        folder = own;
        authority = new TestAuthority(own);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                heard.incrementAndGet();
                exchange.sendResponseHeaders(204, -1);
            }
        });
        server.start();
    }

    @AfterAll
    void stop() {
        server.stop(0);
    }

    private int asked(Issued shown, Path trusted) throws Exception {
        pauses.set(0);
        try (TlsFront front = new TlsFront(shown.context(), server.getAddress().getPort());
                HttpTransport transport = new HttpTransport(
                        HttpLimits.USUAL,
                        _ -> pauses.incrementAndGet(),
                        new Random(7),
                        Way.out(Reach.NETWORK, trusted))) {
            HttpCall call = new HttpCall(
                    "GET", new Endpoint("https", "127.0.0.1", front.port()), "/", "", Map.of(), HttpBody.NONE);
            return transport.send(call, HttpTransport.Signing.NONE).status();
        }
    }

    private void disbelieved(String why, String advice, Issued shown, Path trusted) {
        int before = heard.get();
        BackstayException e = assertThrows(BackstayException.class, () -> asked(shown, trusted));
        assertInstanceOf(Failure.Unreachable.class, e.failure());
        assertTrue(e.failure().message().contains(why), e.failure().message());
        assertTrue(e.failure().advice().contains(advice), e.failure().advice());
        assertFalse(e.failure().message().contains("PKIX"), e.failure().message());
        assertEquals(before, heard.get(), "nothing is said to it");
        assertEquals(0, pauses.get(), "it stays so, so that asking again is for nothing");
    }

    @Test
    void aServerIsBelievedByACertificateThatHoldsNamesItAndIsVouchedForAndByNoOther() throws Exception {
        Path trusted = authority.certificate();
        assertEquals(204, asked(authority.issue("good", "ip:127.0.0.1", "-1d", 3), trusted));
        disbelieved(
                "the certificate that it shows has ended.",
                "renew",
                authority.issue("ended", "ip:127.0.0.1", "-3d", 2),
                trusted);
        disbelieved("is not valid yet", "clock", authority.issue("early", "ip:127.0.0.1", "+2d", 3), trusted);
        disbelieved(
                "is for other names",
                "a name that its certificate has",
                authority.issue("other", "dns:store.example,ip:127.0.0.2", "-1d", 3),
                trusted);
        TestAuthority stranger = new TestAuthority(Files.createDirectory(folder.resolve("stranger")));
        disbelieved(
                "nobody whom this machine trusts vouches",
                "ca=FILE",
                stranger.issue("strange", "ip:127.0.0.1", "-1d", 3),
                trusted);
    }
}
