package io.backstay.estate;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// What was once known of an asset's points: when they were listed, and those that a later listing lacked.
///
/// Of a point that has gone it is known when it was last listed and when it was first missed; in between it went.
public final class AssetPast {
    /// Listings no farther apart than this leave nothing out: a point that is made and deleted between two of them
    /// leaves no trace.
    public static final Duration APART_MAX = Duration.ofHours(36);

    private static final int FIRST_CAPACITY = 16;

    private final List<Instant> listed;
    private final PointColumns gone;
    private long[] lastSeen = new long[FIRST_CAPACITY];
    private long[] missed = new long[FIRST_CAPACITY];
    private int size;

    /// A past in which nothing has gone.
    ///
    /// @param listed when the points were listed, oldest first
    public AssetPast(List<Instant> listed) {
        this.listed = List.copyOf(listed);
        this.gone = new PointColumns();
    }

    /// Adds points that have gone, at the end.
    ///
    /// @param points by their columns
    /// @param seen   when each was last listed, in microseconds since 1970
    /// @param lacked when a listing first lacked it
    /// @throws IllegalArgumentException when they are not as many
    public void add(PointColumns points, long[] seen, long[] lacked) {
        if (points.size() != seen.length || points.size() != lacked.length) {
            throw new IllegalArgumentException("not every point that has gone says when it was seen");
        }
        List<PointTraits> traits = points.traits();
        for (int i = 0; i < seen.length; i++) {
            add(points, i, traits.get(points.trait(i)), seen[i], lacked[i]);
        }
    }

    /// Adds one of those points.
    ///
    /// @param seen   when it was last listed, in microseconds since 1970
    /// @param lacked when a listing first lacked it
    public void add(RecoveryPoint point, long seen, long lacked) {
        gone.add(point);
        note(seen, lacked);
    }

    private void add(PointColumns points, int i, PointTraits traits, long seen, long lacked) {
        gone.add(points.taken(i), points.completed(i), points.expires(i), points.lockedUntil(i), traits);
        note(seen, lacked);
    }

    private void note(long seen, long lacked) {
        if (size == missed.length) {
            lastSeen = Arrays.copyOf(lastSeen, 2 * size);
            missed = Arrays.copyOf(missed, 2 * size);
        }
        lastSeen[size] = seen;
        missed[size] = lacked;
        size++;
    }

    /// When the points were listed, oldest first; those of one half-day may be told by the last of them.
    public List<Instant> listed() {
        return listed;
    }

    /// The points that have gone.
    public PointColumns gone() {
        return gone;
    }

    /// When each was last listed, in microseconds since 1970.
    public long[] lastSeen() {
        return Arrays.copyOf(lastSeen, size);
    }

    /// When a listing first lacked each.
    public long[] missed() {
        return Arrays.copyOf(missed, size);
    }

    /// Whether listings before and after that moment are so close that no point of it is left out.
    public boolean covers(Instant at) {
        for (int i = 1; i < listed.size(); i++) {
            Instant before = listed.get(i - 1);
            Instant after = listed.get(i);
            if (!at.isBefore(before) && !at.isAfter(after)) {
                return Duration.between(before, after).compareTo(APART_MAX) <= 0;
            }
        }
        return false;
    }

    /// Adds to the columns what was there at that moment, and has gone since.
    ///
    /// @param unsure also what went between the listing before that moment and the one after
    /// @return whether there was any
    public boolean addTo(PointColumns points, Instant at, boolean unsure) {
        long now = PointColumns.micros(at);
        List<PointTraits> traits = gone.traits();
        int before = points.size();
        for (int i = 0; i < size; i++) {
            if (gone.taken(i) <= now && (unsure ? lastSeen[i] < now && missed[i] > now : lastSeen[i] >= now)) {
                points.add(
                        gone.taken(i),
                        gone.completed(i),
                        gone.expires(i),
                        gone.lockedUntil(i),
                        traits.get(gone.trait(i)));
            }
        }
        return points.size() > before;
    }

    /// The same without what a listing before that moment knew last or first lacked, and with no more than so many
    /// points, the last that went; what is left out is nobody's knowledge any more.
    public AssetPast since(Instant moment, int pointsMax) {
        long from = PointColumns.micros(moment);
        long[] ends = missed();
        Arrays.sort(ends);
        if (size > pointsMax) {
            from = Math.max(from, ends[size - pointsMax - 1] + 1);
        }
        long first = from;
        var rest = new AssetPast(listed.stream()
                .filter(each -> PointColumns.micros(each) >= first)
                .toList());
        List<PointTraits> traits = gone.traits();
        for (int i = 0; i < size; i++) {
            if (missed[i] >= first) {
                rest.add(gone, i, traits.get(gone.trait(i)), lastSeen[i], missed[i]);
            }
        }
        return rest;
    }
}
