package io.backstay.ui.incidents;

import io.backstay.act.incident.Aftermath;
import io.backstay.act.incident.Incidents;
import io.backstay.act.incident.PastCases;
import io.backstay.act.incident.Timelines;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.incident.claims.Objection;
import io.backstay.incident.clock.CaseClock;
import io.backstay.incident.file.CaseFiles;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.intake.Reason;
import io.backstay.incident.message.Draft;
import io.backstay.incident.message.MessageKind;
import io.backstay.incident.verdict.VerdictCard;
import io.backstay.policy.promise.Statement;
import io.backstay.restore.verdict.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One invented case, INC-0031, and what was done to it.
public final class FakeIncidents implements Incidents {
    static final Instant NOW = Instant.parse("2026-03-16T04:57:38Z");

    final List<String> done = new ArrayList<>();
    final FakeAftermath aftermath = new FakeAftermath();
    final FakeTimelines timelines = new FakeTimelines();
    final List<CaseIntake> opened = new ArrayList<>();

    @Nullable
    Failure failure;

    private @Nullable CaseIntake corrected;

    boolean claims;
    boolean policyGone;

    /// Why no text can be held against the policy.
    public @Nullable Failure unchecked;

    @Override
    public String open(CaseIntake intake) throws BackstayException {
        refuse();
        opened.add(intake);
        return "INC-0031";
    }

    @Override
    public Set<Statement.Intake.Field> asked(String policy) {
        return policy.equals("tax-agent-portal")
                ? Set.of(Statement.Intake.Field.FIRM, Statement.Intake.Field.DATASET, Statement.Intake.Field.TIME)
                : Set.of();
    }

    @Override
    public CaseIntake intake(String caseId) throws BackstayException {
        if (corrected != null) {
            return corrected;
        }
        if (!caseId.equals("INC-0031")) {
            throw new BackstayException(new Failure.NotFound("An intake of " + caseId, "Open a new case."));
        }
        return new CaseIntake(
                "Harrow & Finch",
                "firm_01J8QW7T4K",
                "invoices",
                Instant.parse("2026-03-13T06:51:00Z"),
                Duration.ofHours(2),
                "Australia/Melbourne",
                "Priya Nair",
                "called back",
                Reason.ACCIDENTAL_DELETION,
                2,
                "daily-two-days",
                null,
                Instant.parse("2026-03-16T02:05:00Z"),
                null,
                List.of());
    }

    @Override
    public void correct(String caseId, CaseIntake intake, String reason) {
        corrected = intake;
        done.add("correct " + intake.tenant() + ": " + reason);
    }

    @Override
    public VerdictCard look(String caseId) throws BackstayException {
        return look(intake(caseId), List.of(), null);
    }

    @Override
    public VerdictCard look(CaseIntake intake, List<Path> manifests, @Nullable Instant at) throws BackstayException {
        if (policyGone) {
            throw new BackstayException(new Failure.NotFound("The policy " + intake.policy(), "See the list."));
        }
        var because = List.of(
                new Verdict.Because(
                        Verdict.Mark.BREACH,
                        "No point is left from before the loss: the oldest is of Sat 14 Mar 16:04 UTC.",
                        "We retain backups for the most recent 2 days."),
                new Verdict.Because(Verdict.Mark.HOLDS, "The snapshots since then are complete.", null));
        return new VerdictCard(
                "daily-two-days",
                NOW,
                null,
                NOW.minusSeconds(400),
                new Verdict(Verdict.Answer.NO, null, null, null, null, because),
                "No backup from before Fri 13 Mar 2026 17:51 exists any more, so the invoices that were deleted then"
                        + " cannot come back from our side.",
                null,
                List.of(new VerdictCard.Cited("retention", "Why no point is left", "Snapshots are kept for two days.")),
                List.of(
                        "Ask the firm for its own CSV exports; every export stands in its audit log.",
                        "Mails that were sent hold the invoices as PDF."));
    }

    @Override
    public VerdictCard verdict(String caseId, List<Path> manifests) throws BackstayException {
        done.add("verdict " + caseId);
        return look(intake(caseId), manifests, null);
    }

