package io.backstay.act.incident;

import io.backstay.audit.AuditEntry;
import io.backstay.audit.AuditLog;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.codec.Json;
import io.backstay.incident.CaseBook;
import io.backstay.incident.CaseEntry;
import io.backstay.incident.CaseFile;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.incident.CaseState;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.report.CaseStory;
import io.backstay.incident.report.CorrectiveAction;
import io.backstay.incident.report.RestoreOutcome;
import io.backstay.incident.report.StoredReport;
import io.backstay.incident.verdict.TenantPromise;
import io.backstay.policy.Policies;
import io.backstay.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gathers what is known of a case, now or as it stood when a report was made final.
record CaseStories(CaseBook book, AuditLog audit, Policies policies) {
    /// What corrective actions a case has.
    @FunctionalInterface
    interface Actions {
        /// Has none.
        Actions NONE = _ -> List.of();

        /// Those of a case's papers, in the order in which they are listed.
        List<CorrectiveAction> of(List<Paper> papers) throws BackstayException;
    }

    /// @param cut null for now
    CaseStory of(String caseId, StoredReport.@Nullable Cut cut, Instant now, Actions actions) throws BackstayException {
        CaseFile file = then(book.find(caseId), cut);
        List<Paper> all = book.papers().all(caseId);
        List<Paper> papers = cut == null ? all : all.subList(0, Math.min(cut.papers(), all.size()));
        CaseIntake intake = newest(caseId, papers, CaseIntake.PAPER, CaseIntake.class);
        if (intake == null) {
            throw new BackstayException(new Failure.NotFound(
                    "An intake of " + caseId, "It was opened before Backstay kept them; open a new case."));
        }
        Policy policy = policies.named(intake.policy());
        Instant about = intake.about();
        Instant at = cut == null ? now : cut.at();
        Duration age = about == null ? Duration.ZERO : Duration.between(about.minus(intake.spread()), at);
        return new CaseStory(
                file,
                intake,
                standing(caseId, papers, actions),
                new CaseStory.Promised(policy, TenantPromise.of(policy, age)),
                newest(caseId, papers, RestoreOutcome.PAPER, RestoreOutcome.class),
                new CaseStory.Kept(timeline(caseId, cut), papers, entries(caseId, cut)));
    }

    /// As it stood at the cut: it may have been closed since.
    private static CaseFile then(CaseFile file, StoredReport.@Nullable Cut cut) {
        Instant closed = file.closedAt();
        return cut == null || closed == null || !closed.isAfter(cut.at())
                ? file
                : new CaseFile(
                        file.id(),
                        file.title(),
                        file.tenant(),
                        file.practice(),
                        CaseState.OPEN,
                        file.openedAt(),
                        null,
                        null);
    }

    /// Where the case stands now.
    StoredReport.Cut cut(String caseId, Instant now) throws BackstayException {
        List<AuditEntry> entries = audit.entries(caseId);
        return new StoredReport.Cut(
                now,
                book.timeline(caseId).size(),
                book.papers().all(caseId).size(),
                entries.isEmpty() ? -1 : entries.getLast().seq());
    }

    private List<CaseEntry> timeline(String caseId, StoredReport.@Nullable Cut cut) throws BackstayException {
        List<CaseEntry> lines = book.timeline(caseId);
        return lines.subList(0, cut == null ? lines.size() : Math.min(cut.lines(), lines.size())).stream()
                .sorted(Comparator.comparing(CaseEntry::at))
                .toList();
    }

    private List<AuditEntry> entries(String caseId, StoredReport.@Nullable Cut cut) throws BackstayException {
        return audit.entries(caseId).stream()
                .filter(entry -> cut == null || entry.seq() <= cut.entry())
                .toList();
    }

    private static CaseStory.Standing standing(String caseId, List<Paper> papers, Actions actions)
            throws BackstayException {
        CaseRecord.Given given = newest(caseId, papers, CaseRecord.VERDICT, CaseRecord.Given.class);
        CaseRecord.Moment declared = newest(caseId, papers, CaseRecord.DECLARED, CaseRecord.Moment.class);
        CaseRecord.Moment answered = newest(caseId, papers, CaseRecord.ANSWERED, CaseRecord.Moment.class);
        List<CaseStory.Sent> told = new ArrayList<>();
        for (Paper paper : papers) {
            if (paper.kind().equals(CaseRecord.TOLD)) {
                CaseRecord.Sent sent = read(caseId, paper, CaseRecord.Sent.class);
                told.add(new CaseStory.Sent(sent.kind(), sent.at()));
            }
        }
        return new CaseStory.Standing(
                given == null ? null : given.answer(),
                given == null ? null : given.loss(),
                given == null ? null : given.lossWindow(),
                declared == null ? null : declared.at(),
                answered == null ? null : answered.at(),
                told,
                actions.of(papers));
    }

    private static <T extends Record> @Nullable T newest(String caseId, List<Paper> papers, String kind, Class<T> type)
            throws BackstayException {
        for (Paper paper : papers.reversed()) {
            if (paper.kind().equals(kind)) {
                return read(caseId, paper, type);
            }
        }
        return null;
    }

    private static <T extends Record> T read(String caseId, Paper paper, Class<T> type) throws BackstayException {
        return Json.parse("the " + paper.kind() + " of " + caseId, paper.document(), type);
    }
}
