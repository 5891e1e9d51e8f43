package io.backstay.connect.supabase;

import io.backstay.connect.http.Courtesy;
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

    /// 120 requests a minute and user are allowed (reference of the Management API, "Rate limits"); half of them
    /// are left to people.
    private static final Courtesy COURTESY = new Courtesy("supabase", 1, 30, _ -> false);

    public SupabaseAccess {
        if (elsewhere != null && !elsewhere.isLoopback()) {
            throw new IllegalArgumentException(
                    "another endpoint for Supabase is one of this machine, not " + elsewhere);
        }
    }

    Courtesy courtesy() {
        return elsewhere == null ? COURTESY : COURTESY.ofStandIn();
    }

    Endpoint endpoint() {
        return elsewhere == null ? new Endpoint("https", SupabaseTokens.HOST, PORT_HTTPS) : elsewhere;
    }
}
