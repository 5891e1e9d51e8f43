package io.backstay.policy.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.policy.retention.Retention.Judged;
import io.backstay.policy.retention.Retention.Point;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RetentionTest {
    private static final long SEED = 20_261_126L;
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final List<ZoneId> ZONES = List.of(
            ZoneOffset.UTC,
            BERLIN,
            ZoneId.of("Asia/Kolkata"),
            ZoneId.of("Pacific/Apia"),
            ZoneId.of("America/St_Johns"),
            ZoneId.of("Australia/Lord_Howe"));

    @Test
    void randomPointsAreJudgedAsByTheSlowRules() {
        var random = new Random(SEED);
        for (int round = 0; round < 2_000; round++) {
            KeepRules rules = rules(random);
            List<Point> points = points(random);
            List<List<String>> slow = SlowRetention.judge(rules, points);
            List<Judged> fast = Retention.judge(rules, points);
            for (int i = 0; i < points.size(); i++) {
                String where = "seed " + SEED + ", round " + round + ", " + rules + ", point " + i + " of " + points;
                assertEquals(points.get(i), fast.get(i).point(), where);
                assertEquals(
                        SlowRetention.sorted(slow.get(i)),
                        SlowRetention.sorted(fast.get(i).reasons()),
                        where);
            }
        }
    }

    @Test
    void theNewestOfEachDayIsKeptAndTheOldestWhileACountIsLeft() {
        List<Point> points = at("2026-11-20T02:00Z", "2026-11-20T14:00Z", "2026-11-21T02:00Z", "2026-11-22T02:00Z");
        assertEquals("""
                22T02 daily
                21T02 daily
                20T14 daily
                20T02 oldest daily""", shown(keep(0, 0, 5, 0, 0, 0, null), points));
        assertEquals("""
                22T02 daily
                21T02 daily
                20T14 -
                20T02 -""", shown(keep(0, 0, 2, 0, 0, 0, null), points));
        assertEquals("""
                22T02 daily
                21T02 daily
                20T14 daily
                20T02 -""", shown(keep(0, 0, 3, 0, 0, 0, null), points));
    }

    @Test
    void weeksAreIsoWeeksAcrossTheTurnOfTheYear() {
        // 29 December 2025 to 4 January 2026 is one week, the first of 2026.
        List<Point> points = at("2025-12-28T12:00Z", "2025-12-29T12:00Z", "2026-01-01T12:00Z", "2026-01-04T12:00Z");
        assertEquals("""
                04T12 weekly
                01T12 -
                29T12 -
                28T12 weekly""", shown(keep(0, 0, 0, 2, 0, 0, null), points));
        assertEquals("""
                04T12 yearly
                01T12 -
                29T12 yearly
                28T12 -""", shown(keep(0, 0, 0, 0, 0, 2, null), points));
    }

    @Test
    void theHourThatComesTwiceInAutumnIsOneHour() {
        List<Point> points = at("2026-10-25T00:30Z", "2026-10-25T01:30Z", "2026-10-25T02:30Z");
        assertEquals("""
                25T02 hourly
                25T01 hourly
                25T00 -""", shown(keep(0, 2, 0, 0, 0, 0, null).in(BERLIN), points));
        assertEquals("""
                25T02 hourly
                25T01 hourly
                25T00 oldest hourly""", shown(keep(0, 3, 0, 0, 0, 0, null).in(BERLIN), points));
        assertEquals("""
                25T02 hourly
                25T01 hourly
                25T00 hourly""", shown(keep(0, 3, 0, 0, 0, 0, null), points));
    }

    @Test
    void aDayIsThatOfThePointsOwnClockUnlessAZoneIsNamed() {
        List<Point> points = at("2026-11-20T23:30+02:00", "2026-11-20T22:30Z");
        assertEquals("""
                20T22 daily
                20T21 oldest daily""", shown(keep(0, 0, 2, 0, 0, 0, null), points));
        assertEquals("""
                20T22 daily
                20T21 daily""", shown(keep(0, 0, 2, 0, 0, 0, null).in(ZoneId.of("Europe/Athens")), points));
    }

    @ParameterizedTest
    @CsvSource({
        "P1M,  2026-03-31T12:00Z, 2026-03-03T12:00:01Z, 2026-03-03T12:00Z",
        "P1M,  2028-03-31T12:00Z, 2028-03-02T12:00:01Z, 2028-03-02T12:00Z",
        "P1Y,  2028-02-29T12:00Z, 2027-03-01T12:00:01Z, 2027-03-01T12:00Z",
        "P1D,  2026-11-20T12:00Z, 2026-11-19T12:00:01Z, 2026-11-19T12:00Z",
        "PT1H, 2026-11-20T12:00Z, 2026-11-20T11:00:01Z, 2026-11-20T11:00Z",
        "P1DT6H, 2026-11-20T12:00Z, 2026-11-19T06:00:01Z, 2026-11-19T06:00Z"
    })
    void withinCountsBackFromTheNewestPoint(String within, String newest, String stays, String goes) {
        List<Judged> judged = Retention.judge(keep(0, 0, 0, 0, 0, 0, Within.parse(within)), at(newest, stays, goes));
        assertEquals(
                List.of(List.of("within"), List.of("within"), List.of()),
                judged.stream().map(Judged::reasons).toList());
        assertEquals(within, Within.parse(within).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "P", "PT", "P0D", "14D", "P1W", "-P1D", "P1.5D", "P99999999999D"})
    void whatIsNoSpanIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Within.parse(text));
    }

    @Test
    void noRuleKeepsEverythingAndNothingIsKeptOfNothing() {
        assertEquals(List.of(), Retention.judge(keep(3, 0, 0, 0, 0, 0, null), List.of()));
        assertTrue(Retention.judge(KeepRules.NONE, at("2026-11-20T12:00Z", "1999-01-01T00:00Z")).stream()
                .allMatch(each -> each.reasons().equals(List.of("no rule"))));
        assertThrows(IllegalArgumentException.class, () -> keep(-2, 0, 0, 0, 0, 0, null));
    }

    @Test
    void theForecastSaysWhenEachPointGoes() {
        List<Point> points = at("2026-11-23T02:00Z", "2026-11-24T02:00Z", "2026-11-25T02:00Z");
        Forecast forecast = Forecast.of(keep(0, 0, 3, 0, 0, 0, null), points, Duration.ofDays(1));
        assertEquals(
                List.of(
                        Instant.parse("2026-11-26T02:00:00Z"),
                        Instant.parse("2026-11-27T02:00:00Z"),
                        Instant.parse("2026-11-28T02:00:00Z")),
                List.copyOf(forecast.goesAt().values()));
        // Deleted on Tuesday at noon: Tuesday's point is the last good one, and goes on Friday.
        String last =
                forecast.longestBefore(Instant.parse("2026-11-24T12:00:00Z")).orElseThrow();
        assertEquals(Instant.parse("2026-11-27T02:00:00Z"), forecast.goesAt().get(last));
        assertTrue(forecast.longestBefore(Instant.parse("2026-11-01T00:00:00Z")).isEmpty());
    }

    @Test
    void aPointThatBecomesTheMonthsStaysLonger() {
        List<Point> points = at("2026-11-29T02:00Z", "2026-11-30T02:00Z", "2026-12-01T02:00Z");
        Forecast forecast = Forecast.of(keep(0, 0, 2, 0, 2, 0, null), points, Duration.ofDays(1));
        // Of November the newest point is kept while there are at most two months with points.
        assertEquals(Instant.parse("2027-01-01T02:00:00Z"), forecast.goesAt().get("2026-11-30T02:00Z"));
        assertEquals(2, forecast.goesAt().size());
        Forecast all = Forecast.of(keep(KeepRules.ALL, 0, 0, 0, 0, 0, null), points, Duration.ofDays(300));
        assertTrue(all.goesAt().values().stream().allMatch(moment -> moment == null));
    }

    @Test
    void theForecastAgreesWithApplyingTheRulesDayByDay() {
        var random = new Random(SEED);
        for (int round = 0; round < 40; round++) {
            KeepRules rules =
                    keep(random.nextInt(3), 0, 1 + random.nextInt(5), random.nextInt(3), random.nextInt(2), 0, null);
            List<Point> there = new ArrayList<>(points(random));
            Forecast forecast = Forecast.of(rules, there, Duration.ofDays(1));
            Instant newest = there.isEmpty() ? Instant.EPOCH : there.getFirst().takenAt();
            for (int day = 0; day < 60; day++) {
                Instant now = newest.plus(Duration.ofDays(day));
                if (day > 0 && !there.isEmpty()) {
                    there.addFirst(new Point("new " + day, now, there.getFirst().own()));
                }
                List<List<String>> reasons = SlowRetention.judge(rules, there);
                List<Point> kept = new ArrayList<>();
                for (int i = 0; i < there.size(); i++) {
                    if (!reasons.get(i).isEmpty()) {
                        kept.add(there.get(i));
                    }
                }
                there = kept;
                assertEquals(
                        forecast.goesAt().entrySet().stream()
                                .filter(each -> each.getValue() == null
                                        || each.getValue().isAfter(now))
                                .count(),
                        there.stream()
                                .filter(point -> !point.id().startsWith("new "))
                                .count(),
                        "seed " + SEED + ", round " + round + ", day " + day + ", " + rules);
            }
        }
    }

    @Test
    void everyDayOfFourCenturiesFallsIntoItsMonthAndYear() {
        long[] bucket = new long[6];
        for (LocalDate day = LocalDate.of(1800, 1, 1); day.getYear() < 2201; day = day.plusDays(1)) {
            Buckets.fill(bucket, 0, day.toEpochDay() * 86_400);
            assertEquals(day.getYear() * 12L + day.getMonthValue() - 1, bucket[4], day::toString);
            assertEquals(day.getYear(), bucket[5], day::toString);
        }
    }

    private static KeepRules keep(
            int last, int hourly, int daily, int weekly, int monthly, int yearly, @Nullable Within within) {
        return new KeepRules(last, hourly, daily, weekly, monthly, yearly, within, null);
    }

    private static KeepRules rules(Random random) {
        int[] counts = new int[6];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = random.nextInt(3) > 0 ? 0 : random.nextInt(10) == 0 ? KeepRules.ALL : random.nextInt(6);
        }
        Within within = random.nextInt(3) > 0
                ? null
                : new Within(random.nextInt(2), random.nextInt(14), random.nextInt(40), 1 + random.nextInt(50));
        KeepRules rules = new KeepRules(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], within, null);
        return random.nextBoolean() ? rules : rules.in(ZONES.get(random.nextInt(ZONES.size())));
    }

    /// Newest first, no two at one instant, around changes of the clock, leap days and turns of the year.
    private static List<Point> points(Random random) {
        long end = Instant.parse("1890-01-01T00:00:00Z").getEpochSecond() + random.nextLong(220L * 365 * 86_400);
        long span =
                List.of(7_200L, 90_000L, 2_000_000L, 40_000_000L, 400_000_000L).get(random.nextInt(5));
        ZoneOffset own = ZoneOffset.ofTotalSeconds(random.nextInt(-18 * 4, 18 * 4 + 1) * 900);
        boolean mixed = random.nextInt(4) == 0;
        return random.longs(random.nextInt(40), 0, span)
                .distinct()
                .mapToObj(back -> Instant.ofEpochSecond(end - back, random.nextInt(1_000_000) * 1_000L))
                .sorted(Comparator.reverseOrder())
                .map(moment ->
                        new Point(moment.toString(), moment, mixed ? ZoneOffset.ofHours(random.nextInt(-12, 15)) : own))
                .collect(Collectors.toList());
    }

    private static List<Point> at(String... moments) {
        List<Point> points = new ArrayList<>();
        for (String moment : moments) {
            OffsetDateTime there = OffsetDateTime.parse(moment);
            points.add(new Point(moment, there.toInstant(), there.getOffset()));
        }
        return points;
    }

    private static String shown(KeepRules rules, List<Point> points) {
        return Retention.judge(rules, points).stream()
                .map(each -> each.point().takenAt().toString().substring(8, 13) + " "
                        + (each.kept() ? String.join(", ", each.reasons()) : "-"))
                .collect(Collectors.joining("\n"));
    }
}
