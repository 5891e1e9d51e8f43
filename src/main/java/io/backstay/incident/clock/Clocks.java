package io.backstay.incident.clock;

import io.backstay.base.Durations;
import io.backstay.base.Utc;
import io.backstay.incident.clock.CaseClock.Kind;
import io.backstay.incident.clock.CaseClock.State;
import io.backstay.policy.Policy;
import io.backstay.policy.promise.Clause;
import io.backstay.policy.promise.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the clocks of a case: moments, policy and now in, clocks out.
///
/// The clock of the RTO starts where the policy says so and stops only when the restored service has answered: a
/// restore that was committed is no service that works.
public final class Clocks {
    private final Moments moments;
    private final Policy policy;
    private final @Nullable Duration rto;
    private final Instant now;

    private Clocks(Moments moments, Policy policy, @Nullable Duration rto, Instant now) {
        this.moments = moments;
        this.policy = policy;
        this.rto = rto;
        this.now = now;
    }

    /// All clocks, in the order in which they are shown.
    ///
    /// @param rto what the policy promises for this loss, absent when it gives no number
    public static List<CaseClock> at(Moments moments, Policy policy, @Nullable Duration rto, Instant now) {
        var clocks = new Clocks(moments, policy, rto, now);
        return List.of(
                clocks.since(Kind.SINCE_REPORTED, moments.reportedAt(), "reported"),
                clocks.since(Kind.SINCE_DECLARED, moments.declaredAt(), "declared"),
                clocks.rtoLeft(),
                clocks.nextUpdate(),
                clocks.pointExpiry());
    }

    private CaseClock since(Kind kind, @Nullable Instant start, String word) {
        if (start == null) {
            return new CaseClock(kind, State.NOT_STARTED, null, null, "Nobody has declared an incident.");
        }
        Instant ended = moments.endedAt();
        return new CaseClock(
                kind,
                ended == null ? State.RUNNING : State.STOPPED,
                Duration.between(start, ended == null ? now : ended),
                null,
                "From when it was " + word + ", " + Utc.words(start) + ".");
    }

    private CaseClock rtoLeft() {
        if (rto == null) {
            return new CaseClock(
                    Kind.RTO_LEFT,
                    State.UNKNOWN,
                    null,
                    null,
                    policy.equals(Policy.NONE)
                            ? "The case has no policy that could promise a time."
                            : "The policy " + policy.id() + " promises no time for such a restore.");
        }
        Start start = start(policy, moments.lostAt(), moments.reportedAt(), moments.declaredAt());
        if (start.at() == null) {
            return new CaseClock(Kind.RTO_LEFT, State.NOT_STARTED, null, null, start.words());
        }
        Instant due = start.at().plus(rto);
        Instant answered = moments.answeredAt();
        Duration left = Duration.between(answered == null ? now : answered, due);
        State state = answered != null ? State.STOPPED : left.isNegative() ? State.OVERDUE : State.RUNNING;
        String end = answered == null
                ? moments.probes() == 0
                        ? " No probe is configured, so nothing can stop it."
                        : " It stops when every probe of the restored service has answered."
                : " Every probe of the restored service had answered at " + Utc.words(answered) + ".";
        return new CaseClock(
                Kind.RTO_LEFT, state, left, due, "Of " + Durations.words(rto) + ". " + start.words() + end);
    }

    /// When the policy's clock starts, and the words for it.
    private record Start(@Nullable Instant at, String words) {}

    /// When the policy's clock of the RTO starts; absent while that has not happened or is not known.
    ///
    /// @param lostAt     the earliest moment at which the loss may have happened, absent when not known
    /// @param declaredAt absent while nobody has declared an incident
    public static @Nullable Instant started(
            Policy policy, @Nullable Instant lostAt, Instant reportedAt, @Nullable Instant declaredAt) {
        return start(policy, lostAt, reportedAt, declaredAt).at();
    }

    private static Start start(
            Policy policy, @Nullable Instant lostAt, Instant reportedAt, @Nullable Instant declaredAt) {
        for (Clause clause : policy.clauses()) {
            for (Statement said : clause.says()) {
                if (said instanceof Statement.Clock clock) {
                    return start(clock.starts(), lostAt, reportedAt, declaredAt);
                }
            }
        }
        return new Start(
                reportedAt,
                "The policy does not say when the clock starts; counted from the report, " + Utc.words(reportedAt)
                        + ".");
    }

    private static Start start(
            Statement.Clock.Start starts, @Nullable Instant lostAt, Instant reportedAt, @Nullable Instant declaredAt) {
        return switch (starts) {
            case DISRUPTION ->
                lostAt == null
                        ? new Start(null, "It starts with the disruption, and when that was is not known.")
                        : new Start(
                                lostAt, "It starts with the disruption, at the earliest " + Utc.words(lostAt) + ".");
            // Nobody knew before the customer told us, so the report is the detection.
            case DETECTION, REPORT ->
                new Start(reportedAt, "It starts with the report, " + Utc.words(reportedAt) + ".");
            case DECLARATION ->
                declaredAt == null
                        ? new Start(null, "It starts when the incident is declared; nobody has.")
                        : new Start(declaredAt, "It starts with the declaration, " + Utc.words(declaredAt) + ".");
        };
    }

    private CaseClock nextUpdate() {
        Moments.Cadence cadence = moments.cadence();
        Instant last = moments.toldAt();
        String every = "Every " + Durations.words(cadence.every()) + ", " + cadence.source() + "; "
                + (last == null ? "the customer has not heard from us yet." : "last at " + Utc.words(last) + ".");
        Instant closing = moments.closingAt();
        Instant undone = moments.undoneAt();
        // An update after the closing message says that it was not the end.
        Instant over = closing == null || (last != null && closing.isBefore(last)) ? null : closing;
        if (over != null && (undone == null || !over.isBefore(undone))) {
            return new CaseClock(
                    Kind.NEXT_UPDATE,
                    State.STOPPED,
                    null,
                    null,
                    "The customer was told at " + Utc.words(over) + " that it is over.");
        }
        // What the customer was told to be over is not, since the undo.
        boolean again = over != null && undone != null;
        Instant from = over != null && undone != null ? undone : last == null ? moments.reportedAt() : last;
        Instant due = from.plus(cadence.every());
        Duration left = Duration.between(now, due);
        String words = again ? every + " It was the closing message, and the restore was undone since." : every;
        return new CaseClock(Kind.NEXT_UPDATE, left.isNegative() ? State.OVERDUE : State.RUNNING, left, due, words);
    }

    private CaseClock pointExpiry() {
        Instant expiry = moments.pointExpiry();
        if (expiry == null) {
            return new CaseClock(
                    Kind.POINT_EXPIRES,
                    State.UNKNOWN,
                    null,
                    null,
                    "No point is chosen, or when it goes was not observed.");
        }
        Duration left = Duration.between(now, expiry);
        return new CaseClock(
                Kind.POINT_EXPIRES,
                left.isPositive() ? State.RUNNING : State.OVERDUE,
                left,
                expiry,
                "The best point goes at " + Utc.words(expiry) + ".");
    }
}
