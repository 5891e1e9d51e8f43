package io.backstay.act.environment;

import io.backstay.act.drill.DrillResult;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.Durations;
import io.backstay.base.Utc;
import io.backstay.codec.Json;
import io.backstay.incident.print.CurveSource;
import io.backstay.incident.print.IncidentReport;
import io.backstay.incident.print.ProofReport;
import io.backstay.incident.print.ReportWriter;
import io.backstay.restore.environment.EnvironmentRestore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The report of a restore of everything, and its result for programs.
final class EnvironmentReport {
    private static final String RESULT = "result.json";

    private EnvironmentReport() {}

    /// @param curve of the database that was lost, absent where there is none
    static void write(
            EnvironmentResult result,
            boolean practice,
            List<IncidentReport.Version> versions,
            CurveSource.@Nullable Shown curve)
            throws BackstayException {
        EnvironmentRestore.Outcome outcome = result.outcome();
        ProofReport report = new ProofReport(
                new ProofReport.Head(
                        "Restore of everything",
                        result.id(),
                        "Everything of " + result.connection() + " restored to a new place",
                        practice,
                        facts(result)),
                summary(result),
                new IncidentReport.Measured(result.rpo(), result.rto(), outcome.files(), null),
                outcome.checks(),
                DrillResult.Phase.timeline(result.outcome().begunAt(), result.phases()),
                new IncidentReport.Limits(notDone(result), notClaimed()),
                versions,
                outcome.endedAt());
        ReportWriter.write(report, curve, result.report());
        Json.write(result.report().resolve(RESULT), result.toJson());
    }

    private static List<ProofReport.Fact> facts(EnvironmentResult result) {
        EnvironmentRestore.Outcome outcome = result.outcome();
        List<ProofReport.Fact> facts = new ArrayList<>();
        facts.add(new ProofReport.Fact("Verdict", result.verdict()));
        facts.add(new ProofReport.Fact("Base backup", outcome.point().value()));
        facts.add(new ProofReport.Fact("Recovered to", outcome.target().toString()));
        facts.add(new ProofReport.Fact("New place", result.place().toString()));
        if (result.bucket() != null) {
            facts.add(new ProofReport.Fact("New bucket", result.bucket()));
        }
        facts.add(new ProofReport.Fact("Called", Utc.words(result.calledAt())));
        return facts;
    }

    private static String summary(EnvironmentResult result) {
        EnvironmentRestore.Outcome outcome = result.outcome();
        long broken = outcome.checks().stream().filter(check -> !check.holds()).count();
        String what = Counts.of(outcome.holdings().tables().size(), "table") + " with "
                + Counts.of(outcome.holdings().rows(), "row") + " and " + Counts.of(outcome.files(), "file");
        return broken == 0
                ? "Everything is there: " + what + ", read in full " + Durations.words(result.rto())
                        + " after the call. Nothing that existed was written over."
                : Counts.of(broken, "look") + " did not find what it must among " + what
                        + ". Do not use what was recovered before that is understood.";
    }

    private static List<String> notDone(EnvironmentResult result) {
        return List.of(
                "The new server is stopped: start it with pg_ctl on the folder 'data' in the new place.",
                "It archives nothing until it is given an archive of its own, and listens on this machine only.",
                "Names, certificates and connections of programs were not moved to the new place.",
                result.bucket() == null
                        ? "Files stayed in their bucket; they were looked at, and paired with the rows."
                        : "Tags and metadata of files were not carried over; their content types were.");
    }

    private static List<String> notClaimed() {
        return List.of(
                "That every commit of the lost server had reached the archive: what came after the last one is gone.",
                "Any certification.");
    }
}
