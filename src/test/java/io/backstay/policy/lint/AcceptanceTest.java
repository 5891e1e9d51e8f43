package io.backstay.policy.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.policy.Policies;
import io.backstay.policy.Policy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class AcceptanceTest {
    private static final Instant ACCEPTED = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2026-06-01T00:00:00Z");

    @Test
    void itHoldsFromTheMomentItWasGivenUntilItsEnd() throws Exception {
        for (Instant in : List.of(ACCEPTED, UNTIL.minusMillis(1))) {
            assertTrue(at(in).accepted(), in::toString);
        }
        LintReport.Judged over = at(UNTIL);
        assertFalse(over.accepted());
        assertEquals(UNTIL, Objects.requireNonNull(over.acceptance()).until());
        assertFalse(acceptance(found().arithmetic(), ACCEPTED, UNTIL).covers(found(), ACCEPTED.minusMillis(1)));
        LintReport.Judged before = at(ACCEPTED.minusMillis(1));
        assertFalse(before.accepted());
        assertNull(before.acceptance());
    }

    @Test
    void aLaterOneTakesThePlaceOfAnEarlierOnlyFromWhenItWasGiven() throws Exception {
        Acceptance first = acceptance(found().arithmetic(), ACCEPTED, UNTIL);
        Acceptance second = acceptance(found().arithmetic(), ACCEPTED.plusSeconds(60), UNTIL.plusSeconds(60));
        List<Acceptance> both = List.of(first, second);
        assertEquals(first, at(both, ACCEPTED.plusSeconds(59)).acceptance());
        assertEquals(second, at(both, ACCEPTED.plusSeconds(60)).acceptance());
        assertTrue(at(both, UNTIL).accepted());
    }

    @Test
    void oneThatWasWithdrawnHeldUntilThen() throws Exception {
        Instant withdrawn = ACCEPTED.plusSeconds(60);
        Acceptance ended = acceptance(found().arithmetic(), ACCEPTED, UNTIL)
                .ended(new Acceptance.Withdrawal("A customer asked", "Jonas Weber", withdrawn));
        assertTrue(at(List.of(ended), withdrawn.minusMillis(1)).accepted());
        assertFalse(at(List.of(ended), withdrawn).accepted());
        assertFalse(at(List.of(ended), ACCEPTED.minusMillis(1)).accepted());
    }

    @Test
    void anotherNumberIsAnotherContradiction() throws Exception {
        assertFalse(at(List.of(acceptance("Something else.", ACCEPTED, UNTIL)), ACCEPTED)
                .accepted());
    }

    private static LintReport.Judged at(Instant at) throws Exception {
        return at(List.of(acceptance(found().arithmetic(), ACCEPTED, UNTIL)), at);
    }

    private static LintReport.Judged at(List<Acceptance> acceptances, Instant at) throws Exception {
        return LintReport.of(policy(), acceptances, at).findings().getFirst();
    }

    private static Acceptance acceptance(String arithmetic, Instant from, Instant until) throws Exception {
        return new Acceptance(
                found().rule(),
                found().clauseIds(),
                arithmetic,
                "deletions are rare",
                "owner",
                until,
                "somebody",
                from,
                null);
    }

    private static Contradiction found() throws Exception {
        return Lint.of(policy()).getFirst();
    }

    private static Policy policy() throws Exception {
        return new Policies(null, InstantSource.system()).get("expansive");
    }
}
