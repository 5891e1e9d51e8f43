package io.backstay.restore.find;

import io.backstay.base.BackstayException;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// Bisects a row of commits: looks at the data after some of them until one is left that turned good into bad.
/// Pure: it knows nothing of databases.
///
/// State `k` is the data after the first `k` commits; state 0 is the first look, which everything is compared
/// with. The answer is a boundary that was looked at from both sides: the state before that commit is good, the
/// one after it is bad. In a history that goes bad once and stays bad there is one such boundary; in another
/// there may be several.
///
/// Looks cost little in the order of the log and much against it, because a server cannot replay backwards. Among
/// the splits that keep the number of looks at its least, the earliest is taken: what is good there is built
/// upon.
public final class MomentSearch {
    private MomentSearch() {}

    /// Looks at one state.
    ///
    /// @param <L> what is seen there
    @FunctionalInterface
    public interface Probe<L> {
        /// Looks at the data after so many commits.
        L look(int state) throws BackstayException, InterruptedException;
    }

    /// Where the data turned bad.
    ///
    /// @param first     the number of the commit that did it, from 1; 0 when no state that was looked at is bad
    /// @param reference what was seen at the first look
    /// @param good      what was seen just before that commit, or at the end when nothing is bad
    /// @param bad       what was seen just after it, absent when nothing is bad
    public record Answer<L>(
            int first, L reference, L good, @Nullable L bad) {}

    /// Finds the commit.
    ///
    /// Needs at most `ceil(log2 n) + 1` looks, the first one included; one more when `n` is a power of two and
    /// the last commit did it, or none. Against the order of the log go at most `ceil(log2 n)` of them.
    ///
    /// @param commits how many, at least 1
    /// @param worse   whether a look, given second, is bad beside the first look
    public static <L> Answer<L> run(int commits, Probe<L> probe, BiPredicate<L, L> worse)
            throws BackstayException, InterruptedException {
        if (commits < 1) {
            throw new IllegalArgumentException("no commit to look after");
        }
        L reference = probe.look(0);
        L good = reference;
        L bad = null;
        int low = 0;
        // A state after the last commit stands for "nothing is bad". Where it would cost every search one more look, it
        // is left to the end.
        boolean endLeftOpen = Integer.bitCount(commits) == 1;
        int high = endLeftOpen ? commits : commits + 1;
        while (high - low > 1) {
            int middle = high - Integer.highestOneBit(high - low - 1);
            L seen = probe.look(middle);
            if (worse.test(reference, seen)) {
                high = middle;
                bad = seen;
            } else {
                low = middle;
                good = seen;
            }
        }
        if (endLeftOpen && bad == null) {
            L last = probe.look(commits);
            boolean isBad = worse.test(reference, last);
            return isBad ? new Answer<>(commits, reference, good, last) : new Answer<>(0, reference, last, null);
        }
        return new Answer<>(bad == null ? 0 : high, reference, good, bad);
    }

    /// How many recoveries from the base backup a search among so many commits needs at most: `ceil(log2 n) + 1`.
    public static int recoveriesMax(int commits) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, commits - 1)) + 1;
    }
}
