package io.backstay.policy.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.AssetId;
import io.backstay.estate.AssetKind;
import io.backstay.estate.Circumstance;
import io.backstay.estate.Heard;
import io.backstay.estate.Observation;
import io.backstay.estate.Safekeeping;
import io.backstay.policy.facts.EstateFacts;
import io.backstay.policy.rules.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What held when somebody looked is not known to hold for ever.
final class StaleFactsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    /// Of every family of rules a promise that the asset below keeps.
    private static final String ENCRYPTION = "{rule: encryption, assets: [database]}";

    private static MadeAsset asset(Duration age) {
        Instant seen = NOW.minus(age);
        return Probe.asset(AssetKind.DATABASE, seen)
                .of("1", "home", "there")
                .versioning(true)
                .immutable(true)
                .kept(new Safekeeping(true, List.of("a", "b"), false, false, "TLS 1.3", true))
                .test("full", "flood", NOW.minus(Duration.ofDays(9)), true, Duration.ofHours(1), Duration.ZERO)
                .with(new Probe.MadePoint(seen.minus(Duration.ofHours(1)))
                        .account("2")
                        .regions("home", "there")
                        .visibility("private")
                        .trigger("scheduled")
                        .expires(NOW.plus(Duration.ofDays(20)))
                        .locked(NOW.plus(Duration.ofDays(19)), "compliance"));
    }

    private static Finding finding(EstateFacts facts, String promise) throws Exception {
        String rule = promise.replaceFirst("\\{rule: ([a-z-]+).*", "$1");
        return Probe.finding(Probe.policy(promise), facts, NOW, rule.equals("by") ? "means" : rule);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ENCRYPTION,
                "{rule: isolation, assets: [database], from: [public]}",
                "{rule: isolation, assets: [database], from: [storage]}",
                "{rule: isolation, assets: [database], from: [account]}",
                "{rule: isolation, assets: [database], from: [credentials]}",
                "{rule: immutability, assets: [database], atLeast: P10D}",
                "{rule: by, assets: [database], mechanism: snapshot}",
                "{rule: by, assets: [database], mechanism: immutable}",
                "{rule: by, assets: [database], mechanism: cross-region}",
                "{rule: by, assets: [database], mechanism: incremental, absent: true}",
                "{rule: copies, assets: [database], spread: regions, atLeast: 2}",
                "{rule: expiry, assets: [database]}",
                "{rule: rpo, assets: [database], atMost: P7D}",
                "{rule: scenario, scenario: flood, assets: [database], needs: [cross-region]}",
            })
    void noPromiseHoldsByFactsThatAreTooOldAndTheirAgeIsSaid(String promise) throws Exception {
        Finding fresh = finding(asset(Duration.ofHours(20)).facts(), promise);
        assertEquals(Finding.Status.COMPLIANT, fresh.status(), fresh::message);
        Finding stale = finding(asset(Duration.ofHours(28)).facts(), promise);
        assertEquals(Finding.Status.UNKNOWN, stale.status(), stale::message);
        assertTrue(stale.message().contains("1 d 4 h"), stale::message);
    }

    @Test
    void whatTheNewestListingDidNotHearOfIsStaleAtOnceFromThatListingOn() throws Exception {
        EstateFacts facts = asset(Duration.ofHours(2)).facts();
        facts.add("made", new Heard(NOW, NOW));
        Finding unheard = finding(facts, ENCRYPTION);
        assertEquals(Finding.Status.UNKNOWN, unheard.status(), unheard::message);
        assertTrue(unheard.message().contains("did not hear of it, and its facts are 2 h old"), unheard::message);
        facts.add("made", new Heard(NOW, NOW.minus(Duration.ofHours(2))));
        assertEquals(Finding.Status.COMPLIANT, finding(facts, ENCRYPTION).status(), "it was not asked for");
        facts.add("made", new Heard(NOW.plusSeconds(1), NOW.plusSeconds(1)));
        assertEquals(Finding.Status.COMPLIANT, finding(facts, ENCRYPTION).status(), "the listing came later");
        facts.add("another", new Heard(NOW, NOW));
        assertEquals(Finding.Status.COMPLIANT, finding(facts, ENCRYPTION).status(), "another source's listing");
    }

    private static Circumstance said(Circumstance.Kind kind, String value, Instant at) {
        return new Circumstance("db", new AssetId("db"), kind, value, "It says so.", new Observation("made", at));
    }

    @Test
    void deletionProtectionIsJudgedByWhatItsProviderSaidLately() throws Exception {
        String promise = "{rule: by, assets: [database], mechanism: deletion-protection}";
        EstateFacts facts = asset(Duration.ofHours(1)).facts();
        assertEquals(Finding.Status.UNKNOWN, finding(facts, promise).status());
        var kind = Circumstance.Kind.DELETION_PROTECTION;
        facts.add(said(kind, "on", NOW.minus(Duration.ofDays(2))));
        assertEquals(Finding.Status.UNKNOWN, finding(facts, promise).status(), "that was two days ago");
        facts.add(said(kind, "off", NOW.minus(Duration.ofHours(2))));
        Finding off = finding(facts, promise);
        assertEquals(Finding.Status.BREACH, off.status(), off::message);
        facts.add(said(kind, "on", NOW.minus(Duration.ofHours(1))));
        assertEquals(Finding.Status.COMPLIANT, finding(facts, promise).status());
    }

    /// The rest of the asset is listed anew while this question is refused.
    @Test
    void protectionThatWasSeenOffLongAgoStaysOffUntilSomebodyLooks() throws Exception {
        String there = "{rule: by, assets: [database], mechanism: deletion-protection}";
        String absent = "{rule: by, assets: [database], mechanism: deletion-protection, absent: true}";
        String needed = "{rule: scenario, scenario: flood, assets: [database], needs: [deletion-protection]}";
        EstateFacts facts = asset(Duration.ofHours(1)).facts();
        var kind = Circumstance.Kind.DELETION_PROTECTION;
        facts.add(said(kind, "off", NOW.minus(Duration.ofDays(3))));
        for (String promise : List.of(there, needed)) {
            Finding off = finding(facts, promise);
            assertEquals(Finding.Status.BREACH, off.status(), off::message);
            assertTrue(off.message().contains("t says so, as it was seen 3 d ago"), off::message);
        }
        Finding kept = finding(facts, absent);
        assertEquals(Finding.Status.UNKNOWN, kept.status(), kept::message);
        assertTrue(kept.message().contains("which was seen 3 d ago and counts no more"), kept::message);
        facts.add(said(kind, "on", NOW.minus(Duration.ofDays(2))));
        for (String promise : List.of(there, needed)) {
            Finding on = finding(facts, promise);
            assertEquals(Finding.Status.UNKNOWN, on.status(), on::message);
            assertTrue(on.message().contains("which was seen 2 d ago and counts no more"), on::message);
        }
        assertEquals(Finding.Status.BREACH, finding(facts, absent).status());
    }

    @Test
    void whatWasSeenLaterIsNotHeldAgainstAnEarlierInstant() throws Exception {
        EstateFacts facts = asset(Duration.ofHours(1)).facts();
        facts.add(said(Circumstance.Kind.POINTS_UNREAD, "on", NOW.plus(Duration.ofHours(3))));
        assertEquals(Finding.Status.COMPLIANT, finding(facts, ENCRYPTION).status());
        String promise = "{rule: by, assets: [database], mechanism: deletion-protection}";
        facts.add(said(Circumstance.Kind.DELETION_PROTECTION, "on", NOW.minus(Duration.ofHours(1))));
        facts.add(said(Circumstance.Kind.DELETION_PROTECTION, "off", NOW.plus(Duration.ofMinutes(6))));
        assertEquals(Finding.Status.COMPLIANT, finding(facts, promise).status(), "it was on then");
        facts.add(said(Circumstance.Kind.DELETION_PROTECTION, "off", NOW.plus(Duration.ofMinutes(4))));
        assertEquals(Finding.Status.BREACH, finding(facts, promise).status(), "that was just then");
    }

    @Test
    void aPublicAddressLeavesOpenWhetherOthersCanRead() throws Exception {
        String promise = "{rule: isolation, assets: [database], from: [public]}";
        EstateFacts facts = asset(Duration.ofHours(1)).kept(null).facts();
        assertEquals(Finding.Status.COMPLIANT, finding(facts, promise).status());
        facts.add(said(Circumstance.Kind.PUBLIC_ADDRESS, "on", NOW));
        Finding open = finding(facts, promise);
        assertEquals(Finding.Status.UNKNOWN, open.status(), open::message);
        assertTrue(open.message().startsWith("It says so."), open::message);
        EstateFacts old = asset(Duration.ofHours(1)).kept(null).facts();
        old.add(said(Circumstance.Kind.PUBLIC_ADDRESS, "on", NOW.minus(Duration.ofDays(3))));
        Finding still = finding(old, promise);
        assertEquals(Finding.Status.UNKNOWN, still.status(), still::message);
        assertTrue(still.message().startsWith("It says so. That was seen 3 d ago."), still::message);
    }

    @Test
    void pointsThatCouldNotBeReadAreStaleHoweverNewTheAssetIs() throws Exception {
        EstateFacts facts = asset(Duration.ofHours(1)).facts();
        facts.add(said(Circumstance.Kind.POINTS_UNREAD, "on", NOW));
        Finding unread = finding(facts, ENCRYPTION);
        assertEquals(Finding.Status.UNKNOWN, unread.status(), unread::message);
        assertTrue(unread.message().contains("could not be read last time"), unread::message);
    }

    @Test
    void aRestoreThatWasDoneStaysDoneAndWhatWasBrokenStaysBroken() throws Exception {
        EstateFacts old = asset(Duration.ofDays(5)).facts();
        assertEquals(
                Finding.Status.COMPLIANT,
                finding(old, "{rule: by, assets: [database], mechanism: full-restore}")
                        .status());
        Finding broken = finding(old, "{rule: by, assets: [database], mechanism: differential}");
        assertEquals(Finding.Status.BREACH, broken.status(), broken::message);
    }
}
