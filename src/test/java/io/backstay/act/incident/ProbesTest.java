package io.backstay.act.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import io.backstay.act.tenant.TenantDatabases;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.Login;
import io.backstay.fixture.TestPostgres;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Probes against a real server of each kind.
final class ProbesTest {
    @TempDir
    Path home;

    @Test
    void everyProbeIsAskedAndEachSaysWhatIsWrong() throws Exception {
        Login login = TestPostgres.database();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean well = exchange.getRequestURI().toString().equals("/health?deep=1");
            exchange.sendResponseHeaders(well ? 204 : 404, -1);
            exchange.close();
        });
        server.start();
        try {
            String at = "http://127.0.0.1:" + server.getAddress().getPort();
            write("""
                    {"name": "rows", "connection": "crm", "sql": "select 1"},
                    {"name": "api", "url": "%s/health?deep=1"},
                    {"name": "lost", "connection": "crm", "sql": "select 1 where false"},
                    {"name": "writes", "connection": "crm", "sql": "create table probe_was_here (a int)"},
                    {"name": "page", "url": "%s/gone"},
                    {"name": "clear", "url": "http://backstay.invalid/"},
                    {"name": "other", "connection": "no", "sql": "select 1"}""".formatted(at, at));
            List<Incidents.Answer> answers = probes(login).ask(null, Progress.NONE);

            assertEquals(
                    List.of(
                            "rows: answered",
                            "api: answered",
                            "lost: found no row",
                            "writes: The database refused: The probe writes failed with SQLSTATE 25006.",
                            "page: answered with 404",
                            "clear: The address cannot be used: clear text is allowed to this machine only, not to"
                                    + " backstay.invalid.",
                            "other: The connection no does not exist."),
                    answers.stream()
                            .map(answer -> answer.probe() + ": " + answer.said())
                            .toList());
            assertEquals(2, answers.stream().filter(Incidents.Answer::answered).count());
            assertFalse(Incidents.allAnswered(answers));
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\": \"a\"}",
                "{\"name\": \"a\", \"url\": \"https://a.example\", \"sql\": \"select 1\", \"connection\": \"b\"}",
                "{\"name\": \"a\", \"sql\": \"select 1\"}",
                "{\"name\": \" \", \"url\": \"https://a.example\"}",
                "{\"name\": \"a\", \"url\": \"not an address\"}",
                "{\"name\": \"a\", \"url\": \"https://a.example\", \"password\": \"x\"}"
            })
    void aProbeThatMakesNoSenseIsRefused(String probe) throws Exception {
        write(probe);
        assertThrows(BackstayException.class, () -> probes(null).count(null));
    }

    @Test
    void withoutProbesNothingShowsThatTheServiceWorks() throws Exception {
        assertEquals(0, probes(null).count(null));
        assertThrows(BackstayException.class, () -> probes(null).ask(null, Progress.NONE));
    }

    @Test
    void aCaseAsksTheServiceOfItsOwnDatabaseAndWhatIsAskedForEveryOne() throws Exception {
        write("{\"name\": \"portal\", \"url\": \"http://127.0.0.1:1/\"},"
                + "{\"name\": \"crm\", \"asset\": \"crm-db\", \"url\": \"http://127.0.0.1:1/\"},"
                + "{\"name\": \"shop\", \"asset\": \"shop-db\", \"url\": \"http://127.0.0.1:1/\"}");
        assertEquals(2, probes(null).count(new AssetId("crm-db")));
        assertEquals(1, probes(null).count(new AssetId("other")));
        assertEquals(3, probes(null).count(null), "where the database is not known, any of them may be the one");
        assertEquals(
                List.of("portal", "shop"),
                probes(null).ask(new AssetId("shop-db"), Progress.NONE).stream()
                        .map(Incidents.Answer::probe)
                        .toList());
    }

    private Probes probes(@Nullable Login login) {
        return new Probes(
                home,
                (connection, _) -> {
                    if (login == null || !connection.equals("crm")) {
                        throw new BackstayException(new Failure.NotFound("The connection " + connection, "Add it."));
                    }
                    return new TenantDatabases.Database(login, null);
                },
                new Random(7));
    }

    private void write(String probes) throws Exception {
        Files.writeString(
                home.resolve("probes.json"), "{\"format\": \"backstay-probes/1\", \"probes\": [" + probes + "]}");
    }
}
