package io.backstay.policy.change;

import io.backstay.base.Durations;
import io.backstay.codec.Words;
import io.backstay.estate.AssetKind;
import io.backstay.estate.Environment;
import io.backstay.policy.Policy;
import io.backstay.policy.change.Change.Effect;
import io.backstay.policy.promise.Clause;
import io.backstay.policy.promise.Setting;
import io.backstay.policy.promise.Settings;
import io.backstay.policy.promise.Tiers;
import io.backstay.policy.promise.Tiers.Tier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Two versions of a policy, value by value; the same two give the same answer.
///
/// @param changes those that protect less first
/// @param notices whom the version in force promises to tell of them
public record PolicyDiff(Policy before, Policy after, List<Change> changes, List<DueNotice> notices) {
    private static final Comparator<Change> ORDER =
            Comparator.comparing(Change::effect).thenComparing(Change::field).thenComparing(Change::subject);

    /// What changes.
    ///
    /// @param before the version in force
    public static PolicyDiff between(Policy before, Policy after) {
        List<Change> changes = new ArrayList<>();
        settings(before, after, changes);
        for (AssetKind asset : AssetKind.values()) {
            retention(before, after, asset, changes);
        }
        for (Environment environment : Environment.values()) {
            environment(before, after, environment, changes);
        }
        words(before, after, changes);
        changes.sort(ORDER);
        List<Change> all = List.copyOf(changes);
        return new PolicyDiff(before, after, all, DueNotice.of(before, all));
    }

    /// Whether somebody has to be told before it takes effect, or of exactly this reduction.
    public boolean noticeRequired() {
        return notices.stream().anyMatch(DueNotice::personal);
    }

    private static void settings(Policy before, Policy after, List<Change> changes) {
        Map<String, Setting> old = byKey(before);
        Map<String, Setting> next = byKey(after);
        var keys = new TreeSet<>(old.keySet());
        keys.addAll(next.keySet());
        for (String key : keys) {
            Setting from = old.get(key);
            Setting to = next.get(key);
            Setting any = from == null ? to : from;
            if (any != null && (from == null || to == null || !from.value().equals(to.value()))) {
                changes.add(new Change(
                        any.field(),
                        any.subject(),
                        from == null ? null : from.value(),
                        to == null ? null : to.value(),
                        effect(from, to),
                        from == null ? null : from.clause(),
                        to == null ? null : to.clause()));
            }
        }
    }

    /// What is kept by age is compared as a whole, since one tier may stand in for another.
    private static Map<String, Setting> byKey(Policy policy) {
        Map<String, Setting> settings = new LinkedHashMap<>();
        for (Setting setting : Settings.effective(policy.clauses())) {
            boolean tier = setting.field().startsWith("retention every ")
                    && !setting.field().endsWith("copies");
            boolean vague = setting.field().equals("retention");
            if (!tier && !vague && !setting.field().equals("pitr-window")) {
                settings.put(setting.field() + '\n' + setting.subject(), setting);
            }
        }
        return settings;
    }

    private static Effect effect(@Nullable Setting from, @Nullable Setting to) {
        if (from == null || to == null) {
            Setting there = from == null ? to : from;
            Effect gone = there == null ? Effect.NEUTRAL : whenItGoes(there);
            return from == null ? opposite(gone) : gone;
        }
        boolean vague = from.value().equals(Settings.NO_NUMBER);
        if (vague || to.value().equals(Settings.NO_NUMBER)) {
            return vague ? Effect.IMPROVES : Effect.REDUCES;
        }
        int grows = Long.compare(to.weight(), from.weight());
        return switch (from.better()) {
            case LARGER -> byGrowth(grows);
            case SMALLER -> opposite(byGrowth(grows));
            case PRESENT, MISSING, NEITHER -> Effect.NEUTRAL;
        };
    }

    private static Effect byGrowth(int grows) {
        return grows == 0 ? Effect.NEUTRAL : grows > 0 ? Effect.IMPROVES : Effect.REDUCES;
    }

