package io.backstay.policy.rules;

import io.backstay.base.Counts;
import io.backstay.base.Utc;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.policy.facts.PointDetails;
import io.backstay.policy.promise.Target;
import java.util.Collection;
import java.util.List;
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
        Collection<String> places = places(subject.asset(), newest, regions);
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

    private static Collection<String> places(Asset asset, @Nullable PointDetails newest, boolean regions) {
        if (!regions) {
            return new TreeSet<>(asset.kept().zones());
        }
        TreeSet<String> places =
                new TreeSet<>(newest == null ? List.of() : newest.trait().regions());
        if (asset.kind() == AssetKind.OBJECT_STORE && !asset.replicaRegions().isEmpty()) {
            places.addAll(asset.replicaRegions());
            if (asset.region() != null) {
                places.add(asset.region());
            }
        }
        return places;
    }
}
