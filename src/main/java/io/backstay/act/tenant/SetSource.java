package io.backstay.act.tenant;

import io.backstay.act.tenant.DataSets.From;
import io.backstay.act.test.TestGround;
import io.backstay.act.test.TestGrounds;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.backup.BackupPoint;
import io.backstay.connect.postgres.recovery.ScratchServer;
import io.backstay.connect.postgres.tenant.rows.Closure;
import io.backstay.connect.postgres.tenant.rows.SqlFailures;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.connect.postgres.tenant.schema.TableName;
import io.backstay.restore.Site;
import io.backstay.restore.environment.EnvironmentRestore;
import io.backstay.restore.environment.ScratchPlace;
import io.backstay.restore.plan.Refusal;
import io.backstay.restore.staging.OwnBackups;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A tenant's rows in live, or as they were in a scratch server that is removed after the reading.
record SetSource(TenantDatabases databases, OwnMappings own, TestGrounds grounds, InstantSource clock) {
    private static final String SESSION = "backstay data sets";

    /// The rows, and where they are of.
    ///
    /// @param file   how they were found, and the data sets
    /// @param from   `live`, or the base backup that was recovered
    /// @param asOf   the moment that they are of
    /// @param counts how many there are in each table
    record Found(OwnMappings.Chosen file, TenantRows rows, String from, Instant asOf, Map<TableName, Long> counts) {
        /// Whether the tenant has no row in any table; its key may be mistyped, or all of it was lost.
        boolean empty() {
            return counts.values().stream().allMatch(count -> count == 0);
        }

        /// What a person calls the tenant there, such as `the firm 1003 in live of lab`.
        String words(String connection) {
            return "the " + rows.territory().mapping().words().tenant() + " "
                    + rows.tenant().value() + " in " + from + " of " + connection;
        }
    }

    /// Does something with the rows.
    ///
    /// @param <X> what it may throw besides the failures of the world: `IOException`, or nothing
    @FunctionalInterface
    interface Work<T, X extends Exception> {
        T on(Found found) throws BackstayException, InterruptedException, X;
    }

    /// The mapping of a connection.
    OwnMappings.Chosen mapping(String connection, @Nullable Path file, Progress progress)
            throws BackstayException, InterruptedException {
        return own.choose(connection, databases.find(connection, progress), file);
    }

    /// Finds the rows and does it.
    ///
    /// @throws BackstayException when nobody has confirmed the mapping
    <T, X extends Exception> T read(DataSets.Whose whose, From from, Progress progress, Work<T, X> work)
            throws BackstayException, InterruptedException, X {
        OwnMappings.Chosen chosen = mapping(whose.connection(), whose.mapping(), progress);
        if (!chosen.file().confirmed()) {
            throw Refusal.MAPPING_UNCONFIRMED.stop();
        }
        return switch (from) {
            case From.Live _ -> {
                Login login = databases.find(whose.connection(), progress).reader();
                yield on(login, new State(chosen, "live", null), whose, progress, work);
            }
            case From.Then then -> recovered(whose, then, chosen, progress, work);
        };
    }

    private record State(
            OwnMappings.Chosen file, String from, @Nullable Instant at) {}

    private <T, X extends Exception> T recovered(
            DataSets.Whose whose, From.Then then, OwnMappings.Chosen chosen, Progress progress, Work<T, X> work)
            throws BackstayException, InterruptedException, X {
        try (TestGround ground = grounds.open(whose.connection(), progress)) {
            Site site = ground.site();
            EnvironmentRestore.Reachable reach = reach(site, then);
            progress.step("Recovering into scratch");
            OwnBackups backups = site.own();
            try (ScratchPlace place = ScratchPlace.take(backups.recovery());
                    ScratchServer scratch = place.recovery()
                            .recover(
                                    reach.point(),
                                    backups.archive(),
                                    reach.target(),
                                    backups.superuser().password(),
                                    progress)) {
                var state =
                        new State(chosen, String.valueOf(reach.point().folder().getFileName()), reach.target());
                return on(scratch.login(site.reader().database()), state, whose, progress, work);
            }
        }
    }

    private EnvironmentRestore.Reachable reach(Site site, From.Then then)
            throws BackstayException, InterruptedException {
        String name = then.point();
        if (name == null) {
            return new EnvironmentRestore(site, null, clock).reach(then.at());
        }
        List<BackupPoint> all = BackupPoint.list(site.own().backups());
        for (BackupPoint each : all) {
            if (name.equals(String.valueOf(each.folder().getFileName()))) {
                Instant at = then.at() == null ? each.completedAt() : then.at();
                return new EnvironmentRestore.Reachable(each, at, at);
            }
        }
        throw new BackstayException(new Failure.NotFound(
                "A base backup called " + name,
                "These are there: "
                        + all.stream()
                                .map(each -> String.valueOf(each.folder().getFileName()))
                                .collect(Collectors.joining(", "))
                        + "."));
    }

    private <T, X extends Exception> T on(
            Login login, State state, DataSets.Whose whose, Progress progress, Work<T, X> work)
            throws BackstayException, InterruptedException, X {
        progress.step("Finding the tenant's rows");
        try (Connection session = login.open(SESSION);
                TenantRows rows = Closure.find(session, state.file().file().mapping(), whose.tenant())) {
            Instant at = state.at();
            Instant asOf = at != null
                    ? at
                    : rows.db()
                            .one(
                                    "select now()",
                                    row -> row.getObject(1, OffsetDateTime.class)
                                            .toInstant());
            return work.on(new Found(state.file(), rows, state.from(), asOf, rows.counts()));
        } catch (SQLException e) {
            throw SqlFailures.translate("Reading the tenant's data sets", e);
        }
    }
}
