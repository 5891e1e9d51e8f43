package io.backstay.restore.verdict;

import io.backstay.base.Durations;
import io.backstay.base.Utc;
import io.backstay.estate.Asset;
import io.backstay.estate.PointKind;
import io.backstay.estate.PointStatus;
import io.backstay.estate.RecoveryPoint;
import io.backstay.estate.RestorableWindow;
import io.backstay.estate.WalGap;
import io.backstay.restore.verdict.Verdict.Answer;
import io.backstay.restore.verdict.Verdict.Because;
import io.backstay.restore.verdict.Verdict.Mark;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The verdict as a pure function: facts, promise and clock in, answer out. Works offline.
public final class Verdicts {
    private final Asset asset;
    private final List<RecoveryPoint> points;
    private final @Nullable Promise promise;
    private final Instant now;
    private final List<Because> because = new ArrayList<>();

    private Verdicts(Asset asset, List<RecoveryPoint> points, @Nullable Promise promise, Instant now) {
        this.asset = asset;
        this.points = points;
        this.promise = promise;
        this.now = now;
    }

    /// Judges whether what a customer lost can come back.
    ///
    /// @param points the asset's recovery points; others, unusable ones and those expired at `now` are passed over
    public static Verdict judge(
            Intake intake, Asset asset, List<RecoveryPoint> points, @Nullable Promise promise, Instant now) {
        return new Verdicts(asset, points, promise, now).judge(intake);
    }

    /// Judges whether what was lost can come back from a server of which a person states the moment.
    ///
    /// Data of after the loss brings nothing back.
    ///
    /// @param point the server; its moment is what the person stated
    public static Verdict stated(Intake intake, RecoveryPoint point, @Nullable Promise promise) {
        Instant moment = point.takenAt();
        Instant lossEarliest = intake.about().minus(intake.uncertainty());
        Duration since = Duration.between(moment, intake.about());
        Duration loss = since.isNegative() ? Duration.ZERO : since;
        List<Because> because = new ArrayList<>();
        because.add(new Because(
                Mark.UNKNOWN,
                "A person states that " + point.id() + " holds the data of " + Utc.words(moment)
                        + "; nothing here shows it",
                null));
        boolean late = moment.isAfter(lossEarliest);
        Instant lossLatest = intake.about().plus(intake.uncertainty());
        if (late && !moment.isBefore(lossLatest)) {
            because.add(new Because(
                    Mark.BREACH,
                    "The loss had happened by " + Utc.words(lossLatest) + ", so that data is of after it",
                    null));
            return new Verdict(Answer.NO, null, null, null, null, List.copyOf(because));
        }
        if (late) {
            because.add(new Because(
                    Mark.WARNING,
                    "The loss may have happened as early as " + Utc.words(lossEarliest)
                            + ", so that it may be in that data, too",
                    null));
        }
        because.add(weighed(promise, loss));
        Duration promised = promise == null ? null : promise.rpo();
        boolean within = promised == null ? moment.equals(lossEarliest) : loss.compareTo(promised) <= 0;
        return new Verdict(
                within && !late ? Answer.RECOVERABLE : Answer.PARTLY, point, moment, loss, null, List.copyOf(because));
    }

    private Verdict judge(Intake intake) {
        // The loss may have happened this early; everything after that moment may already be damaged.
        Instant lossEarliest = intake.about().minus(intake.uncertainty());
        RecoveryPoint base = newestUsableBefore(lossEarliest);
        RestorableWindow window = asset.pitr();
        if (base == null) {
            return without(window);
        }
        Instant restoreTo = lastInReach(base, window, lossEarliest);
        Duration loss = Duration.between(restoreTo, intake.about());
        because.add(new Because(
                Mark.HOLDS, "The point " + base.id() + " is available and was taken before the loss", null));
        explainMoment(restoreTo, base, window, lossEarliest);
        because.add(weighed(promise, loss));
        if (base.expiresAt() == null) {
            because.add(new Because(Mark.UNKNOWN, "When this point expires was not observed", null));
        }
        Duration promised = promise == null ? null : promise.rpo();
        boolean within = promised == null ? restoreTo.equals(lossEarliest) : loss.compareTo(promised) <= 0;
        return new Verdict(
                within ? Answer.RECOVERABLE : Answer.PARTLY,
                base,
                restoreTo,
                loss,
                base.expiresAt(),
                List.copyOf(because));
    }

