package io.backstay.estate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.estate.Circumstance.Kind;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CircumstanceTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    private static Circumstance said(String subject, String source, Kind kind, Instant at) {
        return new Circumstance(subject, null, kind, "on", "It is so.", new Observation(source, at));
    }

    @Test
    void onlyTheSameSourceSaysOtherwiseOfTheSameSubjectInTheSameMatter() {
        Circumstance old = said("db", "aws", Kind.STATE, NOW.minusSeconds(60));
        Circumstance now = said("db", "aws", Kind.STATE, NOW);
        Circumstance again = said("db", "aws", Kind.STATE, NOW);
        Circumstance other = said("other", "aws", Kind.STATE, NOW.minusSeconds(60));
        Circumstance elsewhere = said("db", "manifest", Kind.STATE, NOW.minusSeconds(60));
        Circumstance matter = said("db", "aws", Kind.TIER, NOW.minusSeconds(60));
        assertEquals(
                List.of(other, now, elsewhere, again, matter),
                Circumstance.newest(List.of(other, old, now, elsewhere, again, matter)));
        assertEquals(List.of(), Circumstance.newest(List.of()));
    }

    /// Counted, since a console asks at every refresh: 20,000 facts that were each held against each are 400,000,000.
    @Test
    void eachOfManyIsLookedAtTwiceAndNotOnceForEveryOther() {
        List<Circumstance> many = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            many.add(said("db-" + i % 1000, "aws", Kind.STATE, NOW.plusSeconds(i)));
        }
        Looked looked = new Looked(many);
        assertEquals(many.subList(1000, 2000), Circumstance.newest(looked));
        assertTrue(looked.times <= 2 * many.size(), () -> looked.times + " looks at " + many.size());
    }

    /// Counts how often one of them is taken out.
    private static final class Looked extends AbstractList<Circumstance> {
        private final List<Circumstance> all;
        private int times;

        Looked(List<Circumstance> all) {
            this.all = all;
        }

        @Override
        public Circumstance get(int index) {
            times++;
            return all.get(index);
        }

        @Override
        public int size() {
            return all.size();
        }
    }
}
