package io.backstay.incident.report;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What is done so that it does not happen again, as a report lists it.
///
/// @param owner who does it
/// @param due   absent where no day is set
/// @param state such as `open` or `done`
public record CorrectiveAction(
        String text, String owner, @Nullable LocalDate due, String state) {}
