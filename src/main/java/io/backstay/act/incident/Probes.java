package io.backstay.act.incident;

import static io.backstay.act.connection.Connection.LAB;

import io.backstay.act.tenant.TenantDatabases;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpAnswer;
import io.backstay.connect.http.HttpBody;
import io.backstay.connect.http.HttpCall;
import io.backstay.connect.http.HttpLimits;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.postgres.tenant.rows.SqlFailures;
import io.backstay.lab.Lab;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Asks a restored service whether it works. Every probe is asked, also after one has not answered.
///
/// @param home      the state folder, which may not exist yet
/// @param databases by the names of their connections
/// @param random    spreads what is asked again
public record Probes(Path home, TenantDatabases databases, RandomGenerator random) {
    private static final String SESSION = "backstay probe";
    private static final int QUERY_SECONDS = 20;

    /// The practice database comes with a question of its own, so that a drill's time is measured as any other's.
    private static final ProbeBook.Probe PRACTICE = new ProbeBook.Probe(
            "the practice database has invoices", Lab.DATABASE, null, LAB, "select 1 from practice.invoices limit 1");

    /// How many ask the service of a database.
    ///
    /// @param database null where nobody knows it; then all of them do
    int count(@Nullable AssetId database) throws BackstayException {
        return of(database).size();
    }

    private List<ProbeBook.Probe> of(@Nullable AssetId database) throws BackstayException {
        List<ProbeBook.Probe> written = ProbeBook.read(home).stream()
                .filter(probe -> probe.asks(database))
                .toList();
        return written.isEmpty() && Lab.DATABASE.equals(database) ? List.of(PRACTICE) : written;
    }

    /// Asks all that ask the service of a database.
    ///
    /// @param database null where nobody knows it; then all of them are asked
    /// @throws BackstayException when none is configured, or when the file cannot be read
    List<Incidents.Answer> ask(@Nullable AssetId database, Progress progress)
            throws BackstayException, InterruptedException {
        List<ProbeBook.Probe> probes = of(database);
        if (probes.isEmpty()) {
            throw new BackstayException(new Failure.BadInput(
                    "No probe is configured" + (database == null ? "" : " for the service of " + database)
                            + ", so nothing can show that the service works.",
                    "Write probes.json into the state folder; docs/incidents.md shows one."));
        }
        List<Incidents.Answer> answers = new ArrayList<>();
        for (ProbeBook.Probe probe : probes) {
            progress.step("Asking " + probe.name());
            answers.add(ask(probe, progress));
        }
        return List.copyOf(answers);
    }

    private Incidents.Answer ask(ProbeBook.Probe probe, Progress progress) throws InterruptedException {
        try {
            String said = probe.url() == null ? query(probe, progress) : get(probe.url());
            return new Incidents.Answer(probe.name(), said.isEmpty(), said.isEmpty() ? "answered" : said);
        } catch (BackstayException e) {
            return new Incidents.Answer(probe.name(), false, e.failure().message());
        }
    }

    /// @return what is wrong, empty for nothing
    private String get(String url) throws BackstayException, InterruptedException {
        URI uri = URI.create(url);
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        Endpoint endpoint = Endpoint.parse(uri.getScheme() + "://" + uri.getRawAuthority());
        String query = Objects.requireNonNullElse(uri.getRawQuery(), "");
        try (var transport = new HttpTransport(HttpLimits.USUAL, Thread::sleep, random)) {
            HttpAnswer answer = transport.send(
                    new HttpCall("GET", endpoint, path, query, Map.of(), HttpBody.of(new byte[0])),
                    HttpTransport.Signing.NONE);
            return answer.ok() ? "" : "answered with " + answer.status();
        } catch (IllegalArgumentException e) {
            throw new BackstayException(
                    new Failure.BadInput("The address cannot be asked: " + e.getMessage() + ".", "Mend probes.json."),
                    e);
        }
    }

    /// @return what is wrong, empty for nothing
    private String query(ProbeBook.Probe probe, Progress progress) throws BackstayException, InterruptedException {
        TenantDatabases.Database database = databases.find(Objects.requireNonNull(probe.connection()), progress);
        try (Connection session = database.reader().open(SESSION);
                Statement statement = session.createStatement()) {
            session.setReadOnly(true);
            session.setAutoCommit(false);
            statement.setQueryTimeout(QUERY_SECONDS);
            try (ResultSet rows = statement.executeQuery(Objects.requireNonNull(probe.sql()))) {
                return rows.next() ? "" : "found no row";
            } finally {
                session.rollback();
            }
        } catch (SQLException e) {
            throw SqlFailures.translate("The probe " + probe.name(), e);
        }
    }
}
