package io.backstay.act.restore;

import io.backstay.act.incident.ReportDesk;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.Durations;
import io.backstay.base.Progress;
import io.backstay.base.Utc;
import io.backstay.codec.Json;
import io.backstay.connect.postgres.tenant.diff.RowClass;
import io.backstay.connect.postgres.tenant.diff.TableDiff;
import io.backstay.connect.postgres.tenant.load.Proof;
import io.backstay.incident.CaseBook;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.incident.CaseState;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.print.IncidentReport;
import io.backstay.incident.print.ReportWriter;
import io.backstay.incident.report.RestoreOutcome;
import io.backstay.policy.curve.AssetCurve;
import io.backstay.restore.verdict.Promise;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Writes the report of a case from what was recorded, and closes the case with it.
final class CaseReports {
    private static final String CLAUSE = "disaster recovery scenarios";

    private final CaseBook cases;
    private final Path folder;
    private final @Nullable Promise promise;
    private final Asking asking;
    private final boolean practice;
    private final List<IncidentReport.Version> versions;

    /// @param folder holds one folder per case
    CaseReports(
            CaseBook cases,
            Path folder,
            @Nullable Promise promise,
            Asking asking,
            boolean practice,
            List<IncidentReport.Version> versions) {
        this.cases = cases;
        this.folder = folder;
        this.promise = promise;
        this.asking = asking;
        this.practice = practice;
        this.versions = versions;
    }

    /// Who is asked when a report is written.
    record Asking(ReportDesk.Curves curves, RestoredService service) {}

    /// A report that was written.
    ///
    /// @param folder the case's own
    /// @param took   from the customer's call, as the case has it, to the end of the restore
    /// @param rto    as the clock of the case counts, absent while the service has not answered
    /// @param cut    whether asking the restored service was cancelled, which the report does not wait for
    record Written(Path folder, Duration took, @Nullable Duration rto, boolean cut) {}

    /// Writes the report and closes the case.
    ///
    /// @param verified whether everything that was wanted is back and was read again
    /// @param end      when the restore ended, well or not
    Written write(RecordedRestore restore, boolean verified, Instant end, Progress progress) throws BackstayException {
        Path own = folder.resolve(restore.caseId());
        AssetCurve curve = promise == null
                ? null
                : asking.curves().of(promise.policy(), restore.intake().database(), end);
        Duration took = Duration.between(reportedAt(restore), end);
        // First, so that what other reports of the case say later is what this one says, and so that an answer of the
        // service is known to be one of what was restored.
        IncidentReport ended = report(restore, verified, took, took, end);
        RestoreOutcome outcome = RestoreOutcome.of(ended, restore.id(), verified);
        cases.papers().add(restore.caseId(), new Paper(RestoreOutcome.PAPER, end, "Backstay", Json.compact(outcome)));
        boolean cut = false;
        Duration rto = null;
        try {
            String policy = promise == null ? null : promise.policy();
            rto = verified ? asking.service().ask(restore.caseId(), policy, progress) : null;
        } catch (InterruptedException e) {
            cut = true;
        } catch (BackstayException e) {
            progress.note("Whether the restored service works was not asked: "
                    + e.failure().message());
        }
        ReportWriter.write(report(restore, verified, took, rto, end), curve, own);
        cases.closeCase(restore.caseId(), verified ? CaseState.RESTORED : CaseState.NOT_RESTORED, own, end);
        return new Written(own, took, rto, cut);
    }

    /// Of the case: whoever took the call may have typed another moment into the form of the restore, or none.
    private Instant reportedAt(RecordedRestore restore) throws BackstayException {
        Paper paper = cases.papers().newest(restore.caseId(), CaseIntake.PAPER);
        return paper == null
                ? restore.intake().reportedAt()
                : Json.parse("the intake of " + restore.caseId(), paper.document(), CaseIntake.class)
                        .reportedAt();
    }

