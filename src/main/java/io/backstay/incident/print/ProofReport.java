package io.backstay.incident.print;

import io.backstay.incident.CaseEntry;
import io.backstay.restore.environment.Check;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was tried on a whole site or on its backups, and what was found: facts only.
///
/// @param summary  a few sentences for somebody who reads nothing else
/// @param measured times, beside what is promised
/// @param checks   everything that was looked at
/// @param timeline oldest first
public record ProofReport(
        Head head,
        String summary,
        IncidentReport.Measured measured,
        List<Check> checks,
        List<CaseEntry> timeline,
        IncidentReport.Limits limits,
        List<IncidentReport.Version> versions,
        Instant writtenAt) {

    public ProofReport {
        checks = List.copyOf(checks);
        timeline = List.copyOf(timeline);
        versions = List.copyOf(versions);
    }

    /// What the report is about.
    ///
    /// @param what     the kind of report, such as `Restore test`
    /// @param id       such as `R-0001`
    /// @param practice whether it was done on made-up data, which every page then says
    /// @param facts    what a reader looks up first
    public record Head(String what, String id, String title, boolean practice, List<Fact> facts) {
        public Head {
            facts = List.copyOf(facts);
        }
    }

    /// One line of the report's head; without a value it is left out.
    public record Fact(String name, @Nullable String value) {}
}
