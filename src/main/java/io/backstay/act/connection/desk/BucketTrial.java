package io.backstay.act.connection.desk;

import io.backstay.act.connection.S3Buckets;
import io.backstay.act.connection.TestLines;
import io.backstay.act.connection.listing.PostureWords;
import io.backstay.act.connection.reach.BucketsWay;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.Failure;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.Versioning;
import io.backstay.connect.s3.bucket.KeptBucket;
import io.backstay.connect.s3.posture.BucketLook;
import io.backstay.connect.s3.posture.BucketPosture;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Looks at buckets that are watched by themselves, right by right. Nothing is changed there.
final class BucketTrial {
    private static final String LIST_ALL = "s3:ListAllMyBuckets";

    private final S3Buckets settings;
    private final BucketsWay way;
    private final TestLines lines;
    private final List<String> statements = new ArrayList<>();

    BucketTrial(S3Buckets settings, BucketsWay way, TestLines lines) {
        this.settings = settings;
        this.way = way;
        this.lines = lines;
    }

    void run() throws InterruptedException {
        List<String> names = new ArrayList<>();
        Set<String> missing = new TreeSet<>();
        lines.look("buckets", () -> {
            StoreTrial.refusedFor(LIST_ALL, missing, () -> names.addAll(way.names()));
            return settings.buckets() == null
                    ? "The key sees " + Counts.of(names.size(), "bucket") + " in " + settings.region()
                            + " that no connection lists yet. " + String.join(" ", way.notes())
                    : Counts.of(names.size(), "bucket") + " named; the others of the store are not looked at.";
        });
        if (!missing.isEmpty()) {
            statements.add(PostureWords.statement("SeeWhichBucketsThereAre", missing, "*", null));
        }
        if (names.isEmpty() && missing.isEmpty() && !way.isAnyLeft()) {
            lines.skip("watched buckets", "None is watched: look at the region and the key, or name buckets.");
        }
        for (String each : names) {
            look(each);
        }
    }

    /// The statements that the key's policy lacks; absent when it lacks none.
    @Nullable
    String statement() {
        return statements.isEmpty() ? null : String.join(",\n", statements);
    }

    private void look(String bucket) throws InterruptedException {
        ObjectStore[] opened = new ObjectStore[1];
        Versioning[] versioning = new Versioning[1];
        boolean[] asked = {true};
        boolean reached = lines.look(bucket, () -> {
            opened[0] = way.store(bucket);
            asked[0] = answered(opened[0], versioning);
            return asked[0] ? "The bucket answers and takes the key." : "The bucket answers; see what the key lacks.";
        });
        if (!reached) {
            lines.skip(bucket + ", settings", "Not looked at: the bucket was not reached.");
            return;
        }
        if (asked[0]) {
            lines.look(bucket + ", protection", () -> kept(versioning[0]));
        } else {
            lines.skip(bucket + ", protection", "Not known: the key may not ask whether versions are kept.");
        }
        Set<String> missing = new TreeSet<>();
        BucketPosture[] found = new BucketPosture[1];
        lines.look(bucket + ", settings", () -> {
            found[0] = new BucketLook(opened[0], "").run();
            missing.addAll(found[0].missing());
            return allowed(missing);
        });
        lines.look(bucket + ", versions", () -> {
            StoreTrial.refusedFor(KeptBucket.LIST, missing, () -> opened[0].versionsWhile("", _ -> false));
            return "The key may list what lies there, every version of it.";
        });
        if (found[0] != null) {
            PostureWords.test(found[0], bucket + ", ", lines);
        }
        if (!missing.isEmpty()) {
            statements.add(PostureWords.statement(missing, opened[0].address()));
        }
    }

    /// Whether the key may ask for the versioning; it may still ask for the rest where it may not.
    private static boolean answered(ObjectStore store, Versioning[] versioning)
            throws BackstayException, InterruptedException {
        try {
            versioning[0] = store.versioning();
            return true;
        } catch (BackstayException e) {
            if (e.failure().isMissingRight()) {
                return false;
            }
            throw e;
        }
    }

    private static String kept(Versioning versioning) throws BackstayException {
        if (versioning != Versioning.ENABLED) {
            throw new BackstayException(new Failure.BadInput(
                    "Versioning is " + (versioning == Versioning.SUSPENDED ? "suspended" : "not enabled")
                            + ": what is overwritten or deleted is gone.",
                    "Enable versioning on the bucket."));
        }
        return "Versions are kept: what is overwritten or deleted stays.";
    }

    private String allowed(Set<String> missing) throws BackstayException {
        if (!missing.isEmpty()) {
            throw new BackstayException(new Failure.Refused(
                    settings.endpoint(),
                    "the key '" + settings.reader() + "' lacks " + String.join(", ", missing),
                    "Add the statement below to its policy."));
        }
        return "The key may ask how the bucket protects.";
    }
}
