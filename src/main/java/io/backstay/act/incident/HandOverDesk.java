package io.backstay.act.incident;

import io.backstay.audit.AuditEntry;
import io.backstay.base.BackstayException;
import io.backstay.base.Utc;
import io.backstay.codec.Json;
import io.backstay.codec.Value;
import io.backstay.codec.Words;
import io.backstay.incident.CasePapers;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.incident.after.Tracked;
import io.backstay.incident.message.HandOver;
import io.backstay.incident.report.Recovery;
import io.backstay.incident.report.ReportState;
import io.backstay.incident.report.StoredReport;
import io.backstay.incident.report.Variant;
import io.backstay.restore.approve.Approval;
import io.backstay.restore.journal.RestoreJournal;
import io.backstay.restore.journal.RestoreStep;
import io.backstay.restore.journal.Run;
import io.backstay.restore.journal.RunLock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes the page for whoever takes over: gathers what runs and who waits for what, from the journal of restores,
/// the record of acts and the papers of the case.
record HandOverDesk(CasePen pen, ServiceDesk service, TimelineDesk timelines) {
    private static final int ACTS_MAX = 20;

    String page(String caseId) throws BackstayException {
        CaseRecord record = pen.record(caseId);
        CaseRecord.Given given = record.given();
        List<HandOver.Line> timeline = timelines.lines(caseId).stream()
                .map(line -> new HandOver.Line(line.at(), line.who(), line.what()))
                .toList();
        return HandOver.page(new HandOver.Standing(
                caseId,
                record.intake(),
                record.file().state().word(),
                given == null ? null : Words.of(given.verdict()) + ". " + given.loss(),
                service.clocks(caseId),
                work(caseId),
                timeline,
                pen.actor(),
                pen.now()));
    }

    private HandOver.Work work(String caseId) throws BackstayException {
        List<Paper> papers = pen.books().cases().open().papers().all(caseId);
        List<String> running = new ArrayList<>();
        List<String> waits = new ArrayList<>();
        for (String restore : RestoreCase.restores(papers)) {
            restore(caseId, restore, running, waits);
        }
        running.add(service(caseId));
        acts(caseId, running);
        reports(caseId, papers, waits);
        for (Tracked each : Tracked.of(caseId, papers)) {
            if (each.due() != null) {
                waits.add(each.action().kind().title() + " " + each.action().id() + " waits for "
                        + each.action().owner() + ", due " + each.due()
                        + (each.overdue(pen.now()) ? ", OVERDUE" : "") + ": "
                        + each.action().what());
            }
        }
        return new HandOver.Work(running, waits);
    }

    /// The oldest acts that have no end, and how many more there are.
    private void acts(String caseId, List<String> running) throws BackstayException {
        List<AuditEntry> open = pen.books().record().open().unfinished().stream()
                .filter(each -> caseId.equals(each.caseId()))
                .toList();
        for (AuditEntry each : open.subList(0, Math.min(ACTS_MAX, open.size()))) {
            running.add(each.act() + " by " + each.actor() + " since " + Utc.words(each.ts())
                    + " has no end in the record: " + each.target());
        }
        if (open.size() > ACTS_MAX) {
            running.add(open.size() - ACTS_MAX
                    + " more acts have no end in the record: see 'backstay audit show --case " + caseId + "'.");
        }
    }

    private String service(String caseId) throws BackstayException {
        Recovery recovery = pen.record(caseId).recovery();
        if (recovery.restoredAt() == null) {
            return recovery.undoneAt() == null
                    ? "Nothing is restored yet."
                    : "What was restored was undone at " + Utc.words(recovery.undoneAt()) + ".";
        }
        String restored = "Restored at " + Utc.words(recovery.restoredAt());
        if (recovery.answeredAt() != null) {
            return restored + "; the service had answered at " + Utc.words(recovery.answeredAt()) + ".";
        }
        int probes = service.moments(caseId).probes();
        return restored + "; "
                + (probes == 0
                        ? "no probe is configured that could show that the service works."
                        : "the service has not answered yet ('backstay incident probe " + caseId + "').");
    }

