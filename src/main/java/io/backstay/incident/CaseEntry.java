package io.backstay.incident;

import java.time.Instant;

/// One line of a case's timeline.
///
/// @param sentence what happened, in one sentence
public record CaseEntry(Instant at, String actor, String sentence) {}
