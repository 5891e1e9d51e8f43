package io.backstay.connect.aws.scratch;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.http.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Looks again and again, with a deadline of its own: a large restore takes hours, which no call does. A look that
/// fails
/// for a moment, such as while there is no network, is one look less and no end of the wait.
///
/// @param between looks; what AWS's own waiters take is 30 seconds
/// @param most    how long altogether
public record Waiting(Duration between, Duration most, Sleeper sleeper, InstantSource clock) {
    private static final Duration BETWEEN = Duration.ofSeconds(30);
    private static final Duration MOST = Duration.ofHours(12);
    private static final int WHOLE = 100;

    /// What holds where nobody chose.
    public static Waiting usual(InstantSource clock) {
        return new Waiting(BETWEEN, MOST, Thread::sleep, clock);
    }

    /// How far something is that one waits for.
    interface Stage {
        /// In its provider's own word.
        String state();

        /// Absent when nobody says.
        @Nullable
        Integer percent();
    }

    /// Looks once.
    @FunctionalInterface
    interface Look<T extends Stage> {
        /// What is there, absent for nothing.
        @Nullable
        T found() throws BackstayException, InterruptedException;
    }

    /// Decides on what was found.
    @FunctionalInterface
    interface Until<T extends Stage> {
        /// Whether it is what is waited for.
        ///
        /// @throws BackstayException when it never will be
        boolean holds(@Nullable T found) throws BackstayException;
    }

    /// Waits until it holds.
    ///
    /// @param what as a person reads it, such as `The restore of backstay-scratch-…`
    <T extends Stage> @Nullable T until(String what, Look<T> look, Until<T> until, Progress progress)
            throws BackstayException, InterruptedException {
        Instant began = clock.instant();
        while (true) {
            BackstayException failed = null;
            try {
                T found = look.found();
                if (until.holds(found)) {
                    return found;
                }
                tell(what, found, progress);
            } catch (BackstayException e) {
                if (!passes(e.failure())) {
                    throw e;
                }
                failed = e;
                progress.step(what + ": " + e.failure().message());
            }
            Duration waited = Duration.between(began, clock.instant());
            if (waited.plus(between).compareTo(most) > 0) {
                throw failed == null ? new BackstayException(new Failure.TimedOut(what, waited)) : failed;
            }
            sleeper.sleep(between);
        }
    }

    private static void tell(String what, @Nullable Stage found, Progress progress) {
        if (found == null) {
            return;
        }
        progress.step(what + ": " + found.state());
        Integer percent = found.percent();
        if (percent != null) {
            progress.advance(percent, WHOLE);
        }
    }

    /// Whether the same look may go well a little later, though nobody does anything.
    private static boolean passes(Failure failure) {
        return failure instanceof Failure.Unreachable
                || failure instanceof Failure.TimedOut
                || failure instanceof Failure.Throttled;
    }
}
