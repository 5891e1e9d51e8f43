package io.backstay.connect.s3.wire;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.http.HttpAnswer;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a store's refusals mean for a person.
final class S3Errors {
    private static final String AS_IT_SAYS = "Look it up in the store's documentation under this code.";

    private static final String KEY_ADVICE = "Check the access key and its secret, or fetch a new key.";
    /// What S3 takes ("Time stamp requirement" of its API reference).
    private static final Duration SKEW_MAX = Duration.ofMinutes(15);

    private S3Errors() {}

    /// Whether the session of a key is over.
    static boolean isExpiry(String code) {
        return code.equals("ExpiredToken") || code.equals("TokenRefreshRequired");
    }

    /// The failure for an answer that is not a success.
    ///
    /// @param what the bucket or object that was asked for
    /// @param now  what our own clock shows
    static BackstayException of(S3Error error, HttpAnswer answer, String what, S3Address at, Instant now) {
        String store = at.endpoint().toString();
        String code = error.code().isEmpty() ? "HTTP " + answer.status() : error.code();
        String extended = answer.extendedId();
        String why = what + ": " + code
                + (answer.requestId() == null
                        ? ""
                        : " (request " + answer.requestId() + (extended == null ? "" : ", " + extended) + ")");
        if (isPage(error, answer)) {
            return new BackstayException(new Failure.Malformed(
                    "The answer of " + store + " about " + what, "it is a page for people (" + answer + ")"));
        }
        return new BackstayException(
                switch (code) {
                    case "NoSuchKey", "NoSuchVersion", "HTTP 404" -> missing(what);
                    case "NoSuchBucket" -> new Failure.NotFound(what, "Check the bucket's name and the address.");
                    case "ExpiredToken", "TokenRefreshRequired" -> new Failure.Expired(store, why);
                    case "SignatureDoesNotMatch" ->
                        // A signature that is too old is refused by some stores like one that is wrong.
                        answer.isOff(now, SKEW_MAX)
                                ? new Failure.ClockOff(store, why)
                                : new Failure.Refused(store, why, KEY_ADVICE);
                    case "InvalidAccessKeyId", "InvalidToken", "HTTP 401" ->
                        new Failure.Refused(store, why, KEY_ADVICE);
                    case "AccessDenied", "AllAccessDisabled", "HTTP 403" ->
                        new Failure.Refused(store, why, rights(at.owner()), true);
                    case "RequestTimeTooSkewed" -> new Failure.ClockOff(store, why);
                    case "SlowDown", "ServiceUnavailable", "InternalError" ->
                        new Failure.Throttled(store, why, answer.retryAfter());
                    case "PreconditionFailed", "ConditionalRequestConflict", "HTTP 412" ->
                        new Failure.Conflict(what + " changed meanwhile", "Look at it again and make a new plan.");
                    case "PermanentRedirect",
                            "TemporaryRedirect",
                            "AuthorizationHeaderMalformed",
                            "HTTP 301",
                            "HTTP 307" -> new Failure.WrongRegion(store, why + region(answer));
                    case "InvalidObjectState" ->
                        new Failure.Refused(store, why, "The object is archived; bring it out of the archive first.");
                    case "NotImplemented", "HTTP 501" ->
                        new Failure.Unsupported("This request to " + store, "Use a store that keeps versions.");
                    default ->
                        error.code().isEmpty() && answer.isBusy()
                                ? new Failure.Throttled(store, why, answer.retryAfter())
                                : new Failure.Refused(store, why, AS_IT_SAYS);
                });
    }

    /// A store refuses a bucket that belongs to another account than was named like one that the key may not use.
    private static String rights(@Nullable String owner) {
        return "Ask the owner of the bucket for the right this needs"
                + (owner == null
                        ? "."
                        : ", if the bucket belongs to the account " + owner
                                + "; if it belongs to another, name that as its owner in the connection.");
    }

    /// Not what the store says: what stands on the way wants a login, or another server answers.
    private static boolean isPage(S3Error error, HttpAnswer answer) {
        return error.code().isEmpty() && answer.isPage() && !answer.isBusy();
    }

    /// Where the bucket is, which S3 says with such refusals (`x-amz-bucket-region`).
    private static String region(HttpAnswer answer) {
        String said = answer.header("x-amz-bucket-region");
        return said == null || !said.matches("[a-z0-9-]{1,40}") ? "" : "; the bucket is in " + said;
    }

    static Failure missing(String what) {
        return new Failure.NotFound(what, "List the versions of this object to see what there is.");
    }
}
