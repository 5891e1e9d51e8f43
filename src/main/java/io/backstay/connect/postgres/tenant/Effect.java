package io.backstay.connect.postgres.tenant;

/// What a transaction did to one table, or is expected to do, in rows.
public record Effect(long inserted, long updated, long deleted) {
    /// Nothing.
    public static final Effect NONE = new Effect(0, 0, 0);

    /// Both together.
    Effect plus(Effect other) {
        return new Effect(inserted + other.inserted, updated + other.updated, deleted + other.deleted);
    }

    /// This without the other.
    Effect minus(Effect other) {
        return new Effect(inserted - other.inserted, updated - other.updated, deleted - other.deleted);
    }
}
