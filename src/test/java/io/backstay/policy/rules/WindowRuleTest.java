package io.backstay.policy.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.estate.AssetKind;
import io.backstay.policy.check.MadeAsset;
import io.backstay.policy.check.Probe;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WindowRuleTest {
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("America/New_York"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("Asia/Kolkata"));
    private static final int WINDOWS = 250;

    /// In Berlin 02:00 to 03:00 does not exist on 2026-03-29, and is there twice on 2026-10-25.
    @ParameterizedTest
    @CsvSource({
        "2026-03-28T01:10:00Z, 30, COMPLIANT",
        "2026-03-29T01:10:00Z, 30, COMPLIANT",
        "2026-03-29T00:30:00Z, 10, BREACH",
        "2026-03-29T01:50:00Z, 20, BREACH",
        "2026-03-30T00:10:00Z, 30, COMPLIANT",
        "2026-03-30T01:10:00Z, 30, BREACH",
        "2026-10-25T00:10:00Z, 100, COMPLIANT",
        "2026-10-25T01:50:00Z, 20, BREACH",
        "2026-10-26T00:10:00Z, 30, BREACH",
        "2026-10-26T01:10:00Z, 30, COMPLIANT"
    })
    void theClockOfThePolicyCountsAlsoWhenItIsPut(Instant start, int minutes, Finding.Status expected)
            throws Exception {
        Finding finding = judge("02:00", "03:00", "Europe/Berlin", start, start.plus(Duration.ofMinutes(minutes)));
        assertEquals(expected, finding.status(), finding::message);
    }

    /// The window of 01:00 to 02:30 closes when the clock shows its end for the last time.
    @ParameterizedTest
    @CsvSource({"2026-10-24T23:10:00Z, 140, COMPLIANT", "2026-10-24T23:10:00Z, 141, BREACH"})
    void aWindowThatClosesInTheHourThatComesTwiceClosesTheSecondTime(
            Instant start, int minutes, Finding.Status expected) throws Exception {
        Finding finding = judge("01:00", "02:30", "Europe/Berlin", start, start.plus(Duration.ofMinutes(minutes)));
        assertEquals(expected, finding.status(), finding::message);
    }

    @Test
    void aRunByHandIsHeldAgainstNoWindow() throws Exception {
        Instant night = Instant.parse("2026-11-10T01:10:00Z");
        MadeAsset asset = Probe.asset(AssetKind.DATABASE, night.plus(Duration.ofHours(12)))
                .with(
                        new Probe.MadePoint(night).trigger("scheduled"),
                        new Probe.MadePoint(night.plus(Duration.ofHours(6))).trigger("manual"));
        Finding finding = Probe.finding(
                Probe.policy("{rule: schedule, assets: [database], from: \"01:00\", until: \"02:00\", zone: UTC}"),
                asset.facts(),
                night.plus(Duration.ofHours(12)),
                "backup-window");
        assertEquals(Finding.Status.COMPLIANT, finding.status(), finding::message);
        assertEquals("1 of 1 inside", finding.measured());
    }

    @Test
    void aRunOutsideSaysWhatTheWindowWas() throws Exception {
        Instant start = Instant.parse("2026-11-10T22:30:00Z");
        Finding finding = judge("23:00", "01:00", "Europe/Berlin", start, start.plus(Duration.ofHours(2)));
        assertEquals("0 of 1 inside", finding.measured());
        assertEquals(
                "1 run of 1 did not begin and end inside the window 23:00 to 01:00 Europe/Berlin; the newest began at"
                        + " 2026-11-10 22:30:00 UTC and took 2 h, the window was from 2026-11-10 22:00:00 UTC to"
                        + " 2026-11-11 00:00:00 UTC: set the job to the window, or make the window longer.",
                finding.message());
    }

    @Test
    void anEndThatNobodyToldIsUnknown() throws Exception {
        Instant start = Instant.parse("2026-11-10T22:30:00Z");
        assertEquals(
                Finding.Status.UNKNOWN,
                judge("22:00", "23:00", "UTC", start, null).status());
        for (String outside : List.of("01:00", "18:00")) {
            assertEquals(
                    Finding.Status.BREACH,
                    judge(outside, outside.replace(":00", ":59"), "UTC", start, null)
                            .status());
        }
    }

    /// 01:00 in India is 19:30, in Israel 23:00, in Ireland 01:00 UTC in winter.
    @Test
    void lettersOfSeveralZonesAnswerOnlyWhereAllAgree() throws Exception {
        Instant india = Instant.parse("2026-11-10T19:40:00Z");
        Finding open = judge("01:00", "02:00", "IST", india, india.plus(Duration.ofMinutes(10)));
        assertEquals(Finding.Status.UNKNOWN, open.status());
        assertTrue(
                open.message().contains("1 of 1 by the clock of India, 0 of 1 by the clock of Israel"), open::message);
        Instant noon = Instant.parse("2026-11-10T12:00:00Z");
        Finding never = judge("01:00", "02:00", "IST", noon, noon.plus(Duration.ofMinutes(10)));
        assertEquals(Finding.Status.BREACH, never.status());
        assertTrue(never.message().contains("by no clock that may be meant"), never::message);
        assertEquals(
                Finding.Status.UNKNOWN,
                judge("01:00", "02:00", "XQT", noon, noon).status());
    }

    @Test
    void theRuleAndTheMinutesOfTheWallClockAgree() throws Exception {
        long seed = 20_260_329L;
        var random = new Random(seed);
        int inside = 0;
        for (int round = 0; round < WINDOWS; round++) {
            ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
            LocalDate day = putsClocks(zone, random).plusDays(random.nextInt(3) - 1);
            LocalTime from = LocalTime.of(random.nextInt(5), 15 * random.nextInt(4));
            LocalTime until = from.plusMinutes(15 + 15L * random.nextInt(12));
            Instant start = day.atTime(from)
                    .toInstant(ZoneOffset.UTC)
                    .minusSeconds(
                            zone.getRules().getStandardOffset(Instant.EPOCH).getTotalSeconds())
                    .plus(Duration.ofMinutes(random.nextInt(240) - 120));
            Instant end = start.plus(Duration.ofMinutes(random.nextInt(60)));
            boolean fits = WallClock.fits(from, until, zone, start, end);
            Finding finding = judge(from.toString(), until.toString(), zone.getId(), start, end);
            String which = "seed " + seed + ", " + zone + " " + from + " to " + until + ": " + start + " to " + end;
            assertEquals(
                    fits ? Finding.Status.COMPLIANT : Finding.Status.BREACH,
                    finding.status(),
                    () -> which + ": " + finding.message());
            inside += fits ? 1 : 0;
        }
        assertTrue(inside > WINDOWS / 10 && inside < WINDOWS * 9 / 10, "seed " + seed + ": " + inside);
    }

    /// A day of 2026 on which the clocks of that zone are put, or any day where they never are.
    private static LocalDate putsClocks(ZoneId zone, Random random) {
        Instant begin = Instant.parse(random.nextBoolean() ? "2026-01-01T00:00:00Z" : "2026-07-01T00:00:00Z");
        var next = zone.getRules().nextTransition(begin);
        return next == null
                ? LocalDate.of(2026, 5, 5)
                : next.getDateTimeBefore().toLocalDate();
    }

    private static Finding judge(String from, String until, String zone, Instant start, @Nullable Instant end)
            throws Exception {
        Instant now = start.plus(Duration.ofHours(12));
        MadeAsset asset = Probe.asset(AssetKind.DATABASE, now)
                .with(new Probe.MadePoint(start).completed(end).trigger("scheduled"));
        return Probe.finding(
                Probe.policy("{rule: schedule, assets: [database], from: \"%s\", until: \"%s\", zone: %s}"
                        .formatted(from, until, zone)),
                asset.facts(),
                now,
                "backup-window");
    }
}
