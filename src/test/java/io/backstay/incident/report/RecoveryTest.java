package io.backstay.incident.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.backstay.base.TenantId;
import io.backstay.codec.Json;
import io.backstay.connect.postgres.tenant.load.Proof;
import io.backstay.estate.Tenant;
import io.backstay.incident.CaseFile;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.incident.CaseState;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.print.IncidentReport;
import io.backstay.policy.Policies;
import io.backstay.policy.Policy;
import io.backstay.policy.promise.Clause;
import io.backstay.policy.promise.ClauseKind;
import io.backstay.policy.promise.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The time to recover as the papers of a case and its policy have it. The call was at 02:05, the restore's own
/// form was filled in at 02:40 and says nothing here.
final class RecoveryTest {
    private static final Instant LOST = Instant.parse("2026-03-13T06:51:00Z");
    private static final Instant CALLED = Instant.parse("2026-03-16T02:05:00Z");
    private static final Instant COMMITTED = Instant.parse("2026-03-16T04:46:00Z");
    private static final Instant ENDED = Instant.parse("2026-03-16T04:52:00Z");
    private static final Duration SPREAD = Duration.ofMinutes(30);

    private final List<Paper> papers = new ArrayList<>();
    private CaseState state = CaseState.OPEN;
    private @Nullable Instant closed;

    private void add(String kind, Instant at, Record document) {
        papers.add(new Paper(kind, at, "ada", Json.compact(document)));
    }

    private void answered(Instant at) {
        add(Recovery.ANSWERED, at, new Recovery.Moment(at));
    }

    private void restored(String restore) {
        ended(restore, COMMITTED);
    }

    private void ended(String restore, @Nullable Instant committed) {
        var measured = new IncidentReport.Measured(Duration.ofMinutes(9), Duration.ofMinutes(12), 0, null);
        add(
                RestoreOutcome.PAPER,
                ENDED,
                new RestoreOutcome(
                        restore,
                        committed != null,
                        ENDED,
                        LOST,
                        measured,
                        List.of(),
                        new Proof(List.of(), "7", "auditor", committed, 1, 0),
                        new IncidentReport.Approval(null, List.of(), null),
                        List.of()));
    }

    private Recovery recovery() throws Exception {
        var tenant = new Tenant(new TenantId("7"), "Harrow");
        return Recovery.of(new CaseFile("INC-0001", "t", tenant, false, state, CALLED, closed, null), papers);
    }

    private @Nullable Duration took(Policy policy) throws Exception {
        return recovery()
                .took(
                        new CaseIntake(
                                "Harrow",
                                null,
                                "invoices",
                                LOST,
                                SPREAD,
                                "UTC",
                                null,
                                null,
                                null,
                                1,
                                policy.id(),
                                null,
                                CALLED,
                                null,
                                List.of()),
                        policy);
    }

    private static Policy starting(Statement.Clock.Start start) {
        List<Statement> says = List.of(new Statement.Clock(start, null));
        var clause = new Clause("c", ClauseKind.CHECKABLE, null, "words", List.of(), List.of(), says, null);
        return new Policy("p", "P", "Us", null, Set.of(), List.of(clause));
    }

    @Test
    void theTimeRunsFromWhereThePolicySaysUntilTheRestoredServiceAnswered() throws Exception {
        Policy portal = new Policies(null, InstantSource.fixed(ENDED)).get("tax-agent-portal");
        Policy expansive = new Policies(null, InstantSource.fixed(ENDED)).get("expansive");
        restored("R-0001");
        assertNull(took(portal), "nobody has asked the service");
        answered(ENDED.plus(Duration.ofMinutes(18)));
        answered(ENDED.plus(Duration.ofHours(9)));
        assertEquals(Duration.ofHours(3).plusMinutes(5), took(portal), "from the call to the first answer");
        Duration disrupted = Duration.between(LOST.minus(SPREAD), ENDED.plus(Duration.ofMinutes(18)));
        assertEquals(disrupted, took(expansive), "from the disruption");
        assertNull(took(starting(Statement.Clock.Start.DECLARATION)), "nobody has declared anything");
        Instant declared = CALLED.plus(Duration.ofMinutes(5));
        add(Recovery.DECLARED, declared, new Recovery.Moment(declared));
        assertEquals(Duration.ofHours(3), took(starting(Statement.Clock.Start.DECLARATION)));
    }

