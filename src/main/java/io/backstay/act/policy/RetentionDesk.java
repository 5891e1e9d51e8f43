package io.backstay.act.policy;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.catalogue.Catalogue;
import io.backstay.catalogue.PointFilter;
import io.backstay.estate.Asset;
import io.backstay.estate.Circumstance;
import io.backstay.estate.PointKind;
import io.backstay.estate.RecoveryPoint;
import io.backstay.estate.RestoreTest;
import io.backstay.manifest.ManifestSink;
import io.backstay.manifest.Manifests;
import io.backstay.policy.Policies;
import io.backstay.policy.Policy;
import io.backstay.policy.retention.KeepRules;
import io.backstay.policy.retention.Keeping;
import io.backstay.policy.retention.PromisedRules;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Keep rules over the catalogue, or over manifests alone: then no state folder is opened.
public final class RetentionDesk implements Retentions {
    private final Policies policies;
    private final Opening catalogue;
    private final InstantSource clock;

    /// A desk that has read nothing yet.
    public RetentionDesk(Policies policies, Opening catalogue, InstantSource clock) {
        this.policies = policies;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /// Opens the catalogue when it is asked.
    @FunctionalInterface
    public interface Opening {
        /// Opens it, or gives the open one.
        Catalogue open() throws BackstayException;
    }

    @Override
    public Answer judge(Question question) throws BackstayException {
        Instant at = Moments.of(question.manifests(), question.at(), clock);
        var gathered = new Gathered(question.asset(), at);
        if (question.manifests().isEmpty()) {
            Catalogue opened = catalogue.open();
            opened.assets().forEach(gathered::asset);
            AssetId asset = question.asset();
            opened.eachPoint(asset == null ? PointFilter.ALL : PointFilter.of(asset), gathered::point);
        }
        for (Path file : question.manifests()) {
            Manifests.read(file, gathered);
        }
        gathered.requireWanted();
        return new Answer(at, judged(question, gathered, at));
    }

    private List<One> judged(Question question, Gathered gathered, Instant at) throws BackstayException {
        Policy policy = question.rule() instanceof Rule.Promised promised ? policies.named(promised.policy()) : null;
        List<One> all = new ArrayList<>();
        for (Asset asset : gathered.assets.values()) {
            List<Keeping.Point> points = gathered.points.getOrDefault(asset.id(), List.of());
            if (points.isEmpty() || (policy != null && !policy.covers(asset.environment()))) {
                continue;
            }
            PromisedRules rules = rules(question.rule(), policy, asset);
            if (!rules.rules().isEmpty()) {
                all.add(new One(
                        asset,
                        rules.rules(),
                        rules.clauses(),
                        Keeping.of(rules.rules(), points, question.every(), at)));
            }
        }
        return List.copyOf(all);
    }

    private static PromisedRules rules(Rule rule, @Nullable Policy policy, Asset asset) {
        return switch (rule) {
            case Rule.Named(KeepRules named) -> new PromisedRules(named, List.of());
            case Rule.Promised(String _, ZoneId zone) -> {
                PromisedRules found = PromisedRules.of(policy == null ? List.of() : policy.clauses(), asset.kind());
                yield new PromisedRules(found.rules().in(zone), found.clauses());
            }
        };
    }

    /// What the rules need of each asset. Versions of objects are no points in a row, and are left out.
    private static final class Gathered implements ManifestSink {
        private final @Nullable AssetId wanted;
        private final Instant at;
        private final Map<AssetId, Asset> assets = new TreeMap<>();
        private final Map<AssetId, List<Keeping.Point>> points = new TreeMap<>();
        private final List<String> others = new ArrayList<>();

        Gathered(@Nullable AssetId wanted, Instant at) {
            this.wanted = wanted;
            this.at = at;
        }

        @Override
        public void asset(Asset asset) {
            if (isWanted(asset.id())) {
                assets.put(asset.id(), asset);
            } else {
                others.add(asset.id().value());
            }
        }

        @Override
        public void point(RecoveryPoint point) {
            Keeping.Point counts = isWanted(point.asset()) && point.kind() != PointKind.OBJECT_VERSION
                    ? Keeping.Point.of(point, at)
                    : null;
            if (counts != null) {
                points.computeIfAbsent(point.asset(), _ -> new ArrayList<>()).add(counts);
            }
        }

        @Override
        public void restoreTest(RestoreTest test) {
            // No rule speaks of tests.
        }

        @Override
        public void circumstance(Circumstance circumstance) {
            // Nor of circumstances.
        }

        private boolean isWanted(AssetId asset) {
            return wanted == null || wanted.equals(asset);
        }

        void requireWanted() throws BackstayException {
            if (wanted != null && assets.isEmpty()) {
                throw new BackstayException(new Failure.NotFound(
                        "The asset " + wanted,
                        others.isEmpty()
                                ? "List the estate's assets first, such as with 'backstay sync'."
                                : "There are " + others.stream().sorted().collect(Collectors.joining(", ")) + "."));
            }
        }
    }
}
