package io.backstay.connect.postgres;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.TestAuthority;
import io.backstay.fixture.TestAuthority.Issued;
import io.backstay.fixture.TestPostgres;
import io.backstay.seal.SecretSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Whom a login believes: a real server, which shows one certificate after the other.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CertificatesTest {
    private static final SecretSource PASSWORD = Secrets.source("for the right server only");

    private final Path folder = TestPostgres.folder("backstay-certificates-");
    private final Path shown = folder.resolve("shown.pem");
    private final Path key = folder.resolve("shown.key");
    private TestAuthority authority;
    private PgServer server;

    @BeforeAll
    void start() throws Exception {
        authority = new TestAuthority(Files.createDirectory(folder.resolve("authority")));
        put(authority.issue("good", "ip:127.0.0.1", "-1d", 3));
        var spec = new ClusterSpec(
                folder.resolve("data"),
                folder.resolve("log"),
                PASSWORD,
                1,
                Map.of("fsync", "off", "ssl", "on", "ssl_cert_file", shown.toString(), "ssl_key_file", key.toString()));
        server = PgServer.create(TestPostgres.programs(), TestPostgres.privilege(), spec);
        server.start(Duration.ofSeconds(60));
    }

    @AfterAll
    void stop() throws BackstayException {
        server.close();
        Folders.remove(folder);
    }

    private void put(Issued issued) throws Exception {
        Files.copy(issued.certificate(), shown, REPLACE_EXISTING);
        Files.copy(issued.key(), key, REPLACE_EXISTING);
        Folders.setMode(key, "rw-------");
        TestPostgres.privilege().handOver(key);
    }

    private Login login(Path trusted) throws Exception {
        int port = server.login("postgres", PASSWORD).port();
        return new Login(
                "127.0.0.1", port, "postgres", PgServer.SUPERUSER, PASSWORD, new Tls(Tls.Mode.VERIFY_FULL, trusted));
    }

    /// New sessions see it as soon as the server has heard.
    private void shows(Issued issued) throws Exception {
        put(issued);
        try (Connection session = server.login("postgres", PASSWORD).open("test");
                var statement = session.createStatement()) {
            statement.execute("create temp table before as select pg_conf_load_time() as t");
            statement.execute("select pg_reload_conf()");
            boolean heard = false;
            while (!heard) {
                try (var row = statement.executeQuery("select pg_conf_load_time() > t from before")) {
                    row.next();
                    heard = row.getBoolean(1);
                }
            }
        }
    }

    private void disbelieved(String why, Path trusted) throws Exception {
        Login login = login(trusted);
        Failure failure = assertThrows(
                        BackstayException.class, () -> login.open("test").close())
                .failure();
        assertInstanceOf(Failure.Unreachable.class, failure);
        assertTrue(failure.message().contains(why), failure.message());
        assertTrue(failure.advice().contains("othing was sent to it"), failure.advice());
        assertFalse(failure.message().contains("PKIX"), failure.message());
    }

    @Test
    void aServerIsBelievedByACertificateThatHoldsNamesItAndIsVouchedForAndByNoOther() throws Exception {
        Path trusted = authority.certificate();
        login(trusted).open("test").close();
        TestAuthority stranger = new TestAuthority(Files.createDirectory(folder.resolve("stranger")));
        disbelieved("nobody whom this machine trusts vouches", stranger.certificate());
        shows(authority.issue("ended", "ip:127.0.0.1", "-3d", 2));
        disbelieved("the certificate that it shows has ended", trusted);
        shows(authority.issue("early", "ip:127.0.0.1", "+2d", 3));
        disbelieved("is not valid yet", trusted);
        shows(authority.issue("other", "dns:db.example", "-1d", 3));
        disbelieved("is for other names", trusted);
    }
}