    @Test
    void whatAnsweredBeforeTheRestoreOrOfWhatWasUndoneIsNoAnswer() throws Exception {
        answered(CALLED);
        assertNull(recovery().answeredAt(), "nothing is restored");
        restored("R-0001");
        assertEquals(COMMITTED, recovery().restoredAt());
        assertNull(recovery().answeredAt(), "it answered before");
        answered(ENDED);
        assertEquals(ENDED, recovery().answeredAt());
        Instant undone = ENDED.plusSeconds(60);
        add(RestoreUndone.PAPER, undone, new RestoreUndone("R-0001", undone));
        assertNull(recovery().restoredAt());
        assertNull(recovery().answeredAt());
        assertEquals(undone, recovery().undoneAt());
        assertNull(recovery().measured(null, null).rpo(), "of what is gone nothing is left to be measured");
        add(Recovery.ELSEWHERE, undone.plusSeconds(60), new Recovery.Moment(undone.plusSeconds(60)));
        assertNull(recovery().answeredAt(), "nobody has asked since");
        answered(undone.plusSeconds(90));
        assertEquals(undone.plusSeconds(90), recovery().answeredAt());
    }

    @Test
    void anUndoOfAnEarlierRestoreIsNoneOfTheNewestOne() throws Exception {
        restored("R-0001");
        Instant undone = COMMITTED.minusSeconds(60);
        add(RestoreUndone.PAPER, undone, new RestoreUndone("R-0001", undone));
        restored("R-0002");
        assertEquals(COMMITTED, recovery().restoredAt());
        assertNull(recovery().undoneAt());
    }

    @Test
    void theNewestRestoreStaysUndoneWhenAnEarlierOneIsUndoneAfterIt() throws Exception {
        restored("R-0001");
        restored("R-0002");
        Instant undone = ENDED.plusSeconds(60);
        add(RestoreUndone.PAPER, undone, new RestoreUndone("R-0002", undone));
        add(RestoreUndone.PAPER, undone.plusSeconds(60), new RestoreUndone("R-0001", undone.plusSeconds(60)));
        assertNull(recovery().restoredAt(), "nothing of it is there any more");
        assertEquals(undone, recovery().undoneAt());
        noted(undone.plusSeconds(30), undone.plusSeconds(30));
        assertNull(recovery().restoredAt(), "it was noted before the last undo");
        papers.add(papers.remove(papers.size() - 3));
        assertNull(recovery().restoredAt(), "in whichever order a case file brought them");
    }

    @Test
    void aRestoreThatWasRolledBackHasMeasuredNoLoss() throws Exception {
        ended("R-0001", null);
        assertNull(recovery().standing());
        assertNull(recovery().measured(null, null).rpo(), "nothing is restored, so no loss is what it is");
        restored("R-0002");
        assertEquals(Duration.ofMinutes(9), recovery().measured(null, null).rpo());
    }

    @Test
    void aRestoreThatWasRolledBackLeavesTheUndoBeforeItAsItIs() throws Exception {
        restored("R-0001");
        Instant undone = ENDED.plusSeconds(60);
        add(RestoreUndone.PAPER, undone, new RestoreUndone("R-0001", undone));
        ended("R-0002", null);
        assertEquals(undone, recovery().undoneAt());
        restored("R-0003");
        assertNull(recovery().undoneAt(), "what was committed since is there");
    }

