package io.backstay.connect.s3.rollback;

/// How many keys of a prefix a rollback treats in which way.
///
/// @param undeleted    a delete marker is taken off
/// @param copied       an older version is written on top
/// @param unchanged    already what it was
/// @param createdLater not there at the instant, kept as it is
/// @param editsKept    overwritten since, kept because the scope says so
/// @param notRestored  wanted, but refused or failed; each is listed as a problem
public record RollbackCounts(
        long undeleted, long copied, long unchanged, long createdLater, long editsKept, long notRestored) {

    /// How many objects come back.
    public long broughtBack() {
        return undeleted + copied;
    }
}
