package io.backstay.connect.http;

import java.util.function.LongSupplier;

/// How a provider wants to be asked. Calls that name the same provider share one [TokenBucket] of a transport.
///
/// @param provider  whose limits these are, such as `rds.eu-central-1.amazonaws.com`
/// @param perSecond how often it is asked in the long run
/// @param burst     how often at once
/// @param busy      how it says that it is busy, besides by `429` and `5xx`
public record Courtesy(String provider, double perSecond, int burst, Busy busy) {
    /// S3 promises 3,500 changes in one second and prefix; the larger part of it is left to who lives of the
    /// bucket. It is what 32 calls at once come to at an answer in 32 ms, so that a store far away is not slowed
    /// by it.
    private static final int USUAL = 1_000;
    private static final int USUAL_BURST = 200;
    /// On this machine there is nobody to be kind to.
    private static final int HERE = 100_000;

    public Courtesy {
        if (!(perSecond > 0) || burst < 1) {
            throw new IllegalArgumentException("a provider may be asked at least once");
        }
    }

    /// Whether an answer says that the provider is busy.
    @FunctionalInterface
    public interface Busy {
        /// Looks at the whole answer.
        boolean in(HttpAnswer answer);
    }

    /// As whoever stands in for the provider on this machine is asked, where nobody counts.
    public Courtesy ofStandIn() {
        return new Courtesy(provider, HERE, HERE, busy);
    }

    /// For who says nothing of it: object stores, each bucket for itself where its name stands before the host.
    static Courtesy usual(Endpoint endpoint) {
        return endpoint.isLoopback()
                ? new Courtesy(endpoint.host(), HERE, HERE, _ -> false)
                : new Courtesy(endpoint.host(), USUAL, USUAL_BURST, _ -> false);
    }

    /// A full bucket of its tokens.
    ///
    /// @param nanos a clock that only goes forward
    TokenBucket bucket(LongSupplier nanos) {
        return new TokenBucket(perSecond, burst, nanos);
    }
}