    @Override
    public void note(String caseId, Note kind, String words, @Nullable Instant at) throws BackstayException {
        refuse();
        done.add(kind.title().toLowerCase(Locale.ROOT) + " " + words + (at == null ? "" : " " + at));
    }

    @Override
    public void declare(String caseId, @Nullable Instant at) throws BackstayException {
        refuse();
        done.add("declare" + (at == null ? "" : " " + at));
    }

    @Override
    public List<CaseClock> clocks(String caseId) {
        return List.of(
                clock(CaseClock.Kind.SINCE_REPORTED, CaseClock.State.RUNNING, Duration.ofMinutes(172), null),
                clock(CaseClock.Kind.SINCE_DECLARED, CaseClock.State.NOT_STARTED, null, null),
                clock(
                        CaseClock.Kind.NEXT_UPDATE,
                        CaseClock.State.RUNNING,
                        Duration.ofSeconds(442),
                        NOW.plusSeconds(442)),
                clock(CaseClock.Kind.POINT_EXPIRES, CaseClock.State.UNKNOWN, null, null));
    }

    private static CaseClock clock(
            CaseClock.Kind kind, CaseClock.State state, @Nullable Duration shown, @Nullable Instant due) {
        return new CaseClock(kind, state, shown, due, "Counted from Mon 16 Mar 2026 02:05 UTC.");
    }

    @Override
    public Drafted draft(String caseId, MessageKind kind) {
        var draft = new Draft(
                kind,
                "[INC-0031] Where we stand with your missing invoices",
                "Dear Priya Nair,\n\nThis is an update on your missing invoices. We are still working on it.\n",
                "We are still working on your missing invoices.");
        List<Objection> objections = claims
                ? List.of(new Objection(
                        "guaranteed-recovery",
                        0,
                        4,
                        "guaranteed recovery",
                        "We give you a guaranteed recovery.",
                        "The policy does not claim this.",
                        null,
                        "We restored what the backups held, and checked what came back."))
                : List.of();
        return new Drafted(draft, new Checked(objections, List.of()), "");
    }

    @Override
    public void told(String caseId, MessageKind kind, @Nullable Instant at) {
        done.add("told " + kind);
        timelines.told.add(new Timelines.Told(kind, NOW, "jonas"));
    }

    @Override
    public List<Objection> claims(String policy, String text) {
        return List.of();
    }

    @Override
    public Checked check(String caseId, String text) throws BackstayException {
        if (unchecked != null) {
            throw new BackstayException(unchecked);
        }
        String claim = "guaranteed recovery";
        int at = text.indexOf(claim);
        if (at < 0) {
            return new Checked(List.of(), List.of());
        }
        int sentence = text.lastIndexOf(". ", at) < 0 ? 0 : text.lastIndexOf(". ", at) + 2;
        return new Checked(
                List.of(new Objection(
                        "guaranteed-recovery",
                        at,
                        at + claim.length(),
                        claim,
                        text.substring(sentence, text.indexOf('.', at) + 1),
                        "TaxAgentPortal does not claim this.",
                        "We do not claim \"guaranteed recovery\", \"zero data loss\", \"bank-level security\", \"ATO"
                                + " approved\".",
                        "We restored what the backups held, and checked what came back.")),
                List.of());
    }

    @Override
    public List<Objection> keep(
            String caseId, String text, @Nullable String rule, @Nullable String sentence, String reason) {
        return List.of();
    }

    @Override
    public List<Answer> probe(String caseId, Progress progress) {
        done.add("probe");
        return List.of(new Answer("portal", true, "answered"));
    }

    @Override
    public Timelines timelines() {
        return timelines;
    }

    @Override
    public Aftermath aftermath() {
        return aftermath;
    }

    @Override
    public PastCases past() {
        return new FakePast();
    }

    @Override
    public String handOver(String caseId) {
        return caseId + " on one page";
    }

    @Override
    public int write(String caseId, Path file) {
        throw new UnsupportedOperationException("no screen writes a case file");
    }

    @Override
    public CaseFiles.Taken take(Path file) {
        throw new UnsupportedOperationException("no screen takes a case file");
    }

    private void refuse() throws BackstayException {
        if (failure != null) {
            throw new BackstayException(failure);
        }
    }
}
