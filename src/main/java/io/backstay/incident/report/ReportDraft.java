package io.backstay.incident.report;

import io.backstay.incident.claims.Objection;
import io.backstay.incident.fact.Fact;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A report as it can be edited.
///
/// @param sections   in reading order
/// @param facts      that its prose can refer to, in the order in which they are offered
/// @param objections what stands in the way of handing it on
/// @param savedAt    absent while it is as Backstay drafted it
public record ReportDraft(
        Variant variant,
        ReportState state,
        List<ReportSection> sections,
        List<Fact> facts,
        List<Flagged> objections,
        @Nullable Instant savedAt) {
    public ReportDraft {
        sections = List.copyOf(sections);
        facts = List.copyOf(facts);
        objections = List.copyOf(objections);
    }

    /// An objection and where it stands.
    ///
    /// @param section   the id of the section
    /// @param objection its places count in the section's prose
    public record Flagged(String section, Objection objection) {}
}
