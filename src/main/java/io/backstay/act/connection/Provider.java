package io.backstay.act.connection;

import io.backstay.base.BackstayException;
import io.backstay.connect.http.Endpoint;
import org.jspecify.annotations.Nullable;

/// Who runs a database or keeps files, and what it takes to reach it there. Another provider is another record of this
/// kind, and
/// one more line where connections are read, reached and listed.
public sealed interface Provider
        permits SelfManaged, HostedDatabase, StagingServer, AwsAccount, SupabaseProjects, S3Buckets {
    /// As it stands in the file, such as `postgresql`.
    String kind();

    /// A stand-in for a provider, which is on this machine or nowhere.
    ///
    /// @param address absent for the provider itself
    /// @throws IllegalArgumentException in one sentence when it is somewhere else
    static @Nullable Endpoint elsewhere(String provider, @Nullable String address) {
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
        throw new IllegalArgumentException("another endpoint for " + provider
                + " is one of this machine, such as http://127.0.0.1:4566, not " + address);
    }
}
