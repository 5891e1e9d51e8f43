package io.backstay.policy.rules;

import io.backstay.base.Counts;
import io.backstay.codec.Words;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.estate.Circumstance;
import io.backstay.estate.PointTraits;
import io.backstay.policy.promise.Target.Isolation.Barrier;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Whether backups are apart from live: in another account, in other storage, out of reach of production's credentials,
/// and open to nobody outside.
final class IsolationRule {
    private static final String RULE = "isolation";

    private IsolationRule() {}

    static Finding judge(Subject subject, Barrier barrier) {
        Map<PointTraits, Integer> points = subject.points().traits(subject.at());
        String target = "apart by " + Words.of(barrier);
        return switch (barrier) {
            case PUBLIC -> outside(subject, points);
            case STORAGE -> storage(subject, points, target);
            case ACCOUNT -> account(subject, points, target);
            case CREDENTIALS -> credentials(subject, target);
        };
    }

    /// A snapshot that is shared can be restored by others, whoever else may not.
    private static Finding outside(Subject subject, Map<PointTraits, Integer> points) {
        String target = "not public, not shared";
        Boolean open = subject.asset().kept().publicAccess();
        int seen = count(points, trait -> is(trait, "public") || is(trait, "shared"));
        int unclear = count(points, trait -> trait.visibility() == null);
        if (seen > 0 || Boolean.TRUE.equals(open)) {
            return subject.breach(
                    RULE,
                    target,
                    seen > 0 ? Counts.of(seen, "point") + " shared or public" : "public",
                    (seen > 0
                                    ? Counts.of(seen, "usable point") + (seen == 1 ? " is" : " are")
                                            + " shared with others or public"
                                    : "Somebody without any credential can read it")
                            + ": take that back at once, find out who had access, and treat it as an incident.");
        }
        String address = told(subject, Circumstance.Kind.PUBLIC_ADDRESS);
        // A bucket's versions are as open as the bucket, whatever each of them says.
        boolean unseen = open == null
                && (points.isEmpty() || address != null || subject.asset().kind() == AssetKind.OBJECT_STORE);
        if (unseen && address != null) {
            return subject.unknown(
                    RULE,
                    target,
                    address + " Whether somebody outside does is not known: close it, or have its groups looked at.");
        }
        if (unclear > 0 || unseen) {
            return subject.unknown(
                    RULE,
                    target,
                    unseen
                            ? "Whether others can read it is not known: have public access and sharing observed."
                            : Counts.of(unclear, "usable point")
                                    + (unclear == 1
                                            ? " does not say with whom it is"
                                            : " do not say with whom they are")
                                    + " shared: have that observed.");
        }
        return subject.compliant(RULE, target, "private", "Nothing is public or shared." + subject.staleness());
    }

    private static Finding storage(Subject subject, Map<PointTraits, Integer> points, String target) {
        int open = count(points, trait -> is(trait, "public") || is(trait, "shared"));
        if (open > 0) {
            return outside(subject, points);
        }
        Boolean apart = subject.asset().kept().apart();
        if (apart == null && !isAllElsewhere(subject.asset(), points)) {
            return subject.unknown(
                    RULE, target, "Whether copies lie in other storage than live is not known: have it observed.");
        }
        return Boolean.FALSE.equals(apart)
                ? subject.breach(
                        RULE, target, "same storage", "Copies lie in the storage of live, and go with it: move them.")
                : subject.compliant(RULE, target, "other storage", "Copies lie in other storage than live.");
    }

    private static Finding account(Subject subject, Map<PointTraits, Integer> points, String target) {
        String live = subject.asset().account();
        int same = live == null ? 0 : count(points, trait -> live.equals(trait.account()));
        if (same > 0) {
            return subject.breach(
                    RULE,
                    target,
                    Counts.of(same, "point") + " in the account of live",
                    Counts.of(same, "usable point") + (same == 1 ? " lies" : " lie") + " in " + live
                            + ", the account of live, so whoever takes that account over can delete both: copy them to"
                            + " an account of their own.");
        }
        return isAllElsewhere(subject.asset(), points)
                ? subject.compliant(
                        RULE, target, "other account", "Every usable point lies in another account than live.")
                : subject.unknown(
                        RULE,
                        target,
                        "In whose account live and its points lie is not known: list both, then check again.");
    }

    private static boolean isAllElsewhere(Asset asset, Map<PointTraits, Integer> points) {
        String live = asset.account();
        return live != null
                && !points.isEmpty()
                && points.keySet().stream().allMatch(trait -> trait.account() != null && !live.equals(trait.account()));
    }

    private static Finding credentials(Subject subject, String target) {
        Boolean can = subject.asset().kept().productionCanDelete();
        Locks locks = Locks.of(subject);
        String rights = told(subject, Circumstance.Kind.DELETABLE_BY_PRODUCTION);
        if (Boolean.FALSE.equals(can) || locks.holdAgainstProduction()) {
            return subject.compliant(
                    RULE,
                    target,
                    can == null ? "locked" : "cannot delete",
                    can == null
                            ? "Every usable point is locked, so production cannot delete it."
                            : "The credentials of production cannot delete points.");
        }
        return Boolean.TRUE.equals(can)
                ? subject.breach(
                        RULE,
                        target,
                        "can delete",
                        "The credentials of production can delete points: take that right away, or lock the points."
                                + (rights == null ? "" : " " + rights) + beside(locks))
                : subject.unknown(
                        RULE,
                        target,
                        "Whether the credentials of production can delete points is not known: try a dry run, or"
                                + " have the rights observed.");
    }

    /// What still holds although somebody may delete.
    private static String beside(Locks locks) {
        int held = locks.locked() + locks.governed();
        return locks.points() == 0
                ? ""
                : " Of " + Counts.of(locks.points(), "usable point") + ", " + Counts.of(held)
                        + (held == 1 ? " is" : " are") + " locked against it.";
    }

    /// What a person should know where that is so, and when it was seen where that was long ago; else null.
    private static @Nullable String told(Subject subject, Circumstance.Kind kind) {
        Circumstance known = subject.circumstance(kind);
        if (known == null || !known.value().equals(Circumstance.ON)) {
            return null;
        }
        return known.sentence()
                + (subject.isOld(known) ? " That was seen " + subject.age(known.observation()) + " ago." : "");
    }

    private static boolean is(PointTraits trait, String word) {
        @Nullable String visibility = trait.visibility();
        return word.equals(visibility);
    }

    private static int count(Map<PointTraits, Integer> points, Predicate<PointTraits> so) {
        return points.entrySet().stream()
                .filter(each -> so.test(each.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }
}
