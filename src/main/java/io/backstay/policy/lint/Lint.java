package io.backstay.policy.lint;

import io.backstay.policy.Policy;
import io.backstay.policy.lint.Contradiction.Severity;
import io.backstay.policy.promise.Clause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Looks for contradictions inside a policy by the rules R1 to R20; the same policy gives the same answer.
public final class Lint {
    private static final Comparator<Contradiction> ORDER = Comparator.comparing(Contradiction::severity)
            .thenComparingInt(found -> Integer.parseInt(found.rule().substring(1)))
            .thenComparing(found -> String.join("+", found.clauseIds()));

    private final List<Contradiction> found = new ArrayList<>();

    private Lint() {}

    /// All contradictions of the policy, those on which most hangs first.
    public static List<Contradiction> of(Policy policy) {
        var lint = new Lint();
        var reading = new Reading(policy.clauses());
        ObjectiveRules.look(reading, lint);
        MeansRules.look(reading, lint);
        CoverRules.look(reading, lint);
        NumberRules.look(reading, lint);
        TestRules.look(reading, lint);
        AgeRules.look(reading, lint);
        WordRules.look(reading, lint);
        lint.found.sort(ORDER);
        return List.copyOf(lint.found);
    }

    /// Takes a finding down.
    ///
    /// @param clauses those that there are; absent ones and repeats are left out
    void found(String rule, Severity severity, String arithmetic, String question, @Nullable Clause... clauses) {
        var named = new LinkedHashSet<Clause>();
        Stream.of(clauses).filter(Objects::nonNull).forEach(named::add);
        found.add(new Contradiction(rule, severity, List.copyOf(named), arithmetic, question));
    }
}
