package io.backstay.connect.postgres.tenant.diff;

/// What became of one of the tenant's last good rows, or how a row of live came to be.
public enum RowClass {
    /// In the last good state, and no more in live.
    LOST("lost"),
    /// Live holds it with the very values that the incident left, which are not the last good ones.
    DAMAGED("damaged"),
    /// Somebody edited it in live since, or typed it in again; where the damaged state is not known, every
    /// difference counts as this.
    RETYPED("retyped"),
    /// It was still there after the incident and was removed since; only known with the damaged state.
    REMOVED("removed"),
    /// Another row of this tenant in live has taken one of its unique keys, with other values.
    CONFLICT("conflict"),
    /// Lost, damaged or removed since, and the mapping says that it must not come back by itself; or its parent is
    /// such a row.
    HELD("held"),
    /// It cannot be written: what it refers to is not there, or another tenant has its key.
    BLOCKED("blocked"),
    /// The same on both sides.
    UNCHANGED("same"),
    /// In live only, created since.
    ADDED("added");

    private final String state;

    RowClass(String state) {
        this.state = state;
    }

    /// How staging tables write it.
    public String state() {
        return state;
    }

    /// The class that staging tables write like this.
    public static RowClass of(String state) {
        for (RowClass each : values()) {
            if (each.state.equals(state)) {
                return each;
            }
        }
        throw new IllegalArgumentException("no class of rows is written " + state);
    }

    /// Whether a person may choose what becomes of such a row.
    public boolean hasChoice() {
        return this != BLOCKED && this != UNCHANGED && this != ADDED;
    }
}
