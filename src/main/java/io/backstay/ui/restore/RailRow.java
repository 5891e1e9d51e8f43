package io.backstay.ui.restore;

import io.backstay.restore.journal.RestoreStep;

/// One line of the step rail.
///
/// @param note what came of the step, or why it was skipped; the step's hint while nothing did
public record RailRow(RestoreStep step, StepState state, String note) {}
