package io.backstay.connect;

import io.backstay.estate.Asset;
import io.backstay.estate.Environment;
import io.backstay.estate.RecoveryPoint;
import java.time.Instant;
import java.util.List;

/// What a service was found to hold.
///
/// @param found  the assets
/// @param unread what is not known, because the key may not ask
/// @param notes  what a person should know and no fact has room for, a sentence each
public record Listing(List<Found> found, List<Unread> unread, List<String> notes) {
    public Listing {
        found = List.copyOf(found);
        unread = List.copyOf(unread);
        notes = List.copyOf(notes);
    }

    /// An asset with its recovery points.
    ///
    /// @param whole whether these are all of its points; where the key may not ask for some, what was seen of them
    ///              before still counts
    public record Found(Asset asset, List<RecoveryPoint> points, boolean whole) {
        public Found {
            points = List.copyOf(points);
        }
    }

    /// In whose name and for whom it is listed.
    ///
    /// @param source      as facts name it, such as `connection aws`
    /// @param environment whose data it is
    /// @param at          when
    public record Occasion(String source, Environment environment, Instant at) {}
}
