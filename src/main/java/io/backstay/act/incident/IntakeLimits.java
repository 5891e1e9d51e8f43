package io.backstay.act.incident;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.incident.intake.CaseIntake;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// What an intake and a note may hold: everything in a case is shown in lists, mails and reports.
final class IntakeLimits {
    static final int NAME_MAX = 200;
    static final int WORDS_MAX = 10_000;
    private static final int SEVERITY_MAX = 4;
    private static final Duration WIDEST = Duration.ofDays(366);

    private IntakeLimits() {}

    static void require(CaseIntake intake, Instant now) throws BackstayException {
        require("The firm's name", intake.firm(), NAME_MAX);
        require("The tenant's id", intake.tenant(), NAME_MAX);
        require("The dataset", intake.dataset(), NAME_MAX);
        require("Who asks", intake.asker(), NAME_MAX);
        require("How they were verified", intake.verifiedBy(), NAME_MAX);
        Integer severity = intake.severity();
        if (severity != null && (severity < 1 || severity > SEVERITY_MAX)) {
            throw refused("Severity " + severity + " does not exist.", "Give 1 (worst) to " + SEVERITY_MAX + ".");
        }
        if (intake.spread().isNegative() || intake.spread().compareTo(WIDEST) > 0) {
            throw refused("The uncertainty is less than nothing or more than a year.", "Give it such as PT2H.");
        }
        Duration every = intake.updateEvery();
        if (every != null && (!every.isPositive() || every.compareTo(WIDEST) > 0)) {
            throw refused("Updates every " + every + " make no sense.", "Give it such as PT1H.");
        }
        Instant about = intake.about();
        if (about != null && about.minus(intake.spread()).isAfter(now)) {
            throw refused("The loss lies in the future: " + about + ".", "Check the date, the time and the zone.");
        }
        if (intake.reportedAt().isAfter(now)) {
            throw refused(
                    "The report lies in the future: " + intake.reportedAt() + ".", "Check the time and the zone.");
        }
        try {
            ZoneId.of(intake.zone());
        } catch (DateTimeException e) {
            throw new BackstayException(
                    new Failure.BadInput(
                            "'" + clip(intake.zone()) + "' is no time zone.",
                            "Give it such as Australia/Melbourne or +11:00."),
                    e);
        }
    }

    static void require(String what, @Nullable String value, int max) throws BackstayException {
        if (value != null && value.isBlank()) {
            throw refused(what + " is empty.", "Give it, or leave it away.");
        }
        if (value != null && value.length() > max) {
            throw refused(what + " is longer than " + max + " characters.", "Shorten it.");
        }
    }

    /// What is noted has happened; a moment to come would silence the clocks until then.
    static void requirePast(@Nullable Instant at, Instant now) throws BackstayException {
        if (at != null && at.isAfter(now)) {
            throw refused("That lies in the future: " + at + ".", "Check the date, the time and the zone.");
        }
    }

    private static BackstayException refused(String sentence, String advice) {
        return new BackstayException(new Failure.BadInput(sentence, advice));
    }

    private static String clip(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }
}
