package io.backstay.connect.http;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.Trial;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// A question whose answer shows whether a provider takes a credential. What means the same at every provider is
/// decided here: a provider that was not reached, that is busy or that sends us elsewhere has proven nothing.
public final class CredentialQuestion {
    /// What AWS's token service allows; Google and others allow about as much.
    private static final Duration SKEW_MAX = Duration.ofMinutes(5);

    private static final int TOO_MANY = 429;
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;

    private final HttpTransport transport;
    private final InstantSource clock;

    /// @param clock is compared with the provider's where that refuses
    public CredentialQuestion(HttpTransport transport, InstantSource clock) {
        this.transport = transport;
        this.clock = clock;
    }

    /// What an answer of the provider itself means.
    @FunctionalInterface
    public interface Reading {
        /// Reads it; it may ask the next question.
        Trial of(HttpAnswer answer) throws BackstayException, InterruptedException;
    }

    /// The clock that is compared.
    public InstantSource clock() {
        return clock;
    }

    /// Asks.
    ///
    /// @param provider as people call it
    /// @throws BackstayException when the credential cannot be sent as it is
    public Trial ask(String provider, HttpCall call, HttpTransport.Signing signing, Reading reading)
            throws BackstayException, InterruptedException {
        HttpAnswer answer;
        try {
            answer = transport.send(call.asking(), signing);
        } catch (BackstayException e) {
            return switch (e.failure()) {
                case Failure.Unreachable _, Failure.TimedOut _ -> untried(e.failure());
                case Failure.TooLarge _ ->
                    Trial.open("It could not be tried: " + e.failure().message() + " That is not what " + provider
                            + " answers; check the address.");
                default -> throw e;
            };
        }
        Trial settled = settled(provider, answer);
        return settled == null ? reading.of(answer) : settled;
    }

    private static Trial untried(Failure failure) {
        return Trial.open("It could not be tried: " + failure.message() + " " + failure.advice());
    }

    private @Nullable Trial settled(String provider, HttpAnswer answer) {
        int status = answer.status();
        if (status / 100 == 3) {
            return Trial.open("It could not be tried: " + provider + " answered with a redirect (" + answer
                    + "), and a credential is not sent on. Check the address.");
        }
        if (status == TOO_MANY || status / 100 == 5) {
            return Trial.open(
                    "It could not be tried: " + provider + " is busy or broken (" + answer + "). Try again later.");
        }
        Duration off = status >= BAD_REQUEST && status <= FORBIDDEN ? skew(answer) : Duration.ZERO;
        return off.compareTo(SKEW_MAX) < 0
                ? null
                : Trial.open("Nothing was proven: " + provider + " refused (" + answer
                        + "), but the clock of this computer differs from its clock by " + off.toMinutes()
                        + " minutes, and then it refuses every credential. Set the clock right, then try again.");
    }

    private Duration skew(HttpAnswer answer) {
        Instant theirs = answer.date();
        return theirs == null
                ? Duration.ZERO
                : Duration.between(theirs, clock.instant()).abs();
    }
}
