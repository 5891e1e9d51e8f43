package io.backstay.policy.curve;

import io.backstay.base.Durations;
import io.backstay.policy.draw.Drawing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// The recoverability curve of one asset at one instant: what is promised, configured and there, side by side.
///
/// @param bands the first begins at age zero, each at the age where the one before ends, the last never ends
public record Curve(List<Band> bands) {
    /// Puts three step functions beside each other.
    public static Curve of(Steps promised, Steps configured, Steps actual) {
        SortedSet<Duration> edges = promised.edges();
        edges.addAll(configured.edges());
        edges.addAll(actual.edges());
        List<Band> bands = new ArrayList<>();
        Iterator<Duration> rest = edges.iterator();
        Duration from = rest.next();
        while (from != null) {
            Duration to = rest.hasNext() ? rest.next() : null;
            bands.add(Band.of(from, to, promised.at(from), configured.at(from), actual.at(from)));
            from = to;
        }
        return new Curve(List.copyOf(bands));
    }

    /// As a picture for reports.
    public Drawing drawing() {
        return CurvePicture.of(this);
    }

    /// The band of an age.
    public Band at(Duration age) {
        Band found = bands.getFirst();
        for (Band band : bands) {
            if (band.fromAge().compareTo(age) <= 0) {
                found = band;
            }
        }
        return found;
    }

    /// What makes the three values of a band so, in words; empty where there is nothing to say.
    ///
    /// @param promised the clause, verbatim
    public record Because(String promised, String configured, String actual) {}

    /// The ages for which nothing changes.
    ///
    /// @param toAge      absent in the last one, which never ends
    /// @param promised   the distance that a policy allows, absent where it promises nothing
    /// @param configured the distance that the provider is told to keep, absent where it is told nothing
    /// @param actual     the distance between the moments that are there, absent where there is none
    /// @param because    what makes each so
    public record Band(
            Duration fromAge,
            @Nullable Duration toAge,
            @Nullable Duration promised,
            @Nullable Duration configured,
            @Nullable Duration actual,
            Because because) {
        private static Band of(
                Duration from, @Nullable Duration to, Steps.Step promised, Steps.Step configured, Steps.Step actual) {
            return new Band(
                    from,
                    to,
                    promised.apart(),
                    configured.apart(),
                    actual.apart(),
                    new Because(promised.because(), configured.because(), actual.because()));
        }

        /// The ages in words, such as `up to 7 d`, `7 d to 28 d` and `from 28 d on`.
        public String ages() {
            if (toAge == null) {
                return fromAge.isZero() ? "any" : "from " + Durations.words(fromAge) + " on";
            }
            return (fromAge.isZero() ? "up" : Durations.words(fromAge)) + " to " + Durations.words(toAge);
        }

        /// Whether less is there than promised; what is late by an eighth is not.
        public boolean worseThanPromised() {
            if (promised == null) {
                return false;
            }
            return actual == null || actual.compareTo(promised.plus(promised.dividedBy(Present.TOLERANCE))) > 0;
        }
    }
}
