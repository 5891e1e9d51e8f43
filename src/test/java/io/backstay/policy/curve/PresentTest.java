package io.backstay.policy.curve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.estate.RestorableWindow;
import io.backstay.estate.WalGap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The steps of what is there, against reading the points one by one for a single wanted moment.
final class PresentTest {
    private static final Instant AT = Instant.parse("2026-11-26T02:00:00Z");
    private static final int MOMENTS = 400;

    static LongStream seeds() {
        return new SplittableRandom(5).longs(60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void eachAgeIsToldTheDistanceOfItsNeighboursOrSlightlyMore(long seed) {
        var random = new SplittableRandom(seed);
        List<Instant> points = points(random);
        RestorableWindow window = random.nextBoolean() ? window(random) : null;
        List<WalGap> gaps = window == null ? List.of() : gaps(random, window);
        Steps steps = Present.of(points, window, gaps, AT);
        for (int i = 0; i < MOMENTS; i++) {
            Instant wanted = AT.minusSeconds(random.nextLong(Duration.ofDays(60).toSeconds()))
                    .minusMillis(1);
            Duration exact = around(wanted, points, window, gaps);
            Duration told = steps.at(Duration.between(wanted, AT)).apart();
            if (exact == null) {
                assertEquals(null, told, () -> "at " + wanted + " " + steps);
            } else {
                assertNotNull(told, () -> "at " + wanted + " " + steps);
                assertTrue(told.compareTo(exact) >= 0, () -> wanted + ": " + told + " for " + exact);
                Duration most = exact.plus(exact.dividedBy(Present.TOLERANCE));
                assertTrue(told.compareTo(most) <= 0, () -> wanted + ": " + told + " for " + exact);
            }
        }
    }

    /// The slow and obvious way: the nearest that can be reached on each side.
    private static @Nullable Duration around(
            Instant wanted, List<Instant> points, @Nullable RestorableWindow window, List<WalGap> gaps) {
        List<Instant> reached = new ArrayList<>(points);
        if (window != null) {
            if (reachable(wanted, window, gaps)) {
                Duration trails = Duration.between(window.latest(), AT);
                return trails.compareTo(Present.FINEST) < 0 ? Present.FINEST : trails;
            }
            reached.add(window.earliest());
            reached.add(window.latest());
            gaps.forEach(gap -> reached.addAll(List.of(gap.from(), gap.to())));
        }
        var order = Comparator.<Instant>naturalOrder();
        Instant before = reached.stream()
                .filter(each -> !each.isAfter(wanted))
                .max(order)
                .orElse(null);
        Instant after = reached.stream()
                .filter(each -> !each.isBefore(wanted))
                .min(order)
                .orElse(AT);
        return before == null ? null : Duration.between(before, after);
    }

    private static boolean reachable(Instant wanted, RestorableWindow window, List<WalGap> gaps) {
        return window.contains(wanted)
                && gaps.stream().noneMatch(gap -> wanted.isAfter(gap.from()) && wanted.isBefore(gap.to()));
    }

    private static List<Instant> points(SplittableRandom random) {
        List<Instant> points = new ArrayList<>();
        Instant point = AT.minusSeconds(random.nextLong(1, 200_000));
        int count = random.nextInt(60);
        long usual = random.nextLong(3_600, 200_000);
        for (int i = 0; i < count; i++) {
            points.addFirst(point);
            long apart = random.nextInt(6) == 0 ? random.nextLong(60, 900_000) : usual;
            point = point.minusSeconds(apart + random.nextLong(60));
        }
        return points;
    }

    private static RestorableWindow window(SplittableRandom random) {
        Instant latest = AT.minusSeconds(random.nextBoolean() ? 0 : random.nextLong(100_000));
        return new RestorableWindow(latest.minusSeconds(random.nextLong(1, 2_000_000)), latest, null);
    }

    private static List<WalGap> gaps(SplittableRandom random, RestorableWindow window) {
        long length = window.length().toSeconds();
        if (length < 100 || random.nextBoolean()) {
            return List.of();
        }
        Instant from = window.earliest().plusSeconds(random.nextLong(1, length / 2));
        Instant to = from.plusSeconds(random.nextLong(1, length / 2));
        return List.of(new WalGap(from, to));
    }

    @Test
    void aNightlyPointOverADstNightIsOneStep() {
        List<Instant> points = new ArrayList<>();
        for (int day = 1; day <= 20; day++) {
            points.add(Instant.parse("2026-10-%02dT01:00:00Z".formatted(day)).plusSeconds(day > 10 ? 3_600 : 0));
        }
        Steps steps = Present.of(points, null, List.of(), Instant.parse("2026-10-21T02:00:00Z"));
        assertEquals(
                List.of(
                        new Steps.Step(
                                Duration.ZERO,
                                Duration.ofHours(25),
                                "nothing between 2026-10-10 01:00:00 UTC and 2026-10-11 02:00:00 UTC"),
                        new Steps.Step(Duration.ofHours(24 * 20 + 1), null, "nothing before 2026-10-01 01:00:00 UTC")),
                steps.steps());
    }

    @Test
    void oneMissedNightShowsAsAStepOfItsOwn() {
        List<Instant> points = List.of(
                Instant.parse("2026-11-22T02:00:00Z"),
                Instant.parse("2026-11-23T02:00:00Z"),
                Instant.parse("2026-11-25T02:00:00Z"));
        assertEquals(
                List.of(
                        step(0, 24, "nothing since 2026-11-25"),
                        step(24, 48, "nothing between 2026-11-23 and 2026-11-25"),
                        step(72, 24, "nothing between 2026-11-22 and 2026-11-23"),
                        step(96, null, "nothing before 2026-11-22")),
                Present.of(points, null, List.of(), AT).steps().stream()
                        .map(each -> new Steps.Step(
                                each.from(), each.apart(), each.because().replace(" 02:00:00 UTC", "")))
                        .toList());
    }

    private static Steps.Step step(int from, @Nullable Integer apart, String because) {
        return new Steps.Step(Duration.ofHours(from), apart == null ? null : Duration.ofHours(apart), because);
    }

    @Test
    void nothingThereIsNoneAtAnyAge() {
        assertEquals(Steps.NONE, Present.of(List.of(), null, List.of(), AT));
    }
}
