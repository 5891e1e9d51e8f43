package io.backstay.connect.s3.wire;

import java.util.Map;

/// What must be at a key for something to be written there, so that nobody else's work is covered who wrote between
/// our look and our writing.
///
/// Source: the S3 user guide, "Conditional writes".
///
/// @param headers none where anything may be there
public record Precondition(Map<String, String> headers) {
    /// Whatever is there.
    public static final Precondition NONE = new Precondition(Map.of());

    /// No object is there, or a delete marker covers it.
    public static final Precondition NOTHING_THERE = new Precondition(Map.of("if-none-match", "*"));

    public Precondition {
        headers = Map.copyOf(headers);
    }

    /// What a listing saw last is still the newest of its key.
    public static Precondition still(ListedVersion now) {
        if (now.marker()) {
            return NOTHING_THERE;
        }
        return now.etag().isEmpty() ? NONE : new Precondition(Map.of("if-match", "\"" + now.etag() + "\""));
    }
}
