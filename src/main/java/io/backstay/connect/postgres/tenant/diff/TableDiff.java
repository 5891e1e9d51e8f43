package io.backstay.connect.postgres.tenant.diff;

/// How one table of one tenant differs between the last good moment and live. Counts are rows.
///
/// @param table     the qualified name, such as `practice.invoices`
/// @param lost      in the last good state, not in live
/// @param retyped   changed in live since; live is kept
/// @param conflicts lost rows whose unique key is now taken by another live row; never imported
/// @param liveOnly  created in live since; kept as they are
/// @param unchanged equal on both sides
/// @param insert    what the plan will insert
public record TableDiff(
        String table, long lost, long retyped, long conflicts, long liveOnly, long unchanged, long insert) {}