    private Verdict without(@Nullable RestorableWindow window) {
        boolean nothingObserved = points.isEmpty() && window == null;
        because.add(
                nothingObserved
                        ? new Because(Mark.UNKNOWN, "No recovery point of " + asset.name() + " was ever observed", null)
                        : new Because(
                                Mark.BREACH,
                                "Every usable point was taken after the loss or has expired",
                                promise == null ? null : promise.quotation()));
        return new Verdict(nothingObserved ? Answer.UNKNOWN : Answer.NO, null, null, null, null, List.copyOf(because));
    }

    private void explainMoment(
            Instant restoreTo, RecoveryPoint base, @Nullable RestorableWindow window, Instant wanted) {
        if (restoreTo.equals(wanted)) {
            because.add(new Because(
                    Mark.HOLDS,
                    "The log reaches from that point to " + Utc.words(wanted) + ", so any instant before is in reach",
                    null));
        } else if (window == null) {
            because.add(new Because(
                    Mark.WARNING,
                    "No point-in-time recovery was observed; work after the point cannot come back",
                    null));
        } else if (restoreTo.equals(base.frozenAt())) {
            because.add(new Because(
                    Mark.WARNING,
                    "The log from that point to " + wanted + " is not whole or lies outside the restorable window "
                            + window.earliest() + " to " + window.latest() + "; the point itself is used",
                    null));
        } else {
            because.add(new Because(
                    Mark.WARNING,
                    "The log reaches from that point to " + Utc.words(restoreTo) + " only; work between that and "
                            + Utc.words(wanted) + " cannot come back",
                    null));
        }
    }

    private static Because weighed(@Nullable Promise promise, Duration loss) {
        if (promise == null) {
            return new Because(
                    Mark.UNKNOWN,
                    "The loss window, " + Durations.rough(loss) + ", is " + Promise.NONE
                            + ": nobody named one, so nothing says whether that is too much",
                    null);
        }
        Duration promised = promise.rpo();
        if (promised == null) {
            return new Because(
                    Mark.UNKNOWN, "The policy names no number for the loss of one tenant's data", promise.quotation());
        }
        boolean within = loss.compareTo(promised) <= 0;
        return new Because(
                within ? Mark.HOLDS : Mark.BREACH,
                "The loss window, " + Durations.rough(loss) + ", is " + (within ? "within" : "longer than")
                        + " the promised " + Durations.words(promised),
                promise.quotation());
    }

    /// Of two copies of one moment, the one that lies where live is.
    private boolean isAtHome(RecoveryPoint point) {
        return asset.region() == null || point.regions().contains(asset.region());
    }

    private @Nullable RecoveryPoint newestUsableBefore(Instant moment) {
        return points.stream()
                .filter(point -> point.asset().equals(asset.id()))
                .filter(point -> point.kind() != PointKind.OBJECT_VERSION)
                .filter(point -> point.status() == PointStatus.AVAILABLE)
                .filter(point -> point.expiresAt() == null || point.expiresAt().isAfter(now))
                .filter(point -> !point.frozenAt().isAfter(moment))
                .max(Comparator.comparing(RecoveryPoint::frozenAt).thenComparing(this::isAtHome))
                .orElse(null);
    }

    /// The last moment up to the wanted one that the point and the log behind it reach; the point itself when the
    /// log
    /// does not help.
    private Instant lastInReach(RecoveryPoint base, @Nullable RestorableWindow window, Instant wanted) {
        Instant frozen = base.frozenAt();
        if (window == null) {
            return frozen;
        }
        Instant begin = later(frozen, window.earliest());
        Instant end = earlier(wanted, window.latest());
        for (WalGap gap : asset.walGaps()) {
            // Recovery cannot cross a gap; one that ended before the log is needed is no obstacle.
            if (gap.to().isAfter(begin) && !end.isBefore(gap.from())) {
                end = gap.from().minus(1, ChronoUnit.MICROS);
            }
        }
        return end.isBefore(begin) ? frozen : end;
    }

    private static Instant earlier(Instant one, Instant two) {
        return one.isBefore(two) ? one : two;
    }

    private static Instant later(Instant one, Instant two) {
        return one.isAfter(two) ? one : two;
    }
}
