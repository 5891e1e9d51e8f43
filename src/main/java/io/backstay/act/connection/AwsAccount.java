package io.backstay.act.connection;

import io.backstay.base.BackstayException;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.aws.iam.DeletionRights;
import io.backstay.connect.http.Endpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An account of AWS whose databases are watched. No part of it is secret; it names a credential of the vault.
///
/// @param regions  that are listed, such as `eu-central-1`
/// @param reader   an access key that reads and can change nothing
/// @param endpoint where all services answer instead of AWS's own, on this machine only; absent for AWS
/// @param production users and roles of production, by ARN, which must not be able to take backups away; absent for
///                   none
/// @param scratch  where new servers are made out of its backups, absent when none are
public record AwsAccount(
        List<String> regions,
        String reader,
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
        elsewhere(endpoint);
        production = production == null ? null : List.copyOf(production);
        for (String each : production == null ? List.<String>of() : production) {
            if (!DeletionRights.isPrincipal(each)) {
                throw new IllegalArgumentException(
                        "a principal is like arn:aws:iam::123456789012:role/app, not '" + each + "'");
            }
        }
        if (scratch != null && scratch.restorer().equals(reader)) {
            throw new IllegalArgumentException("the key that restores is another than the one that reads");
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    /// The users and roles of production.
    List<String> principals() {
        return production == null ? List.of() : production;
    }

    /// The regions that are listed.
    List<AwsRegion> places() {
        return regions.stream().map(AwsRegion::new).toList();
    }

    @Nullable
    Endpoint elsewhere() {
        return elsewhere(endpoint);
    }

    private static @Nullable Endpoint elsewhere(@Nullable String address) {
        if (address == null) {
            return null;
        }
        try {
            Endpoint endpoint = Endpoint.parse(address);
            if (endpoint.isLoopback()) {
                return endpoint;
            }
        } catch (BackstayException e) {
            throw new IllegalArgumentException(
                    e.failure().message() + " " + e.failure().advice(), e);
        }
        throw new IllegalArgumentException(
                "another endpoint for AWS is one of this machine, such as http://127.0.0.1:4566, not " + address);
    }

    /// The regions, and where else than at AWS they are asked.
    @Override
    public String toString() {
        return "AWS, " + String.join(", ", regions) + (endpoint == null ? "" : ", at " + endpoint);
    }
}
