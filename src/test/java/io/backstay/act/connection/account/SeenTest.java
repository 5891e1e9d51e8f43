package io.backstay.act.connection.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.backstay.base.AssetId;
import io.backstay.catalogue.Catalogue;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.estate.Circumstance;
import io.backstay.estate.Heard;
import io.backstay.estate.Observation;
import io.backstay.estate.PointStatus;
import io.backstay.policy.check.Probe;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a person is shown of a connection, out of a real catalogue.
final class SeenTest {
    private static final String SOURCE = "made";
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    private Catalogue catalogue;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        catalogue = Catalogue.open(folder.resolve("catalogue.db"));
    }

    @AfterEach
    void close() throws Exception {
        catalogue.close();
    }

    private void has(AssetKind kind, Instant seen, @Nullable Boolean versioning) throws Exception {
        catalogue.replace(asset(kind, seen, versioning), List.of());
    }

    private static Asset asset(AssetKind kind, Instant seen, @Nullable Boolean versioning) {
        return Probe.asset(kind, seen)
                .versioning(versioning)
                .facts()
                .assets()
                .iterator()
                .next();
    }

    private Seen seen() throws Exception {
        return Seen.of(SOURCE, catalogue, NOW);
    }

    @Test
    void failedAndExpiredPointsProtectNothing() throws Exception {
        Asset db = asset(AssetKind.DATABASE, NOW, null);
        for (PointStatus status : PointStatus.values()) {
            var point = new Probe.MadePoint(NOW).status(status).point(db.id());
            catalogue.replace(db, List.of(point));
            assertEquals(
                    status == PointStatus.AVAILABLE ? List.of() : List.of(db.name()),
                    seen().unprotected(),
                    status::name);
        }
        var gone = new Probe.MadePoint(NOW).expires(NOW).point(db.id());
        catalogue.replace(db, List.of(gone));
        assertEquals(List.of(db.name()), seen().unprotected(), "it has gone");
    }

    @Test
    void aBucketWhoseVersioningCouldNotBeReadIsNotKnownToBeBare() throws Exception {
        has(AssetKind.OBJECT_STORE, NOW, null);
        assertEquals(List.of(), seen().unprotected());
        assertEquals(1, seen().unreadable().size());
        has(AssetKind.OBJECT_STORE, NOW, false);
        assertEquals(1, seen().unprotected().size());
        assertEquals(List.of(), seen().unreadable());
    }

    private static Circumstance said(Circumstance.Kind kind, String value, Instant at) {
        return new Circumstance("db", new AssetId("db"), kind, value, value, new Observation(SOURCE, at));
    }

    private void says(String part, Circumstance said) throws Exception {
        catalogue.update(update -> update.circumstance(part, said));
    }

    @Test
    void whatAManifestSaidIsNotHeardAnyMoreOnceAListingSaysOtherwise() throws Exception {
        var kind = Circumstance.Kind.DELETION_PROTECTION;
        Circumstance off = said(kind, Circumstance.OFF, NOW.minus(Duration.ofDays(2)));
        says("manifest", off);
        assertEquals(List.of(off), seen().concerns());
        says("RDS in eu-central-1", said(kind, Circumstance.ON, NOW));
        assertEquals(List.of(), seen().concerns());
    }

    /// As a listing tells it: what is no concern there is none here.
    @Test
    void anEmptyVaultAndWhatOthersShareAreNoConcernAndTheGravestComesFirst() throws Exception {
        says("a", said(Circumstance.Kind.SHARED_BY_OTHERS, "123456789012", NOW));
        says("a", said(Circumstance.Kind.VAULT_LOCK, "none" + Circumstance.EMPTY, NOW));
        assertEquals(List.of(), seen().concerns());
        Circumstance cold = said(Circumstance.Kind.TIER, "2 archived", NOW);
        Circumstance open = said(Circumstance.Kind.VAULT_LOCK, "none", NOW);
        Circumstance deletable = said(Circumstance.Kind.DELETABLE_BY_PRODUCTION, Circumstance.ON, NOW);
        says("a", cold);
        says("a", open);
        says("a", deletable);
        assertEquals(List.of(deletable, open, cold), seen().concerns());
    }

    /// Parts that are listed minutes apart are all of the newest listing.
    @Test
    void factsAreStaleWhereTheListingMissedThemOrWhereTheyAreOlderThanTheyCount() throws Exception {
        Instant before = NOW.minus(Duration.ofMinutes(10));
        has(AssetKind.DATABASE, before, null);
        has(AssetKind.OBJECT_STORE, NOW, true);
        assertNull(seen().staleSince());
        catalogue.update(update -> update.heard(SOURCE, new Heard(NOW, before)));
        assertNull(seen().staleSince(), "it was listed a short while ago and not asked again");
        catalogue.update(update -> update.heard(SOURCE, new Heard(NOW, NOW)));
        assertEquals(before, seen().staleSince());
        catalogue.update(update -> update.heard(SOURCE, new Heard(NOW, before)));
        Instant old = NOW.minus(Duration.ofHours(28));
        has(AssetKind.DATABASE, old, null);
        catalogue.update(update -> update.heard(SOURCE, new Heard(NOW, old)));
        assertEquals(old, seen().staleSince());
    }
}
