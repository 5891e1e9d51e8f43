package io.backstay.estate;

import java.time.Instant;

/// A stretch of time inside a restorable window for which the log is missing.
public record WalGap(Instant from, Instant to) {}
