package io.backstay.incident.report;

import io.backstay.audit.AuditEntry;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.tenant.load.Claim;
import io.backstay.connect.postgres.tenant.load.Proof;
import io.backstay.estate.Tenant;
import io.backstay.incident.CaseEntry;
import io.backstay.incident.CaseFile;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.incident.CaseState;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.intake.Reason;
import io.backstay.incident.message.MessageKind;
import io.backstay.incident.print.IncidentReport;
import io.backstay.incident.verdict.TenantPromise;
import io.backstay.policy.Policies;
import io.backstay.policy.Policy;
import io.backstay.policy.curve.Curve;
import io.backstay.policy.curve.Steps;
import io.backstay.policy.promise.Clause;
import io.backstay.policy.promise.ClauseKind;
import io.backstay.policy.promise.Statement;
import io.backstay.restore.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The invoices of Harrow & Finch, deleted on a Friday and found to be missing on the Monday after.
final class SeededCase {
    static final Instant WRITTEN = Instant.parse("2026-03-16T06:00:00Z");
    static final String HOST = "db-primary-7.internal.example";
    static final String BUCKET = "s3://acme-backups-eu";
    static final String OTHER = "Quill & Partners";
    static final String STAFF = "Jonas Weber";
    static final String HASH = "9c41e07b".repeat(8);
    private static final Instant LOST = Instant.parse("2026-03-13T06:51:00Z");
    private static final Instant REPORTED = Instant.parse("2026-03-16T02:05:00Z");

    private SeededCase() {}

    static CaseStory story(CaseStory.Ending ending) throws BackstayException {
        return story(ending, "Harrow & Finch", "tax-agent-portal");
    }

    static CaseStory story(CaseStory.Ending ending, String firm, String policyId) throws BackstayException {
        Policy policy = new Policies(null, () -> WRITTEN).named(policyId);
        CaseState state = switch (ending) {
            case NOT_YET -> CaseState.OPEN;
            case NOT_RESTORED -> CaseState.NOT_RESTORED;
            case RESTORED, PARTLY -> CaseState.RESTORED;
        };
        var tenant = new Tenant(new TenantId("firm_01J8QW7T4K"), firm);
        var intake = new CaseIntake(
                firm,
                tenant.id().value(),
                "invoices",
                LOST,
                Duration.ofMinutes(30),
                "Australia/Melbourne",
                "Priya Nair",
                "called back",
                Reason.ACCIDENTAL_DELETION,
                2,
                policyId,
                new AssetId("crm-db"),
                REPORTED,
                null,
                List.of());
        boolean open = ending == CaseStory.Ending.NOT_YET;
        Instant end = Instant.parse("2026-03-16T04:52:00Z");
        return new CaseStory(
                new CaseFile(
                        "INC-0031", firm + " lost invoices", tenant, false, state, REPORTED, open ? null : end, null),
                intake,
                standing(),
                new CaseStory.Promised(policy, TenantPromise.of(policy, Duration.between(LOST, WRITTEN))),
                recovery(ending, open ? null : outcome(ending, end)),
                new CaseStory.Kept(timeline(open), papers(), open ? List.of() : entries()));
    }

    static CaseStory asDrill(CaseStory story) {
        CaseFile file = story.file();
        return new CaseStory(
                new CaseFile(
                        file.id(),
                        file.title(),
                        file.tenant(),
                        true,
                        file.state(),
                        file.openedAt(),
                        file.closedAt(),
                        null),
                story.intake(),
                story.standing(),
                story.promised(),
                story.recovery(),
                story.kept());
    }

    /// The case when its restore was measured against a promise that is not the one of today.
    static CaseStory against(CaseStory story, IncidentReport.Promise promise) {
        RestoreOutcome done = Objects.requireNonNull(story.outcome());
        var measured = new IncidentReport.Measured(
                done.measured().rpo(), done.measured().rto(), done.measured().objectsRestored(), promise);
        return new CaseStory(
                story.file(),
                story.intake(),
                story.standing(),
                story.promised(),
                with(
                        story.recovery(),
                        new RestoreOutcome(
                                done.restore(),
                                done.verified(),
                                done.endedAt(),
                                done.restoredTo(),
                                measured,
                                done.rows(),
                                done.proof(),
                                done.approval(),
                                done.notDone())),
                story.kept());
    }

