package io.backstay.policy.rules;

import io.backstay.base.Utc;
import io.backstay.codec.Words;
import io.backstay.estate.Asset;
import io.backstay.estate.Circumstance;
import io.backstay.estate.PointKind;
import io.backstay.estate.PointTraits;
import io.backstay.estate.RestoreTest;
import io.backstay.policy.promise.Mechanism;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether facts show that a mechanism is there for an asset.
///
/// @param there null when no fact tells
/// @param why   one sentence; what to do to know it when it is not known
/// @param old   how long before the judged instant that was seen, where that is too long for what is good to count on;
///              null where it is not, or where the asset's own age tells
record Means(@Nullable Boolean there, String why, @Nullable String old) {
    Means(@Nullable Boolean there, String why) {
        this(there, why, null);
    }

    /// The same, and not known where facts show it that are too old to count.
    static Means still(Subject subject, Mechanism mechanism) {
        Means then = of(subject, mechanism);
        if (!Boolean.TRUE.equals(then.there()) || mechanism.isShownByRestoring()) {
            return then;
        }
        return then.old() == null && subject.isStale()
                ? new Means(true, then.why(), subject.age()).whileFresh()
                : then.whileFresh();
    }

    /// The same, and not known where it was seen too long ago; for what would be good.
    Means whileFresh() {
        return old == null
                ? this
                : new Means(null, why + ", which was seen " + old + " ago and counts no more: list it again");
    }

    /// Why, with when that was seen where it was long ago; for what is broken, which nobody mended by not looking.
    String seen() {
        return old == null ? why : why + ", as it was seen " + old + " ago";
    }

    static Means of(Subject subject, Mechanism mechanism) {
        return switch (mechanism) {
            case SNAPSHOT, FULL -> kind(subject, mechanism, EnumSet.of(PointKind.SNAPSHOT, PointKind.FULL));
            case INCREMENTAL -> kind(subject, mechanism, EnumSet.of(PointKind.INCREMENTAL));
            case DIFFERENTIAL -> kind(subject, mechanism, EnumSet.of(PointKind.DIFFERENTIAL));
            case LOG_ARCHIVE, PITR -> log(subject.asset());
            case VERSIONING ->
                flag(subject.asset().versioning(), "Versions of objects are kept", "Versions of objects are not kept");
            case REPLICATION -> replication(subject);
            case CROSS_REGION -> otherRegion(subject);
            case REDUNDANCY, MULTI_ZONE -> zones(subject.asset());
            case STANDBY ->
                flag(subject.asset().kept().standby(), "A second server stands by", "No second server stands by");
            case IMMUTABLE -> Locks.of(subject).means();
            case DELETION_PROTECTION -> protection(subject);
            case SCHEDULED_RUN -> scheduled(subject);
            case TENANT_RESTORE -> tested(subject, "tenant");
            case FULL_RESTORE -> tested(subject, "full");
            case STAGING -> tested(subject, "point-in-time");
            case VERIFICATION -> tested(subject, null);
            case VERSION_CONTROL,
                    CROSS_REGION_KEYS,
                    MANUAL_RUN,
                    ALERTING,
                    MONITORING,
                    RECORD_OF_ACTS,
                    PERMISSION_GATE ->
                new Means(
                        null,
                        "No listing of an estate shows " + words(mechanism)
                                + ": look at it where it is set up, and write down who looked");
        };
    }

    static String words(Mechanism mechanism) {
        return Words.of(mechanism).replace('-', ' ');
    }

    private static Means kind(Subject subject, Mechanism mechanism, Set<PointKind> kinds) {
        Set<PointTraits> usable = subject.points().traits(subject.at()).keySet();
        if (usable.stream().anyMatch(trait -> kinds.contains(trait.kind()))) {
            return new Means(true, "There are usable points of the kind " + words(mechanism));
        }
        return usable.isEmpty()
                ? new Means(null, "No usable recovery point is known: list the points of this asset")
                : new Means(false, "None of the usable points is of the kind " + words(mechanism));
    }

