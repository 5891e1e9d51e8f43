package io.backstay.act.connection.account;

import io.backstay.base.BackstayException;
import io.backstay.catalogue.Catalogue;
import io.backstay.catalogue.PointFilter;
import io.backstay.estate.Asset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the catalogue has of a connection.
///
/// @param listedAt    when assets of it were listed last, absent when none ever was
/// @param staleSince  the moment of the oldest facts, when some assets were not in the newest listing; else absent
/// @param points      how many recovery points it has
/// @param assets      how many assets
/// @param unprotected names of assets without any way back: no point, no restorable window, no versions
public record Seen(
        @Nullable Instant listedAt, @Nullable Instant staleSince, long points, int assets, List<String> unprotected) {
    /// Looks.
    ///
    /// @param source as facts of the connection name it
    public static Seen of(String source, Catalogue catalogue) throws BackstayException {
        Instant newest = null;
        Instant oldest = null;
        long points = 0;
        int assets = 0;
        var unprotected = new ArrayList<String>();
        for (Asset each : catalogue.assets()) {
            if (!each.observation().source().equals(source)) {
                continue;
            }
            Instant at = each.observation().observedAt();
            newest = newest == null || at.isAfter(newest) ? at : newest;
            oldest = oldest == null || at.isBefore(oldest) ? at : oldest;
            long own = catalogue.count(PointFilter.of(each.id()));
            points += own;
            assets++;
            if (own == 0 && each.pitr() == null && !Boolean.TRUE.equals(each.versioning())) {
                unprotected.add(each.name());
            }
        }
        return new Seen(newest, oldest == null || oldest.equals(newest) ? null : oldest, points, assets, unprotected);
    }
}
