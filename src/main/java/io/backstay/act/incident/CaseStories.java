package io.backstay.act.incident;

import io.backstay.audit.AuditEntry;
import io.backstay.audit.AuditLog;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Utc;
import io.backstay.codec.Json;
import io.backstay.incident.CaseBook;
import io.backstay.incident.CaseEntry;
import io.backstay.incident.CaseFile;
import io.backstay.incident.CasePapers;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.incident.CaseState;
import io.backstay.incident.after.Action;
import io.backstay.incident.after.Tracked;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.report.CaseStory;
import io.backstay.incident.report.CorrectiveAction;
import io.backstay.incident.report.Recovery;
import io.backstay.incident.report.RestoreOutcome;
import io.backstay.incident.report.StoredReport;
import io.backstay.incident.timeline.Line;
import io.backstay.incident.timeline.Timeline;
import io.backstay.incident.verdict.TenantPromise;
import io.backstay.policy.Policies;
import io.backstay.policy.Policy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Gathers what is known of a case, now or as it stood when a report was made final.
record CaseStories(CaseBook book, AuditLog audit, Policies policies) {
    /// @param cut null for now
    CaseStory of(String caseId, StoredReport.@Nullable Cut cut, Instant now) throws BackstayException {
        List<Paper> all = book.papers().all(caseId);
        List<Paper> papers = cut == null ? all : all.subList(0, Math.min(cut.papers(), all.size()));
        RestoreOutcome outcome = newest(caseId, papers, RestoreOutcome.PAPER, RestoreOutcome.class);
        CaseFile file = then(book.find(caseId), cut, outcome);
        CaseIntake intake = newest(caseId, papers, CaseIntake.PAPER, CaseIntake.class);
        if (intake == null) {
            throw new BackstayException(new Failure.NotFound(
                    "An intake of " + caseId, "It was opened before Backstay kept them; open a new case."));
        }
        file = file.of(intake.tenant());
        Policy policy = policies.orNone(intake.policy());
        Instant at = cut == null ? now : cut.at();
        return new CaseStory(
                file,
                intake,
                standing(caseId, papers, at),
                new CaseStory.Promised(policy, TenantPromise.of(policy, intake.age(at))),
                Recovery.of(file, papers),
                new CaseStory.Kept(
                        timeline(CaseActs.Keys.of(file, intake), papers, cut), papers, entries(caseId, cut)));
    }

    /// As it stood at the cut: it may have been closed since, or opened again because its restore was undone.
    private static CaseFile then(CaseFile file, StoredReport.@Nullable Cut cut, @Nullable RestoreOutcome outcome) {
        if (cut == null || Objects.equals(cut.closedAt(), file.closedAt())) {
            return file;
        }
        boolean ended = cut.closedAt() != null;
        CaseState kept = cut.state();
        CaseState state = kept != null ? kept : (ended ? ended(file, outcome) : CaseState.OPEN);
        return new CaseFile(
                file.id(),
                file.title(),
                file.tenant(),
                file.practice(),
                state,
                file.openedAt(),
                cut.closedAt(),
                ended ? file.report() : null);
    }

    /// How it had ended: only what a restore closed is opened again.
    private static CaseState ended(CaseFile file, @Nullable RestoreOutcome outcome) {
        if (file.state() != CaseState.OPEN) {
            return file.state();
        }
        return outcome != null && outcome.verified() ? CaseState.RESTORED : CaseState.NOT_RESTORED;
    }

    /// Where the case stands now.
    StoredReport.Cut cut(String caseId, Instant now) throws BackstayException {
        return new StoredReport.Cut(
                now,
                book.timeline(caseId).size(),
                book.papers().all(caseId).size(),
                // Of the whole record: acts by the asset of a case bear no case, and may be newer than those that do.
                audit.size() - 1,
                book.find(caseId).closedAt(),
                audit.origin(),
                book.find(caseId).state());
    }

    /// The lines as people see them, with corrected times and the acts of the record.
    private List<CaseEntry> timeline(CaseActs.Keys keys, List<Paper> papers, StoredReport.@Nullable Cut cut)
            throws BackstayException {
        List<CaseEntry> all = book.timeline(keys.file().id());
        List<CaseEntry> lines = cut == null ? all : all.subList(0, Math.min(cut.lines(), all.size()));
        long last = cut == null ? Long.MAX_VALUE : cut.entry();
        return Timeline.of(lines, papers, CaseActs.of(audit, keys, last)).stream()
                .map(line -> new CaseEntry(line.at(), line.who(), words(line)))
                .toList();
    }

    /// What a reader must know of a line besides: that its time was corrected, and where it comes from.
    private static String words(Line line) {
        var words = new StringBuilder(line.what());
        if (line.source() != null) {
            words.append(" (from ").append(line.source()).append(')');
        }
        Line.Retimed retimed = line.retimed();
        if (retimed != null) {
            words.append(" (time corrected by ")
                    .append(retimed.by())
                    .append(", written as ")
                    .append(Utc.words(retimed.original()))
                    .append(": ")
                    .append(retimed.why())
                    .append(')');
        }
        return words.toString();
    }

    private List<AuditEntry> entries(String caseId, StoredReport.@Nullable Cut cut) throws BackstayException {
        return audit.entries(caseId).stream()
                .filter(entry -> cut == null || entry.seq() <= cut.entry())
                .toList();
    }

    private static List<CorrectiveAction> actions(String caseId, List<Paper> papers, Instant at)
            throws BackstayException {
        List<CorrectiveAction> actions = new ArrayList<>();
        for (Tracked each : Tracked.of(caseId, papers)) {
            Action action = each.action();
            String due = each.due() == null ? action.due() : each.due();
            actions.add(new CorrectiveAction(
                    action.kind().title() + ": " + action.what(),
                    action.owner(),
                    LocalDate.parse(due),
                    each.state(at)));
        }
        return actions;
    }

    private static CaseStory.Standing standing(String caseId, List<Paper> papers, Instant at) throws BackstayException {
        CaseRecord.Given given = newest(caseId, papers, CaseRecord.VERDICT, CaseRecord.Given.class);
        List<CaseStory.Sent> told = new ArrayList<>();
        for (Paper paper : papers) {
            if (paper.kind().equals(CaseRecord.TOLD)) {
                told.add(read(caseId, paper, CaseStory.Sent.class));
            }
        }
        told.sort(Comparator.comparing(CaseStory.Sent::at));
        return new CaseStory.Standing(
                given == null ? null : given.verdict(),
                given == null ? null : given.loss(),
                told,
                actions(caseId, papers, at));
    }

    private static <T extends Record> @Nullable T newest(String caseId, List<Paper> papers, String kind, Class<T> type)
            throws BackstayException {
        Paper newest = CasePapers.newest(papers, kind);
        return newest == null ? null : read(caseId, newest, type);
    }

    private static <T extends Record> T read(String caseId, Paper paper, Class<T> type) throws BackstayException {
        return Json.parse("the " + paper.kind() + " of " + caseId, paper.document(), type);
    }
}
