package io.backstay.act.connection.reach;

import io.backstay.act.connection.ObjectSettings;
import io.backstay.act.connection.S3Buckets;
import io.backstay.act.connection.transport.Stores;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.aws.api.AwsAccess;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.aws.api.RoleSession;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.bucket.BucketService;
import io.backstay.connect.s3.copy.UploadBook;
import io.backstay.connect.s3.copy.UploadFile;
import io.backstay.connect.s3.count.CountBook;
import io.backstay.connect.s3.count.CountFile;
import io.backstay.connect.s3.wire.Addressing;
import io.backstay.connect.s3.wire.S3Address;
import io.backstay.connect.s3.wire.S3Credentials;
import io.backstay.restore.Site;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How the object store of a connection is reached, with what the vault lends.
public final class ObjectWay {
    private final ObjectSettings settings;
    private final Keys keys;
    private final Stores stores;
    private final UploadBook uploads;
    private final CountBook counts;

    ObjectWay(ObjectSettings settings, Keys keys, SelfManagedSite.Means means) {
        this.settings = settings;
        this.keys = keys;
        this.stores = means.stores();
        this.counts = counts(means.home());
        this.uploads = new UploadFile(means.home().resolve("uploads.log"));
    }

    /// Remembers how far counts came that broke off.
    public CountBook counts() {
        return counts;
    }

    Site.Objects objects() throws BackstayException {
        return new Site.Objects(
                new AssetId(settings.asset()), reader(), scratch(), writer(), uploads, settings.root(), settings::of);
    }

    public ObjectStore reader() throws BackstayException {
        return store(settings.credentials().reader(), Purpose.READ);
    }

    public ObjectStore scratch() throws BackstayException {
        return store(settings.credentials().scratch(), Purpose.RESTORE_TO_SCRATCH);
    }

    public ObjectStore writer() throws BackstayException {
        return store(settings.credentials().writer(), Purpose.WRITE_TO_LIVE);
    }

    /// What it takes to ask AWS about a key with the key itself.
    public record Asking(AwsAccess access, AwsRegion region) {}

    /// The scratch key asks about itself; absent where the store is not AWS's, which has nobody to ask.
    public @Nullable Asking scratchAsking() throws BackstayException {
        return asking(settings.credentials().scratch(), Purpose.RESTORE_TO_SCRATCH);
    }

    /// As [#scratchAsking()].
    public @Nullable Asking writerAsking() throws BackstayException {
        return asking(settings.credentials().writer(), Purpose.WRITE_TO_LIVE);
    }

    private @Nullable Asking asking(String name, Purpose purpose) throws BackstayException {
        S3Address where = settings.store().address();
        if (!where.isAws()) {
            return null;
        }
        Made made = made(keys, name, purpose);
        requireHere(where.endpoint(), keys, name, made);
        AwsAccess own = new AwsAccess(stores.provider(false), made.key(), stores.clock(), null);
        AwsRegion region = AwsRegion.named(where.region());
        RoleSession.Role role = made.role();
        return new Asking(role == null ? own : own.as(role, region), region);
    }

    /// An empty bucket for what is restored to a new place; its key goes to the store that it names itself.
    ObjectStore elsewhere(NewBucket bucket) throws BackstayException {
        Made made = made(keys, bucket.key(), Purpose.RESTORE_TO_SCRATCH);
        Addressing style = settings.store().style();
        String region = bucket.region();
        try {
            S3Address address = new S3Address(
                    made.endpoint(),
                    region == null ? settings.store().region() : region,
                    bucket.name(),
                    bucket.owner(),
                    style == null ? Addressing.PATH : style);
            return opened(stores, address, made);
        } catch (IllegalArgumentException e) {
            throw new BackstayException(
                    new Failure.BadInput(
                            "The new bucket cannot be used: " + e.getMessage() + ".",
                            "Name a bucket, region and owner as the store calls them."),
                    e);
        }
    }

    /// Makes the key that signs.
    ///
    /// @param role that it assumes, absent for none
    /// @param account of AWS in whose name it acts, absent where that is not known
    private record Made(
            S3Credentials key,
            RoleSession.@Nullable Role role,
            Endpoint endpoint,
            @Nullable Path authorities,
            @Nullable String account) {}

    /// At AWS the bucket must be one of the key's own account where nobody named another, so that a bucket of that
    /// name in other hands is refused by AWS itself.
    private static ObjectStore opened(Stores stores, S3Address named, Made made) throws BackstayException {
        RoleSession.Role role = made.role();
        S3Address where = named.isAws() ? named.orOf(made.account()) : named;
        return role == null ? stores.open(where, made.key(), made.authorities()) : stores.open(where, made.key(), role);
    }

    private ObjectStore store(String name, Purpose purpose) throws BackstayException {
        return store(settings.store().address(), keys, stores, name, purpose);
    }

    /// Remembers how far counts of a state folder came that broke off.
    static CountBook counts(Path home) {
        return new CountFile(home.resolve("counts.log"));
    }

    /// A bucket, with one of its keys.
    static ObjectStore store(S3Address where, Keys keys, Stores stores, String name, Purpose purpose)
            throws BackstayException {
        Made made = made(keys, name, purpose);
        requireHere(where.endpoint(), keys, name, made);
        return opened(stores, where, made);
    }

    /// A store as a whole, with a key that reads.
    static BucketService service(S3Buckets settings, Keys keys, Stores stores) throws BackstayException {
        return new BucketService(store(settings.anyBucket(), keys, stores, settings.reader(), Purpose.READ));
    }

    private static Made made(Keys keys, String name, Purpose purpose) throws BackstayException {
        return keys.make(name, EntryKind.AWS_ACCESS_KEY, purpose, (credential, secrets) -> {
            String endpoint = credential.text("endpoint");
            if (endpoint == null) {
                throw keys.refused(name, "it does not name its endpoint, which keeps it from being sent elsewhere");
            }
            RoleSession.Role role = keys.role(name, credential, secrets);
            return new Made(
                    S3Credentials.of(
                            credential,
                            secrets.apply("secretAccessKey"),
                            credential.has("sessionToken") ? secrets.apply("sessionToken") : null),
                    role,
                    Endpoint.parse(endpoint),
                    authorities(name, credential.text("ca")),
                    keys.account(name, role));
        });
    }

    /// A key goes to no store but the one that its sealed entry names.
    private static void requireHere(Endpoint asked, Keys keys, String name, Made made) throws BackstayException {
        if (!made.endpoint().equals(asked)) {
            throw keys.refused(name, "it belongs to " + made.endpoint() + ", and the connection leads to " + asked);
        }
    }

    private static @Nullable Path authorities(String name, @Nullable String file) throws BackstayException {
        try {
            return file == null ? null : Path.of(file);
        } catch (InvalidPathException e) {
            throw new BackstayException(
                    new Failure.BadInput(
                            "The CA file of the credential '" + name + "' has no proper name.",
                            "Put the credential right in the vault."),
                    e);
        }
    }
}
