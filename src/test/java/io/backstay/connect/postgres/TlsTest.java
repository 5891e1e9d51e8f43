package io.backstay.connect.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.TestCertificate;
import io.backstay.fixture.TestPostgres;
import io.backstay.seal.SecretSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What each mode asks of a server, on one whose certificate names 127.0.0.1 and no other address.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TlsTest {
    private static final SecretSource PASSWORD = Secrets.source("behind TLS only");

    private final Path folder = TestPostgres.folder("backstay-tls-");
    private final Path own = folder.resolve("server.pem");
    private final Path other = folder.resolve("other.pem");
    private PgServer server;

    @BeforeAll
    void start() throws Exception {
        TestCertificate.make(folder, "server");
        TestCertificate.make(folder, "other");
        var spec = new ClusterSpec(
                folder.resolve("data"),
                folder.resolve("log"),
                PASSWORD,
                1,
                Map.of(
                        "fsync",
                        "off",
                        "ssl",
                        "on",
                        "ssl_cert_file",
                        own.toString(),
                        "ssl_key_file",
                        folder.resolve("server.key").toString()));
        server = PgServer.create(TestPostgres.programs(), TestPostgres.privilege(), spec);
        server.start(Duration.ofSeconds(60));
    }

    @AfterAll
    void stop() throws BackstayException {
        server.close();
        Folders.remove(folder);
    }

    @Test
    void aCertificateThatIsTrustedAndNamesTheHostIsTaken() throws Exception {
        assertEquals("t", encrypted("127.0.0.1", Tls.Mode.VERIFY_FULL, own));
        assertEquals("t", encrypted("127.0.0.1", Tls.Mode.VERIFY_CA, own));
        assertEquals("t", encrypted("127.0.0.1", Tls.Mode.REQUIRE, null));
        assertEquals("f", encrypted("127.0.0.1", Tls.Mode.DISABLE, null));
    }

    @Test
    void onlyTheFullCheckMindsTheHost() throws Exception {
        assertRefused("localhost", Tls.Mode.VERIFY_FULL, own);
        assertEquals("t", encrypted("localhost", Tls.Mode.VERIFY_CA, own));
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused() throws Exception {
        for (Tls.Mode mode : List.of(Tls.Mode.VERIFY_FULL, Tls.Mode.VERIFY_CA)) {
            assertRefused("127.0.0.1", mode, other);
            assertRefused("127.0.0.1", mode, null);
            assertRefused("127.0.0.1", mode, folder.resolve("no such file.pem"));
        }
    }

    /// What a server in other hands would ask for: the password itself, or what can be guessed from.
    @Test
    void aPasswordIsShownToBeKnownAndNeverHandedOver() throws Exception {
        Path hba = folder.resolve("data").resolve("pg_hba.conf");
        String usual = Files.readString(hba);
        try (Connection session = server.login("postgres", PASSWORD).open("test");
                var statement = session.createStatement()) {
            statement.execute("set password_encryption = 'md5'; create role by_md5 login password 'behind TLS only'");
            statement.execute("create role by_word login password 'behind TLS only'");
            Files.writeString(
                    hba,
                    "host all by_md5 127.0.0.1/32 md5\nhost all by_word 127.0.0.1/32 password\n"
                            + "host all by_nothing 127.0.0.1/32 trust\n" + usual);
            statement.execute("create role by_nothing login");
            statement.execute("select pg_reload_conf()");
            while (!heard(statement)) {
                Thread.onSpinWait();
            }
            for (String user : List.of("by_md5", "by_word")) {
                Login login = login("127.0.0.1", Tls.Mode.VERIFY_FULL, own).as(user, PASSWORD);
                Failure failure = assertThrows(
                                BackstayException.class,
                                () -> login.open("test").close())
                        .failure();
                assertTrue(failure.advice().contains("scram-sha-256"), failure::toString);
                assertTrue(failure.advice().contains("was not sent"), failure::toString);
            }
            login("127.0.0.1", Tls.Mode.VERIFY_FULL, own)
                    .as("by_nothing", PASSWORD)
                    .open("test")
                    .close();
        } finally {
            Files.writeString(hba, usual);
        }
    }

    /// Whether the server goes by the lines that were just written.
    private static boolean heard(Statement statement) throws Exception {
        try (var row =
                statement.executeQuery("select pg_conf_load_time() > (pg_stat_file('pg_hba.conf')).modification")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private void assertRefused(String host, Tls.Mode mode, @Nullable Path ca) {
        var refused = assertThrows(BackstayException.class, () -> encrypted(host, mode, ca));
        assertTrue(
                refused.failure() instanceof Failure.Unreachable || refused.failure() instanceof Failure.Refused,
                refused.failure()::toString);
    }

    private Login login(String host, Tls.Mode mode, @Nullable Path ca) throws Exception {
        int port = server.login("postgres", PASSWORD).port();
        return new Login(host, port, "postgres", PgServer.SUPERUSER, PASSWORD, new Tls(mode, ca));
    }

    private String encrypted(String host, Tls.Mode mode, @Nullable Path ca) throws Exception {
        try (Connection session = login(host, mode, ca).open("test");
                var statement = session.createStatement();
                var row = statement.executeQuery("select ssl::text from pg_stat_ssl where pid = pg_backend_pid()")) {
            row.next();
            return row.getString(1).substring(0, 1);
        }
    }
}
