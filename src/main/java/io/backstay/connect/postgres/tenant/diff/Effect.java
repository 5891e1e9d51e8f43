package io.backstay.connect.postgres.tenant.diff;

/// What a transaction did to one table, or is expected to do, in rows.
public record Effect(long inserted, long updated, long deleted) {
    /// Nothing.
    public static final Effect NONE = new Effect(0, 0, 0);

    /// Both together.
    public Effect plus(Effect other) {
        return new Effect(inserted + other.inserted, updated + other.updated, deleted + other.deleted);
    }

    /// This without the other.
    public Effect minus(Effect other) {
        return new Effect(inserted - other.inserted, updated - other.updated, deleted - other.deleted);
    }

    /// All rows together.
    public long rows() {
        return inserted + updated + deleted;
    }
}
