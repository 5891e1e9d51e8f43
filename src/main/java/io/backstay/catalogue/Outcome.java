package io.backstay.catalogue;

import java.time.Instant;

/// What an act on a source came to, kept until the next one.
///
/// @param document in the words of whoever did it, JSON
public record Outcome(Instant at, String document) {}
