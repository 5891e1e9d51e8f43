package io.backstay.policy.curve;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/// How far apart the moments lie that one can go back to, as a function of the wanted moment's age: constant from
/// one step to the next, and after the last one for ever. Null stands for none.
///
/// @param steps the first begins at age zero, each later one at a greater age; neighbours differ
public record Steps(List<Step> steps) {
    /// Nothing at any age.
    public static final Steps NONE = new Steps(List.of(new Step(Duration.ZERO, null)));

    /// @throws IllegalArgumentException if the steps are not in order
    public Steps {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || !steps.getFirst().from().isZero()) {
            throw new IllegalArgumentException("the first step begins at age zero, not " + steps);
        }
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).from().compareTo(steps.get(i - 1).from()) <= 0) {
                throw new IllegalArgumentException("each step begins after the one before, not " + steps);
            }
        }
    }

    /// From that age on.
    ///
    /// @param apart absent when there is no moment to go back to
    public record Step(Duration from, @Nullable Duration apart) {}

    /// The distance for every age up to `reach`, and none beyond.
    ///
    /// @param reach more than zero
    public static Steps upTo(Duration reach, Duration apart) {
        return new Steps(List.of(new Step(Duration.ZERO, apart), new Step(reach, null)));
    }

    /// None up to an age, and the distance from there on.
    ///
    /// @param age more than zero
    public static Steps from(Duration age, Duration apart) {
        return new Steps(List.of(new Step(Duration.ZERO, null), new Step(age, apart)));
    }

    /// The same for ages below one, and none from there on.
    ///
    /// @param age more than zero
    public Steps below(Duration age) {
        List<Step> kept = new ArrayList<>(
                steps.stream().filter(step -> step.from().compareTo(age) < 0).toList());
        if (kept.getLast().apart() != null) {
            kept.add(new Step(age, null));
        }
        return new Steps(kept);
    }

    /// The distance at an age.
    public @Nullable Duration at(Duration age) {
        Duration found = null;
        for (Step step : steps) {
            if (step.from().compareTo(age) > 0) {
                return found;
            }
            found = step.apart();
        }
        return found;
    }

    /// The finer of two at each age: having both, one goes back to whichever is nearer.
    public Steps finer(Steps other) {
        return combined(other, Steps::finer);
    }

    private static @Nullable Duration finer(@Nullable Duration one, @Nullable Duration two) {
        if (one == null || two == null) {
            return one == null ? two : one;
        }
        return one.compareTo(two) <= 0 ? one : two;
    }

    /// Every age at which one of them steps.
    SortedSet<Duration> edges() {
        var edges = new TreeSet<Duration>();
        steps.forEach(step -> edges.add(step.from()));
        return edges;
    }

    private Steps combined(Steps other, BinaryOperator<@Nullable Duration> of) {
        SortedSet<Duration> edges = edges();
        edges.addAll(other.edges());
        List<Step> combined = new ArrayList<>();
        for (Duration edge : edges) {
            Duration apart = of.apply(at(edge), other.at(edge));
            if (combined.isEmpty() || !Objects.equals(combined.getLast().apart(), apart)) {
                combined.add(new Step(edge, apart));
            }
        }
        return new Steps(combined);
    }
}
