package io.backstay.lab.story;

import io.backstay.restore.environment.Holdings;
import java.time.Instant;

/// A server whose data folder is gone, as the one who caused it knows it.
///
/// @param lostAt           when it went
/// @param archived         what it held at the last commit that had reached the archive
/// @param commitsUnarchived how many commits came after that, and are in no archive
public record LostServer(Instant lostAt, Holdings archived, int commitsUnarchived) {}
