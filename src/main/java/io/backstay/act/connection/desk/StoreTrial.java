package io.backstay.act.connection.desk;

import io.backstay.act.connection.ObjectSettings;
import io.backstay.act.connection.TestLines;
import io.backstay.act.connection.listing.PostureWords;
import io.backstay.act.connection.reach.LiveWay;
import io.backstay.act.connection.reach.ObjectWay;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.Failure;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.rows.FileNames;
import io.backstay.connect.s3.ObjectHead;
import io.backstay.connect.s3.TenantPrefix;
import io.backstay.connect.s3.Versioning;
import io.backstay.connect.s3.bucket.KeptBucket;
import io.backstay.connect.s3.posture.BucketLook;
import io.backstay.connect.s3.posture.BucketPosture;
import io.backstay.connect.s3.rollback.PrefixAt;
import io.backstay.connect.s3.wire.ListedVersion;
import io.backstay.connect.s3.wire.S3Address;
import io.backstay.restore.FilePairing;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Looks at the object store of a connection with each of its keys. Nothing there is changed, so whether a key may
/// write stays open until a restore test does.
final class StoreTrial {
    private static final String STORE = "object store";
    private static final String VERSIONS = "object versions";
    private static final String BUCKET = "bucket settings";
    private static final String LISTED = "listing of files";
    private static final String READ_VERSION = "s3:GetObjectVersion";
    private static final String FILES = "files of a tenant";
    private static final String SCRATCH = "objects, scratch key";
    private static final String WRITER = "objects, writer key";
    private static final String RUN = "a restore";
    private static final String NO_STORE = "Not looked at: the store was not reached with the reader's key.";

    private final ObjectSettings settings;
    private final LiveWay way;
    private final ObjectWay objects;
    private final TestLines lines;
    private final InstantSource clock;
    private final FileKeyTrial keys;
    private final Set<String> missing = new TreeSet<>();
    private final Set<String> unread = new TreeSet<>();

    StoreTrial(ObjectSettings settings, LiveWay way, ObjectWay objects, TestLines lines, InstantSource clock) {
        this.settings = settings;
        this.way = way;
        this.objects = objects;
        this.lines = lines;
        this.clock = clock;
        this.keys = new FileKeyTrial(settings.store().address(), lines);
    }

    void run(LiveTrial.Tenancy tenancy) throws InterruptedException {
        Versioning[] seen = new Versioning[1];
        boolean reached = lines.look(STORE, () -> {
            seen[0] = objects.reader().versioning();
            return settings.store() + " answers " + protection() + " and takes the reader's key.";
        });
        if (!reached) {
            lines.skip(VERSIONS, NO_STORE);
            lines.skip(LISTED, NO_STORE);
            lines.skip(FILES, NO_STORE);
        } else {
            lines.look(VERSIONS, () -> kept(seen[0]));
            posture();
            readable();
            files(tenancy);
        }
        TenantId tenant = tenancy.tenant();
        keys.run(
                new FileKeyTrial.Key(
                        SCRATCH, ObjectSettings.TEST_COPIES, true, true, "'backstay test run --kind object-rollback'"),
                objects::scratch,
                objects::scratchAsking);
        keys.run(
                new FileKeyTrial.Key(WRITER, tenant == null ? settings.root() : of(tenant), tenant != null, false, RUN),
                objects::writer,
                objects::writerAsking);
    }

    /// A tenant whose id leads elsewhere is told where its files are looked at.
    private String of(TenantId tenant) {
        try {
            return settings.of(tenant).value();
        } catch (BackstayException _) {
            return settings.root();
        }
    }

    /// The statement that the reader's policy lacks, absent when it lacks none.
    @Nullable
    String statement() {
        S3Address address = settings.store().address();
        List<String> statements = new ArrayList<>();
        if (!missing.isEmpty()) {
            statements.add(PostureWords.statement(missing, address));
        }
        if (!unread.isEmpty()) {
            String files = address.arn("/" + settings.root() + "*");
            statements.add(PostureWords.statement("ReadTenantVersions", unread, files, address.owner()));
        }
        statements.addAll(keys.statements());
        return statements.isEmpty() ? null : String.join(",\n", statements);
    }

    private void posture() throws InterruptedException {
        BucketPosture[] found = new BucketPosture[1];
        lines.look(BUCKET, () -> {
            found[0] = new BucketLook(objects.reader(), settings.root()).run();
            missing.addAll(found[0].missing());
            if (!missing.isEmpty()) {
                throw new BackstayException(new Failure.Refused(
                        settings.store().toString(),
                        "the reader's key lacks " + String.join(", ", missing),
                        "Add the statement below to its policy."));
            }
            return "The reader's key may ask how the bucket protects.";
        });
        if (found[0] != null) {
            PostureWords.test(found[0], "", lines);
        }
    }

