package io.backstay.incident.report;

/// One part of a report as people edit it. What is locked of it, its tables and pictures, follows the prose when the
/// report is written.
///
/// @param id    such as `summary`; the same in every variant
/// @param title its heading
/// @param prose Markdown with `{{fact}}`, as [io.backstay.incident.fact.Prose] reads it; may be empty
public record ReportSection(String id, String title, String prose) {
    /// The longest prose, in characters.
    public static final int PROSE_MAX = 100_000;
}
