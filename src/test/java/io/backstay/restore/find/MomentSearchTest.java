package io.backstay.restore.find;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class MomentSearchTest {
    private static final int EXHAUSTIVE = 130;
    private static final int RANDOM = 2_000;
    private static final long SEED = 20261126;

    /// What a search did: the states it looked at, and how often it had to begin again from the base backup.
    private record Trace(MomentSearch.Answer<Boolean> answer, List<Integer> states) {
        int recoveries() {
            int fresh = 1;
            for (int i = 1; i < states.size(); i++) {
                fresh += states.get(i) < states.get(i - 1) ? 1 : 0;
            }
            return fresh;
        }
    }

    @Test
    void theFirstBadCommitIsFoundWhereverItIs() throws Exception {
        for (int commits = 1; commits <= EXHAUSTIVE; commits++) {
            for (int first = 0; first <= commits; first++) {
                holds(commits, first);
            }
        }
    }

    @Test
    void longHistoriesNeedNoMoreThanTheirLogarithm() throws Exception {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < RANDOM; i++) {
            int commits = random.nextInt(1, 2_000_000);
            holds(commits, random.nextInt(commits + 1));
        }
        for (int power = 1; power < 21; power++) {
            for (int commits : new int[] {(1 << power) - 1, 1 << power, (1 << power) + 1}) {
                for (int first : new int[] {0, 1, 2, commits / 2 + 1, commits - 1, commits}) {
                    holds(commits, Math.min(first, commits));
                }
            }
        }
    }

    @Test
    void whateverTheHistoryTheAnswerIsABoundaryThatWasLookedAtFromBothSides() throws Exception {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < RANDOM; i++) {
            int commits = random.nextInt(1, 200);
            boolean[] bad = new boolean[commits + 1];
            for (int state = 1; state <= commits; state++) {
                bad[state] = random.nextInt(4) == 0 ? !bad[state - 1] : bad[state - 1];
            }
            Trace trace = trace(commits, bad);
            int first = trace.answer().first();
            if (first == 0) {
                assertFalse(bad[commits], () -> "seed " + SEED);
                assertTrue(trace.states().contains(commits));
            } else {
                assertTrue(bad[first] && !bad[first - 1], () -> "seed " + SEED);
                assertTrue(trace.states().containsAll(List.of(first, first - 1)));
            }
        }
    }

    @Test
    void aSearchAmongNothingIsADefectOfTheCaller() {
        assertThrows(IllegalArgumentException.class, () -> MomentSearch.run(0, state -> true, (one, two) -> true));
    }

    /// @param first the first bad commit, 0 for none
    private static void holds(int commits, int first) throws Exception {
        boolean[] bad = new boolean[commits + 1];
        for (int state = first; first > 0 && state <= commits; state++) {
            bad[state] = true;
        }
        Trace trace = trace(commits, bad);
        String where = "seed " + SEED + ": " + first + " of " + commits + ", looked at " + trace.states();
        assertEquals(first, trace.answer().first(), where);
        int bound = (int) Math.ceil(Math.log(commits) / Math.log(2) - 1e-9) + 1;
        assertEquals(bound, MomentSearch.recoveriesMax(commits), where);
        assertTrue(trace.recoveries() <= bound, where);
        boolean confirmsTheEnd = Integer.bitCount(commits) == 1 && (first == 0 || first == commits);
        assertTrue(trace.states().size() <= bound + (confirmsTheEnd ? 1 : 0), where);
        assertEquals(trace.states().stream().distinct().count(), trace.states().size(), where);
    }

    private static Trace trace(int commits, boolean[] bad) throws Exception {
        List<Integer> states = new ArrayList<>();
        MomentSearch.Answer<Boolean> answer = MomentSearch.run(
                commits,
                state -> {
                    states.add(state);
                    return bad[state];
                },
                (reference, seen) -> seen);
        return new Trace(answer, states);
    }
}
