package io.backstay.connect;

import io.backstay.base.PointId;
import io.backstay.estate.Asset;
import io.backstay.estate.Circumstance;
import io.backstay.estate.Environment;
import io.backstay.estate.RecoveryPoint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a service was found to hold.
///
/// @param found  the assets
/// @param unread what is not known, because the key may not ask
/// @param notes  what a person should hear of, a sentence each
/// @param circumstances facts about assets, and about what is no asset
public record Listing(List<Found> found, List<Unread> unread, List<String> notes, List<Circumstance> circumstances) {
    public Listing {
        found = List.copyOf(found);
        unread = List.copyOf(unread);
        notes = List.copyOf(notes);
        circumstances = List.copyOf(circumstances);
    }

    /// With no circumstance.
    public Listing(List<Found> found, List<Unread> unread, List<String> notes) {
        this(found, unread, notes, List.of());
    }

    /// With what was gathered about it.
    public Listing(List<Found> found, List<Unread> unread, Circumstances gathered) {
        this(found, unread, gathered.notes(), gathered.all());
    }

    /// An asset with its recovery points.
    ///
    /// @param whole whether these are all of its points; where the key may not ask for some, what was seen of them
    ///              before still counts
    /// @param origin where its points come from, as far as they were copied here
    public record Found(Asset asset, List<RecoveryPoint> points, boolean whole, Origin origin) {
        public Found {
            points = List.copyOf(points);
        }

        /// An asset of whose points none is known to be a copy from elsewhere.
        public Found(Asset asset, List<RecoveryPoint> points, boolean whole) {
            this(asset, points, whole, Origin.HERE);
        }
    }

    /// Of what something is a copy.
    ///
    /// @param resource what tells its server from others that had its name; absent when not said
    /// @param server   the server that it is a copy of, by its name at the service; absent for none
    /// @param copies   which of its points are copies, and of what, by its name at the service
    /// @param undated  those of them of which only the original says when the data was frozen
    public record Origin(
            @Nullable String resource, @Nullable String server, Map<PointId, String> copies, Set<PointId> undated) {
        /// No copy.
        public static final Origin HERE = new Origin(null, null, Map.of(), Set.of());

        public Origin {
            copies = Map.copyOf(copies);
            undated = Set.copyOf(undated);
        }
    }

    /// In whose name and for whom it is listed.
    ///
    /// @param source      as facts name it, such as `connection aws`
    /// @param environment whose data it is
    /// @param at          when
    public record Occasion(String source, Environment environment, Instant at) {}
}
