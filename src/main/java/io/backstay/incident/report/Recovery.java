package io.backstay.incident.report;

import io.backstay.base.BackstayException;
import io.backstay.codec.Json;
import io.backstay.connect.postgres.tenant.load.Proof;
import io.backstay.incident.CaseFile;
import io.backstay.incident.CasePapers;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.incident.CaseState;
import io.backstay.incident.clock.Clocks;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.print.IncidentReport;
import io.backstay.policy.Policy;
import io.backstay.restore.verdict.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How far the service of a case has come back, as the papers of the case say.
///
/// A service counts as answering only after the restore of this case: most services answered all the time, because
/// one tenant's rows are no outage. What is undone has not answered.
///
/// @param outcome    of the newest restore, absent before one ended
/// @param declaredAt when somebody declared the incident, absent before
/// @param restoredAt when the service counts as restored: when the newest restore was committed or a person noted one
///                   elsewhere, else when a person closed the case as restored; absent before, and again after an undo
/// @param undone     that the newest restore was undone, absent else
/// @param answeredAt when every probe of the restored service had answered for the first time, absent before
public record Recovery(
        @Nullable RestoreOutcome outcome,
        @Nullable Instant declaredAt,
        @Nullable Instant restoredAt,
        @Nullable RestoreUndone undone,
        @Nullable Instant answeredAt) {
    /// The kind of paper that says when an incident was declared.
    public static final String DECLARED = "declared";

    /// The kind of paper that says when a service was restored without Backstay.
    public static final String ELSEWHERE = "restored";

    /// The kind of paper that says when every probe answered.
    public static final String ANSWERED = "answered";

    /// A moment that a person named, or that was measured.
    public record Moment(Instant at) {}

    /// Reads them.
    ///
    /// @param file as it stood when the papers were all there was
    public static Recovery of(CaseFile file, List<Paper> papers) throws BackstayException {
        String caseId = file.id();
        RestoreOutcome outcome = newest(caseId, papers, RestoreOutcome.PAPER, RestoreOutcome.class);
        List<RestoreUndone> all = RestoreUndone.of(caseId, papers);
        Instant since = all.stream()
                .map(RestoreUndone::at)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
        RestoreUndone gone = gone(all, outcome);
        Instant committed = gone == null ? committed(outcome) : null;
        Instant closed = file.state() == CaseState.RESTORED ? since(since, file.closedAt()) : null;
        NavigableMap<Instant, Instant> notes = notes(file, papers, since);
        Instant first = Stream.concat(Stream.of(committed, closed).flatMap(Stream::ofNullable), notes.values().stream())
                .min(Comparator.naturalOrder())
                .orElse(null);
        Instant answered = first == null ? null : answered(caseId, papers, first);
        Instant restored = restored(committed, notes, answered);
        return new Recovery(
                outcome,
                at(newest(caseId, papers, DECLARED, Moment.class)),
                restored != null ? restored : answered == null ? closed : first,
                gone,
                answered);
    }

    private static @Nullable Instant since(Instant undone, @Nullable Instant at) {
        return at == null || at.isBefore(undone) ? null : at;
    }

    /// Moments of restorations elsewhere that persons noted, by when they did. Who closed the case as not restored
    /// after that took them back.
    private static NavigableMap<Instant, Instant> notes(CaseFile file, List<Paper> papers, Instant since)
            throws BackstayException {
        Instant closed = file.state() == CaseState.NOT_RESTORED ? file.closedAt() : null;
        NavigableMap<Instant, Instant> notes = new TreeMap<>();
        for (Paper paper : papers) {
            if (paper.kind().equals(ELSEWHERE) && (closed == null || paper.at().isAfter(closed))) {
                Instant at = since(since, read(file.id(), paper, Moment.class).at());
                if (at != null) {
                    notes.put(paper.at(), at);
                }
            }
        }
        return notes;
    }

    /// The newest note corrects those before it. One that was made after the service had answered moves nothing: the
    /// clock does not start again.
    private static @Nullable Instant restored(
            @Nullable Instant committed, NavigableMap<Instant, Instant> notes, @Nullable Instant answered) {
        Instant last = answered == null ? Instant.MAX : answered;
        Map.Entry<Instant, Instant> note = notes.floorEntry(last);
        return Stream.of(committed, note == null ? null : note.getValue())
                .flatMap(Stream::ofNullable)
                .filter(at -> !at.isAfter(last))
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /// Of the newest restore, even where an earlier one was undone after it. One that was not committed
    /// changed nothing of what an undo before it left. An undo of before the commit is of another restore
    /// of that number, which a case from another workstation brought along.
    private static @Nullable RestoreUndone gone(List<RestoreUndone> undone, @Nullable RestoreOutcome outcome) {
        Instant committed = committed(outcome);
        return undone.reversed().stream()
                .filter(each -> outcome == null
                        || committed == null
                        || (each.restore().equals(outcome.restore())
                                && !each.at().isBefore(committed)))
                .findFirst()
                .orElse(null);
    }

    /// When the newest restore was undone, absent else.
    public @Nullable Instant undoneAt() {
        return undone == null ? null : undone.at();
    }

    /// The outcome of the newest restore while what it wrote is there: it was committed, and not undone since.
    public @Nullable RestoreOutcome standing() {
        return outcome == null || !outcome.committed() || undone != null ? null : outcome;
    }

    /// Whether what the newest restore wrote is there and was found whole when it was read again.
    public boolean isReadAgain() {
        RestoreOutcome standing = standing();
        return standing != null && standing.verified();
    }

    private static @Nullable Instant committed(@Nullable RestoreOutcome outcome) {
        Proof proof = outcome == null ? null : outcome.proof();
        return proof == null ? null : proof.committedAt();
    }

    /// The first answer after the first restoration that stands.
    private static @Nullable Instant answered(String caseId, List<Paper> papers, Instant restored)
            throws BackstayException {
        Instant first = null;
        for (Paper paper : papers) {
            if (paper.kind().equals(ANSWERED)) {
                Instant at = read(caseId, paper, Moment.class).at();
                if (!at.isBefore(restored) && (first == null || at.isBefore(first))) {
                    first = at;
                }
            }
        }
        return first;
    }

    private static @Nullable Instant at(@Nullable Moment moment) {
        return moment == null ? null : moment.at();
    }

    /// From where the policy starts its clock until the restored service answered; absent while it has not, and
    /// where the clock has no start. A clock that would have started after that never ran.
    public @Nullable Duration took(CaseIntake intake, Policy policy) {
        Instant about = intake.about();
        Instant lost = about == null ? null : about.minus(intake.spread());
        Instant start = Clocks.started(policy, lost, intake.reportedAt(), declaredAt);
        if (start == null || answeredAt == null) {
            return null;
        }
        return answeredAt.isBefore(start) ? Duration.ZERO : Duration.between(start, answeredAt);
    }

    /// What was measured, against what the policy of the case promised when the restore was measured. A restore that
    /// was measured against none or against another policy, or none yet, stands against what it promises today.
    ///
    /// @param today what the policy promises for this loss now, absent where there is no policy
    public IncidentReport.Measured measured(CaseIntake intake, Policy policy, @Nullable Promise today) {
        IncidentReport.Promise then =
                outcome == null ? null : outcome.measured().promise();
        IncidentReport.Promise promise = then != null && then.policy().equals(policy.id())
                ? then
                : today == null
                        ? null
                        : new IncidentReport.Promise(today.policy(), "", today.quotation(), today.rpo(), today.rto());
        return measured(took(intake, policy), promise);
    }

    /// What was measured: the work that is lost by the newest restore, and the time to recover as the policy
    /// counts it. Of a restore that was rolled back or undone nothing is left to be measured.
    ///
    /// @param took    as [#took] tells
    /// @param promise what it stands against
    public IncidentReport.Measured measured(@Nullable Duration took, IncidentReport.@Nullable Promise promise) {
        RestoreOutcome standing = standing();
        return new IncidentReport.Measured(
                standing == null ? null : standing.measured().rpo(),
                took,
                outcome == null ? 0 : outcome.measured().objectsRestored(),
                promise);
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
