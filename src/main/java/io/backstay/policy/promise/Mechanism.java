package io.backstay.policy.promise;

/// A means by which data is protected or brought back, as policies name them.
public enum Mechanism {
    /// Copies of a moment.
    SNAPSHOT(Use.POINTS),
    FULL(Use.POINTS),
    INCREMENTAL(Use.POINTS),
    DIFFERENTIAL(Use.POINTS),
    /// The log of a database, kept as it is written.
    LOG_ARCHIVE(Use.POINTS),
    /// Going back to any moment.
    PITR(Use.POINTS),
    /// Object versions.
    VERSIONING(Use.POINTS),
    VERSION_CONTROL(Use.POINTS),
    /// Follows live, and so loses what live loses.
    REPLICATION(Use.RUNNING),
    /// More disks or machines for the same data; nothing to go back to.
    REDUNDANCY(Use.RUNNING),
    STANDBY(Use.RUNNING),
    MULTI_ZONE(Use.RUNNING),
    CROSS_REGION(Use.OTHER),
    /// Keys and secrets are to be had in the other region too.
    CROSS_REGION_KEYS(Use.OTHER),
    /// Nobody can delete it before its time.
    IMMUTABLE(Use.OTHER),
    /// The provider refuses to delete the server as long as it is on.
    DELETION_PROTECTION(Use.OTHER),
    STAGING(Use.OTHER),
    TENANT_RESTORE(Use.OTHER),
    FULL_RESTORE(Use.OTHER),
    SCHEDULED_RUN(Use.OTHER),
    MANUAL_RUN(Use.OTHER),
    ALERTING(Use.OTHER),
    MONITORING(Use.OTHER),
    RECORD_OF_ACTS(Use.OTHER),
    PERMISSION_GATE(Use.OTHER),
    VERIFICATION(Use.OTHER);

    private final Use use;

    Mechanism(Use use) {
        this.use = use;
    }

    private enum Use {
        POINTS,
        RUNNING,
        OTHER
    }

    /// Whether it only keeps live running, and holds nothing older than live.
    public boolean onlyKeepsRunning() {
        return use == Use.RUNNING;
    }

    /// Whether nothing but a restore that was done shows it.
    public boolean isShownByRestoring() {
        return this == TENANT_RESTORE || this == FULL_RESTORE || this == STAGING || this == VERIFICATION;
    }

    /// Whether it makes something to go back to.
    public boolean makesPoints() {
        return use == Use.POINTS;
    }
}
