package io.backstay.act.vault;

/// For which restore something is being done at this moment, so that what a vault lends can say for whom.
public final class Occasion {
    /// Bound while a step of a restore is done: the restore's name, such as `R-0001`.
    public static final ScopedValue<String> RUN = ScopedValue.newInstance();

    private Occasion() {}
}
