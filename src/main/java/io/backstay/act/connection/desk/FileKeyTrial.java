package io.backstay.act.connection.desk;

import io.backstay.act.connection.TestLines;
import io.backstay.act.connection.listing.PostureWords;
import io.backstay.act.connection.reach.ObjectWay;
import io.backstay.base.BackstayException;
import io.backstay.codec.Json;
import io.backstay.connect.aws.api.AwsAccess;
import io.backstay.connect.aws.api.AwsIdentity;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.aws.iam.DeletionRights;
import io.backstay.connect.aws.iam.KeyRights;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.bucket.KeptBucket;
import io.backstay.connect.s3.wire.ListedVersion;
import io.backstay.connect.s3.wire.S3Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Looks at the keys of an object store that write, without writing: whether each is taken, lists and reads where it
/// is for; and at AWS, which can be asked, what its policies come to besides.
final class FileKeyTrial {
    private static final String READ = "s3:GetObjectVersion";

    private final S3Address address;
    private final TestLines lines;
    private final RightsTrial rights;
    private final List<String> statements = new ArrayList<>();

    FileKeyTrial(S3Address address, TestLines lines) {
        this.address = address;
        this.lines = lines;
        this.rights = new RightsTrial(lines);
    }

    /// A key, and where it is for.
    ///
    /// @param part    with which its lines begin
    /// @param prefix  with which the names begin among which it works
    /// @param certain whether it must list all of them; a key may be for some tenants only, and is refused so then
    /// @param copies  whether it is for restore tests
    /// @param shownBy what shows that it may write
    record Key(String part, String prefix, boolean certain, boolean copies, String shownBy) {}

    /// Makes what the key logs in with.
    @FunctionalInterface
    interface Lent<T extends @Nullable Object> {
        T with() throws BackstayException;
    }

    /// Asks the store.
    @FunctionalInterface
    private interface Asking {
        String ask() throws BackstayException, InterruptedException;
    }

    void run(Key key, Lent<ObjectStore> lent, Lent<ObjectWay.@Nullable Asking> asking) throws InterruptedException {
        ObjectStore[] store = new ObjectStore[1];
        boolean taken = lines.look(key.part(), () -> {
            store[0] = lent.with();
            store[0].versioning();
            return "The store takes it."
                    + (address.isAws()
                            ? ""
                            : " Whether it may write is not tried here; " + key.shownBy() + " shows it.");
        });
        if (taken) {
            readable(key, store[0]);
        }
        try {
            ObjectWay.Asking access = asking.with();
            if (access != null) {
                rights(key, access.access(), access.region());
            }
        } catch (BackstayException e) {
            lines.skip(
                    key.part() + ", rights",
                    e.failure().message() + " " + e.failure().advice());
        }
    }

    private void readable(Key key, ObjectStore store) throws InterruptedException {
        List<ListedVersion> first = new ArrayList<>();
        boolean listed = asked(key, KeptBucket.LIST, address.arn(""), () -> {
            SampleVersion.below(store, key.prefix()).ifPresent(first::add);
            return "It lists versions there"
                    + (first.isEmpty() ? "; there is none whose reading could be tried." : ".");
        });
        if (listed && !first.isEmpty()) {
            ListedVersion version = first.getFirst();
            asked(
                    key,
                    READ,
                    address.arn("/" + key.prefix() + "*"),
                    () -> store.head(version.key(), version.version().versionId())
                                    .isEmpty()
                            ? "The version that was asked about has gone meanwhile."
                            : "It is answered about a version there.");
        }
    }

    /// Right by right, with the statement that is missing.
    private boolean asked(Key key, String right, String resource, Asking asking) throws InterruptedException {
        String part = key.part() + ", " + right;
        try {
            return lines.holds(part, asking.ask());
        } catch (BackstayException e) {
            boolean refused = e.failure().isMissingRight();
            if (refused && !key.certain()) {
                lines.skip(part, "Refused under " + key.prefix() + " as a whole; a key for some tenants only is.");
                return false;
            }
            if (refused) {
                Set<String> missing = new TreeSet<>(Set.of(right));
                statements.add(PostureWords.statement(
                        key.copies() ? "ReadTestCopies" : "ReadTenantFiles", missing, resource, address.owner()));
            }
            return lines.look(part, () -> {
                throw e;
            });
        }
    }

    private void rights(Key key, AwsAccess access, AwsRegion region) throws BackstayException, InterruptedException {
        String principal =
                DeletionRights.principal(AwsIdentity.of(access, region).arn());
        rights.run(
                key.part() + ", by its policies",
                principal,
                () -> KeyRights.ofFiles(access, region, principal, address.bucket(), key.prefix(), key.copies())
                        .of(principal));
    }

    /// The statements that the keys' policies lack, each as JSON.
    List<String> statements() {
        List<String> all = new ArrayList<>(statements);
        rights.missing().stream().map(Json::pretty).forEach(all::add);
        return all;
    }
}
