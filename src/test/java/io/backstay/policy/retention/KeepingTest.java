package io.backstay.policy.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.estate.AssetKind;
import io.backstay.policy.Policies;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeepingTest {
    private static final Instant NOW = Instant.parse("2026-11-23T01:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private static KeepRules last(int count) {
        return new KeepRules(count, 0, 0, 0, 0, 0, null, ZoneOffset.UTC);
    }

    private static Keeping.Point point(String id, long daysAgo, @Nullable String basedOn) {
        return new Keeping.Point(id, NOW.minus(DAY.multipliedBy(daysAgo)), null, null, basedOn);
    }

    @Test
    void whatAKeptPointRestsOnStaysAsLongAsThat() {
        Keeping keeping = Keeping.of(
                last(1), List.of(point("full", 3, null), point("diff", 2, "full"), point("incr", 1, "diff")), DAY, NOW);
        assertEquals(
                List.of(List.of("last"), List.of("needed by incr"), List.of("needed by diff")),
                keeping.kept().stream().map(Keeping.Kept::reasons).toList());
        assertEquals(
                List.of(NOW, NOW, NOW),
                keeping.kept().stream().map(Keeping.Kept::expiresAt).toList());
        assertEquals(List.of(), keeping.expired());
    }

    @Test
    void aCopyInAnotherRegionUsesUpNoCountOfItsOriginals() {
        List<Keeping.Point> points = new ArrayList<>();
        for (int day = 0; day < 6; day++) {
            Instant taken = NOW.minus(DAY.multipliedBy(day));
            points.add(new Keeping.Point("here " + day, taken, null, null, null, List.of("here")));
            points.add(new Keeping.Point("there " + day, taken, null, null, null, List.of("there")));
        }
        Keeping keeping = Keeping.of(last(3), points, null, NOW);
        assertEquals(
                List.of("here 0", "there 0", "here 1", "there 1", "here 2", "there 2"),
                keeping.kept().stream().map(each -> each.point().id()).toList());
        assertEquals(
                List.of(NOW.plus(DAY.multipliedBy(3)), NOW.plus(DAY.multipliedBy(3))),
                keeping.kept().stream().limit(2).map(Keeping.Kept::expiresAt).toList());
        assertEquals(DAY, keeping.every());
    }

    @Test
    void aLockHoldsAPointThatNoRuleKeeps() {
        Instant lock = NOW.plus(DAY);
        var locked = new Keeping.Point("locked", NOW.minus(DAY.multipliedBy(9)), null, lock, null);
        var unlocked = new Keeping.Point("unlocked", NOW.minus(DAY.multipliedBy(8)), null, NOW, null);
        Keeping keeping = Keeping.of(last(1), List.of(locked, unlocked, point("new", 0, null)), DAY, NOW);
        assertEquals(List.of("locked"), keeping.kept().getLast().reasons());
        assertEquals(lock, keeping.kept().getLast().expiresAt());
        assertEquals(List.of(unlocked), keeping.expired());
    }

    @Test
    void whatTheProviderDropsByItselfGoesThen() {
        Instant drop = NOW.plus(Duration.ofHours(9));
        var soon = new Keeping.Point("soon", NOW.minus(DAY), drop, null, null);
        Keeping keeping = Keeping.of(last(9), List.of(soon, point("new", 0, null)), DAY, NOW);
        assertEquals(drop, keeping.kept().getLast().expiresAt());
        assertEquals(
                "soon",
                keeping.longestBefore(NOW.minusSeconds(1)).orElseThrow().point().id());
        assertTrue(keeping.longestBefore(NOW.minus(DAY).minusSeconds(1)).isEmpty());
    }

    @Test
    void fromOnePointNothingIsForeseen() {
        Keeping keeping = Keeping.of(last(3), List.of(point("one", 1, null)), null, NOW);
        assertNull(keeping.every());
        assertNull(keeping.kept().getFirst().expiresAt());
        assertEquals(
                DAY,
                Keeping.of(last(3), List.of(point("a", 0, null), point("b", 1, null)), null, NOW)
                        .every());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            agentic-labs        | DATABASE      | within P7D, daily 30
            tax-agent-portal    | DATABASE      | daily 7
            daily-two-days      | CONFIGURATION | last 2, daily 2
            expansive           | DATABASE      | within P7D, daily 7, weekly 4, monthly 12
            expansive           | OBJECT_STORE  | ""
            operations-strategy | DATABASE      | ""
            """)
    void thePoliciesBecomeRulesThatKeepNoLess(String policy, AssetKind kind, String rules) throws Exception {
        PromisedRules promised = PromisedRules.of(
                new Policies(null, InstantSource.system()).get(policy).clauses(), kind);
        assertEquals(rules, PromisedRules.words(promised.rules()));
        assertEquals(rules.isEmpty(), promised.clauses().isEmpty(), promised::toString);
    }
}
