package io.backstay.policy.check;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.PointId;
import io.backstay.codec.Yaml;
import io.backstay.estate.AssetKind;
import io.backstay.estate.Observation;
import io.backstay.estate.PointKind;
import io.backstay.estate.PointStatus;
import io.backstay.estate.RecoveryPoint;
import io.backstay.policy.Policy;
import io.backstay.policy.PolicyReader;
import io.backstay.policy.facts.EstateFacts;
import io.backstay.policy.rules.Finding;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One promise and one made asset, for tests of a single rule.
public final class Probe {
    private static final AtomicInteger NEXT = new AtomicInteger();

    private Probe() {}

    /// A policy of one clause that sets those values, such as `{rule: rpo, assets: [database], atMost: PT1H}`.
    public static Policy policy(String... sets) throws BackstayException {
        return document("checkable", "sets", sets);
    }

    /// A policy of one clause that says so.
    public static Policy saying(String... says) throws BackstayException {
        return document("intention", "says", says);
    }

    private static Policy document(String kind, String list, String... items) throws BackstayException {
        var text = new StringBuilder("""
                format: backstay-policy/1
                id: probe
                title: Probe
                publisher: Probe
                environments: [production]
                clauses:
                  - id: only
                    kind: %s
                    quotation: "So it is promised."
                    %s:
                """.formatted(kind, list));
        for (String item : items) {
            text.append("      - ").append(item).append('\n');
        }
        return PolicyReader.read(Yaml.parse("probe.yaml", text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    public static MadeAsset asset(AssetKind kind, Instant seen) {
        return new MadeAsset(new AssetId(kind == AssetKind.OBJECT_STORE ? "files" : "db"), kind, seen);
    }

    /// The only finding of that rule.
    public static Finding finding(Policy policy, EstateFacts facts, Instant at, String rule) {
        List<Finding> found = PolicyCheck.check(policy, facts, at).findings().stream()
                .filter(finding -> finding.rule().equals(rule))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("not one finding of " + rule + ": " + found);
        }
        return found.getFirst();
    }

    public static RecoveryPoint point(Instant takenAt, @Nullable Instant completedAt, PointStatus status) {
        return new MadePoint(takenAt).completed(completedAt).status(status).point(new AssetId("db"));
    }

    /// A recovery point to be changed before it is taken.
    public static final class MadePoint {
        private final Instant takenAt;
        private @Nullable Instant completedAt;
        private @Nullable Instant expiresAt;
        private @Nullable Instant lockedUntil;
        private @Nullable String account;
        private @Nullable String visibility;
        private @Nullable String lockMode;
        private @Nullable String trigger;
        private List<String> regions = List.of();
        private PointKind kind = PointKind.SNAPSHOT;
        private PointStatus status = PointStatus.AVAILABLE;

        public MadePoint(Instant takenAt) {
            this.takenAt = takenAt;
            this.completedAt = takenAt;
        }

        public MadePoint completed(@Nullable Instant value) {
            completedAt = value;
            return this;
        }

        public MadePoint expires(@Nullable Instant value) {
            expiresAt = value;
            return this;
        }

        public MadePoint locked(@Nullable Instant value, @Nullable String mode) {
            lockedUntil = value;
            lockMode = mode;
            return this;
        }

        public MadePoint account(@Nullable String value) {
            account = value;
            return this;
        }

        public MadePoint visibility(@Nullable String value) {
            visibility = value;
            return this;
        }

        public MadePoint trigger(@Nullable String value) {
            trigger = value;
            return this;
        }

        public MadePoint regions(String... values) {
            regions = List.of(values);
            return this;
        }

        public MadePoint kind(PointKind value) {
            kind = value;
            return this;
        }

        public MadePoint status(PointStatus value) {
            status = value;
            return this;
        }

        public RecoveryPoint point(AssetId asset) {
            return new RecoveryPoint(
                    new PointId("point-" + NEXT.incrementAndGet()),
                    asset,
                    kind,
                    takenAt,
                    completedAt,
                    expiresAt,
                    status,
                    null,
                    "AES-256",
                    account,
                    regions,
                    visibility,
                    lockedUntil,
                    lockMode,
                    trigger,
                    null,
                    new Observation("made", takenAt));
        }
    }
}
