package io.backstay.connect.supabase;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.codec.Json;
import io.backstay.codec.Value;
import io.backstay.connect.http.Bearer;
import io.backstay.connect.http.HttpAnswer;
import io.backstay.connect.http.HttpBody;
import io.backstay.connect.http.HttpCall;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Questions to the Management API v1 of Supabase: `GET` only, JSON back. It has no way to change anything.
///
/// A question that may not be asked, and one that the plan has no answer to, are answers of their own; every other
/// refusal is a failure. What a refusal says in its body is left out, because it may repeat what it was sent.
final class SupabaseQuestions {
    private static final String NAME = "Supabase";
    private static final Pattern EXPIRED = Pattern.compile("(?i)\\bexpired\\b");
    private static final Duration SKEW_MAX = Duration.ofMinutes(5);

    private final SupabaseAccess access;

    SupabaseQuestions(SupabaseAccess access) {
        this.access = access;
    }

    /// What came of a question.
    ///
    /// @param said   absent when there is nothing
    /// @param denied whether the token may not ask
    record Answer(@Nullable Value said, boolean denied) {}

    /// Asks.
    ///
    /// @param path encoded
    Answer ask(String path, Right right) throws BackstayException, InterruptedException {
        var call =
                new HttpCall("GET", access.endpoint(), path, "", Map.of("accept", "application/json"), HttpBody.NONE);
        HttpAnswer answer = access.transport().send(call, new Bearer(access.token()), access.courtesy());
        // Supabase's own gateway may refuse a token with a page, and says then what it wants.
        if (answer.isPage() && !answer.isBusy() && answer.header("www-authenticate") == null) {
            throw new BackstayException(new Failure.Malformed(
                    "The answer of " + NAME + " to " + path, "it is a page for people (" + answer + ")"));
        }
        return switch (answer.status()) {
            case 200 -> new Answer(document(answer, path), false);
            case 403 -> new Answer(null, true);
            // The plan does not have it, or nothing was ever set.
            case 402, 404 -> new Answer(null, false);
            default -> throw refused(answer, path, right);
        };
    }

    private static Value document(HttpAnswer answer, String path) throws BackstayException {
        try {
            return Json.parse("The answer", answer.body().readAllBytes());
        } catch (BackstayException | IOException e) {
            throw new BackstayException(
                    new Failure.Malformed("The answer of " + NAME + " to " + path, "it is not JSON (" + answer + ")"),
                    e);
        }
    }

    private BackstayException refused(HttpAnswer answer, String path, Right right) {
        String why = "GET " + path + ", " + answer;
        int status = answer.status();
        if (status == 401) {
            return new BackstayException(
                    answer.isOff(access.clock().instant(), SKEW_MAX)
                            ? new Failure.ClockOff(NAME, why)
                            : saysExpired(answer)
                                    ? new Failure.Expired(NAME, why)
                                    : new Failure.Refused(
                                            NAME,
                                            why,
                                            "The token was revoked, has ended or was copied incompletely: make another"
                                                    + " one and put it in the vault with 'backstay vault replace'."));
        }
        if (status / 100 == 3) {
            return new BackstayException(new Failure.Malformed(
                    "The answer of " + NAME + " to " + path, "it leads elsewhere (" + answer + ")"));
        }
        if (status == 429 || status / 100 == 5) {
            return new BackstayException(new Failure.Throttled(NAME, why, answer.retryAfter()));
        }
        return new BackstayException(new Failure.Refused(
                NAME, why, "Its API has changed, or something else answers for it; the question takes " + right + "."));
    }

    /// Whether a refusal of the token says that its time is over, in its message or as RFC 6750 section 3 has it;
    /// of a token that was revoked, the status says the same.
    private static boolean saysExpired(HttpAnswer answer) {
        String said = String.valueOf(answer.header("www-authenticate"));
        try {
            said += " "
                    + Json.parse("The answer", answer.body().readAllBytes())
                            .fields()
                            .optionalText("message");
        } catch (BackstayException | IOException e) {
            return EXPIRED.matcher(said).find();
        }
        return EXPIRED.matcher(said).find();
    }

    /// Reads answers.
    @FunctionalInterface
    interface Reading<T> {
        T read() throws BackstayException, InterruptedException;
    }

    /// Reads answers; what does not read as Supabase's JSON is no input of a person's.
    static <T> T sensible(String what, Reading<T> reading) throws BackstayException, InterruptedException {
        try {
            return reading.read();
        } catch (BackstayException e) {
            if (e.failure() instanceof Failure.BadInput bad) {
                throw new BackstayException(
                        new Failure.Malformed(
                                what + " in an answer of " + NAME, bad.message().replaceAll("\\.$", "")),
                        e);
            }
            throw e;
        }
    }

    /// What makes no sense in an answer.
    static BackstayException senseless(String what, String why) {
        return new BackstayException(new Failure.Malformed(what + " in an answer of " + NAME, why));
    }
}
