package io.backstay.policy.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.backstay.estate.AssetKind;
import io.backstay.estate.WalGap;
import io.backstay.policy.check.MadeAsset;
import io.backstay.policy.check.Probe;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ArchivingRuleTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Instant WEEK_AGO = NOW.minus(Duration.ofDays(7));

    @Test
    void theLagIsWhatWasMeasuredOrElseWhatIsMissingUpToTheLook() throws Exception {
        Finding measured = judge(asset().log(WEEK_AGO, NOW.minusSeconds(5), Duration.ofSeconds(1)), NOW);
        assertEquals(Finding.Status.COMPLIANT, measured.status());
        assertEquals("1 s behind", measured.measured());
        Finding counted = judge(asset().log(WEEK_AGO, NOW.minusSeconds(5), null), NOW);
        assertEquals(Finding.Status.BREACH, counted.status());
        assertEquals("5 s behind", counted.measured());
    }

    @Test
    void aHoleInTheLogIsABreachHoweverFreshTheEnd() throws Exception {
        WalGap gap = new WalGap(NOW.minus(Duration.ofDays(2)), NOW.minus(Duration.ofHours(47)));
        Finding finding = judge(asset().log(WEEK_AGO, NOW, Duration.ZERO, gap), NOW);
        assertEquals(Finding.Status.BREACH, finding.status());
        assertEquals(
                "1 stretch of the log is missing, 1 h in all, the newest from 2026-11-21 08:00:00 UTC to 2026-11-21"
                        + " 09:00:00 UTC: no moment between a gap and the next base backup can be restored; take a"
                        + " base backup now and find out what removed the files.",
                finding.message());
        Instant before = NOW.minus(Duration.ofDays(3));
        assertEquals(
                Finding.Status.UNKNOWN,
                judge(asset().log(WEEK_AGO, NOW, Duration.ZERO, gap), before).status());
    }

    @Test
    void whatNobodySawIsUnknown() throws Exception {
        assertEquals(Finding.Status.UNKNOWN, judge(asset(), NOW).status());
        MadeAsset seen = asset().log(WEEK_AGO, NOW, Duration.ZERO);
        assertEquals(
                Finding.Status.UNKNOWN,
                judge(seen, NOW.plus(Duration.ofHours(1))).status());
        assertEquals(
                Finding.Status.UNKNOWN,
                judge(seen, NOW.minus(Duration.ofHours(1))).status());
        assertEquals(
                Finding.Status.UNKNOWN, judge(seen, WEEK_AGO.minusSeconds(1)).status());
    }

    private static MadeAsset asset() {
        return Probe.asset(AssetKind.DATABASE, NOW);
    }

    private static Finding judge(MadeAsset asset, Instant at) throws Exception {
        return Probe.finding(
                Probe.policy("{rule: archiving, assets: [database], lag: PT1S}"), asset.facts(), at, "archiving");
    }
}
