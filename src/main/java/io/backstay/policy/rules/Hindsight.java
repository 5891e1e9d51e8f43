package io.backstay.policy.rules;

import io.backstay.policy.promise.Target;
import java.util.List;
import java.util.Set;

/// What may be said of an instant of the past of which not every point is known: points that had gone by the next
/// listing left no trace, or nobody knows whether they had gone already.
public final class Hindsight {
    /// What these miss may have been there.
    private static final Set<String> ONE_IS_ENOUGH = Set.of("rpo", "retention", "schedule", "means", "copies");

    /// What these find nothing wrong with may have had fellows.
    private static final Set<String> ALL_COUNT = Set.of(
            "encryption", "isolation", "immutability", "expiry", "erasure", "exclusion", "backup-window", "copies");

    /// What the words say is not there.
    private static final String ABSENT = "no ";

    private static final String ADVICE = ": judge an instant at which the points were listed.";

    private Hindsight() {}

    /// The finding, or that it is not known.
    ///
    /// @param judged   by what was there for sure
    /// @param possible by what may have been there, too; empty when that is the same
    /// @param complete whether nothing else can have been there
    public static Finding of(Finding judged, List<Finding> possible, boolean complete) {
        boolean same = possible.isEmpty()
                || possible.stream()
                        .anyMatch(other -> other.rule().equals(judged.rule())
                                && other.target().equals(judged.target())
                                && other.status() == judged.status());
        if (judged.status() == Finding.Status.UNKNOWN || (same && (complete || !hangsOnTheRest(judged)))) {
            return judged;
        }
        return unknown(
                judged,
                same
                        ? "Which points were there then is known in part only, since they were not listed shortly"
                                + " before and after"
                        : "Some points went between two listings, and whether they were still there then decides it");
    }

    /// The same for a mishap, whose response may need what is not known to have been there.
    ///
    /// @param complete whether nothing else can have been there for any of the assets
    public static Finding of(List<Subject> subjects, Target.Scenario promise, boolean complete) {
        Finding judged = ScenarioRule.scenario(subjects, promise);
        if (complete || judged.status() != Finding.Status.BREACH) {
            return judged;
        }
        var needless = new Target.Scenario(
                promise.scenario(), promise.assets(), promise.rto(), promise.rpo(), promise.within(), List.of());
        return ScenarioRule.scenario(subjects, needless).status() == Finding.Status.BREACH
                ? judged
                : unknown(judged, "Whether what the response needs was there then is not known for every point");
    }

    /// Whether points that are not known could change the answer.
    private static boolean hangsOnTheRest(Finding judged) {
        boolean absent = judged.target().startsWith(ABSENT);
        return switch (judged.status()) {
            case BREACH -> ONE_IS_ENOUGH.contains(judged.rule()) && !absent;
            case COMPLIANT ->
                ALL_COUNT.contains(judged.rule()) || (absent && judged.rule().equals("means"));
            case UNKNOWN, ACCEPTED -> false;
        };
    }

    private static Finding unknown(Finding judged, String why) {
        return new Finding(
                judged.rule(),
                judged.asset(),
                Finding.Status.UNKNOWN,
                judged.clause(),
                judged.target(),
                null,
                why + ADVICE);
    }
}
