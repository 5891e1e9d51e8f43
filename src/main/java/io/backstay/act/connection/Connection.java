package io.backstay.act.connection;

import io.backstay.base.AssetId;
import io.backstay.connect.s3.bucket.KeptBucket;
import io.backstay.connect.s3.wire.S3Address;
import io.backstay.estate.Environment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A database, or an account with databases, that Backstay knows by a name.
///
/// @param name  as it is typed: 1 to 64 characters of `a-z 0-9 . _ -`, the first a letter or digit; never `lab`
/// @param asset  the database in the catalogue; of an account, what it is called itself
/// @param policy the id of the policy that its assets are held against, absent for none; never of a staging server,
///               which is no asset
public record Connection(
        String name,
        AssetId asset,
        Environment environment,
        Provider provider,
        @Nullable String policy) {
    /// The practice lab's name, which no other connection may have.
    public static final String LAB = "lab";

    private static final String NAME = "[a-z0-9][a-z0-9._-]{0,63}";
    private static final String POLICY = "[a-z0-9][a-z0-9-]{0,63}";

    public Connection {
        requireName(name);
        if (environment == Environment.PRACTICE) {
            throw new IllegalArgumentException("practice is the lab alone; say production or staging");
        }
        ObjectSettings objects = objects(provider);
        if (objects != null && objects.asset().equals(asset.value())) {
            throw new IllegalArgumentException("the database and its object store are two assets with a name each");
        }
        if (policy != null) {
            requirePolicy(policy);
            if (provider instanceof StagingServer) {
                throw new IllegalArgumentException(
                        "a staging server is no asset and is held against no policy; the live database's names one");
            }
        }
    }

    /// One whose assets are held against no policy.
    public Connection(String name, AssetId asset, Environment environment, Provider provider) {
        this(name, asset, environment, provider, null);
    }

    /// The same, with its assets held against a policy, or against none.
    ///
    /// @throws IllegalArgumentException in one sentence when that is no policy's id, or nothing of it can be held
    public Connection under(@Nullable String id) {
        return new Connection(name, asset, environment, provider, id);
    }

    /// Refuses what cannot be a policy's id.
    ///
    /// @throws IllegalArgumentException in one sentence
    public static void requirePolicy(String id) {
        if (!id.matches(POLICY)) {
            throw new IllegalArgumentException(
                    "a policy is named by its id, such as daily-two-days, not '" + id + "'; 'policy list' shows them");
        }
    }

    /// Refuses what cannot be a connection's name.
    ///
    /// @throws IllegalArgumentException in one sentence
    public static void requireName(String name) {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException(
                    "a connection's name has 1 to 64 characters of a-z 0-9 . _ - and begins with a letter or digit");
        }
        if (name.equals(LAB)) {
            throw new IllegalArgumentException("'lab' is the practice lab; choose another name");
        }
    }

    /// Everything of it that has its name from here: the database, then its object store where there is one.
    /// What an account of a provider holds has the provider's own names, and is found by [#source].
    public List<AssetId> assets() {
        return switch (provider) {
            case SelfManaged own -> assets(own.objects());
            case HostedDatabase hosted -> assets(hosted.objects());
            case StagingServer _, AwsAccount _, SupabaseProjects _, S3Buckets _ -> List.of();
        };
    }

    private List<AssetId> assets(@Nullable ObjectSettings objects) {
        return objects == null ? List.of(asset) : List.of(asset, new AssetId(objects.asset()));
    }

    /// The tenants' files beside a database, absent when there are none.
    public @Nullable ObjectSettings objects() {
        return objects(provider);
    }

    private static @Nullable ObjectSettings objects(Provider provider) {
        return switch (provider) {
            case SelfManaged own -> own.objects();
            case HostedDatabase hosted -> hosted.objects();
            case StagingServer _, AwsAccount _, SupabaseProjects _, S3Buckets _ -> null;
        };
    }

    /// The buckets that it names, each as the catalogue calls one that no database is beside.
    public List<AssetId> buckets() {
        ObjectSettings objects = objects();
        if (objects != null) {
            return List.of(bucket(objects.store().address()));
        }
        return provider instanceof S3Buckets buckets && buckets.buckets() != null
                ? buckets.buckets().stream()
                        .map(each -> bucket(buckets.address(each)))
                        .toList()
                : List.of();
    }

    private static AssetId bucket(S3Address address) {
        return new AssetId(KeptBucket.asset(address));
    }

    /// Whether an account of this kind could hold the asset, told by the provider's own way of naming.
    public boolean holds(AssetId wanted) {
        return switch (provider) {
            case SelfManaged _, HostedDatabase _, StagingServer _ -> false;
            case AwsAccount _ -> wanted.value().startsWith("arn:aws");
            case SupabaseProjects _ -> wanted.value().startsWith("supabase:");
            case S3Buckets _ -> false;
        };
    }

    /// How facts that it listed name their source.
    public String source() {
        return "connection " + name;
    }

    /// Whether listing it borrows a credential.
    public boolean listsWithKey() {
        return switch (provider) {
            case SelfManaged own -> own.objects() != null || own.log() != null;
            case HostedDatabase _, StagingServer _ -> objects() != null;
            case AwsAccount _, SupabaseProjects _, S3Buckets _ -> true;
        };
    }

    /// Whether it is listed in parts, each of which has a time of its own and can be left out while it is fresh.
    public boolean listsInParts() {
        return switch (provider) {
            case SelfManaged _, HostedDatabase _, StagingServer _ -> false;
            case AwsAccount _, SupabaseProjects _, S3Buckets _ -> true;
        };
    }

    /// The credentials of the vault that it names, by what each is for, such as `reader`.
    public Map<String, String> credentials() {
        return switch (provider) {
            case SelfManaged own -> {
                Map<String, String> named = new LinkedHashMap<>();
                named.put("reader", own.credentials().reader());
                named.put("scratch superuser", own.credentials().scratch());
                named.put("writer", own.credentials().writer());
                if (own.credentials().maker() != null) {
                    named.put("maker", own.credentials().maker());
                }
                if (own.log() != null) {
                    named.put("log reader", own.log().reader());
                }
                named.putAll(ofObjects());
                yield named;
            }
            case HostedDatabase hosted -> {
                Map<String, String> named = new LinkedHashMap<>();
                named.put("reader", hosted.reader());
                named.put("writer", hosted.writer());
                named.putAll(ofObjects());
                yield named;
            }
            case StagingServer staging -> Map.of("scratch login", staging.login());
            case S3Buckets buckets -> Map.of("reader", buckets.reader());
            case AwsAccount account -> {
                Map<String, String> named = new LinkedHashMap<>();
                named.put("reader", account.reader());
                if (account.maker() != null) {
                    named.put("maker", account.maker());
                }
                AwsScratch scratch = account.scratch();
                if (scratch != null) {
                    named.put("restorer", scratch.restorer());
                    named.put("scratch login", scratch.login());
                }
                yield named;
            }
            case SupabaseProjects projects -> {
                Map<String, String> named = new LinkedHashMap<>();
                named.put("reader", projects.reader());
                if (projects.restorer() != null) {
                    named.put("restorer", projects.restorer());
                }
                projects.files().forEach(each -> named.put("reader of " + each, each.reader()));
                yield named;
            }
        };
    }

    private Map<String, String> ofObjects() {
        Map<String, String> named = new LinkedHashMap<>();
        ObjectSettings objects = objects();
        if (objects != null) {
            named.put("object reader", objects.credentials().reader());
            named.put("object scratch", objects.credentials().scratch());
            named.put("object writer", objects.credentials().writer());
        }
        return named;
    }
}
