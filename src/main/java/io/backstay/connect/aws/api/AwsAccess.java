package io.backstay.connect.aws.api;

import io.backstay.connect.http.Courtesy;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.s3.wire.AwsSigner;
import io.backstay.connect.s3.wire.S3Credentials;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// What it takes to ask AWS in somebody's name.
///
/// @param clock    what signatures carry
/// @param elsewhere where all services answer instead; on this machine only, for tests and practice
/// @param role     in whose name it is asked, which the credentials assume; absent for their own
public record AwsAccess(
        HttpTransport transport,
        S3Credentials credentials,
        InstantSource clock,
        @Nullable Endpoint elsewhere,
        @Nullable RoleSession role) {

    public AwsAccess {
        if (elsewhere != null && !elsewhere.isLoopback()) {
            throw new IllegalArgumentException("another endpoint for AWS is one of this machine, not " + elsewhere);
        }
    }

    /// In the credentials' own name.
    public AwsAccess(
            HttpTransport transport, S3Credentials credentials, InstantSource clock, @Nullable Endpoint elsewhere) {
        this(transport, credentials, clock, elsewhere, null);
    }

    /// In the name of a role that the credentials assume.
    ///
    /// @param region whose token service is asked for its keys
    public AwsAccess as(RoleSession.Role assumed, AwsRegion region) {
        return new AwsAccess(transport, credentials, clock, elsewhere, new RoleSession(this, region, assumed));
    }

    /// Where a service of a region is asked.
    public Endpoint endpoint(AwsRegion region, String service) {
        return elsewhere == null ? region.endpoint(service) : elsewhere;
    }

    /// How a service is asked.
    ///
    /// @param usual as AWS wants it
    Courtesy courtesy(Courtesy usual) {
        return elsewhere == null ? usual : usual.ofStandIn();
    }

    /// Signs for a service of a region.
    public HttpTransport.Signing signer(AwsRegion region, String service) {
        RoleSession session = role;
        return session == null
                ? new AwsSigner(credentials, service, region.name(), clock)
                : session.signing(keys -> new AwsSigner(keys, service, region.name(), clock));
    }
}