    /// Lists where all tenants' files begin, and asks about one version there; its bytes are not
    /// fetched, so that nothing shows whether its encryption would let them out.
    private void readable() throws InterruptedException {
        lines.look(LISTED, () -> {
            List<ListedVersion> first = new ArrayList<>();
            refusedFor(
                    KeptBucket.LIST,
                    missing,
                    () -> SampleVersion.below(objects.reader(), settings.root()).ifPresent(first::add));
            if (first.isEmpty()) {
                return "The reader's key lists versions; there is none whose reading could be tried.";
            }
            ListedVersion version = first.getFirst();
            List<ObjectHead> heads = new ArrayList<>();
            refusedFor(
                    READ_VERSION,
                    unread,
                    () -> objects.reader()
                            .head(version.key(), version.version().versionId())
                            .ifPresent(heads::add));
            return heads.isEmpty()
                    ? "The reader's key lists versions; the one that was asked about has gone meanwhile."
                    : "The reader's key lists versions and is answered about one.";
        });
    }

    /// Asks.
    @FunctionalInterface
    interface Question {
        /// What it answers is not looked at.
        void ask() throws BackstayException, InterruptedException;
    }

    /// Asks, and remembers the right for which it was refused.
    static void refusedFor(String right, Set<String> rights, Question question)
            throws BackstayException, InterruptedException {
        try {
            question.ask();
        } catch (BackstayException e) {
            if (e.failure().isMissingRight()) {
                rights.add(right);
            }
            throw e;
        }
    }

    private String protection() {
        return settings.store().address().endpoint().scheme().equals("https")
                ? "over TLS, certificate checked,"
                : "without TLS, on this machine,";
    }

    private String kept(Versioning versioning) throws BackstayException {
        if (versioning != Versioning.ENABLED) {
            throw new BackstayException(new Failure.Unsupported(
                    "Bringing files back from a bucket whose versioning is "
                            + (versioning == Versioning.SUSPENDED ? "suspended" : "not enabled"),
                    "Enable versioning on " + settings.store().bucket()
                            + "; what was overwritten or deleted before stays lost."));
        }
        return "Versioning is enabled: what is overwritten or deleted stays.";
    }

    private void files(LiveTrial.Tenancy tenancy) throws InterruptedException {
        TenantMapping mapping = tenancy.mapping();
        TenantId tenant = tenancy.tenant();
        if (mapping == null || tenant == null) {
            lines.skip(FILES, "Not looked at: it takes a confirmed mapping and a tenant.");
            return;
        }
        lines.look(FILES, () -> {
            if (mapping.care().files().isEmpty()) {
                throw new BackstayException(new Failure.BadInput(
                        "The mapping names no column with files, so that rows and files cannot be paired.",
                        "Name the column with an object's key under 'files' in the mapping."));
            }
            return paired(mapping, tenant);
        });
    }

    /// One row without its bytes is a loss, all of them a wrong prefix or column.
    private String paired(TenantMapping mapping, TenantId tenant)
            throws BackstayException, InterruptedException, SQLException {
        TenantPrefix prefix = settings.of(tenant);
        FilePairing.Result found = pair(mapping, tenant, prefix);
        if (found.rows() > 0 && found.withoutBytes() == found.rows()) {
            throw new BackstayException(new Failure.BadInput(
                    "None of the " + Counts.of(found.rows(), "file") + " that a tenant's rows name lies under "
                            + settings.prefix() + ".",
                    "Correct the connection's prefix, or the columns under 'files' in the mapping."));
        }
        return "Of a tenant, " + Counts.of(found.rows(), "row") + " and " + Counts.of(found.objects(), "file")
                + " under " + settings.prefix() + ": " + Counts.of(found.withoutBytes(), "row") + " without bytes, "
                + Counts.of(found.withoutRows(), "file") + " without a row.";
    }

    private FilePairing.Result pair(TenantMapping mapping, TenantId tenant, TenantPrefix prefix)
            throws BackstayException, InterruptedException, SQLException {
        var files = new PrefixAt(objects.reader(), prefix, clock.instant());
        FilePairing.Result[] found = new FilePairing.Result[1];
        try (Connection live = way.reader().open("backstay connection test")) {
            FileNames.of(live, mapping, tenant, prefix.value(), names -> found[0] = FilePairing.now(names, files));
        }
        return found[0];
    }
}
