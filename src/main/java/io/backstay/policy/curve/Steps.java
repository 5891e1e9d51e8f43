package io.backstay.policy.curve;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// How far apart the moments lie that one can go back to, as a function of the wanted moment's age: constant from
/// one step to the next, and after the last one for ever. Null stands for none.
///
/// @param steps the first begins at age zero, each later one at a greater age; neighbours differ
public record Steps(List<Step> steps) {
    /// Nothing at any age.
    public static final Steps NONE = new Steps(List.of(Step.none(Duration.ZERO)));

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
    /// @param apart   absent when there is no moment to go back to
    /// @param because what makes it so, in words, such as a clause; empty when there is nothing to say
    public record Step(Duration from, @Nullable Duration apart, String because) {
        static Step none(Duration from) {
            return new Step(from, null, "");
        }
    }

    /// The distance for every age up to `reach`, and none beyond.
    ///
    /// @param reach more than zero
    public static Steps upTo(Duration reach, Duration apart, String because) {
        return new Steps(List.of(new Step(Duration.ZERO, apart, because), Step.none(reach)));
    }

    /// None up to an age, and the distance from there on.
    ///
    /// @param age more than zero
    public static Steps from(Duration age, Duration apart, String because) {
        return new Steps(List.of(Step.none(Duration.ZERO), new Step(age, apart, because)));
    }

    /// The same for ages below one, and none from there on.
    ///
    /// @param age more than zero
    public Steps below(Duration age) {
        List<Step> kept = new ArrayList<>(
                steps.stream().filter(step -> step.from().compareTo(age) < 0).toList());
        if (kept.getLast().apart() != null) {
            kept.add(Step.none(age));
        }
        return new Steps(kept);
    }

    /// The step that an age lies on.
    public Step at(Duration age) {
        Step found = steps.getFirst();
        for (Step step : steps) {
            if (step.from().compareTo(age) <= 0) {
                found = step;
            }
        }
        return found;
    }

    /// The finer of two at each age: having both, one goes back to whichever is nearer.
    public Steps finer(Steps other) {
        SortedSet<Duration> edges = edges();
        edges.addAll(other.edges());
        List<Step> finer = new ArrayList<>();
        for (Duration edge : edges) {
            Step one = finer(at(edge), other.at(edge));
            Step last = finer.isEmpty() ? null : finer.getLast();
            if (last == null
                    || !Objects.equals(last.apart(), one.apart())
                    || !last.because().equals(one.because())) {
                finer.add(new Step(edge, one.apart(), one.because()));
            }
        }
        return new Steps(finer);
    }

    private static Step finer(Step one, Step two) {
        if (one.apart() == null || two.apart() == null) {
            return one.apart() == null ? two : one;
        }
        return one.apart().compareTo(two.apart()) <= 0 ? one : two;
    }

    /// Every age at which one of them steps.
    SortedSet<Duration> edges() {
        var edges = new TreeSet<Duration>();
        steps.forEach(step -> edges.add(step.from()));
        return edges;
    }
}
