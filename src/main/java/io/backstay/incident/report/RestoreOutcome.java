package io.backstay.incident.report;

import io.backstay.connect.postgres.tenant.load.Proof;
import io.backstay.incident.print.IncidentReport;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a restore came to, as a paper of its case: the same facts that the restore's own report was written from, so
/// that all reports of a case agree.
///
/// @param restore    such as `R-0001`
/// @param verified   whether everything that was wanted is back and was read again
/// @param endedAt    when the restore ended, well or not
/// @param restoredTo absent when nothing was restored
/// @param measured   its time is from the customer's call to the verified restore, by which experience goes; the one
///                   of the clock is read from the case
/// @param proof      absent when nothing was imported
public record RestoreOutcome(
        String restore,
        boolean verified,
        Instant endedAt,
        @Nullable Instant restoredTo,
        IncidentReport.Measured measured,
        List<IncidentReport.Counts> rows,
        @Nullable Proof proof,
        IncidentReport.Approval approval,
        List<String> notDone) {
    /// The kind of paper that it is kept as in a case.
    public static final String PAPER = "outcome";

    public RestoreOutcome {
        rows = List.copyOf(rows);
        notDone = List.copyOf(notDone);
    }

    /// What a restore's report says.
    public static RestoreOutcome of(IncidentReport report, String restore, boolean verified) {
        return new RestoreOutcome(
                restore,
                verified,
                report.writtenAt(),
                report.subject().restoredTo(),
                report.measured(),
                report.counts(),
                report.proof(),
                report.approval(),
                report.limits().notDone());
    }

    /// Whether live was written to.
    boolean committed() {
        return proof != null && proof.committedAt() != null;
    }

    /// How large the restore was: the rows that were to come back or to be mended.
    public long size() {
        return lost() + mended();
    }

    long lost() {
        return rows.stream().mapToLong(IncidentReport.Counts::lost).sum();
    }

    long restored() {
        return rows.stream().mapToLong(IncidentReport.Counts::restored).sum();
    }

    long mended() {
        return rows.stream().mapToLong(IncidentReport.Counts::mended).sum();
    }

    long keptLive() {
        return rows.stream().mapToLong(IncidentReport.Counts::keptLive).sum();
    }

    long conflicts() {
        return rows.stream().mapToLong(IncidentReport.Counts::conflicts).sum();
    }
}
