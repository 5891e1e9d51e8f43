package io.backstay.policy.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.estate.AssetKind;
import io.backstay.estate.CopiedLog;
import io.backstay.estate.Safekeeping;
import io.backstay.policy.rules.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What counts as a copy in another region, and as how old.
final class CopiesElsewhereTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final String TWO = "{rule: copies, assets: [database], spread: regions, atLeast: 2}";
    private static final String DAY =
            "{rule: scenario, scenario: flood, assets: [database], rpo: P1D, needs: [cross-region]}";

    private static Instant ago(int hours) {
        return NOW.minus(Duration.ofHours(hours));
    }

    private static Probe.MadePoint point(int hoursAgo, String... regions) {
        return new Probe.MadePoint(ago(hoursAgo)).regions(regions);
    }

    private static MadeAsset asset(Probe.MadePoint... points) {
        return Probe.asset(AssetKind.DATABASE, NOW).of(null, "home").with(points);
    }

    /// With a log that is copied to `there`, and a read replica of live in `replica`.
    private static MadeAsset copied(Instant earliest, Instant latest, Probe.MadePoint... points) {
        var log = new CopiedLog("there", earliest, latest);
        return asset(points)
                .of(null, "home", "replica", "there")
                .kept(new Safekeeping(null, List.of(), null, null, null, null, List.of(log)));
    }

    private static String copies(MadeAsset asset) throws Exception {
        Finding found = Probe.finding(Probe.policy(TWO), asset.facts(), NOW, "copies");
        return found.status() + " " + found.measured();
    }

    /// With a drill that passed, so that the copies alone decide.
    private static Finding scenario(MadeAsset asset, Instant at) throws Exception {
        asset.test("full", "flood", ago(20 * 24), true, null, Duration.ZERO);
        return Probe.finding(Probe.policy(DAY), asset.facts(), at, "scenario");
    }

    private static void holds(MadeAsset asset) throws Exception {
        Finding found = scenario(asset, NOW);
        assertEquals("COMPLIANT", found.status().name(), found::message);
    }

    private static void isTooOld(MadeAsset asset) throws Exception {
        Finding found = scenario(asset, NOW);
        assertEquals("BREACH", found.status().name(), found::message);
        assertTrue(found.message().contains("is 1 d 1 h old, promised is at most 1 d"), found::message);
    }

    @Test
    void everyUsablePointOfTheNewestMomentCountsAndNoOlderOne() throws Exception {
        assertEquals("BREACH home", copies(asset(point(3, "home"), point(4, "there"))));
        assertEquals("COMPLIANT home, there", copies(asset(point(3, "home"), point(3, "there"))));
        assertEquals(
                "BREACH home", copies(asset(point(3, "home"), point(3, "there").expires(ago(1)))));
    }

    @Test
    void aCopiedLogThatReachesTheNewestPointIsACopyInItsOwnRegionAlone() throws Exception {
        assertEquals("COMPLIANT home, there", copies(copied(ago(90), ago(3), point(3, "home"))));
        assertEquals("BREACH home", copies(copied(ago(90), ago(4), point(3, "home"))));
        assertEquals("BREACH home", copies(copied(ago(2), ago(1), point(3, "home"))));
    }

    @Test
    void theNewestCopyElsewhereIsNotOlderThanWhatMayBeLost() throws Exception {
        holds(asset(point(3, "home"), point(24, "there")));
        isTooOld(asset(point(3, "home"), point(25, "there")));
        holds(copied(ago(90), ago(24), point(30, "there")));
        isTooOld(copied(ago(90), ago(25), point(30, "there")));
    }

    @Test
    void whatWasYoungEnoughWhenItWasLookedAtLastMayHaveASuccessor() throws Exception {
        MadeAsset young =
                Probe.asset(AssetKind.DATABASE, ago(26)).of(null, "home").with(point(30, "home", "there"));
        Finding unknown = scenario(young, NOW);
        assertEquals("UNKNOWN", unknown.status().name(), unknown::message);
        assertTrue(unknown.message().contains("list its points"), unknown::message);
        MadeAsset old =
                Probe.asset(AssetKind.DATABASE, ago(26)).of(null, "home").with(point(52, "home", "there"));
        assertEquals("BREACH", scenario(old, NOW).status().name());
    }

    @Test
    void whatACopiedLogBeginsWithLaterWasNotThereBefore() throws Exception {
        MadeAsset asset = copied(ago(10), NOW, point(80, "home"), point(80, "there"));
        assertEquals("COMPLIANT", scenario(asset, ago(10)).status().name());
        assertEquals("UNKNOWN", scenario(asset, ago(11)).status().name(), "what was there then is not all known");
    }
}
