package io.backstay.act.environment;

import io.backstay.act.drill.DrillResult;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.Durations;
import io.backstay.base.Utc;
import io.backstay.codec.Json;
import io.backstay.incident.print.IncidentReport;
import io.backstay.incident.print.ProofReport;
import io.backstay.incident.print.ReportWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The report of a new server at a provider, and its result for programs.
final class ServerReport {
    private ServerReport() {}

    static void write(ServerResult result, EnvironmentDesk.Books books, Instant endedAt) throws BackstayException {
        ProofReport report = new ProofReport(
                new ProofReport.Head(
                        "Restore of everything",
                        result.id(),
                        "A new server out of the backups of " + result.connection(),
                        false,
                        facts(result)),
                summary(result),
                new IncidentReport.Measured(Duration.ZERO, result.rto(), 0, null),
                result.checks(),
                DrillResult.Phase.timeline(result.calledAt(), result.phases()),
                new IncidentReport.Limits(notDone(result), notClaimed()),
                books.versions(),
                endedAt);
        ReportWriter.write(report, books.curves().of(new AssetId(result.asset()), endedAt), result.report());
        Json.write(result.report().resolve("result.json"), result.toJson());
    }

    private static List<ProofReport.Fact> facts(ServerResult result) {
        List<ProofReport.Fact> facts = new ArrayList<>();
        facts.add(new ProofReport.Fact("Database", result.asset()));
        facts.add(new ProofReport.Fact("Recovery point", result.point()));
        facts.add(new ProofReport.Fact(
                "Restored to", result.moment() == null ? null : result.moment().toString()));
        facts.add(new ProofReport.Fact("New server", result.server()));
        facts.add(new ProofReport.Fact("Answers at", result.host() + ":" + result.port()));
        facts.add(new ProofReport.Fact("Plan", "sha256 " + result.planHash()));
        facts.add(new ProofReport.Fact("Called", Utc.words(result.calledAt())));
        return facts;
    }

    private static String summary(ServerResult result) {
        String what = Counts.of(result.holdings().tables().size(), "table") + " with "
                + Counts.of(result.holdings().rows(), "row");
        return result.verified()
                ? "The new server answers and holds " + what + ", read in full " + Durations.words(result.rto())
                        + " after the call. Nothing that existed was written over."
                : "The new server answers, and not everything of " + what
                        + " is as it must be. Do not use it before that is understood.";
    }

    private static List<String> notDone(ServerResult result) {
        return List.of(
                "The new server runs and costs money until it is removed: backstay restore discard " + result.server()
                        + " --connection " + result.connection(),
                "It has no deletion protection and keeps no backups as long as it is scratch.",
                "Names and connections of programs were not moved to it.",
                "Files in object stores were not looked at.");
    }

    private static List<String> notClaimed() {
        return List.of(
                "Which commit was the last before the moment: the provider does not say, so no RPO was measured.",
                "Any certification.");
    }
}
