package io.backstay.act.policy;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.estate.Asset;
import io.backstay.policy.retention.KeepRules;
import io.backstay.policy.retention.Keeping;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which recovery points stay under keep rules, why, and when each goes. Nothing is deleted.
public interface Retentions {
    /// What is asked.
    ///
    /// @param manifests exported manifests to read instead of the catalogue; empty for the catalogue
    /// @param asset     null for every asset that has points
    /// @param rule      what is to be kept
    /// @param every     how far apart new points are made; null for the usual distance between the newest
    /// @param at        the instant to judge; null for now, or for the export of the manifests
    record Question(
            List<Path> manifests,
            @Nullable AssetId asset,
            Rule rule,
            @Nullable Duration every,
            @Nullable Instant at) {}

    /// Where the rules come from.
    sealed interface Rule {
        /// Rules that are named.
        record Named(KeepRules rules) implements Rule {}

        /// Rules that keep no less than a policy promises.
        ///
        /// @param zone whose calendar is used
        record Promised(String policy, ZoneId zone) implements Rule {}
    }

    /// The answer.
    ///
    /// @param at the instant that was judged
    record Answer(Instant at, List<One> assets) {}

    /// One asset.
    ///
    /// @param rules   that its points were judged by
    /// @param clauses the policy's clauses that they come from; empty where they were named
    record One(Asset asset, KeepRules rules, List<String> clauses, Keeping keeping) {}

    /// Judges the points of each asset for itself, by the asset's id. Assets to which the policy does not apply, or
    /// for which it gives no numbers, are left out.
    Answer judge(Question question) throws BackstayException;
}
