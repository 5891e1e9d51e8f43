package io.backstay.act.connection;

import io.backstay.act.connection.account.AccountSync;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.Failure;
import io.backstay.connect.Listing;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.S3Address;
import io.backstay.connect.s3.Versioning;
import io.backstay.connect.s3.bucket.BucketNames;
import io.backstay.connect.s3.bucket.KeptBucket;
import io.backstay.connect.s3.posture.BucketLook;
import io.backstay.connect.s3.posture.BucketPosture;
import io.backstay.vault.entry.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// How the buckets of a connection are reached, with what the vault lends; whether they answer, and what is asked.
final class BucketsWay {
    private static final String LIST_ALL = "s3:ListAllMyBuckets";
    private static final String BUCKETS = "buckets";

    private final S3Buckets settings;
    private final Stores stores;
    private final Keys keys;
    private final Map<S3Address, String> beside;
    private final List<String> statements = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /// @param beside which buckets stand beside a database, each with the connection that lists it
    BucketsWay(
            Connection connection, S3Buckets settings, SelfManagedSite.Means means, Map<S3Address, String> beside) {
        this.settings = settings;
        this.beside = Map.copyOf(beside);
        this.stores = means.stores();
        this.keys = new Keys(connection.name(), means.lender());
    }

    /// Each bucket on its own.
    List<AccountSync.Part> parts() throws BackstayException, InterruptedException {
        List<AccountSync.Part> parts = new ArrayList<>();
        for (String each : names()) {
            parts.add(new AccountSync.Part("bucket " + each, occasion -> new KeptBucket(store(each)).list(occasion)));
        }
        return parts;
    }

    /// Everything that was found is stored.
    List<Listing.Found> settle(List<Listing.Found> found, boolean complete, AccountSync.Told told) {
        notes.forEach(told::note);
        return found;
    }

    private ObjectStore store(String bucket) throws BackstayException {
        return ObjectWay.store(settings.address(bucket), keys, stores, settings.reader(), Purpose.READ);
    }

    private List<String> names() throws BackstayException, InterruptedException {
        if (settings.buckets() != null) {
            return settings.buckets();
        }
        BucketNames names = ObjectWay.service(settings, keys, stores).names();
        Set<String> regions = new TreeSet<>(names.elsewhere().values());
        if (!regions.isEmpty()) {
            notes.add("In " + String.join(", ", regions) + " the key sees "
                    + Counts.of(names.elsewhere().size(), "bucket") + " more: add a connection for each region.");
        }
        List<String> own = new ArrayList<>();
        for (String each : names.here()) {
            String by = by(each);
            if (by == null) {
                own.add(each);
            } else {
                notes.add("The bucket " + each + " is left to the connection " + by + ", which lists it.");
            }
        }
        return own;
    }

    private @Nullable String by(String bucket) {
        for (Map.Entry<S3Address, String> each : beside.entrySet()) {
            if (each.getKey().endpoint().equals(settings.at())
                    && each.getKey().bucket().equals(bucket)) {
                return each.getValue();
            }
        }
        return null;
    }

    /// Looks at each bucket, right by right. Nothing is changed there.
    void test(TestLines lines) throws InterruptedException {
        List<String> names = new ArrayList<>();
        boolean known = lines.look(BUCKETS, () -> {
            names.addAll(names());
            return settings.buckets() == null
                    ? "The key sees " + Counts.of(names.size(), "bucket") + " in " + settings.region() + ". "
                            + String.join(" ", notes)
                    : Counts.of(names.size(), "bucket") + " named; the others of the store are not looked at.";
        });
        if (!known) {
            statements.add(PostureWords.statement("ListBuckets", Set.of(LIST_ALL), "*", settings.owner()));
        }
        for (String each : names) {
            test(each, lines);
        }
    }

    private void test(String bucket, TestLines lines) throws InterruptedException {
        ObjectStore[] opened = new ObjectStore[1];
        Versioning[] versioning = new Versioning[1];
        boolean reached = lines.look(bucket, () -> {
            opened[0] = store(bucket);
            versioning[0] = opened[0].versioning();
            return "The bucket answers and takes the key.";
        });
        if (!reached) {
            lines.skip(bucket + ", settings", "Not looked at: the bucket was not reached.");
            return;
        }
        lines.look(bucket + ", protection", () -> kept(versioning[0]));
        Set<String> missing = new TreeSet<>();
        BucketPosture[] found = new BucketPosture[1];
        lines.look(bucket + ", settings", () -> {
            found[0] = new BucketLook(opened[0], "").run();
            missing.addAll(found[0].missing());
            return allowed(missing, "The key may ask how the bucket protects.");
        });
        lines.look(bucket + ", versions", () -> {
            try {
                opened[0].versionsWhile("", _ -> false);
            } catch (BackstayException e) {
                if (e.failure() instanceof Failure.Refused) {
                    missing.add(KeptBucket.LIST);
                }
                throw e;
            }
            return "The key may list what lies there, every version of it.";
        });
        if (found[0] != null) {
            PostureWords.test(found[0], bucket + ", ", lines);
        }
        if (!missing.isEmpty()) {
            statements.add(PostureWords.statement(missing, settings.address(bucket)));
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

    private String allowed(Set<String> missing, String sentence) throws BackstayException {
        if (!missing.isEmpty()) {
            throw new BackstayException(new Failure.Refused(
                    settings.endpoint(),
                    "the key '" + settings.reader() + "' lacks " + String.join(", ", missing),
                    "Add the statement below to its policy."));
        }
        return sentence;
    }

    /// The statements that the key's policy lacks; absent when it lacks none.
    @Nullable
    String statement() {
        return statements.isEmpty() ? null : String.join(",\n", statements);
    }
}
