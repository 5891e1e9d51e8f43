package io.backstay.connect.s3.posture;

import org.jspecify.annotations.Nullable;

/// What a bucket says of one thing.
///
/// @param <T> how it is configured
public sealed interface Setting<T> {
    /// It is configured so.
    record Is<T>(T value) implements Setting<T> {}

    /// The bucket answers that nothing is configured.
    record Absent<T>() implements Setting<T> {}

    /// Not known; never taken for an absence.
    ///
    /// @param denied whether the key may not ask; otherwise the store has no such question or answers senselessly
    /// @param why    a clause
    record Unread<T>(BucketQuestion question, boolean denied, String why) implements Setting<T> {}

    /// How it is configured, absent where it is not or where that is not known.
    default @Nullable T value() {
        return this instanceof Is<T>(T value) ? value : null;
    }

    /// Whether the bucket answered.
    default boolean known() {
        return !(this instanceof Unread);
    }
}
