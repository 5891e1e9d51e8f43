package io.backstay.policy.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.AssetId;
import io.backstay.estate.AssetKind;
import io.backstay.estate.AssetPast;
import io.backstay.estate.WalGap;
import io.backstay.policy.facts.EstateFacts;
import io.backstay.policy.rules.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// An RPO for wanted moments of some age: how much would be lost of the worst of them.
final class RpoByAgeTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final int ESTATES = 300;

    @Test
    void theWidestDistanceInThatBandOfAgesCounts() throws Exception {
        String promise = "{rule: rpo, assets: [database], atMost: P1D, olderThan: P7D, within: P20D}";
        assertEquals("COMPLIANT 1 d", judge(promise, nights(22)));
        assertEquals("BREACH 2 d", judge(promise, nights(22, 12)));
        assertEquals("COMPLIANT 1 d", judge(promise, nights(30, 3, 4, 25, 26)));
        assertEquals("UNKNOWN null", judge(promise, nights(19)));
        assertEquals("UNKNOWN null", judge(promise, nights(7)));
        assertEquals("UNKNOWN null", judge(promise, nights(0)));
        assertEquals("BREACH 2 d", judge(promise, nights(19, 12)));
    }

    @Test
    void withoutAnEndTheLongestPromisedRetentionIsTheEnd() throws Exception {
        String promise = "{rule: rpo, assets: [database], atMost: P1D, olderThan: P7D}";
        String kept = "{rule: retention, assets: [database], keep: P30D, every: P1D}";
        Finding open = finding(nights(20), promise);
        assertEquals("COMPLIANT 1 d, older than 7 d", open.status() + " " + open.target());
        Finding ends = finding(nights(20), promise, kept);
        assertEquals("UNKNOWN 1 d, older than 7 d up to 30 d", ends.status() + " " + ends.target());
        assertTrue(ends.message().contains("known since 2026-11-04 05:00:00 UTC only"), ends::message);
        assertEquals(
                Finding.Status.COMPLIANT, finding(nights(30), promise, kept).status());
    }

    @Test
    void whatTheLogHoldsIsNotLostAndAHoleInItIs() throws Exception {
        String promise = "{rule: rpo, assets: [database], atMost: PT1H, olderThan: P7D, within: P9D}";
        assertEquals("COMPLIANT any moment", judge(promise, asset().log(ago(10), NOW, null)));
        MadeAsset both = asset().log(ago(10), NOW, null).with(new Probe.MadePoint(ago(8)));
        assertEquals("COMPLIANT any moment", judge(promise, both));
        WalGap gap = new WalGap(ago(8), ago(8).plusSeconds(7200));
        assertEquals("BREACH 2 h", judge(promise, asset().log(ago(10), NOW, null, gap)));
        assertEquals("BREACH 4 d", judge(promise, asset().log(ago(15), ago(11), null)));
    }

    /// Before its present beginning a window may have reached farther; what is missing behind that was missing then.
    @Test
    void aWindowThatRollsCondemnsThePastOnlyForItsHoles() throws Exception {
        String promise = "{rule: rpo, assets: [database], atMost: PT1H, olderThan: P2D, within: P4D}";
        MadeAsset rolled = asset().log(ago(4), NOW, null).with(new Probe.MadePoint(ago(9)));
        assertEquals(Finding.Status.UNKNOWN, then(promise, rolled).status());
        WalGap hole = new WalGap(ago(4), ago(4).plusSeconds(7200));
        MadeAsset broken = asset().log(ago(7), NOW, null, hole);
        assertEquals(
                "BREACH",
                Probe.finding(Probe.policy(promise), covered(broken), ago(1), "rpo")
                        .status()
                        .name());
    }

    private static EstateFacts covered(MadeAsset asset) {
        return asset.facts().add(new AssetId("db"), new AssetPast(List.of(ago(2), ago(1), NOW)));
    }

    private static Finding then(String promise, MadeAsset asset) throws Exception {
        return Probe.finding(Probe.policy(promise), covered(asset), ago(1), "rpo");
    }

    @Test
    void aVersionedBucketIsKnownFromWhenItWasLookedAt() throws Exception {
        String promise = "{rule: rpo, assets: [object-store], atMost: PT1H, olderThan: P7D, within: P9D}";
        MadeAsset bucket = Probe.asset(AssetKind.OBJECT_STORE, NOW).versioning(true);
        assertEquals("UNKNOWN null", judge(promise, bucket));
        assertEquals("COMPLIANT any moment", judge(promise, bucket.log(ago(30), ago(20), null)));
    }

    /// The slow way asks of every hour of the band what would be lost of it, and of the moments just before a point.
    @Test
    void theRuleAndAskingForEveryMomentAgreeOnRandomEstates() throws Exception {
        long seed = 20_261_126L;
        var random = new Random(seed);
        Map<Finding.Status, Integer> seen = new EnumMap<>(Finding.Status.class);
        for (int estate = 0; estate < ESTATES; estate++) {
            int no = estate;
            List<Instant> points = new ArrayList<>();
            for (int hour = random.nextInt(60); hour < 24 * (5 + random.nextInt(20)); hour += 1 + random.nextInt(40)) {
                points.add(NOW.minus(Duration.ofHours(hour)));
            }
            MadeAsset asset = asset();
            points.forEach(point -> asset.with(new Probe.MadePoint(point)));
            int older = 1 + random.nextInt(8);
            int within = older + 1 + random.nextInt(8);
            int most = 12 + random.nextInt(40);
            Finding finding = finding(
                    asset,
                    "{rule: rpo, assets: [database], atMost: PT%dH, olderThan: P%dD, within: P%dD}"
                            .formatted(most, older, within));
            assertEquals(
                    slow(points, Duration.ofHours(most), ago(within), ago(older)),
                    finding.status(),
                    () -> "seed " + seed + ", estate " + no + ": " + finding);
            seen.merge(finding.status(), 1, Integer::sum);
        }
        assertTrue(seen.size() == 3 && seen.values().stream().allMatch(count -> count > 20), seen::toString);
    }

    private static Finding.Status slow(List<Instant> points, Duration most, Instant from, Instant to) {
        boolean breach = false;
        boolean reached = true;
        for (Instant wanted = from; !wanted.isAfter(to); wanted = wanted.plus(Duration.ofHours(1))) {
            Instant moment = wanted;
            Instant best = points.stream()
                    .filter(point -> point.isBefore(moment))
                    .max(Instant::compareTo)
                    .orElse(null);
            // A moment that is itself a point, and the oldest, is reached and loses nothing.
            if (best == null) {
                reached &= points.contains(moment)
                        || points.stream()
                                .anyMatch(point -> !point.isAfter(from.plus(most)) && !point.isBefore(moment));
            } else if (Duration.between(best, moment).compareTo(most) > 0) {
                breach = true;
            }
        }
        boolean any = points.stream().anyMatch(point -> !point.isAfter(to));
        return breach ? Finding.Status.BREACH : any && reached ? Finding.Status.COMPLIANT : Finding.Status.UNKNOWN;
    }

    /// One each night, three hours before this time of day, without some.
    private static MadeAsset nights(int count, int... without) {
        MadeAsset asset = asset();
        for (int night = 0; night < count; night++) {
            int no = night;
            if (IntStream.of(without).noneMatch(each -> each == no)) {
                asset.with(new Probe.MadePoint(ago(night).minus(Duration.ofHours(3))));
            }
        }
        return asset;
    }

    private static MadeAsset asset() {
        return Probe.asset(AssetKind.DATABASE, NOW);
    }

    private static Instant ago(int days) {
        return NOW.minus(DAY.multipliedBy(days));
    }

    private static String judge(String promise, MadeAsset asset) throws Exception {
        Finding finding = finding(asset, promise);
        return finding.status() + " " + finding.measured();
    }

    private static Finding finding(MadeAsset asset, String... promises) throws Exception {
        return Probe.finding(Probe.policy(promises), asset.facts(), NOW, "rpo");
    }
}
