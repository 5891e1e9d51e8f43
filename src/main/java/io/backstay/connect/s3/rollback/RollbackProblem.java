package io.backstay.connect.s3.rollback;

/// One key that needs a person's eye.
///
/// @param key     as a line of text
/// @param problem one sentence
public record RollbackProblem(String key, String problem) {}
