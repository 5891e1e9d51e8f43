package io.backstay.connect.supabase;

import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpTransport;
import io.backstay.seal.SecretSource;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// What it takes to ask Supabase in somebody's name.
///
/// @param token     borrowed for each attempt
/// @param clock     what the provider's own clock is compared with where it refuses
/// @param elsewhere where the API answers instead; on this machine only, for tests and practice
public record SupabaseAccess(
        HttpTransport transport,
        SecretSource token,
        InstantSource clock,
        @Nullable Endpoint elsewhere) {
    private static final int PORT_HTTPS = 443;

    public SupabaseAccess {
        if (elsewhere != null && !elsewhere.isLoopback()) {
            throw new IllegalArgumentException(
                    "another endpoint for Supabase is one of this machine, not " + elsewhere);
        }
    }

    Endpoint endpoint() {
        return elsewhere == null ? new Endpoint("https", SupabaseTokens.HOST, PORT_HTTPS) : elsewhere;
    }
}
