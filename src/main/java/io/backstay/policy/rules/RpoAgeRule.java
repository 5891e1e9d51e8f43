package io.backstay.policy.rules;

import static io.backstay.base.Durations.words;

import io.backstay.base.Utc;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.estate.RestorableWindow;
import io.backstay.estate.WalGap;
import io.backstay.policy.facts.PointSeries;
import io.backstay.policy.facts.PointSeries.Usable;
import io.backstay.policy.promise.Target;
import io.backstay.policy.promise.Tiers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How much would be lost of a wanted moment of some age: the widest stretch without a moment that can be gone back to.
///
/// The ages begin where the promise says, and end where it says or else where the longest promised retention ends.
/// What lies between two points is lost up to the newer one; what the log holds is not lost at all.
final class RpoAgeRule {
    private static final String RULE = "rpo";

    private RpoAgeRule() {}

    /// @param olderThan the youngest age that the promise speaks of
    static Finding judge(Subject subject, Target.Rpo promise, Duration olderThan) {
        Duration reach = Tiers.of(subject.policy().clauses(), subject.asset().kind(), false)
                .reach();
        Duration within = promise.within();
        Duration oldest = within == null && reach.compareTo(olderThan) > 0 ? reach : within;
        String ages = "older than " + words(olderThan) + (oldest == null ? "" : " up to " + words(oldest));
        String target = words(promise.atMost()) + ", " + ages;
        long at = PointSeries.micros(subject.at());
        var band = new Band(
                oldest == null ? Long.MIN_VALUE : at - PointSeries.micros(oldest), at - PointSeries.micros(olderThan));
        List<Span> log = log(subject.asset(), subject.at());
        walk(band, subject.points().usable(subject.at()), log);
        Stretch widest = band.widest();
        if (widest != null && widest.length() > PointSeries.micros(promise.atMost())) {
            return mayHaveHeldMore(subject, widest)
                    ? subject.unknown(
                            RULE,
                            target,
                            "Point-in-time recovery is there now, and how far it reached then is not known: judge a"
                                    + " later instant, or facts that were exported at that time.")
                    : subject.breach(RULE, target, words(widest.span()), tooWide(widest, promise, ages, subject));
        }
        Instant first = band.first();
        if (first == null) {
            return subject.unknown(
                    RULE,
                    target,
                    "No moment " + ages + " is known to be recoverable: list the points of this asset, and look at"
                            + " what is kept for that long.");
        }
        if (oldest != null && first.isAfter(subject.at().minus(oldest).plus(promise.atMost()))) {
            return subject.unknown(
                    RULE,
                    target,
                    "Moments " + ages + " are promised, and what can be gone back to is known since " + Utc.words(first)
                            + " only: whether it holds for older ones is not known.");
        }
        return subject.compliant(
                RULE,
                target,
                widest == null ? "any moment" : words(widest.span()),
                "Of a moment " + ages + ", "
                        + (widest == null ? "nothing" : "at most " + words(widest.span()))
                        + " would be lost; promised is at most " + words(promise.atMost()) + "."
                        + subject.staleness());
    }

    /// A window rolls: at an earlier instant it may have reached what it does not reach now.
    private static boolean mayHaveHeldMore(Subject subject, Stretch widest) {
        RestorableWindow window = subject.asset().pitr();
        return window != null
                && subject.asset().observation().observedAt().isAfter(subject.at())
                && widest.from() < PointSeries.micros(window.earliest());
    }

    private static String tooWide(Stretch widest, Target.Rpo promise, String ages, Subject subject) {
        return "Between " + Utc.words(PointSeries.instant(widest.from())) + " and "
                + Utc.words(PointSeries.instant(widest.to())) + ", " + words(widest.span())
                + ", there is nothing to go back to; promised for moments " + ages + " is at most "
                + words(promise.atMost()) + ": keep points closer together for that long, or promise what is kept."
                + subject.staleness();
    }

    /// Points and stretches of the log together, oldest first.
    private static void walk(Band band, Usable points, List<Span> log) {
        int next = 0;
        for (int i = 0; i < points.size() && points.micros(i) <= band.to; i++) {
            while (next < log.size() && log.get(next).from() <= points.micros(i)) {
                band.reach(log.get(next));
                next++;
            }
            band.reach(points.micros(i), points.micros(i));
        }
        for (Span rest : log.subList(next, log.size())) {
            if (rest.from() <= band.to) {
                band.reach(rest);
            }
        }
        band.end();
    }

    /// Stretches in which any moment can be gone back to, oldest first. A store that keeps the version before every
    /// write has no end; that it does so is known from when it was looked at on, at least.
    private static List<Span> log(Asset asset, Instant at) {
        RestorableWindow window = asset.pitr();
        boolean versioned = asset.kind() == AssetKind.OBJECT_STORE && Boolean.TRUE.equals(asset.versioning());
        if (window == null && !versioned) {
            return List.of();
        }
        Instant from = window == null ? asset.observation().observedAt() : window.earliest();
        Instant to = versioned || window == null || window.latest().isAfter(at) ? at : window.latest();
        List<Span> spans = new ArrayList<>();
        List<WalGap> gaps = asset.walGaps().stream()
                .sorted(Comparator.comparing(WalGap::from))
                .toList();
        for (WalGap gap : gaps) {
            if (from.isBefore(gap.from()) && gap.from().isBefore(to)) {
                spans.add(Span.of(from, gap.from()));
            }
            from = gap.to().isAfter(from) ? gap.to() : from;
        }
        if (!from.isAfter(to)) {
            spans.add(Span.of(from, to));
        }
        return spans;
    }

    private record Span(long from, long to) {
        static Span of(Instant from, Instant to) {
            return new Span(PointSeries.micros(from), PointSeries.micros(to));
        }
    }

    /// A stretch without anything to go back to.
    private record Stretch(long from, long to) {
        long length() {
            return to - from;
        }

        Duration span() {
            return Duration.between(PointSeries.instant(from), PointSeries.instant(to));
        }
    }

    /// The wanted moments of those ages, walked through from the oldest on.
    private static final class Band {
        private final long from;
        private final long to;
        private @Nullable Instant first;
        private @Nullable Stretch widest;
        private long reached;

        Band(long from, long to) {
            this.from = from;
            this.to = to;
        }

        void reach(Span span) {
            reach(span.from(), span.to());
        }

        void reach(long begin, long end) {
            if (first == null) {
                first = PointSeries.instant(begin);
                reached = begin;
            }
            lost(begin);
            reached = Math.max(reached, end);
        }

        /// Nothing younger is asked for.
        void end() {
            if (first != null) {
                lost(to);
            }
        }

        /// The moments up to there come back only as what was last reached.
        private void lost(long until) {
            if (until > reached && until > from && (widest == null || until - reached > widest.length())) {
                widest = new Stretch(reached, until);
            }
        }

        @Nullable
        Stretch widest() {
            return widest;
        }

        @Nullable
        Instant first() {
            return first;
        }
    }
}
