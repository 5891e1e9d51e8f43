package io.backstay.act.connection.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.backstay.catalogue.Catalogue;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.estate.Heard;
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
        Asset asset = Probe.asset(kind, seen)
                .versioning(versioning)
                .facts()
                .assets()
                .iterator()
                .next();
        catalogue.replace(asset, List.of());
    }

    private Seen seen() throws Exception {
        return Seen.of(SOURCE, catalogue, NOW);
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
