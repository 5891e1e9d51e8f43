package io.backstay.act.test;

import io.backstay.act.drill.DrillResult;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.Durations;
import io.backstay.base.Utc;
import io.backstay.codec.Json;
import io.backstay.incident.print.CurveSource;
import io.backstay.incident.print.IncidentReport;
import io.backstay.incident.print.ProofReport;
import io.backstay.incident.print.ReportWriter;
import io.backstay.restore.environment.Check;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// Leaves what a restore test found in the reports folder: `result.json` for programs, a report for people.
///
/// @param reports  the folder with the reports of this state folder
/// @param versions of what takes part
/// @param curves   of what can be gone back to
public record TestEvidence(Path reports, List<IncidentReport.Version> versions, CurveSource curves) {
    private static final String RESULT = "result.json";

    public TestEvidence {
        versions = List.copyOf(versions);
    }

    Path folder(String id) {
        return reports.resolve("tests").resolve(id);
    }

    void write(TestResult result) throws BackstayException {
        CurveSource.Shown curve = null;
        for (AssetId asset : result.assets()) {
            curve = curve == null ? curves.of(asset, result.endedAt()) : curve;
        }
        ReportWriter.write(report(result), curve, result.evidence());
        Json.write(result.evidence().resolve(RESULT), result.toJson());
    }

    private ProofReport report(TestResult result) {
        String title = title(result.kind()) + " on " + result.connection() + (result.passed() ? " passed" : " failed");
        return new ProofReport(
                new ProofReport.Head(
                        "Restore test",
                        result.id(),
                        title,
                        result.practice(),
                        List.of(
                                new ProofReport.Fact(
                                        "Assets",
                                        result.assets().stream()
                                                .map(AssetId::value)
                                                .collect(Collectors.joining(", "))),
                                new ProofReport.Fact("Kind", result.kind().word()),
                                new ProofReport.Fact("Base backup", result.point()),
                                new ProofReport.Fact(
                                        "Recovered to",
                                        result.restoredTo() == null
                                                ? null
                                                : result.restoredTo().toString()),
                                new ProofReport.Fact("Begun", Utc.words(result.begunAt())))),
                summary(result),
                new IncidentReport.Measured(result.rpo(), result.rto(), 0, null),
                result.checks(),
                DrillResult.Phase.timeline(result.begunAt(), result.phases()),
                new IncidentReport.Limits(List.of(), List.of(notClaimed(result.kind()), "Any certification.")),
                versions,
                result.endedAt());
    }

    static String title(TestKind kind) {
        return switch (kind) {
            case FULL -> "Full restore";
            case POINT_IN_TIME -> "Point-in-time restore";
            case OBJECT_ROLLBACK -> "Rollback of objects";
            case TENANT -> "Rehearsal of a tenant's restore";
            case INTEGRITY -> "Integrity of backups";
        };
    }

    private static String summary(TestResult result) {
        List<Check> broken =
                result.checks().stream().filter(check -> !check.holds()).toList();
        String first = broken.isEmpty()
                ? "The test passed: all " + Counts.of(result.checks().size(), "look") + " found what they must."
                : "The test failed: " + Counts.of(broken.size()) + " of "
                        + Counts.of(result.checks().size(), "look") + " did not find what they must.";
        String second = result.rto() == null
                ? " Nothing was restored, so no time to restore was measured."
                : " It took " + Durations.words(result.rto()) + " from its begin to the last look.";
        return first + second + " Live was not written to, but for copies of files where the test is of files.";
    }

    private static String notClaimed(TestKind kind) {
        return switch (kind) {
            case FULL ->
                "How much work a disaster would lose at another hour: the loss is counted from the last commit"
                        + " in the archived log to the begin of this test, and is the most that it can have been.";
            case POINT_IN_TIME -> "That every other instant can be restored: one was tried.";
            case OBJECT_ROLLBACK -> "That every object can be rolled back: copies of some were.";
            case TENANT -> "That the import into live would meet no newer rows: the stand-in had none.";
            case INTEGRITY -> "That what was read can be restored: nothing was.";
        };
    }
}
