package io.backstay.act.connection.desk;

import io.backstay.act.connection.AwsAccount;
import io.backstay.act.connection.Connection;
import io.backstay.act.connection.ConnectionBook;
import io.backstay.act.connection.Connections;
import io.backstay.act.connection.HostedDatabase;
import io.backstay.act.connection.S3Buckets;
import io.backstay.act.connection.SelfManaged;
import io.backstay.act.connection.StagingServer;
import io.backstay.act.connection.SupabaseProjects;
import io.backstay.act.connection.listing.SelfManagedListing;
import io.backstay.act.connection.reach.ConnectionSites;
import io.backstay.act.connection.reach.SelfManagedSite;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.catalogue.Catalogue;
import io.backstay.connect.aws.manual.ManualBackup;
import io.backstay.connect.aws.manual.ManualBackups;
import io.backstay.connect.postgres.backup.BackupPoint;
import io.backstay.connect.postgres.backup.BaseBackup;
import io.backstay.estate.Asset;
import io.backstay.lab.Lab;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Makes a backup of an asset now, or says in one sentence why its provider does not.
///
/// @param lab the practice lab, which takes base backups of its own database
record PointMaker(ConnectionBook book, ConnectionSites sites, Catalogue catalogue, Connections.Practising lab) {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String NAME = "[a-z](-?[a-z0-9]){0,62}";
    private static final int NAME_MAX = 63;
    private static final int OWN_MAX = 30;

    /// The name of a backup that nobody named: what it is of, and the second.
    static String name(AssetId asset, Instant now) {
        String own = asset.value()
                .replaceAll(".*[:/]", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String kept = own.substring(0, Math.min(own.length(), OWN_MAX)).replaceAll("-$", "");
        return "backstay-" + kept + "-" + STAMP.format(now);
    }

    Connections.Created make(AssetId wanted, String name, Progress progress)
            throws BackstayException, InterruptedException {
        if (name.length() > NAME_MAX || !name.matches(NAME)) {
            throw new BackstayException(new Failure.BadInput(
                    "A backup cannot be called '" + name + "'.",
                    "Take 1 to 63 of a-z, 0-9 and single dashes between them, beginning with a letter."));
        }
        if (wanted.equals(Lab.DATABASE)) {
            lab.backUp(name, progress);
            return new Connections.Created(Connection.LAB, wanted.value(), name, name);
        }
        Connection connection = of(wanted);
        if (connection.provider() instanceof SelfManaged && !connection.asset().equals(wanted)) {
            throw none(
                    "A manual backup of the object store " + wanted,
                    "Its versions are what is gone back to; docs/access/README.md says how they are protected.");
        }
        return switch (connection.provider()) {
            case SelfManaged own -> {
                taken(
                        sites.way(connection, own),
                        Path.of(own.folders().backups()).resolve(name),
                        progress);
                yield new Connections.Created(connection.name(), wanted.value(), name, name);
            }
            case HostedDatabase _, StagingServer _ ->
                throw none(
                        "A manual backup over " + connection.name() + ", which lists no backups",
                        "Make one over the connection to its provider's account.");
            case S3Buckets _ ->
                throw none(
                        "A manual backup of a bucket, whose versions are its way back",
                        "Enable versioning, and replication to a bucket elsewhere.");
            case SupabaseProjects _ ->
                throw none(
                        "A manual backup of a project of Supabase, which its public API does not offer",
                        "Keep dumps of your own; docs/supabase.md says more.");
            case AwsAccount account -> {
                if (!ManualBackups.canMake(wanted.value())) {
                    throw none(
                            "A manual backup of " + wanted,
                            "Instances and clusters of RDS and volumes of EBS can be backed up from here; for others"
                                    + " start a job of AWS Backup there.");
                }
                var backups = new ManualBackups(sites.way(connection, account).maker(), Thread::sleep);
                ManualBackup made = backups.make(wanted.value(), name, progress);
                yield new Connections.Created(connection.name(), wanted.value(), made.name(), made.point());
            }
        };
    }

    /// A base backup into the folder of base backups; it appears there when it is whole, or not at all.
    private static void taken(SelfManagedSite way, Path folder, Progress progress)
            throws BackstayException, InterruptedException {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            // One of that name that is whole is not taken again.
            BackupPoint.read(folder);
            return;
        }
        SelfManagedListing.requireFolder("base backups", folder.resolveSibling("."));
        new BaseBackup(way.maker(), way.archive()).take(folder, String.valueOf(folder.getFileName()), progress);
    }

    /// The connection that listed the asset.
    private Connection of(AssetId wanted) throws BackstayException {
        if (wanted.equals(Lab.FILES)) {
            throw none("A manual backup of the practice lab's files", "Their versions are what is gone back to.");
        }
        for (Asset asset : catalogue.assets()) {
            if (!asset.id().equals(wanted)) {
                continue;
            }
            for (Connection each : book.read()) {
                if (each.source().equals(asset.observation().source())) {
                    return each;
                }
            }
            throw none(
                    "A manual backup of " + wanted + ", which no connection has listed",
                    "It is known from " + asset.observation().source() + ": add a connection to it first.");
        }
        throw new BackstayException(new Failure.NotFound(
                "An asset called " + wanted, "List it with 'backstay sync'; 'backstay points' shows what is known."));
    }

    private static BackstayException none(String what, String advice) {
        return new BackstayException(new Failure.Unsupported(what, advice));
    }
}
