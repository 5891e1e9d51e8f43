package io.backstay.ui.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.policy.check.PolicyCheck;
import io.backstay.policy.check.Probe;
import io.backstay.policy.facts.EstateFacts;
import io.backstay.ui.kit.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The mark of a row follows what the policy's rules say of facts that are too old.
class AssetRowTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    private static Mark mark(Duration age) throws Exception {
        Instant seen = NOW.minus(age);
        EstateFacts facts = Probe.asset(AssetKind.DATABASE, seen)
                .with(new Probe.MadePoint(seen))
                .facts();
        Asset asset = facts.assets().iterator().next();
        var findings = PolicyCheck.check(Probe.policy("{rule: encryption, assets: [database]}"), facts, NOW)
                .findings();
        return new AssetRow(asset, "agentic-labs", findings, List.of(), 1, NOW).mark();
    }

    @Test
    void anAssetThatNobodyListedForTwoDaysIsNotMarkedAsHolding() throws Exception {
        assertEquals(Mark.HOLDS, mark(Duration.ofHours(2)));
        assertEquals(Mark.UNKNOWN, mark(Duration.ofDays(2)));
    }
}
