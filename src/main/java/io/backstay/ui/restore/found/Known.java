package io.backstay.ui.restore.found;

import io.backstay.act.restore.GuidedRestore.Difference;
import io.backstay.act.restore.GuidedRestore.PlanView;
import io.backstay.act.restore.GuidedRestore.Staged;
import io.backstay.act.restore.GuidedRestore.Verification;
import io.backstay.connect.postgres.tenant.diff.TableDiff;
import io.backstay.connect.postgres.tenant.load.Proof;
import io.backstay.estate.RecoveryPoint;
import io.backstay.estate.RestorableWindow;
import io.backstay.restore.verdict.Intake;
import io.backstay.restore.verdict.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one restore has found out so far; every part is absent until its step is done.
public record Known(
        @Nullable Opened opened,
        @Nullable Staged staged,
        @Nullable Difference difference,
        @Nullable PlanView plan,
        @Nullable Approval approval,
        @Nullable Proof proof,
        @Nullable Verification verification) {
    /// Of a restore that has not begun.
    public static final Known NOTHING = new Known(null, null, null, null, null, null, null);

    /// The question and its answer.
    ///
    /// @param id       such as `R-0001`
    /// @param points   the database's newest recovery points, newest first
    /// @param window   what point-in-time recovery can reach, absent when there is none
    /// @param askedAt  when the verdict was given
    /// @param over     whether it was closed before and is only looked at once more
    public record Opened(
            String id,
            Intake intake,
            Verdict verdict,
            List<RecoveryPoint> points,
            @Nullable RestorableWindow window,
            Instant askedAt,
            boolean over) {}

    /// Who let the plan be carried out.
    ///
    /// @param person  the second person with the fingerprint of their key, absent when one person approved alone
    /// @param reason  why one person approved alone, empty when another person did
    /// @param runFrom from then on it may be run
    public record Approval(@Nullable String person, String reason, Instant at, Instant runFrom) {}

    /// The same, with the verdict.
    public Known with(Opened found) {
        return new Known(found, staged, difference, plan, approval, proof, verification);
    }

    /// The same, with the scratch database.
    public Known with(Staged found) {
        return new Known(opened, found, difference, plan, approval, proof, verification);
    }

    /// The same, with what differs.
    public Known with(Difference found) {
        return new Known(opened, staged, found, plan, approval, proof, verification);
    }

    /// The same, with the plan.
    public Known with(PlanView found) {
        return new Known(opened, staged, difference, found, approval, proof, verification);
    }

    /// The same, with who approved it.
    public Known with(Approval found) {
        return new Known(opened, staged, difference, plan, found, proof, verification);
    }

    /// The same, with what was proven before the commit.
    public Known with(Proof found) {
        return new Known(opened, staged, difference, plan, approval, found, verification);
    }

    /// The same, with what was seen after it.
    public Known with(Verification found) {
        return new Known(opened, staged, difference, plan, approval, proof, found);
    }

    /// How many rows the tenant had at the last good moment, or -1 while that is not known.
    public long rows() {
        if (difference == null) {
            return -1;
        }
        return difference.tables().stream().mapToLong(Known::lastGood).sum();
    }

    private static long lastGood(TableDiff table) {
        return table.lost() + table.damaged() + table.retyped() + table.unchanged();
    }
}
