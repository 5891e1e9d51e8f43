package io.backstay.incident.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.incident.clock.CaseClock.Kind;
import io.backstay.incident.clock.CaseClock.State;
import io.backstay.policy.Policies;
import io.backstay.policy.Policy;
import io.backstay.policy.promise.Clause;
import io.backstay.policy.promise.ClauseKind;
import io.backstay.policy.promise.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClocksTest {
    private static final Instant LOST = Instant.parse("2026-03-13T06:51:00Z");
    private static final Instant REPORTED = Instant.parse("2026-03-16T02:05:00Z");
    private static final Instant DECLARED = REPORTED.plus(Duration.ofMinutes(4));
    private static final Duration RTO = Duration.ofHours(4);

    private @Nullable Instant answered;
    private @Nullable Instant told;
    private @Nullable Instant closing;
    private @Nullable Instant undone;
    private @Nullable Instant ended;
    private @Nullable Instant declared = DECLARED;
    private @Nullable Instant lost = LOST;
    private @Nullable Instant expiry = REPORTED.plus(Duration.ofHours(9));

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "DISRUPTION, OVERDUE, 2026-03-13T10:51:00Z",
                "DETECTION, RUNNING, 2026-03-16T06:05:00Z",
                "REPORT, RUNNING, 2026-03-16T06:05:00Z",
                "DECLARATION, RUNNING, 2026-03-16T06:09:00Z",
                "-, RUNNING, 2026-03-16T06:05:00Z"
            })
    void theClockOfTheRtoStartsWhereThePolicySays(Statement.Clock.@Nullable Start start, State state, Instant due) {
        CaseClock clock = clock(Kind.RTO_LEFT, start, REPORTED.plus(Duration.ofHours(1)));
        assertEquals(state, clock.state(), clock.words());
        assertEquals(due, clock.due());
        assertEquals(start == null, clock.words().contains("does not say when the clock starts"), clock.words());
    }

    @Test
    void aCaseWithoutAPolicyIsToldSo() {
        var cadence = Moments.Cadence.of(null, 1, Policy.NONE);
        assertEquals("by severity 1; the case has no policy", cadence.source());
        var moments = new Moments(null, REPORTED, null, null, null, null, null, null, null, cadence, 0);
        String words = Clocks.at(moments, Policy.NONE, null, REPORTED).toString();
        assertFalse(words.contains("none"), words);
        assertTrue(words.contains("The case has no policy that could promise a time."), words);
    }

    @Test
    void aClockThatStartsWithWhatIsNotKnownHasNotStarted() {
        declared = null;
        lost = null;
        for (var start : List.of(Statement.Clock.Start.DECLARATION, Statement.Clock.Start.DISRUPTION)) {
            CaseClock clock = clock(Kind.RTO_LEFT, start, REPORTED);
            assertEquals(State.NOT_STARTED, clock.state());
            assertNull(clock.shown());
        }
        assertEquals(
                State.NOT_STARTED, clock(Kind.SINCE_DECLARED, null, REPORTED).state());
    }

    @Test
    void theClockOfTheRtoStopsOnlyWhenTheServiceHasAnswered() {
        ended = REPORTED.plus(Duration.ofHours(2));
        CaseClock still = clock(Kind.RTO_LEFT, null, REPORTED.plus(Duration.ofHours(5)));
        assertEquals(State.OVERDUE, still.state(), "a closed case is no service that answers");
        assertEquals(Duration.ofHours(-1), still.shown());
        assertTrue(still.words().contains("stops when every probe"), still.words());
        answered = REPORTED.plus(Duration.ofHours(3));
        CaseClock stopped = clock(Kind.RTO_LEFT, null, REPORTED.plus(Duration.ofHours(5)));
        assertEquals(State.STOPPED, stopped.state());
        assertEquals(Duration.ofHours(1), stopped.shown());
    }

    @Test
    void withoutAPromisedTimeNothingIsCountedDown() {
        List<CaseClock> clocks = Clocks.at(moments(), policy(null), null, REPORTED);
        assertEquals(State.UNKNOWN, clocks.get(2).state());
    }

    @Test
    void theNextUpdateIsDueFromTheLastOneOn() {
        CaseClock first = clock(Kind.NEXT_UPDATE, null, REPORTED.plus(Duration.ofMinutes(59)));
        assertEquals(State.RUNNING, first.state());
        assertEquals(Duration.ofMinutes(1), first.shown());
        assertEquals(
                State.OVERDUE,
                clock(Kind.NEXT_UPDATE, null, REPORTED.plus(Duration.ofMinutes(61)))
                        .state());
        told = REPORTED.plus(Duration.ofMinutes(50));
        assertEquals(
                told.plus(Duration.ofHours(1)),
                clock(Kind.NEXT_UPDATE, null, REPORTED).due());
    }

    @Test
    void theNextUpdateIsDueUntilTheClosingMessageWhateverEndedTheCase() {
        told = REPORTED.plus(Duration.ofMinutes(50));
        ended = told;
        assertEquals(State.RUNNING, clock(Kind.NEXT_UPDATE, null, REPORTED).state(), "an update is no closing message");
        ended = null;
        closing = told;
        assertEquals(
                State.STOPPED,
                clock(Kind.NEXT_UPDATE, null, REPORTED.plus(Duration.ofDays(9))).state());
        told = closing.plusSeconds(1);
        assertEquals(State.RUNNING, clock(Kind.NEXT_UPDATE, null, REPORTED).state(), "it goes on after all");
    }

    @Test
    void anUndoAfterTheClosingMessageHasTheCustomerToldAgain() {
        told = REPORTED.plus(Duration.ofMinutes(50));
        closing = told;
        undone = told.plus(Duration.ofDays(3));
        CaseClock clock = clock(Kind.NEXT_UPDATE, null, undone);
        assertEquals(State.RUNNING, clock.state(), "it is not over any more");
        assertEquals(undone.plus(Duration.ofHours(1)), clock.due(), "nobody could be late before the undo");
        assertTrue(clock.words().contains("the restore was undone since"), clock.words());
        assertEquals(
                State.OVERDUE,
                clock(Kind.NEXT_UPDATE, null, undone.plus(Duration.ofMinutes(61)))
                        .state());
        told = undone.plusSeconds(60);
        assertEquals(
                told.plus(Duration.ofHours(1)),
                clock(Kind.NEXT_UPDATE, null, undone).due());
        closing = told;
        assertEquals(
                State.STOPPED,
                clock(Kind.NEXT_UPDATE, null, undone).state(),
                "another closing message says that it is over");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"1, PT30M", "2, PT1H", "3, PT4H", "4, PT24H", "-, PT1H"})
    void withoutACadenceOfItsOwnTheSeveritySaysHowOften(@Nullable Integer severity, Duration every) {
        assertEquals(every, Moments.Cadence.of(null, severity, policy(null)).every());
        assertEquals(
                Duration.ofMinutes(7),
                Moments.Cadence.of(Duration.ofMinutes(7), severity, policy(null))
                        .every());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"1, PT15M", "2, PT45M", "3, PT45M", "-, PT45M"})
    void theCadenceThatAPolicyAsksForHoldsBeforeTheOneOfTheSeverity(@Nullable Integer severity, Duration every) {
        List<Statement> says = List.of(
                new Statement.Updates(Duration.ofMinutes(45), List.of()),
                new Statement.Updates(Duration.ofMinutes(15), List.of(1)));
        var clause = new Clause("c", ClauseKind.INTENTION, null, "words", List.of(), List.of(), says, null);
        var asks = new Policy("p", "P", "Us", null, Set.of(), List.of(clause));
        Moments.Cadence cadence = Moments.Cadence.of(null, severity, asks);
        assertEquals(every, cadence.every());
        assertEquals("as the policy p says", cadence.source());
        assertEquals(
                Duration.ofMinutes(7),
                Moments.Cadence.of(Duration.ofMinutes(7), severity, asks).every(),
                "the case's own holds first");
    }

    @Test
    void aPointCountsDownToItsEnd() {
        assertEquals(
                Duration.ofHours(9), clock(Kind.POINT_EXPIRES, null, REPORTED).shown());
        assertEquals(
                State.OVERDUE,
                clock(Kind.POINT_EXPIRES, null, REPORTED.plus(Duration.ofHours(9)))
                        .state());
        expiry = null;
        assertEquals(State.UNKNOWN, clock(Kind.POINT_EXPIRES, null, REPORTED).state());
    }

    @Test
    void aCaseThatEndedNoLongerGrows() {
        ended = REPORTED.plus(Duration.ofHours(2));
        CaseClock clock = clock(Kind.SINCE_REPORTED, null, REPORTED.plus(Duration.ofHours(9)));
        assertEquals(State.STOPPED, clock.state());
        assertEquals(Duration.ofHours(2), clock.shown());
    }

    @Test
    void thePublishedPolicyThatDefinesTheStartIsRead() throws Exception {
        Policy expansive = new Policies(null, InstantSource.fixed(REPORTED)).get("expansive");
        CaseClock clock = Clocks.at(moments(), expansive, RTO, REPORTED).get(2);
        assertTrue(clock.words().contains("starts with the disruption"), clock.words());
    }

    private CaseClock clock(Kind kind, Statement.Clock.@Nullable Start start, Instant now) {
        return Clocks.at(moments(), policy(start), RTO, now).stream()
                .filter(clock -> clock.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private Moments moments() {
        return new Moments(
                lost,
                REPORTED,
                declared,
                answered,
                told,
                closing,
                undone,
                ended,
                expiry,
                Moments.Cadence.of(null, 2, policy(null)),
                1);
    }

    private static Policy policy(Statement.Clock.@Nullable Start start) {
        List<Statement> says = start == null ? List.of() : List.of(new Statement.Clock(start, null));
        var clause = new Clause("c", ClauseKind.CHECKABLE, null, "words", List.of(), List.of(), says, null);
        return new Policy("p", "P", "Us", null, Set.of(), List.of(clause));
    }
}
