package io.backstay.audit;

/// What an export holds.
///
/// @param entries in the file
/// @param leftOut entries of the tenant that are newer than the last checkpoint, and so not in the file
/// @param at      the state of the record that the proofs lead to
public record Exported(long entries, long leftOut, Seen at) {}
