package io.backstay.policy;

import io.backstay.base.Counts;
import io.backstay.base.Utc;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The text of a policy that a moment is judged by.
///
/// @param inForce  whether it held at that moment; false when the earliest that there is began later
/// @param sentence which version it is, for people
public record PolicyVersion(Policy policy, boolean inForce, String sentence) {
    private static final Comparator<Instant> EARLIEST_FIRST = Comparator.naturalOrder();

    /// The one of several versions that held at a moment; one without a date held from the beginning.
    ///
    /// @param versions of one policy, at least one
    static PolicyVersion at(List<Policy> versions, Instant at) {
        List<Policy> sorted = versions.stream()
                .sorted(Comparator.comparing(Policy::effective, Comparator.nullsFirst(EARLIEST_FIRST)))
                .toList();
        Policy chosen = sorted.getFirst();
        Policy next = null;
        for (Policy version : sorted) {
            Instant from = version.effective();
            if (from == null || !from.isAfter(at)) {
                chosen = version;
                next = null;
            } else if (next == null) {
                next = version;
            }
        }
        Instant from = chosen.effective();
        boolean held = from == null || !from.isAfter(at);
        return new PolicyVersion(chosen, held, sentence(chosen, held ? next : null, held, sorted.size()));
    }

    private static String sentence(Policy chosen, @Nullable Policy next, boolean held, int versions) {
        Instant from = chosen.effective();
        Instant until = next == null ? null : next.effective();
        if (!held && from != null) {
            return "No version of the policy was in force then; the earliest that is known holds from "
                    + Utc.words(from) + " on and is used in its place.";
        }
        if (from == null && until == null) {
            return "The policy names no date from which it holds, so this text is used for every moment.";
        }
        return "Judged by the version " + (from == null ? "from the beginning" : "in force since " + Utc.words(from))
                + (until == null ? "" : " until " + Utc.words(until))
                + (versions == 1 ? "." : ", one of " + Counts.of(versions) + " that are known.");
    }
}
