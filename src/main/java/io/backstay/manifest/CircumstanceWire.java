package io.backstay.manifest;

import io.backstay.base.AssetId;
import io.backstay.estate.Circumstance;
import io.backstay.estate.Observation;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A circumstance, as a manifest writes it.
record CircumstanceWire(
        String subject,
        @Nullable AssetId asset,
        Circumstance.Kind kind,
        String value,
        String sentence,
        @Nullable String source,
        @Nullable Instant observedAt) {
    /// @param described assets that the manifest has; of another one it would be refused
    static CircumstanceWire of(Circumstance each, Set<AssetId> described) {
        AssetId asset = each.asset();
        return new CircumstanceWire(
                each.subject(),
                asset == null || described.contains(asset) ? asset : null,
                each.kind(),
                each.value(),
                each.sentence(),
                each.observation().source(),
                each.observation().observedAt());
    }

    Circumstance toCircumstance(Observation otherwise) {
        return new Circumstance(
                subject, asset, kind, value, sentence, AssetWire.observed(source, observedAt, otherwise));
    }
}
