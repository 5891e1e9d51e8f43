package io.backstay.act.connection.reach;

import io.backstay.act.connection.AwsAccount;
import io.backstay.act.connection.AwsScratch;
import io.backstay.act.connection.Connection;
import io.backstay.act.connection.ConnectionBook;
import io.backstay.act.connection.HostedDatabase;
import io.backstay.act.connection.SelfManaged;
import io.backstay.act.connection.StagingServer;
import io.backstay.act.connection.SupabaseProjects;
import io.backstay.act.connection.staging.NoStaging;
import io.backstay.act.connection.staging.ServerStaging;
import io.backstay.act.connection.staging.StatedStaging;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.PointId;
import io.backstay.base.Progress;
import io.backstay.estate.Observation;
import io.backstay.estate.PointKind;
import io.backstay.estate.PointStatus;
import io.backstay.estate.RecoveryPoint;
import io.backstay.restore.staging.Origin;
import io.backstay.restore.staging.Staged;
import io.backstay.restore.staging.Staging;
import io.backstay.restore.staging.Stagings;
import io.backstay.vault.entry.Purpose;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which connection makes the scratch databases of another one's restores.
///
/// @param planner names whoever plans new servers, so that nobody else's have the same names
public record StagingChoice(
        ConnectionBook book, ConnectionSites sites, SelfManagedSite.Means means, ConnectionSites.Planner planner) {
    /// The scratch databases of a hosted database, when nobody named others.
    Stagings usual(Connection live, HostedDatabase hosted) throws BackstayException {
        String account = hosted.account();
        return account == null ? _ -> new NoStaging(live.asset()) : of(account, live.asset(), null);
    }

    /// Those of the connection that somebody named.
    ///
    /// @param live reads the live database, absent when it is not known here
    Stagings of(String by, AssetId database, StatedStaging.@Nullable Live live) throws BackstayException {
        Connection connection = book.named(by);
        return switch (connection.provider()) {
            case AwsAccount _ -> {
                if (!connection.holds(database)) {
                    throw new BackstayException(new Failure.BadInput(
                            by + " makes new servers out of the backups of an account of AWS, and " + database
                                    + " is no ARN of a database in one.",
                            "Add the live database under its ARN, as 'backstay points' shows it."));
                }
                String own = planner.name();
                yield job -> servers(by, database, own, job.restore());
            }
            case StagingServer staging -> {
                StatedStaging stated = stated(connection, staging, database, live);
                yield _ -> stated;
            }
            case SelfManaged _, HostedDatabase _, SupabaseProjects _ ->
                throw new BackstayException(new Failure.BadInput(
                        by + " makes no scratch databases for others.",
                        "Name a staging server, or an account of AWS; docs/aws.md and docs/supabase.md show both."));
        };
    }

    private ServerStaging servers(String by, AssetId database, String own, String restore) {
        return new ServerStaging(by, () -> sites.servers(by), database.value(), own + " " + restore);
    }

    /// Takes away what an account made for a restore; absent for every other connection, which makes nothing.
    @Nullable
    Staging lasting(String by, AssetId database, String restore) throws BackstayException {
        return book.named(by).provider() instanceof AwsAccount ? servers(by, database, planner.name(), restore) : null;
    }

    private StatedStaging stated(
            Connection connection, StagingServer staging, AssetId database, StatedStaging.@Nullable Live live)
            throws BackstayException {
        requireOf(connection, database);
        LiveLogins logins = new LiveLogins(staging.server(), new Keys(connection.name(), means.lender()));
        return new StatedStaging(
                connection.name(), logins.login(staging.login(), Purpose.RESTORE_TO_SCRATCH), staging.moment(), live);
    }

    private static void requireOf(Connection connection, AssetId database) throws BackstayException {
        if (!connection.asset().equals(database)) {
            throw new BackstayException(new Failure.BadInput(
                    connection.name() + " holds data of " + connection.asset() + ", not of " + database + ".",
                    "Name the staging server of this database, or add one."));
        }
    }

    /// What a staging server stands for in a verdict, absent for every other connection.
    @Nullable
    RecoveryPoint point(String by, AssetId database) throws BackstayException {
        Connection connection = book.named(by);
        if (!(connection.provider() instanceof StagingServer staging)) {
            return null;
        }
        requireOf(connection, database);
        return new RecoveryPoint(
                new PointId(by),
                database,
                PointKind.SNAPSHOT,
                staging.moment(),
                staging.moment(),
                null,
                PointStatus.AVAILABLE,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                "manual",
                null,
                new Observation(connection.source(), staging.moment()));
    }

    /// What makes the scratch databases of a hosted database, one sentence.
    ///
    /// @throws BackstayException when what is named for it cannot
    public String scratches(Connection connection, HostedDatabase hosted) throws BackstayException {
        String account = hosted.account();
        if (account == null) {
            return "Nobody makes them from here: name a staging server with --staging.";
        }
        usual(connection, hosted);
        sites.servers(account);
        return "RDS makes them as new servers, over the connection " + account + ".";
    }

    /// Looks at a staging server as a restore does.
    public String looked(Connection connection, StagingServer staging) throws BackstayException, InterruptedException {
        StatedStaging.Live live = sites.reader(connection.asset());
        StatedStaging stated = stated(connection, staging, connection.asset(), live);
        try (Staged server = stated.bringUp(new Origin(stated.point(), staging.moment()), Progress.NONE)) {
            return server.said()
                    + (live == null
                            ? ". That it is not live itself was not looked at: no connection to live is there."
                            : ". It is not live itself.");
        }
    }

    /// What a run borrows for them.
    List<String> credentials(String by) throws BackstayException {
        return switch (book.named(by).provider()) {
            case AwsAccount account -> {
                AwsScratch scratch = account.scratch();
                yield scratch == null ? List.of() : List.of(scratch.restorer(), scratch.login());
            }
            case StagingServer staging -> List.of(staging.login());
            case SelfManaged _, HostedDatabase _, SupabaseProjects _ -> List.of();
        };
    }
}
