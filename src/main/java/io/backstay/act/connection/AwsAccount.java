package io.backstay.act.connection;

import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.aws.iam.DeletionRights;
import io.backstay.connect.http.Endpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An account of AWS whose databases and volumes are watched. No part of it is secret; it names a credential of the
/// vault.
///
/// @param regions  that are listed, such as `eu-central-1`
/// @param reader   an access key that reads and can change nothing
/// @param maker    an access key that makes snapshots and can remove none; absent where none are made from here
/// @param endpoint where all services answer instead of AWS's own, on this machine only; absent for AWS
/// @param production users and roles of production, by ARN, which must not be able to take backups away; absent for
///                   none
/// @param scratch  where new servers are made out of its backups, absent when none are
public record AwsAccount(
        List<String> regions,
        String reader,
        @Nullable String maker,
        @Nullable String endpoint,
        @Nullable List<String> production,
        @Nullable AwsScratch scratch)
        implements Provider {
    /// As it stands in the file.
    public static final String KIND = "aws";

    private static final int REGIONS_MAX = 64;

    public AwsAccount {
        regions = List.copyOf(regions);
        regions.forEach(AwsRegion::new);
        if (regions.isEmpty()
                || regions.size() > REGIONS_MAX
                || regions.stream().distinct().count() < regions.size()) {
            throw new IllegalArgumentException("one region or more is named, each once");
        }
        if (reader.isBlank()) {
            throw new IllegalArgumentException("the reader has a name");
        }
        if (maker != null && (maker.isBlank() || maker.equals(reader))) {
            throw new IllegalArgumentException("what makes snapshots has a name and a key of its own");
        }
        Provider.elsewhere("AWS", endpoint);
        production = production == null ? null : List.copyOf(production);
        for (String each : production == null ? List.<String>of() : production) {
            if (!DeletionRights.isPrincipal(each)) {
                throw new IllegalArgumentException(
                        "a principal is like arn:aws:iam::123456789012:role/app, not '" + each + "'");
            }
        }
        if (scratch != null
                && (scratch.restorer().equals(reader) || scratch.restorer().equals(maker))) {
            throw new IllegalArgumentException(
                    "the key that restores is another than those that read and make snapshots");
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    /// The users and roles of production.
    public List<String> principals() {
        return production == null ? List.of() : production;
    }

    /// The regions that are listed.
    public List<AwsRegion> places() {
        return regions.stream().map(AwsRegion::new).toList();
    }

    public @Nullable Endpoint elsewhere() {
        return Provider.elsewhere("AWS", endpoint);
    }

    /// The regions, and where else than at AWS they are asked.
    @Override
    public String toString() {
        return "AWS, " + String.join(", ", regions) + (endpoint == null ? "" : ", at " + endpoint);
    }
}
