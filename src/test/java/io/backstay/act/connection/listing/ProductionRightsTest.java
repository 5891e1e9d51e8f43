package io.backstay.act.connection.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.backstay.connect.Listing;
import io.backstay.estate.Asset;
import io.backstay.estate.RecoveryPoint;
import io.backstay.policy.check.MadeEstate;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ProductionRightsTest {
    /// A right may be given for the name of one backup alone: whoever asked about some only would call it safe.
    @Test
    void everyBackupThatWasListedIsAskedAbout() {
        MadeEstate estate = MadeEstate.unknown();
        for (int day = 1; day <= 60; day++) {
            estate.snapshot(Duration.ofDays(day));
        }
        Asset database = estate.assets().getFirst();
        List<RecoveryPoint> points = estate.points();
        List<String> names = ProductionRights.names(List.of(new Listing.Found(database, points, true)));
        Stream<String> expected = Stream.concat(
                Stream.of(database.id().value()),
                points.stream().map(point -> point.id().value()));
        assertEquals(expected.toList(), names);
    }
}
