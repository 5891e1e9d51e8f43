package io.backstay.act.connection.desk;

import io.backstay.act.connection.AwsAccount;
import io.backstay.act.connection.Connection;
import io.backstay.act.connection.Connections.Tested;
import io.backstay.act.connection.HostedDatabase;
import io.backstay.act.connection.ObjectSettings;
import io.backstay.act.connection.S3Buckets;
import io.backstay.act.connection.SelfManaged;
import io.backstay.act.connection.StagingServer;
import io.backstay.act.connection.SupabaseProjects;
import io.backstay.act.connection.TestLines;
import io.backstay.act.connection.listing.AwsSync;
import io.backstay.act.connection.reach.ConnectionSites;
import io.backstay.act.connection.reach.HostedSite;
import io.backstay.act.connection.reach.LiveWay;
import io.backstay.act.connection.reach.SelfManagedSite;
import io.backstay.act.connection.reach.SupabaseWay;
import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.catalogue.Catalogue;
import io.backstay.connect.postgres.backup.BackupPoint;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Tries connections, whether they are kept or not. Nothing is changed where they lead, and nothing is written here.
final class ConnectionTrials {
    private final ConnectionSites sites;
    private final Catalogue catalogue;
    private final InstantSource clock;

    /// @param catalogue knows what was listed before
    ConnectionTrials(ConnectionSites sites, Catalogue catalogue, InstantSource clock) {
        this.sites = sites;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /// Tries one, part by part.
    Tested of(Connection connection, Progress progress) throws BackstayException, InterruptedException {
        return switch (connection.provider()) {
            case SelfManaged own -> {
                TestLines lines = new TestLines(progress);
                SelfManagedSite way = sites.way(connection, own);
                BackupPoint newest = new FolderTrial(way, own, lines).run();
                yield tested(connection, way, way, newest, lines);
            }
            case HostedDatabase hosted -> {
                TestLines lines = new TestLines(progress);
                HostedSite way = sites.way(connection, hosted);
                lines.look("scratch databases", () -> sites.staging().scratches(connection, hosted));
                yield tested(connection, way, null, null, lines);
            }
            case StagingServer staging -> {
                TestLines lines = new TestLines(progress);
                lines.look("staging server", () -> sites.staging().looked(connection, staging));
                yield new Tested(connection.name(), lines.all(), null);
            }
            case AwsAccount account -> {
                TestLines lines = new TestLines(progress);
                AwsTrial trial = new AwsTrial(
                        account,
                        sites.way(connection, account),
                        AwsSync.listedBefore(connection, catalogue),
                        AwsSync.locks(connection, catalogue),
                        lines);
                trial.run();
                yield new Tested(connection.name(), lines.all(), trial.statement());
            }
            case SupabaseProjects projects -> {
                TestLines lines = new TestLines(progress);
                SupabaseWay way = sites.way(connection, projects);
                way.test(lines);
                yield new Tested(connection.name(), lines.all(), way.rights());
            }
            case S3Buckets buckets -> {
                TestLines lines = new TestLines(progress);
                BucketTrial trial = new BucketTrial(buckets, sites.way(connection, buckets), lines);
                trial.run();
                yield new Tested(connection.name(), lines.all(), trial.statement());
            }
        };
    }

    private Tested tested(
            Connection connection,
            LiveWay way,
            @Nullable SelfManagedSite folders,
            @Nullable BackupPoint newest,
            TestLines lines)
            throws InterruptedException {
        LiveTrial live = new LiveTrial(connection.name(), way, folders, lines);
        LiveTrial.Tenancy tenancy = live.run(newest);
        ObjectSettings objects = connection.objects();
        String script = live.script();
        if (objects != null) {
            StoreTrial store = new StoreTrial(objects, way, sites.objects(connection, objects), lines, clock);
            store.run(tenancy);
            script = both(script, store.statement());
        }
        return new Tested(connection.name(), lines.all(), script);
    }

    private static @Nullable String both(@Nullable String script, @Nullable String statement) {
        return script == null || statement == null ? (script == null ? statement : script) : script + "\n" + statement;
    }
}
