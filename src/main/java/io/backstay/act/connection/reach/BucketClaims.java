package io.backstay.act.connection.reach;

import io.backstay.act.connection.Connection;
import io.backstay.act.connection.S3Buckets;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Which connection lists which bucket, so that no two say different things of one: first the database that it stands
/// beside, then whoever names it, then whoever lists all that there are.
public final class BucketClaims {
    private BucketClaims() {}

    /// Refuses a connection that would list what another one lists.
    ///
    /// @throws BackstayException naming the other one, and what to do
    public static void require(Connection connection, Connection other) throws BackstayException {
        boolean here = connection.provider() instanceof S3Buckets;
        boolean there = other.provider() instanceof S3Buckets;
        for (AssetId each : here || there ? connection.buckets() : List.<AssetId>of()) {
            if (other.buckets().contains(each)) {
                throw new BackstayException(new Failure.Conflict(
                        "The bucket " + each.value() + " belongs to the connection " + other.name(),
                        "Leave it out here, or remove " + other.name() + " first ('backstay connection remove')."));
            }
        }
        if (connection.provider() instanceof S3Buckets mine
                && other.provider() instanceof S3Buckets theirs
                && mine.buckets() == null
                && theirs.buckets() == null
                && mine.at().equals(theirs.at())
                && mine.region().equals(theirs.region())) {
            throw new BackstayException(new Failure.Conflict(
                    "The connection " + other.name() + " lists every bucket that its key sees at " + mine.at() + " in "
                            + mine.region(),
                    "Name the buckets of " + connection.name() + " with --bucket; " + other.name()
                            + " leaves those to it."));
        }
    }

    /// The buckets that are another's to list, each with who lists it. Of two that were in the book before this was
    /// refused, the first by name counts.
    ///
    /// @param book all connections, by name
    static Taken by(Connection connection, S3Buckets buckets, List<Connection> book) throws BackstayException {
        Map<AssetId, String> beside = new HashMap<>();
        Map<AssetId, String> named = new HashMap<>();
        for (Connection each : book) {
            boolean before = each.name().compareTo(connection.name()) < 0;
            if (each.name().equals(connection.name())) {
                continue;
            }
            if (!(each.provider() instanceof S3Buckets other)) {
                each.buckets().forEach(bucket -> beside.putIfAbsent(bucket, each.name()));
            } else if (other.buckets() != null && (before || buckets.buckets() == null)) {
                each.buckets().forEach(bucket -> named.putIfAbsent(bucket, each.name()));
            } else if (before && buckets.buckets() == null) {
                require(connection, each);
            }
        }
        return new Taken(beside, named);
    }

    /// Buckets with the connections that list them.
    ///
    /// @param beside those of databases, under which they have names of their own
    /// @param named  those that another connection of buckets names
    record Taken(Map<AssetId, String> beside, Map<AssetId, String> named) {
        Taken {
            beside = Map.copyOf(beside);
            named = Map.copyOf(named);
        }

        boolean isBeside(AssetId bucket) {
            return beside.containsKey(bucket);
        }

        boolean has(AssetId bucket) {
            return isBeside(bucket) || named.containsKey(bucket);
        }

        /// Who lists it, which somebody does.
        String by(AssetId bucket) {
            return Objects.requireNonNullElseGet(
                    beside.get(bucket), () -> Objects.requireNonNull(named.get(bucket), bucket::value));
        }
    }
}
