package io.backstay.connect.aws.scratch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class WaitingTest {
    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

    private final List<Duration> slept = new ArrayList<>();
    private int looks;

    private record Seen(String state) implements Waiting.Stage {
        @Override
        public @Nullable Integer percent() {
            return null;
        }
    }

    static List<Failure> passing() {
        return List.of(
                new Failure.Unreachable("rds", "there is no network"),
                new Failure.TimedOut("rds", Duration.ofMinutes(1)),
                new Failure.Throttled("rds", "four times in a row", null));
    }

    static List<Failure> lasting() {
        return List.of(
                new Failure.Refused("rds", "not any more", "Ask."),
                new Failure.Expired("rds", "the session"),
                new Failure.NotFound("the server", "List."));
    }

    private Waiting hours(int hours) {
        Instant began = Instant.parse("2026-11-26T12:00:00Z");
        return new Waiting(
                HALF_A_MINUTE,
                Duration.ofHours(hours),
                slept::add,
                () -> began.plus(HALF_A_MINUTE.multipliedBy(slept.size())));
    }

    private @Nullable Seen wait(Waiting waiting, Waiting.Look<Seen> look) throws Exception {
        return waiting.until(
                "The restore", look, seen -> seen != null && seen.state().equals("there"), Progress.NONE);
    }

    @ParameterizedTest
    @MethodSource("passing")
    void aLookThatFailsForAWhileEndsNoWaitOfHours(Failure failure) throws Exception {
        Seen found = wait(hours(12), () -> {
            looks++;
            if (looks > 3 && looks < 100) {
                throw new BackstayException(failure);
            }
            return new Seen(looks == 120 ? "there" : "creating");
        });
        assertEquals(new Seen("there"), found);
        assertEquals(120, looks);
        assertTrue(slept.stream().allMatch(HALF_A_MINUTE::equals), "no look follows another at once");
    }

    @ParameterizedTest
    @MethodSource("passing")
    void theDeadlineHoldsAllTheSameAndTellsWhatWasInTheWay(Failure failure) {
        BackstayException e = assertThrows(
                BackstayException.class,
                () -> wait(hours(1), () -> {
                    throw new BackstayException(failure);
                }));
        assertSame(failure, e.failure());
        assertEquals(120, slept.size(), "for one hour");
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void whatNoLaterLookMakesGoodEndsItAtOnce(Failure failure) {
        BackstayException e = assertThrows(
                BackstayException.class,
                () -> wait(hours(12), () -> {
                    throw new BackstayException(failure);
                }));
        assertSame(failure, e.failure());
        assertEquals(List.of(), slept);
    }

    @Test
    void whatNeverComesEndsAtTheDeadline() {
        BackstayException e = assertThrows(BackstayException.class, () -> wait(hours(1), () -> new Seen("creating")));
        assertInstanceOf(Failure.TimedOut.class, e.failure());
    }
}
