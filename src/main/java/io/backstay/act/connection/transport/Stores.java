package io.backstay.act.connection.transport;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.aws.api.AwsAccess;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.aws.api.RoleSession;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpLimits;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.http.Witness;
import io.backstay.connect.http.way.Reach;
import io.backstay.connect.http.way.Way;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.wire.S3Address;
import io.backstay.connect.s3.wire.S3Credentials;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The ways to object stores and to providers, over one transport for each file of authorities. Closing it lets go of
/// them.
public final class Stores implements AutoCloseable {
    private static final Path USUAL = Path.of("");

    private final Map<Path, HttpTransport> transports = new HashMap<>();
    private final RandomGenerator random;
    private final InstantSource clock;
    private final Witness witness;
    private @Nullable HttpTransport internet;

    /// @param random  spreads what is asked again
    /// @param clock   what signatures carry
    /// @param witness keeps the record of what is changed
    public Stores(RandomGenerator random, InstantSource clock, Witness witness) {
        this.witness = witness;
        this.random = random;
        this.clock = clock;
    }

    /// A bucket; nothing of it is asked yet.
    ///
    /// @param authorities a PEM file with those that may vouch for the server, absent for those that Java trusts
    public ObjectStore open(S3Address address, S3Credentials credentials, @Nullable Path authorities)
            throws BackstayException {
        return new ObjectStore(transport(authorities), address, credentials, clock);
    }

    /// The same in the name of a role, whose keys are fetched with the credentials from AWS's token service.
    ///
    /// @throws BackstayException when the store is not AWS's, which alone knows roles, or the region is none of AWS
    public ObjectStore open(S3Address address, S3Credentials credentials, RoleSession.Role role)
            throws BackstayException {
        Endpoint endpoint = address.endpoint();
        boolean here = endpoint.isLoopback();
        if (!here && !address.isAws()) {
            throw new BackstayException(new Failure.Unsupported(
                    "Assuming a role for a store that is not AWS's",
                    "Put a key of the store itself into the vault, without a role."));
        }
        AwsRegion region = AwsRegion.named(address.region());
        AwsAccess caller = new AwsAccess(provider(here), credentials, clock, here ? endpoint : null);
        return new ObjectStore(transport(null), address, caller.as(role, region).signer(region, "s3"), clock);
    }

    /// The way to a provider, such as AWS, which is nowhere but in the internet.
    ///
    /// @param here whether it is to a stand-in on this machine instead
    public HttpTransport provider(boolean here) throws BackstayException {
        if (here) {
            return transport(null);
        }
        synchronized (this) {
            if (internet == null) {
                internet = new HttpTransport(HttpLimits.USUAL, Thread::sleep, random, Way.out(Reach.PUBLIC), witness);
            }
            return internet;
        }
    }

    /// What signatures carry.
    public InstantSource clock() {
        return clock;
    }

    private synchronized HttpTransport transport(@Nullable Path authorities) throws BackstayException {
        Path key = authorities == null ? USUAL : authorities;
        HttpTransport known = transports.get(key);
        if (known == null) {
            Way way = authorities == null ? Way.out(Reach.NETWORK) : Way.out(Reach.NETWORK, authorities);
            known = new HttpTransport(HttpLimits.USUAL, Thread::sleep, random, way, witness);
            transports.put(key, known);
        }
        return known;
    }

    @Override
    public synchronized void close() {
        transports.values().forEach(HttpTransport::close);
        transports.clear();
        if (internet != null) {
            internet.close();
            internet = null;
        }
    }
}