    private static Means log(Asset asset) {
        if (asset.pitr() != null) {
            return new Means(
                    true,
                    "The log is archived, and moments since "
                            + Utc.words(asset.pitr().earliest()) + " can be gone back to");
        }
        return asset.configured().pitr() != null && asset.configured().pitr().isZero()
                ? new Means(false, "Point-in-time recovery is switched off")
                : new Means(null, "Whether the log is archived is not known: have the restorable window observed");
    }

    private static Means flag(@Nullable Boolean value, String yes, String no) {
        return value == null
                ? new Means(null, "No fact tells whether this is so: \"" + yes + "\"; have it observed")
                : new Means(value, value ? yes : no);
    }

    private static Means replication(Subject subject) {
        Asset asset = subject.asset();
        Means zones = zones(asset);
        Means regions = otherRegion(subject);
        if (Boolean.TRUE.equals(regions.there()) || Boolean.TRUE.equals(zones.there())) {
            return Boolean.TRUE.equals(regions.there()) ? regions : zones;
        }
        return Boolean.TRUE.equals(asset.kept().standby())
                ? new Means(true, "A second server follows")
                : new Means(null, "Where replicas lie is not known: have replica regions or zones observed");
    }

    private static Means otherRegion(Subject subject) {
        Asset asset = subject.asset();
        Set<String> regions = new HashSet<>(asset.replicaRegions());
        subject.points().traits(subject.at()).keySet().forEach(trait -> regions.addAll(trait.regions()));
        String home = asset.region();
        if (regions.isEmpty() || home == null) {
            return new Means(null, "In which regions copies lie is not known: have it observed");
        }
        regions.remove(home);
        return regions.isEmpty()
                ? new Means(false, "All copies lie in " + home + ", where live is")
                : new Means(
                        true,
                        "Copies lie in "
                                + String.join(", ", regions.stream().sorted().toList()));
    }

    private static Means zones(Asset asset) {
        List<String> zones = asset.kept().zones();
        if (zones.isEmpty()) {
            return new Means(null, "In how many zones copies lie is not known: have the provider's setting observed");
        }
        return new Means(zones.size() > 1, "Copies lie in " + String.join(", ", zones));
    }

    private static Means protection(Subject subject) {
        Circumstance known = subject.circumstance(Circumstance.Kind.DELETION_PROTECTION);
        if (known == null) {
            return new Means(null, "Whether its provider protects it against deletion is not known: list it");
        }
        return new Means(
                known.value().equals(Circumstance.ON),
                known.sentence().replaceFirst("[.]$", ""),
                subject.isOld(known) ? subject.age(known.observation()) : null);
    }

    private static Means scheduled(Subject subject) {
        Set<PointTraits> usable = subject.points().traits(subject.at()).keySet();
        if (usable.stream().anyMatch(trait -> "scheduled".equals(trait.trigger()))) {
            return new Means(true, "There are points that a schedule made");
        }
        return !usable.isEmpty() && usable.stream().allMatch(trait -> "manual".equals(trait.trigger()))
                ? new Means(false, "Every usable point was made by hand")
                : new Means(null, "Whether a schedule made the points is not known: have their trigger observed");
    }

    private static Means tested(Subject subject, @Nullable String kind) {
        String what = kind == null ? "restore test" : kind + " restore test";
        RestoreTest last = subject.tests().stream()
                .filter(test -> !test.at().isAfter(subject.at())
                        && (kind == null || test.kind().equals(kind)))
                .max(Comparator.comparing(RestoreTest::at))
                .orElse(null);
        if (last == null) {
            return new Means(null, "No " + what + " is known: run one, or import its record");
        }
        return new Means(
                last.passed(),
                "The last " + what + ", at " + Utc.words(last.at()) + (last.passed() ? ", passed" : ", failed"));
    }
}
