package io.backstay.ui.incidents;

import io.backstay.act.incident.PastCases;
import io.backstay.incident.Objective;
import io.backstay.incident.after.Punctuality;
import io.backstay.incident.intake.Reason;
import io.backstay.incident.past.CaseQuery;
import io.backstay.incident.past.Found;
import io.backstay.incident.past.Statistics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One past case that is found by the word alder, and by no other.
final class FakePast implements PastCases {
    @Override
    public Found search(CaseQuery query) {
        boolean fits = query.words().equals(List.of("alder"));
        var hit = new Found.Hit(
                "INC-0030",
                "Alder Accounting lost Documents",
                "Alder Accounting",
                "restored",
                Instant.parse("2026-03-02T09:00:00Z"),
                true,
                null,
                List.of(
                        new Found.Spot("record", "Mira: Scratch database made: alder-7f2c"),
                        new Found.Spot("timeline", "Mira: Alder \u202Ehas its documents")));
        return new Found(fits ? List.of(hit) : List.of(), 2, false);
    }

    @Override
    public Statistics statistics() {
        Duration promised = Duration.ofHours(24);
        var sums = new Statistics.Sums(
                new Statistics.Held(2, 1, 1, 3), new Statistics.Held(2, 0, 1, 4), new Punctuality(5, 1, 2, 1));
        return new Statistics(
                7,
                2,
                false,
                List.of(
                        new Statistics.CauseCount(Reason.ACCIDENTAL_DELETION, 4),
                        new Statistics.CauseCount(Reason.FAILURE, 2),
                        new Statistics.CauseCount(null, 1)),
                List.of(
                        result(19, "2025-11-03T10:00:00Z", 14, 3, promised),
                        result(22, "2025-12-20T10:00:00Z", 31, null, promised),
                        result(27, "2026-01-14T10:00:00Z", 2, 5, null),
                        result(29, "2026-03-02T10:00:00Z", 20, 4, promised)),
                sums);
    }

    private static Statistics.Result result(
            int id, String at, int rpo, @Nullable Integer rto, @Nullable Duration promised) {
        return new Statistics.Result(
                "INC-00" + id,
                Instant.parse(at),
                new Objective(Duration.ofHours(rpo), promised),
                new Objective(rto == null ? null : Duration.ofHours(rto), promised));
    }
}
