package io.backstay.policy.rules;

import io.backstay.base.Counts;
import io.backstay.base.Utc;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.estate.PointTraits;
import io.backstay.policy.facts.PointDetails;
import io.backstay.policy.promise.Mechanism;
import io.backstay.policy.promise.Target;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Whether copies lie in as many zones or regions as promised; for a database those of its newest usable point count.
final class CopiesRule {
    private static final String RULE = "copies";

    private CopiesRule() {}

    static Finding judge(Subject subject, Target.Copies promise) {
        boolean regions = promise.spread() == Target.Copies.Spread.REGIONS;
        String noun = regions ? "region" : "zone";
        String target = "at least " + Counts.of(promise.atLeast(), noun);
        PointDetails newest = PointDetails.newestUsable(subject.points(), subject.at());
        Collection<String> places = places(subject, newest, regions);
        if (places.isEmpty()) {
            return subject.unknown(
                    RULE,
                    target,
                    "In which " + noun
                            + "s copies lie is not known: have the provider's setting observed, or export it.");
        }
        String measured = String.join(", ", places);
        String which = newest == null || !regions
                ? "Copies lie"
                : "The newest point, of " + Utc.words(newest.takenAt()) + ", and its copies lie";
        if (places.size() < promise.atLeast()) {
            return subject.breach(
                    RULE,
                    target,
                    measured,
                    which + " in " + measured + " alone, promised are " + target + ": have it copied, and look whether"
                            + " the copying stopped." + subject.staleness());
        }
        return subject.compliant(RULE, target, measured, which + " in " + measured + "." + subject.staleness());
    }

    /// Whether copies stay where the words keep them: in the region of live, or in no more regions than are promised.
    /// Null where the words do not say so.
    static @Nullable Finding only(Subject subject, Target.Copies promise) {
        if (!Boolean.TRUE.equals(promise.only())) {
            return null;
        }
        boolean regions = promise.spread() == Target.Copies.Spread.REGIONS;
        String target = regions ? "at most " + Counts.of(promise.atLeast(), "region") : "in the region of live only";
        Set<PointTraits> usable = subject.points().traits(subject.at()).keySet();
        String home = subject.asset().region();
        Set<String> places = new TreeSet<>(subject.asset().replicaRegions());
        usable.forEach(trait -> places.addAll(trait.regions()));
        if (!regions && home != null) {
            places.remove(home);
        } else if (home != null && subject.asset().kind() == AssetKind.OBJECT_STORE) {
            places.add(home);
        }
        if (regions ? places.size() > promise.atLeast() : home != null && !places.isEmpty()) {
            return outside(subject, target, String.join(", ", places));
        }
        boolean silent = usable.stream().anyMatch(trait -> trait.regions().isEmpty());
        if (silent || (!regions && home == null) || (usable.isEmpty() && places.isEmpty())) {
            return subject.unknown(
                    RULE,
                    target,
                    "In which regions live and each of its copies lie is not known: have it observed, or export it.");
        }
        return subject.compliant(
                RULE,
                target,
                regions ? String.join(", ", places) : home,
                "No copy lies anywhere else." + subject.staleness());
    }

    /// A policy that also needs copies in another region cannot be kept to the letter by any estate.
    private static Finding outside(Subject subject, String target, String places) {
        boolean wanted = subject.policy().clauses().stream()
                .flatMap(clause -> clause.sets().stream())
                .anyMatch(CopiesRule::needsAnotherRegion);
        return wanted
                ? subject.unknown(
                        RULE,
                        target,
                        "Copies lie in " + places + ", where these words do not want them and other words of the same"
                                + " policy do: decide which of the two holds, see 'policy lint'.")
                : subject.breach(
                        RULE,
                        target,
                        places,
                        "Copies lie in " + places + ", and the words keep them " + target
                                + ": delete those elsewhere, or correct the text." + subject.staleness());
    }

    private static boolean needsAnotherRegion(Target target) {
        return switch (target) {
            case Target.By by -> by.present() && by.mechanism() == Mechanism.CROSS_REGION;
            case Target.Scenario scenario -> scenario.needs().contains(Mechanism.CROSS_REGION);
            case Target.Copies copies ->
                copies.spread() == Target.Copies.Spread.REGIONS
                        && copies.atLeast() > 1
                        && !Boolean.TRUE.equals(copies.only());
            default -> false;
        };
    }

    private static Collection<String> places(Subject subject, @Nullable PointDetails newest, boolean regions) {
        Asset asset = subject.asset();
        if (!regions) {
            return new TreeSet<>(asset.kept().zones());
        }
        Set<String> places = newest == null ? new TreeSet<>() : Elsewhere.regions(subject, newest);
        if (asset.kind() == AssetKind.OBJECT_STORE && !asset.replicaRegions().isEmpty()) {
            places.addAll(asset.replicaRegions());
            if (asset.region() != null) {
                places.add(asset.region());
            }
        }
        return places;
    }
}
