package io.backstay.incident.report;

import io.backstay.incident.CaseState;
import io.backstay.incident.fact.Fact;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A report as a paper of its case.
///
/// @param cut   where the case stood when it was made final, absent before
/// @param facts as they were then; none before
/// @param curve as it was then; absent before, and where there was none
public record StoredReport(
        ReportState state,
        List<ReportSection> sections,
        @Nullable Cut cut,
        List<Fact> facts,
        @Nullable CaseCurve curve) {
    public StoredReport {
        sections = List.copyOf(sections);
        facts = List.copyOf(facts);
    }

    /// One that people still work on.
    public static StoredReport unfinished(ReportState state, List<ReportSection> sections) {
        return new StoredReport(state, sections, null, List.of(), null);
    }

    /// Timeline, papers and record are only ever added to, so that their lengths say what there was.
    ///
    /// @param lines    of the timeline
    /// @param papers   of the case
    /// @param entry    the newest entry of the record
    /// @param closedAt when the case had ended, absent while it was open
    /// @param record   the record's name; another one has other entries under these numbers
    /// @param state    how the case stood; absent in reports that were made final before it was kept
    public record Cut(
            Instant at,
            int lines,
            int papers,
            long entry,
            @Nullable Instant closedAt,
            String record,
            @Nullable CaseState state) {
        public Cut {
            if (lines < 0 || papers < 0) {
                throw new IllegalArgumentException("nothing has fewer than no lines");
            }
        }
    }
}
