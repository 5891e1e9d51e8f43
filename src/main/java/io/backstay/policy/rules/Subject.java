package io.backstay.policy.rules;

import static io.backstay.base.Durations.words;

import io.backstay.estate.Asset;
import io.backstay.estate.RestoreTest;
import io.backstay.policy.Policy;
import io.backstay.policy.facts.PointSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One asset at one instant, and the clause that it is held against.
///
/// @param points    all that are known, also those that were made after that instant
/// @param tests     the restores of this asset that were practised, in any order
/// @param quotation the clause's own words
/// @param at        the instant that is judged
public record Subject(
        Policy policy, Asset asset, PointSeries points, List<RestoreTest> tests, String quotation, Instant at) {
    private static final Duration FRESH = Duration.ofMinutes(5);

    /// The same with other points.
    public Subject with(PointSeries others) {
        return new Subject(policy, asset, others, tests, quotation, at);
    }

    Finding compliant(String rule, String target, @Nullable String measured, String message) {
        return finding(Finding.Status.COMPLIANT, rule, target, measured, message);
    }

    Finding breach(String rule, String target, @Nullable String measured, String message) {
        return finding(Finding.Status.BREACH, rule, target, measured, message);
    }

    Finding unknown(String rule, String target, String message) {
        return finding(Finding.Status.UNKNOWN, rule, target, null, message);
    }

    /// Up to when the facts tell anything of the judged instant and before.
    Instant seen() {
        Instant observed = asset.observation().observedAt();
        return observed.isBefore(at) ? observed : at;
    }

    /// How long before the judged instant the facts were observed, as a sentence of its own; empty when just then.
    String staleness() {
        Duration age = Duration.between(asset.observation().observedAt(), at);
        return age.compareTo(FRESH) <= 0
                ? ""
                : " The facts were observed " + words(age) + " before; nothing is known since.";
    }

    private Finding finding(
            Finding.Status status, String rule, String target, @Nullable String measured, String message) {
        return new Finding(rule, asset.id(), status, quotation, target, measured, message);
    }
}
