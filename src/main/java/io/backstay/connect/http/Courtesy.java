package io.backstay.connect.http;

/// How a provider wants to be asked. Calls that name the same provider share one [TokenBucket] of a transport.
///
/// @param provider  whose limits these are, such as `rds.eu-central-1.amazonaws.com`
/// @param perSecond how often it is asked in the long run
/// @param burst     how often at once
/// @param busy      how it says that it is busy, besides by `429` and `5xx`
public record Courtesy(String provider, double perSecond, int burst, Busy busy) {
    /// More than this nobody promises: what S3 takes of changes in one second and prefix.
    private static final int USUAL = 3_500;

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
        return new Courtesy(provider, USUAL, USUAL, busy);
    }

    /// For who says nothing of it.
    static Courtesy usual(Endpoint endpoint) {
        return new Courtesy(endpoint.host(), USUAL, USUAL, _ -> false);
    }
}