    private void restore(String caseId, String restore, List<String> running, List<String> waits)
            throws BackstayException {
        IncidentDesk.Restores.Place place = pen.books().restores().open();
        RestoreJournal journal = place.journal();
        List<RestoreJournal.Entry> steps = journal.steps(restore);
        Optional<Run> run = journal.runs().find(restore);
        if (steps.isEmpty() || !isOfHere(caseId, restore, run.orElse(null))) {
            running.add(restore + " runs on another workstation; what it does is in the journal there.");
            return;
        }
        RestoreJournal.Entry last = steps.getLast();
        boolean held = RunLock.isTaken(place.locks(), restore);
        running.add(restore + ": "
                + (run.isPresent()
                        ? standing(run.get())
                        : last.step().title() + (last.outcome() == null ? " is under way" : " is done"))
                + (held ? "; a process has it open and holds its lock" : "") + ".");
        steps.stream()
                .filter(each -> each.step() == RestoreStep.STAGE && held)
                .reduce((_, newest) -> newest)
                .ifPresent(stage -> running.add("Scratch server of " + restore + ": " + stage.detail()
                        + (stage.outcome() == null ? "; it is being made." : "; it is there until the restore ends.")));
        if (run.isPresent()) {
            waits(run.get(), waits);
        }
    }

    /// Each state folder counts its restores for itself, and a case that came in a file names those of another one.
    private boolean isOfHere(String caseId, String restore, @Nullable Run run) throws BackstayException {
        return run != null
                ? run.caseId().equals(caseId)
                : pen.books().record().open().entries(caseId).stream().anyMatch(act -> restore.equals(act.run()));
    }

    private String standing(Run run) throws BackstayException {
        Run.End end = run.end();
        if (end != null) {
            return switch (end) {
                case DONE -> "committed, read again and reported";
                case NOT_RESTORED -> "not restored, nothing was written";
                case DECLINED -> "declined by the second person";
                case NEEDS_HUMAN -> "committed, and a person has to decide";
                case UNDONE -> "committed, and undone since";
            };
        }
        if (run.startedAt() != null) {
            return "begun at " + Utc.words(run.startedAt())
                    + " and not ended; 'backstay restore resume' goes on with it";
        }
        Instant planEnd = planEnd(run);
        if (isOver(planEnd)) {
            return "planned, and the plan expired at " + Utc.words(planEnd) + "; next is to plan again";
        }
        if (run.approval() == null) {
            return "planned at " + Utc.words(run.plannedAt()) + ", not approved";
        }
        Instant approvalEnd = approvalEnd(run);
        return isOver(approvalEnd)
                ? "approved, and the approval expired at " + Utc.words(approvalEnd) + "; next is a new approval"
                : "approved; next is 'backstay restore run'";
    }

    private boolean isOver(Instant end) {
        return !pen.now().isBefore(end);
    }

    private static Instant planEnd(Run run) {
        return run.plan().plan().validity().expiresAt();
    }

    /// What one person approved alone holds as long as the plan.
    private static Instant approvalEnd(Run run) throws BackstayException {
        Value envelope = run.approval() == null
                ? null
                : Json.parse("the journal's approval", run.approval()).fields().optional("envelope");
        return envelope == null
                ? planEnd(run)
                : Approval.parse(Approval.envelope(
                                        "the journal's approval",
                                        envelope.text().getBytes(StandardCharsets.UTF_8))
                                .payload())
                        .notAfter();
    }

    private void waits(Run run, List<String> waits) throws BackstayException {
        String plan = "The plan " + run.plan().hash().substring(0, 12) + " of " + run.restore();
        if (run.end() == Run.End.NEEDS_HUMAN) {
            waits.add(run.restore() + " waits for a person to decide: " + Objects.requireNonNullElse(run.said(), "?"));
        } else if (run.end() == null && run.startedAt() == null && isOver(planEnd(run))) {
            waits.add(plan + " has expired, and waits for somebody to plan again.");
        } else if (run.end() == null && run.approval() == null) {
            waits.add(plan + ", by " + run.plan().plan().request().plannedBy()
                    + ", waits for an approval by a second person.");
        } else if (run.end() == null && run.startedAt() == null && isOver(approvalEnd(run))) {
            waits.add(plan + " waits for a new approval, because the one that it has expired.");
        } else if (run.end() == null && run.startedAt() == null) {
            waits.add(plan + " is approved and waits for somebody to carry it out.");
        }
    }

    private static void reports(String caseId, List<Paper> papers, List<String> waits) throws BackstayException {
        for (Variant variant : Variant.values()) {
            Paper paper = CasePapers.newest(papers, variant.paper());
            if (paper != null) {
                ReportState state = Json.parse("a report of " + caseId, paper.document(), StoredReport.class)
                        .state();
                String report = "The report for " + variant.title().toLowerCase(Locale.ROOT);
                if (state == ReportState.IN_REVIEW) {
                    waits.add(report + " waits for a review.");
                } else if (state == ReportState.DRAFT) {
                    waits.add(report + " is a draft by " + paper.actor() + ".");
                }
            }
        }
    }
}