    @Test
    void anUndoOfBeforeTheCommitIsOfAnotherWorkstationsRestoreOfTheSameNumber() throws Exception {
        Instant there = COMMITTED.minusSeconds(3600);
        add(RestoreUndone.PAPER, there, new RestoreUndone("R-0001", there));
        restored("R-0001");
        assertNull(recovery().undoneAt());
        assertEquals(COMMITTED, recovery().restoredAt());
    }

    @Test
    void whoClosesACaseAsNotRestoredTakesBackWhatWasNotedBefore() throws Exception {
        noted(ENDED, ENDED);
        answered(ENDED.plusSeconds(60));
        assertEquals(ENDED.plusSeconds(60), recovery().answeredAt());
        state = CaseState.NOT_RESTORED;
        closed = ENDED.plusSeconds(120);
        assertNull(recovery().restoredAt());
        assertNull(recovery().answeredAt(), "a report would say that it took an hour, and that nothing is back");
        noted(ENDED.plusSeconds(150), ENDED.plusSeconds(150));
        assertEquals(ENDED.plusSeconds(150), recovery().restoredAt(), "what is said after it holds");
    }

    private void noted(Instant at, Instant made) {
        add(Recovery.ELSEWHERE, made, new Recovery.Moment(at));
    }

    @Test
    void whatIsNotedAfterTheServiceHasAnsweredStartsNoClockAgain() throws Exception {
        restored("R-0001");
        Instant answer = ENDED.plusSeconds(300);
        answered(answer);
        Instant later = ENDED.plus(Duration.ofHours(5));
        noted(later, later);
        assertEquals(answer, recovery().answeredAt());
        assertEquals(COMMITTED, recovery().restoredAt());
        noted(LOST, later.plusSeconds(1));
        assertEquals(COMMITTED, recovery().restoredAt(), "whatever time it was given");
    }

    @Test
    void untilTheServiceHasAnsweredTheNewestNoteCorrectsTheOnesBefore() throws Exception {
        noted(ENDED, ENDED);
        noted(CALLED, ENDED.plusSeconds(60));
        assertEquals(CALLED, recovery().restoredAt());
        noted(ENDED.plusSeconds(30), ENDED.plusSeconds(90));
        assertEquals(ENDED.plusSeconds(30), recovery().restoredAt());
        answered(ENDED.plusSeconds(100));
        assertEquals(ENDED.plusSeconds(100), recovery().answeredAt());
        assertEquals(ENDED.plusSeconds(30), recovery().restoredAt());
    }

    @Test
    void noServiceHasAnsweredOfWhichNobodySaysThatItIsRestored() throws Exception {
        answered(ENDED);
        noted(COMMITTED, ENDED.plusSeconds(60));
        assertEquals(ENDED, recovery().answeredAt());
        assertEquals(COMMITTED, recovery().restoredAt(), "only a note of afterwards says when");
    }

    @Test
    void aCaseThatAPersonClosedAsRestoredIsRestoredWhereNothingElseSaysWhen() throws Exception {
        answered(CALLED);
        state = CaseState.NOT_RESTORED;
        closed = ENDED;
        assertNull(recovery().restoredAt());
        state = CaseState.RESTORED;
        assertEquals(ENDED, recovery().restoredAt());
        assertNull(recovery().answeredAt(), "nobody has asked since");
        answered(ENDED.plusSeconds(60));
        assertEquals(ENDED.plusSeconds(60), recovery().answeredAt());
        Instant later = ENDED.plusSeconds(90);
        noted(later, later);
        assertEquals(ENDED.plusSeconds(60), recovery().answeredAt(), "a note moves nothing any more");
        assertEquals(ENDED, recovery().restoredAt());
        Instant undone = ENDED.plusSeconds(120);
        add(RestoreUndone.PAPER, undone, new RestoreUndone("R-0001", undone));
        assertNull(recovery().restoredAt(), "it was closed before the undo");
        closed = undone.plusSeconds(60);
        assertEquals(closed, recovery().restoredAt());
    }
}
