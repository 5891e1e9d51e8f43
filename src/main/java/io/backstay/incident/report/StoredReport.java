package io.backstay.incident.report;

import io.backstay.incident.fact.Fact;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A report as a paper of its case.
///
/// @param cut   where the case stood when it was made final, absent before
/// @param facts as they were then; none before
public record StoredReport(
        ReportState state,
        List<ReportSection> sections,
        @Nullable Cut cut,
        List<Fact> facts) {
    public StoredReport {
        sections = List.copyOf(sections);
        facts = List.copyOf(facts);
    }

    /// Timeline, papers and record are only ever added to, so that their lengths say what there was.
    ///
    /// @param lines  of the timeline
    /// @param papers of the case
    /// @param entry  the newest entry of the record
    public record Cut(Instant at, int lines, int papers, long entry) {}
}