    /// The case when every row came back, the look back found something amiss, and no verdict was given.
    static CaseStory amiss() throws BackstayException {
        CaseStory story = story(CaseStory.Ending.RESTORED);
        RestoreOutcome done = Objects.requireNonNull(story.outcome());
        return new CaseStory(
                story.file(),
                story.intake(),
                new CaseStory.Standing(null, null, List.of(), List.of()),
                story.promised(),
                new Recovery(
                        new RestoreOutcome(
                                done.restore(),
                                false,
                                done.endedAt(),
                                done.restoredTo(),
                                done.measured(),
                                done.rows(),
                                done.proof(),
                                done.approval(),
                                done.notDone()),
                        null,
                        story.recovery().restoredAt(),
                        null,
                        null),
                story.kept());
    }

    /// Of the database that held the invoices: two days of snapshots.
    static CaseCurve curve() {
        Duration day = Duration.ofDays(1);
        var there = new Steps(
                List.of(new Steps.Step(Duration.ZERO, day, ""), new Steps.Step(day.multipliedBy(2), null, "")));
        return new CaseCurve(
                new AssetId("crm-db"),
                "tax-agent-portal",
                Curve.of(
                        Steps.upTo(day.multipliedBy(7), day, "a clause"),
                        Steps.upTo(day.multipliedBy(7), day, ""),
                        there));
    }

    private static Recovery recovery(CaseStory.Ending ending, @Nullable RestoreOutcome outcome) {
        Proof proof = outcome == null ? null : outcome.proof();
        return new Recovery(
                outcome,
                Instant.parse("2026-03-16T02:09:00Z"),
                proof == null ? null : proof.committedAt(),
                null,
                ending == CaseStory.Ending.RESTORED ? Instant.parse("2026-03-16T04:55:00Z") : null);
    }

    private static Recovery with(Recovery was, RestoreOutcome outcome) {
        return new Recovery(outcome, was.declaredAt(), was.restoredAt(), was.undone(), was.answeredAt());
    }

    private static CaseStory.Standing standing() {
        return new CaseStory.Standing(
                Verdict.Answer.PARTLY,
                "Work saved between Fri 13 Mar 03:04 and 17:51 in Melbourne is in no backup.",
                List.of(
                        new CaseStory.Sent(MessageKind.FIRST, Instant.parse("2026-03-16T02:20:00Z")),
                        new CaseStory.Sent(MessageKind.UPDATE, Instant.parse("2026-03-16T03:06:00Z"))),
                List.of(
                        new CorrectiveAction(
                                "Ask before the ledger sync deletes in bulk", STAFF, LocalDate.of(2026, 4, 1), "open"),
                        new CorrectiveAction("Keep snapshots for 14 days", "Amara Okafor", null, "done")));
    }

    private static RestoreOutcome outcome(CaseStory.Ending ending, Instant end) {
        boolean committed = ending != CaseStory.Ending.NOT_RESTORED;
        boolean partly = ending == CaseStory.Ending.PARTLY;
        List<Claim> claims = List.of(
                new Claim("Rows written", "2,805", "2,805", "counted by the database", true),
                new Claim(
                        "Other firms' rows changed",
                        "0",
                        committed ? "0" : "3",
                        "read as auditor on " + HOST,
                        committed),
                new Claim("Foreign keys hold", "41", "41", "each checked again", true));
        return new RestoreOutcome(
                "R-0001",
                ending == CaseStory.Ending.RESTORED,
                end,
                committed ? Instant.parse("2026-03-12T16:04:00Z") : null,
                new IncidentReport.Measured(
                        committed ? Duration.ofHours(14).plusMinutes(47) : null,
                        ending == CaseStory.Ending.RESTORED
                                ? Duration.ofHours(2).plusMinutes(47)
                                : null,
                        committed ? 31 : 0,
                        null),
                List.of(
                        new IncidentReport.Counts(
                                "Invoices", 412, committed ? partly ? 403 : 412 : 0, 42, 42, partly ? 9 : 0),
                        new IncidentReport.Counts("Invoice lines", 2_351, committed ? 2_351 : 0, 0, 0, 0)),
                new Proof(
                        claims,
                        "771204",
                        "backstay_auditor",
                        committed ? Instant.parse("2026-03-16T04:46:12Z") : null,
                        committed ? 2_763 : 0,
                        committed ? 0 : 3),
                new IncidentReport.Approval(HASH, List.of("Amara Okafor (key 1234 5678 9abc def0)"), null),
                List.of("3 documents have no bytes in " + BUCKET + "."));
    }

