package io.backstay.connect.postgres.tenant.diff;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Samples without a mask. They are given out one at a time, so that each look can be recorded, and are never told
/// as text.
public final class PlainSamples {
    private final Map<String, SampleRow> rows = new HashMap<>();

    /// Keeps a row.
    public void add(SampleRow plain) {
        rows.put(key(plain), plain);
    }

    /// The row that a masked sample shows, without a mask.
    public Optional<SampleRow> of(SampleRow masked) {
        return Optional.ofNullable(rows.get(key(masked)));
    }

    private static String key(SampleRow row) {
        // A key may be masked; an id is the same with and without, but only rows with an identity have one.
        return row.table() + '\0' + row.finding() + '\0' + (row.id().isEmpty() ? row.key() : row.id());
    }

    @Override
    public String toString() {
        return "[" + rows.size() + " rows]";
    }
}
