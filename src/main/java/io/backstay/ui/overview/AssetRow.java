package io.backstay.ui.overview;

import io.backstay.estate.Asset;
import io.backstay.estate.PointStatus;
import io.backstay.estate.RecoveryPoint;
import io.backstay.estate.RestorableWindow;
import io.backstay.policy.rules.Finding;
import io.backstay.ui.kit.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One asset as the overview shows it.
///
/// @param policy    the id of the policy that it is held against, null for none
/// @param findings  of this asset alone
/// @param newest    the newest points, newest first
/// @param points    how many points there are
/// @param judgedAt  the moment that durations are counted to
public record AssetRow(
        Asset asset,
        @Nullable String policy,
        List<Finding> findings,
        List<RecoveryPoint> newest,
        long points,
        Instant judgedAt) {
    private static final String RPO = "rpo";

    /// The worst of its findings; without any finding nothing is promised. What no policy judges is unknown.
    public Mark mark() {
        if (policy == null) {
            return Mark.UNKNOWN;
        }
        return findings.stream()
                .map(finding -> switch (finding.status()) {
                    case BREACH -> Mark.BREACH;
                    case UNKNOWN -> Mark.UNKNOWN;
                    case ACCEPTED -> Mark.ACCEPTED;
                    case COMPLIANT -> Mark.HOLDS;
                })
                .min((a, b) -> Integer.compare(severity(a), severity(b)))
                .orElse(Mark.EXEMPT);
    }

    /// The latest moment that one could go back to, or null when there is none.
    public @Nullable Instant lastGood() {
        Instant point = newest.stream()
                .filter(candidate -> candidate.status() == PointStatus.AVAILABLE)
                .map(RecoveryPoint::takenAt)
                .max(Instant::compareTo)
                .orElse(null);
        RestorableWindow window = asset.pitr();
        if (window == null) {
            return point;
        }
        return point == null || window.latest().isAfter(point) ? window.latest() : point;
    }

    /// What would be lost now, or null when it is not known.
    public @Nullable Duration exposure() {
        Instant last = lastGood();
        if (last == null) {
            return null;
        }
        Duration age = Duration.between(last, judgedAt);
        return age.isNegative() ? Duration.ZERO : age;
    }

    /// The promised limit of a loss in the policy's words, or null when none is promised.
    public @Nullable String promise() {
        return findings.stream()
                .filter(finding -> finding.rule().equals(RPO))
                .map(Finding::target)
                .findFirst()
                .orElse(null);
    }

    private static int severity(Mark mark) {
        return switch (mark) {
            case BREACH -> 0;
            case UNKNOWN -> 1;
            case WARNING -> 2;
            case ACCEPTED -> 3;
            case HOLDS -> 4;
            default -> 5;
        };
    }

    /// How it sorts: the worst first.
    int severity() {
        return severity(mark());
    }
}