    private static List<CaseEntry> timeline(boolean open) {
        List<CaseEntry> lines = new ArrayList<>();
        lines.add(new CaseEntry(REPORTED, "Priya Nair", "Reports that invoices are missing; identity: called back"));
        lines.add(new CaseEntry(Instant.parse("2026-03-16T02:09:00Z"), STAFF, "Declared, severity 2"));
        lines.add(new CaseEntry(
                Instant.parse("2026-03-16T02:22:00Z"), STAFF, "Recovered a copy of " + HOST + " from " + BUCKET));
        lines.add(new CaseEntry(
                Instant.parse("2026-03-16T02:30:00Z"), STAFF, "Note: " + OTHER + " asked about their invoices, too"));
        if (!open) {
            lines.add(new CaseEntry(Instant.parse("2026-03-16T04:46:12Z"), STAFF, "Import of plan " + HASH + " ended"));
        }
        return lines;
    }

    private static List<Paper> papers() {
        return List.of(
                new Paper("intake", REPORTED, STAFF, "{\"firm\":\"Harrow & Finch\"}"),
                new Paper("verdict", REPORTED.plusSeconds(420), STAFF, "{\"answer\":\"PARTLY\"}"));
    }

    private static List<AuditEntry> entries() {
        List<AuditEntry> entries = new ArrayList<>();
        List<String> acts =
                List.of("restore.stage", "restore.compare", "restore.plan", "restore.approve", "restore.import");
        for (int i = 0; i < acts.size(); i++) {
            entries.add(entry(
                    41L + 2L * i,
                    acts.get(i),
                    Instant.parse("2026-03-16T03:00:00Z").plusSeconds(1200L * i),
                    null));
            entries.add(entry(
                    42L + 2L * i,
                    acts.get(i),
                    Instant.parse("2026-03-16T03:10:00Z").plusSeconds(1200L * i),
                    41L + 2L * i));
        }
        return entries;
    }

    /// The case after somebody took the restore back, which opened it again.
    static CaseStory undone(CaseStory story) {
        CaseFile file = story.file();
        return new CaseStory(
                new CaseFile(
                        file.id(),
                        file.title(),
                        file.tenant(),
                        file.practice(),
                        CaseState.OPEN,
                        file.openedAt(),
                        null,
                        null),
                story.intake(),
                story.standing(),
                story.promised(),
                new Recovery(
                        story.outcome(),
                        story.recovery().declaredAt(),
                        null,
                        new RestoreUndone("R-0001", Instant.parse("2026-03-16T09:00:00Z"), 2_751L, 4L),
                        null),
                story.kept());
    }

    /// The case without a policy.
    static CaseStory withoutPolicy(CaseStory story) {
        return new CaseStory(
                story.file(),
                story.intake(),
                story.standing(),
                new CaseStory.Promised(Policy.NONE, null),
                story.recovery(),
                story.kept());
    }

    /// The case when nobody has asked the restored service, or when it has not answered.
    static CaseStory unanswered(CaseStory story) {
        Recovery was = story.recovery();
        return new CaseStory(
                story.file(),
                story.intake(),
                story.standing(),
                story.promised(),
                new Recovery(was.outcome(), was.declaredAt(), was.restoredAt(), null, null),
                story.kept());
    }

    /// The case under a policy whose clock starts with the declaration, which nobody has given.
    static CaseStory undeclared(CaseStory story) {
        List<Statement> says = List.of(new Statement.Clock(Statement.Clock.Start.DECLARATION, null));
        var clause = new Clause("c", ClauseKind.CHECKABLE, null, "words", List.of(), List.of(), says, null);
        Recovery was = story.recovery();
        return new CaseStory(
                story.file(),
                story.intake(),
                story.standing(),
                new CaseStory.Promised(new Policy("p", "P", "Us", null, Set.of(), List.of(clause)), null),
                new Recovery(was.outcome(), null, was.restoredAt(), was.undone(), was.answeredAt()),
                story.kept());
    }

    private static AuditEntry entry(long seq, String act, Instant at, @Nullable Long intent) {
        return new AuditEntry(
                2,
                "practice",
                seq,
                at,
                1_000L * seq,
                "00".repeat(16),
                STAFF,
                "responder",
                null,
                "s1",
                "firm_01J8QW7T4K",
                intent == null ? AuditEntry.Type.INTENT : AuditEntry.Type.OUTCOME,
                act,
                HOST,
                "INC-0031",
                "R-0001",
                null,
                intent,
                intent == null ? null : AuditEntry.Outcome.DONE,
                Map.of(),
                "%064x".formatted(seq));
    }
}