    private static Effect whenItGoes(Setting there) {
        return switch (there.better()) {
            case SMALLER, LARGER, PRESENT -> Effect.REDUCES;
            case MISSING -> Effect.IMPROVES;
            case NEITHER -> there.value().equals(Settings.NO_NUMBER) ? Effect.REDUCES : Effect.NEUTRAL;
        };
    }

    private static Effect opposite(Effect effect) {
        return switch (effect) {
            case REDUCES -> Effect.IMPROVES;
            case IMPROVES -> Effect.REDUCES;
            case NEUTRAL -> Effect.NEUTRAL;
        };
    }

    private static void retention(Policy before, Policy after, AssetKind asset, List<Change> changes) {
        Tiers old = Tiers.of(before.clauses(), asset, false);
        Tiers next = Tiers.of(after.clauses(), asset, false);
        String from = shown(old);
        String to = shown(next);
        if (from.equals(to)) {
            return;
        }
        var ages = new TreeSet<Duration>();
        old.tiers().forEach(tier -> ages.add(tier.keep()));
        next.tiers().forEach(tier -> ages.add(tier.keep()));
        boolean worse = false;
        boolean better = false;
        Clause lost = old.tiers().isEmpty() ? null : old.tiers().getFirst().clause();
        for (Duration age : ages) {
            int grows = coarser(old.at(age), next.at(age));
            worse |= grows > 0;
            better |= grows < 0;
            Tier was = old.at(age);
            lost = grows > 0 && was != null ? was.clause() : lost;
        }
        changes.add(new Change(
                "retention",
                Words.of(asset),
                old.tiers().isEmpty() ? null : from,
                next.tiers().isEmpty() ? null : to,
                worse ? Effect.REDUCES : better ? Effect.IMPROVES : Effect.NEUTRAL,
                lost,
                next.tiers().isEmpty() ? null : next.tiers().getFirst().clause()));
    }

    /// More than 0 when moments of an age lie farther apart than before, or are gone.
    private static int coarser(@Nullable Tier old, @Nullable Tier next) {
        if (old == null || next == null) {
            return old == null ? (next == null ? 0 : -1) : 1;
        }
        return next.every().compareTo(old.every());
    }

    private static String shown(Tiers tiers) {
        return tiers.tiers().stream()
                .sorted(Comparator.comparing(Tier::every).thenComparing(Tier::keep))
                .map(tier -> (tier.window() ? "every moment" : "every " + Durations.words(tier.every())) + " for "
                        + Durations.words(tier.keep()))
                .collect(Collectors.joining(", "));
    }

    private static void environment(Policy before, Policy after, Environment environment, List<Change> changes) {
        boolean was = before.environments().contains(environment);
        boolean is = after.environments().contains(environment);
        if (was != is) {
            changes.add(new Change(
                    "environment",
                    Words.of(environment),
                    was ? "covered" : null,
                    is ? "covered" : null,
                    was ? Effect.REDUCES : Effect.IMPROVES,
                    null,
                    null));
        }
    }

    /// Clauses whose words changed although none of their values did, or that say no value and come or go.
    private static void words(Policy before, Policy after, List<Change> changes) {
        Map<String, Clause> old = clauses(before);
        Map<String, Clause> next = clauses(after);
        var ids = new TreeSet<>(old.keySet());
        ids.addAll(next.keySet());
        for (String id : ids) {
            Clause from = old.get(id);
            Clause to = next.get(id);
            String was = from == null ? null : from.quotation();
            String is = to == null ? null : to.quotation();
            boolean told = changes.stream().anyMatch(change -> isOf(change.before(), id) || isOf(change.after(), id));
            if (!told && !Objects.equals(was, is)) {
                changes.add(new Change("words", id, was, is, Effect.NEUTRAL, from, to));
            }
        }
    }

    private static boolean isOf(@Nullable Clause clause, String id) {
        return clause != null && clause.id().equals(id);
    }

    private static Map<String, Clause> clauses(Policy policy) {
        Map<String, Clause> clauses = new LinkedHashMap<>();
        policy.clauses().forEach(clause -> clauses.put(clause.id(), clause));
        return clauses;
    }
}
