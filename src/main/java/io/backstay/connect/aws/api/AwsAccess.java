package io.backstay.connect.aws.api;

import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.s3.AwsSigner;
import io.backstay.connect.s3.S3Credentials;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// What it takes to ask AWS in somebody's name.
///
/// @param clock    what signatures carry
/// @param elsewhere where all services answer instead; on this machine only, for tests and practice
public record AwsAccess(
        HttpTransport transport,
        S3Credentials credentials,
        InstantSource clock,
        @Nullable Endpoint elsewhere) {

    public AwsAccess {
        if (elsewhere != null && !elsewhere.isLoopback()) {
            throw new IllegalArgumentException("another endpoint for AWS is one of this machine, not " + elsewhere);
        }
    }

    /// Where a service of a region is asked.
    public Endpoint endpoint(AwsRegion region, String service) {
        return elsewhere == null ? region.endpoint(service) : elsewhere;
    }

    /// Signs for a service of a region.
    public AwsSigner signer(AwsRegion region, String service) {
        return new AwsSigner(credentials, service, region.name(), clock);
    }
}
