package io.backstay.connect.s3.posture;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a bucket with Object Lock does with a new version; single versions may be locked besides.
///
/// @param mode `GOVERNANCE` or `COMPLIANCE`, absent when new versions are not locked by themselves
/// @param keep how long they are, absent together with the mode
public record LockDefault(@Nullable String mode, @Nullable Duration keep) {}
