package io.backstay.connect.s3;

import io.backstay.base.BackstayException;
import io.backstay.connect.http.HttpBody;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.s3.wire.S3Address;
import io.backstay.connect.s3.wire.S3Calls;
import io.backstay.connect.s3.wire.S3Credentials;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The mistake that a practice run makes: deletes objects, as the application of a careless customer would.
///
/// It refuses any store that is not on this machine, so no wiring can ever point it at real data.
public final class PracticeDeletion {
    private final S3Calls calls;

    /// @throws IllegalArgumentException when the store is not on this machine
    public PracticeDeletion(
            HttpTransport transport, S3Address address, S3Credentials credentials, InstantSource clock) {
        if (!address.endpoint().isLoopback()) {
            throw new IllegalArgumentException("practice deletes on this machine only, not at " + address.endpoint());
        }
        this.calls = new S3Calls(transport, address, credentials, clock);
    }

    /// Deletes an object; on a bucket with versions this only lays a delete marker over it.
    ///
    /// @return the delete marker's version id, or null on a bucket without versions
    public @Nullable String delete(String key) throws BackstayException, InterruptedException {
        return calls.demand(
                        calls.send(calls.onObject("DELETE", key, null, Map.of(), HttpBody.NONE)), S3Calls.object(key))
                .header("x-amz-version-id");
    }

    /// Tries to remove one version for good, as an attacker with somebody's key would.
    ///
    /// @throws BackstayException a [io.backstay.base.Failure.Refused] with the store's own answer when a lock or a
    /// missing right stands in the way
    public void remove(String key, String versionId) throws BackstayException, InterruptedException {
        calls.demand(
                calls.send(calls.onObject("DELETE", key, versionId, Map.of(), HttpBody.NONE)), S3Calls.object(key));
    }
}