    /// @param rto absent when it was not measured
    private IncidentReport report(
            RecordedRestore restore, boolean verified, Duration took, @Nullable Duration rto, Instant end)
            throws BackstayException {
        RestoreRecord done = restore.record();
        String title =
                restore.intake().tenant().name() + " lost " + restore.intake().dataset();
        GuidedRestore.PlanView plan = done.plan;
        return new IncidentReport(
                new IncidentReport.Subject(
                        restore.caseId(),
                        title,
                        practice,
                        restore.intake().tenant(),
                        restore.intake().dataset(),
                        verified ? restore.restoreTo() : null),
                summary(restore, verified, took),
                cases.timeline(restore.caseId()),
                new IncidentReport.Measured(
                        committed(done) ? restore.rpo() : null,
                        verified ? rto : null,
                        done.filesBack,
                        promise == null
                                ? null
                                : new IncidentReport.Promise(
                                        promise.policy(), CLAUSE, promise.quotation(), promise.rpo(), promise.rto())),
                counts(done),
                done.proof,
                new IncidentReport.Approval(plan == null ? null : plan.sha256(), done.approvedBy, done.approval),
                new IncidentReport.Limits(notDone(done), notClaimed()),
                versions,
                end);
    }

    private static String summary(RecordedRestore restore, boolean verified, Duration took) {
        RestoreRecord done = restore.record();
        String tenant = restore.intake().tenant().name();
        Proof proof = done.proof;
        if (proof == null || !proof.verified()) {
            return "What " + tenant + " lost was not brought back. A proof did not hold before the commit, so the whole"
                    + " import was rolled back and live is as it was before. The table below says which proof it was.";
        }
        Duration loss = restore.rpo();
        String stated = restore.isStated()
                ? " Of what moment the scratch database was, a person stated; nothing showed it."
                : "";
        long mended = done.difference == null
                ? 0
                : done.difference.tables().stream().mapToLong(TableDiff::update).sum();
        String first = "%s%s and %s of %s came back as they were at %s, %s after the call."
                .formatted(
                        Counts.of(proof.rowsInserted(), "row"),
                        mended == 0 ? "" : ", the damaged values of " + Counts.of(mended, "row"),
                        Counts.of(done.filesBack, "file"),
                        tenant,
                        Utc.words(Objects.requireNonNull(restore.restoreTo())),
                        Durations.words(took));
        String second = loss == null && !restore.logAtHand()
                ? " Which change was the first after that moment is not known, because no log was at hand."
                : loss == null
                        ? " No commit in the log is newer than that moment."
                        : " The first change that is not in what was restored was committed %s later."
                                .formatted(Durations.words(loss));
        String third = verified
                ? " No row of another tenant was written, as proven before the commit,"
                        + " and a new session read everything"
                        + " again afterwards."
                : " The look back in a new session did not find everything as it should be; see the timeline.";
        return first + stated + second + third;
    }

    /// Whether live was written to: of what was rolled back no loss was measured.
    private static boolean committed(RestoreRecord done) {
        return done.proof != null && done.proof.committedAt() != null;
    }

    private List<IncidentReport.Counts> counts(RestoreRecord done) {
        GuidedRestore.Difference difference = done.difference;
        if (difference == null) {
            return List.of();
        }
        boolean committed = committed(done);
        List<IncidentReport.Counts> counts = new ArrayList<>();
        for (TableDiff table : difference.tables()) {
            long kept = table.retyped() + table.liveOnly();
            if (table.lost() > 0 || kept > 0 || table.conflicts() > 0 || table.update() > 0) {
                counts.add(new IncidentReport.Counts(
                        difference.label(table.table()),
                        table.lost(),
                        committed ? table.insert() : 0,
                        committed ? table.update() : 0,
                        kept,
                        table.conflicts()));
            }
        }
        return List.copyOf(counts);
    }

    private static List<String> notDone(RestoreRecord done) {
        List<String> notDone = new ArrayList<>();
        GuidedRestore.Difference difference = done.difference;
        if (difference != null) {
            long conflicts =
                    difference.tables().stream().mapToLong(TableDiff::conflicts).sum();
            if (conflicts > 0) {
                notDone.add(Counts.of(conflicts, "lost row") + " stayed out because something newer stands in "
                        + (conflicts == 1 ? "its" : "their") + " place.");
            }
            notDone.addAll(difference.leaks());
            notDone.addAll(FileSentences.missing(difference.files()));
        }
        notDone.addAll(done.filesHeld);
        long held = difference == null
                ? 0
                : difference.tables().stream()
                        .mapToLong(table -> table.count(RowClass.HELD))
                        .sum();
        notDone.add("Rows that must not come back (revoked tokens, erased persons, queued mail) were looked for where"
                + " the mapping names them; " + Counts.of(held, "row") + " stayed out for that reason.");
        return List.copyOf(notDone);
    }

    private static List<String> notClaimed() {
        return List.of(
                "That the restored rows were right before they were lost.",
                "That nothing outside the database and the object store, such as sent mail, was affected.",
                "Any certification.");
    }
}
