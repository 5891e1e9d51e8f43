package io.backstay.act.connection;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.TenantId;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.s3.TenantPrefix;
import io.backstay.connect.s3.wire.Addressing;
import io.backstay.connect.s3.wire.S3Address;
import io.backstay.restore.environment.FileRows;
import org.jspecify.annotations.Nullable;

/// The object store with the tenants' files, beside a database. No part of it is secret.
///
/// @param asset  what the store is called in the catalogue, in plans and in the record
/// @param prefix of a tenant's keys, with `{tenant}` where the tenant's id stands, such as `accounts/{tenant}/`
/// @param rows   the table whose rows know size and SHA-256 of every file, absent when there is none; which files a
///               tenant's rows name is the mapping's
public record ObjectSettings(
        String asset, Store store, String prefix, @Nullable FileRows rows, Credentials credentials) {
    /// With which the keys of the copies begin that restore tests make.
    public static final String TEST_COPIES = "backstay-restore-tests/";

    private static final String TENANT = "{tenant}";

    public ObjectSettings {
        new AssetId(asset);
        int at = prefix.indexOf(TENANT);
        if (at < 0 || at != prefix.lastIndexOf(TENANT)) {
            throw new IllegalArgumentException("the prefix names the tenant once, as " + TENANT + ": '" + prefix + "'");
        }
        new TenantPrefix(prefix.replace(TENANT, "1"));
    }

    /// Where the bucket is. How the way there is protected stands in the credentials, as for a server.
    ///
    /// @param endpoint such as `https://s3.eu-central-1.amazonaws.com`; `http` for this machine only
    /// @param region   as the store calls it; part of every signature
    /// @param owner    the account that must own the bucket, absent where the store has no such thing
    /// @param style    where the bucket's name stands in calls, absent for the path
    public record Store(
            String endpoint,
            String region,
            String bucket,
            @Nullable String owner,
            @Nullable Addressing style) {
        public Store {
            address(endpoint, region, bucket, owner, style);
        }

        public S3Address address() {
            return address(endpoint, region, bucket, owner, style);
        }

        private static S3Address address(
                String endpoint, String region, String bucket, @Nullable String owner, @Nullable Addressing style) {
            try {
                return new S3Address(
                        Endpoint.parse(endpoint), region, bucket, owner, style == null ? Addressing.PATH : style);
            } catch (BackstayException e) {
                throw new IllegalArgumentException(
                        e.failure().message() + " " + e.failure().advice(), e);
            }
        }

        @Override
        public String toString() {
            return endpoint + "/" + bucket;
        }
    }

    /// Names of access keys in the vault, one for each purpose.
    ///
    /// @param reader  lists and reads every version and can change none
    /// @param scratch writes below `backstay-restore-tests/`, where restore tests make their copies
    /// @param writer  copies versions and removes delete markers
    public record Credentials(String reader, String scratch, String writer) {
        public Credentials {
            if (reader.isBlank() || scratch.isBlank() || writer.isBlank()) {
                throw new IllegalArgumentException("the reader, the scratch and the writer key have names");
            }
            if (reader.equals(scratch) || writer.equals(reader) || writer.equals(scratch)) {
                throw new IllegalArgumentException("each purpose has a credential of its own");
            }
        }
    }

    /// With which the keys of all tenants begin, empty where they begin with the tenant.
    public String root() {
        return prefix.substring(0, prefix.indexOf(TENANT));
    }

    /// The part of the bucket that is one tenant's.
    ///
    /// @throws BackstayException for an id that would lead out of it, such as one with a `/`
    public TenantPrefix of(TenantId tenant) throws BackstayException {
        String id = tenant.value();
        try {
            if (!id.contains("/")) {
                return new TenantPrefix(prefix.replace(TENANT, id));
            }
        } catch (IllegalArgumentException _) {
            // Told below: the id is not repeated, because it may be a person's.
        }
        throw new BackstayException(new Failure.Unsupported(
                "Files under " + prefix + " for a tenant whose id cannot be part of a key",
                "Restore the rows over a connection without an object store, and the files by hand."));
    }
}
