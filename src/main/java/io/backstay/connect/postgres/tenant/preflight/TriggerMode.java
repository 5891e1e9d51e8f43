package io.backstay.connect.postgres.tenant.preflight;

/// What the database's own triggers do while rows are written.
public enum TriggerMode {
    /// They are held off (`session_replication_role = replica`), and so are the foreign-key checks, which are
    /// then made by hand in the same transaction. Triggers that are set to fire always still do.
    SUPPRESS,
    /// They fire as for any other write; what they write is counted, and approved with the plan.
    FIRE
}
