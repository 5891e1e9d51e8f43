package io.backstay.incident.message;

import io.backstay.base.Durations;
import io.backstay.base.Utc;
import io.backstay.incident.clock.CaseClock;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.intake.Faces;
import io.backstay.restore.verdict.Promise;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page for whoever takes over: how it stands, what runs out first, who waits for what, what happened last.
public final class HandOver {
    private static final int NEWEST = 15;
    private static final int LINE_MAX = 300;

    private final Standing standing;
    private final List<String> lines = new ArrayList<>();

    private HandOver(Standing standing) {
        this.standing = standing;
    }

    /// How a case stands.
    ///
    /// @param state    `open`, `restored` or `not restored`
    /// @param verdict  the newest, in words; absent before the first
    /// @param work     what runs and who waits, gathered elsewhere
    /// @param timeline oldest first
    /// @param by       who hands over
    public record Standing(
            String caseId,
            CaseIntake intake,
            String state,
            @Nullable String verdict,
            List<CaseClock> clocks,
            Work work,
            List<Line> timeline,
            String by,
            Instant at) {}

    /// What runs, and who waits for what besides the customer, a sentence each.
    public record Work(List<String> running, List<String> waits) {
        public Work {
            running = List.copyOf(running);
            waits = List.copyOf(waits);
        }
    }

    /// A line of the timeline.
    public record Line(Instant at, String actor, String words) {}

    /// The page as plain text, to be copied.
    public static String page(Standing standing) {
        var page = new HandOver(standing);
        page.head();
        page.next();
        page.running();
        page.waiting();
        page.happened();
        return String.join("\n", page.lines) + "\n";
    }

    private void head() {
        CaseIntake intake = standing.intake();
        lines.add(standing.caseId() + "  " + line(intake.title()) + "  (" + standing.state()
                + (intake.severity() == null ? "" : ", severity " + intake.severity()) + ")");
        lines.add("Handed over by " + standing.by() + " at " + Utc.words(standing.at()));
        lines.add("");
        lines.add("Who asks:  " + (intake.asker() == null ? "not known" : line(intake.asker())) + "; identity: "
                + (intake.verifiedBy() == null ? "NOT VERIFIED" : line(intake.verifiedBy())));
        Instant about = intake.about();
        if (about != null) {
            lines.add("Lost:      " + (intake.dataset() == null ? "data" : line(intake.dataset())) + ", about "
                    + Faces.words(about.atZone(ZoneId.of(intake.zone()))) + " = " + Utc.words(about)
                    + (intake.spread().isZero() ? "" : ", give or take " + Durations.words(intake.spread())));
        }
        lines.add("Policy:    " + (intake.policy() == null ? Promise.NONE : intake.policy()));
        lines.add("Verdict:   " + (standing.verdict() == null ? "none yet" : line(standing.verdict())));
        lines.add("");
    }

    /// What runs out first stands first.
    private void next() {
        lines.add("Next");
        List<CaseClock> due = standing.clocks().stream()
                .filter(clock -> clock.due() != null && clock.state() != CaseClock.State.STOPPED)
                .sorted(Comparator.comparing(clock -> clock.due() == null ? Instant.MAX : clock.due()))
                .toList();
        for (CaseClock clock : due) {
            Duration left = Duration.between(standing.at(), clock.due());
            lines.add("  " + clock.kind().title() + ": "
                    + (left.isNegative() ? "OVERDUE by " + Durations.words(left.negated()) : Durations.words(left))
                    + ". " + clock.words());
        }
        if (due.isEmpty()) {
            lines.add("  Nothing runs out.");
        }
        lines.add("");
    }

    private void running() {
        lines.add("What runs");
        standing.work().running().forEach(each -> lines.add("  " + line(each)));
        lines.add("");
    }

    private void waiting() {
        lines.add("Who waits for what");
        CaseIntake intake = standing.intake();
        lines.add(
                "  " + line(intake.firm()) + (told() ? " was told that it is over." : " waits for our next message."));
        standing.work().waits().forEach(each -> lines.add("  " + line(each)));
        if (intake.verifiedBy() == null) {
            lines.add("  We wait for a check of who asks.");
        }
        if (intake.about() == null || intake.dataset() == null) {
            lines.add("  We wait for the customer to say " + (intake.about() == null ? "about when" : "which data")
                    + ".");
        }
        lines.add("");
    }

    private boolean told() {
        return standing.clocks().stream()
                .anyMatch(clock ->
                        clock.kind() == CaseClock.Kind.NEXT_UPDATE && clock.state() == CaseClock.State.STOPPED);
    }

    private void happened() {
        List<Line> all = standing.timeline();
        List<Line> newest = all.subList(Math.max(0, all.size() - NEWEST), all.size());
        lines.add("Timeline, UTC" + (newest.size() < all.size() ? ", the newest " + NEWEST + " of " + all.size() : ""));
        newest.forEach(
                each -> lines.add("  " + Utc.words(each.at()) + "  " + line(each.actor()) + ": " + line(each.words())));
    }

    private static String line(String text) {
        String line = CustomerMessages.line(text, LINE_MAX);
        return line.length() < text.length() && text.length() > LINE_MAX ? line + "…" : line;
    }
}
