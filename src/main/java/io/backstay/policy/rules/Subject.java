package io.backstay.policy.rules;

import static io.backstay.base.Durations.words;

import io.backstay.estate.Asset;
import io.backstay.estate.Circumstance;
import io.backstay.estate.Observation;
import io.backstay.estate.RestoreTest;
import io.backstay.policy.Policy;
import io.backstay.policy.facts.EstateFacts;
import io.backstay.policy.facts.PointSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One asset at one instant, and the clause that it is held against.
///
/// @param points    all that are known, also those that were made after that instant
/// @param tests     the restores of this asset that were practised, in any order
/// @param quotation the clause's own words
/// @param at        the instant that is judged
/// @param unheard   whether the newest listing before that instant looked for the facts and could not hear them
/// @param circumstances of the asset, in any order
public record Subject(
        Policy policy,
        Asset asset,
        PointSeries points,
        List<RestoreTest> tests,
        String quotation,
        Instant at,
        boolean unheard,
        List<Circumstance> circumstances) {
    /// How old facts may be so that what they say still counts as so: what is listed once a day, a little late.
    public static final Duration OLDEST = Duration.ofHours(27);

    private static final Duration FRESH = Duration.ofMinutes(5);

    /// The same with other points.
    public Subject with(PointSeries others) {
        return new Subject(policy, asset, others, tests, quotation, at, unheard, circumstances);
    }

    /// What was known of that then, by the newest look until then, however long before that was; absent when nobody
    /// looked. What is good counts only while it is not [#isOld].
    @Nullable
    Circumstance circumstance(Circumstance.Kind kind) {
        return circumstances.stream()
                .filter(each -> each.kind() == kind)
                .filter(each -> !each.observation().observedAt().isAfter(at.plus(EstateFacts.JUST_THEN)))
                .max(Comparator.comparing(each -> each.observation().observedAt()))
                .orElse(null);
    }

    /// Whether it was seen too long before the judged instant to show that something holds then.
    boolean isOld(Circumstance known) {
        return known.observation().observedAt().isBefore(at.minus(OLDEST));
    }

    /// Whether the facts are too old to show that something holds now.
    boolean isStale() {
        return unheard
                || hasUnreadPoints()
                || Duration.between(asset.observation().observedAt(), at).compareTo(OLDEST) > 0;
    }

    private boolean hasUnreadPoints() {
        Circumstance read = circumstance(Circumstance.Kind.POINTS_UNREAD);
        return read != null && !isOld(read) && read.value().equals(Circumstance.ON);
    }

    /// How long before the judged instant the facts were observed.
    String age() {
        return age(asset.observation());
    }

    /// How long before the judged instant that was observed.
    String age(Observation seen) {
        return words(Duration.between(seen.observedAt(), at));
    }

    /// The finding; where it says that a promise holds and the facts are too old for that, that it is not known. What
    /// was broken stays broken: nobody mended it by not looking.
    Finding settled(Finding judged) {
        if (judged.status() != Finding.Status.COMPLIANT || !isStale()) {
            return judged;
        }
        String why = hasUnreadPoints()
                ? "its recovery points could not be read last time, and what is known of them is older"
                : unheard
                        ? "the newest listing did not hear of it, and its facts are " + age() + " old"
                        : "its facts are " + age() + " old, and count for " + words(OLDEST);
        String then = judged.message();
        String also = staleness();
        return unknown(
                judged.rule(),
                judged.target(),
                "stale, " + age() + " old",
                "Not known any more: " + why + ", so list this asset, then check again. Then it was so: "
                        + (then.endsWith(also) ? then.substring(0, then.length() - also.length()) : then));
    }

    Finding compliant(String rule, String target, @Nullable String measured, String message) {
        return finding(Finding.Status.COMPLIANT, rule, target, measured, message);
    }

    Finding breach(String rule, String target, @Nullable String measured, String message) {
        return finding(Finding.Status.BREACH, rule, target, measured, message);
    }

    Finding unknown(String rule, String target, String message) {
        return unknown(rule, target, null, message);
    }

    private Finding unknown(String rule, String target, @Nullable String measured, String message) {
        return finding(Finding.Status.UNKNOWN, rule, target, measured, message);
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
