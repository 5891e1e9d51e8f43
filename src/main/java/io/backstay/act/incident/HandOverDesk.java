package io.backstay.act.incident;

import io.backstay.audit.AuditEntry;
import io.backstay.base.BackstayException;
import io.backstay.base.Utc;
import io.backstay.codec.Json;
import io.backstay.codec.Words;
import io.backstay.incident.CasePapers;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.incident.after.Tracked;
import io.backstay.incident.message.HandOver;
import io.backstay.incident.report.Recovery;
import io.backstay.incident.report.ReportState;
import io.backstay.incident.report.StoredReport;
import io.backstay.incident.report.Variant;
import io.backstay.restore.RestoreJournal;
import io.backstay.restore.RestoreStep;
import io.backstay.restore.Run;
import io.backstay.restore.RunLock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

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
            restore(restore, running, waits);
        }
        running.add(service(caseId, papers));
        for (AuditEntry each : pen.books().record().open().unfinished()) {
            if (caseId.equals(each.caseId()) && running.size() < ACTS_MAX) {
                running.add(each.act() + " by " + each.actor() + " since " + Utc.words(each.ts())
                        + " has no end in the record: " + each.target());
            }
        }
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

    private String service(String caseId, List<Paper> papers) throws BackstayException {
        Recovery recovery = Recovery.of(caseId, papers);
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

    private void restore(String restore, List<String> running, List<String> waits) throws BackstayException {
        IncidentDesk.Restores.Place place = pen.books().restores().open();
        RestoreJournal journal = place.journal();
        List<RestoreJournal.Entry> steps = journal.steps(restore);
        Optional<Run> run = journal.runs().find(restore);
        if (steps.isEmpty()) {
            running.add(restore + " runs on another workstation; what it does is in the journal there.");
            return;
        }
        RestoreJournal.Entry last = steps.getLast();
        boolean held = RunLock.isTaken(place.locks(), restore);
        running.add(restore + ": "
                + run.map(HandOverDesk::standing)
                        .orElse(last.step().title() + (last.outcome() == null ? " is under way" : " is done"))
                + (held ? "; a process has it open and holds its lock" : "") + ".");
        steps.stream()
                .filter(each -> each.step() == RestoreStep.STAGE && held)
                .reduce((_, newest) -> newest)
                .ifPresent(stage -> running.add("Scratch server of " + restore + ": " + stage.detail()
                        + (stage.outcome() == null ? "; it is being made." : "; it is there until the restore ends.")));
        run.ifPresent(one -> waits(one, waits));
    }

    private static String standing(Run run) {
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
        return run.approval() == null
                ? "planned at " + Utc.words(run.plannedAt()) + ", not approved"
                : "approved; next is 'backstay restore run'";
    }

    private static void waits(Run run, List<String> waits) {
        String plan = "The plan " + run.plan().hash().substring(0, 12) + " of " + run.restore();
        if (run.end() == Run.End.NEEDS_HUMAN) {
            waits.add(run.restore() + " waits for a person to decide: " + Objects.requireNonNullElse(run.said(), "?"));
        } else if (run.end() == null && run.approval() == null) {
            waits.add(plan + ", by " + run.plan().plan().request().plannedBy()
                    + ", waits for an approval by a second person.");
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
