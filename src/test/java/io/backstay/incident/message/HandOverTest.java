package io.backstay.incident.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.incident.clock.CaseClock;
import io.backstay.incident.clock.CaseClock.Kind;
import io.backstay.incident.clock.CaseClock.State;
import io.backstay.incident.intake.CaseIntake;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HandOverTest {
    private static final Instant NOW = Instant.parse("2026-03-16T05:00:00Z");

    private static final HandOver.Work WORK =
            new HandOver.Work(List.of("R-0001: planned, not approved."), List.of("Restore test A1 waits for Jonas."));

    @Test
    void thePageSaysHowItStandsWhatRunsOutFirstAndWhatHappened() {
        String page = page("Harrow & Finch", List.of(new HandOver.Line(NOW, "jonas", "Verdict: partly")));
        assertEquals("""
                INC-0031  Harrow & Finch lost invoices  (open, severity 2)
                Handed over by jonas at 2026-03-16 05:00:00 UTC

                Who asks:  Priya; identity: NOT VERIFIED
                Lost:      invoices, about Fri 13 Mar 2026 17:51 (Australia/Melbourne, +11:00) = 2026-03-13 06:51:00 \
                UTC, give or take 2 h
                Policy:    tax-agent-portal
                Verdict:   partly. 14 h are lost.

                Next
                  Next customer update: OVERDUE by 10 min. Every hour.
                  Best point expires: 9 h. It goes.

                What runs
                  R-0001: planned, not approved.

                Who waits for what
                  Harrow & Finch waits for our next message.
                  Restore test A1 waits for Jonas.
                  We wait for a check of who asks.

                Timeline, UTC
                  2026-03-16 05:00:00 UTC  jonas: Verdict: partly
                """, page);
    }

    @Test
    void hostileNamesAndAHugeTimelineStayOnOnePage() {
        // One text for all: five thousand of their own would fill the heap of the tests.
        var line = new HandOver.Line(NOW, "a\nb\u202E", "x\u0007".repeat(50_000));
        List<HandOver.Line> many = Collections.nCopies(5_000, line);
        String page = page("\u202E=cmd\r\nNext\n" + "y".repeat(100_000), many);
        assertTrue(page.length() < 10_000, "" + page.length());
        assertTrue(page.contains("the newest 15 of 5000"), page);
        assertFalse(page.chars().anyMatch(c -> c == 0x202e || c == 7 || c == '\r'), page);
        assertEquals(1, page.lines().filter("Next"::equals).count());
    }

    private static String page(String firm, List<HandOver.Line> timeline) {
        var intake = new CaseIntake(
                firm,
                "7",
                "invoices",
                Instant.parse("2026-03-13T06:51:00Z"),
                Duration.ofHours(2),
                "Australia/Melbourne",
                "Priya",
                null,
                null,
                2,
                "tax-agent-portal",
                null,
                NOW,
                null,
                List.of());
        List<CaseClock> clocks = List.of(
                new CaseClock(Kind.SINCE_REPORTED, State.RUNNING, Duration.ofHours(3), null, "From."),
                new CaseClock(Kind.RTO_LEFT, State.STOPPED, Duration.ofHours(1), NOW, "Stopped."),
                new CaseClock(Kind.POINT_EXPIRES, State.RUNNING, null, NOW.plus(Duration.ofHours(9)), "It goes."),
                new CaseClock(Kind.NEXT_UPDATE, State.OVERDUE, null, NOW.minus(Duration.ofMinutes(10)), "Every hour."));
        return HandOver.page(new HandOver.Standing(
                "INC-0031", intake, "open", "partly. 14 h are lost.", clocks, WORK, timeline, "jonas", NOW));
    }
}
