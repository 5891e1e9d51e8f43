package io.backstay.act.environment;

import io.backstay.act.drill.DrillResult;
import io.backstay.restore.environment.EnvironmentRestore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the restore of everything did and measured; written as `result.json`.
///
/// @param id      the run's name in the journal, such as `R-0007`
/// @param bucket  where the files were copied to, null when they stayed where they were
/// @param verdict in one sentence, given before anything was recovered
/// @param rpo     the work that is lost, at most
/// @param rto     from the call to the last look
/// @param report  the folder with `report.md`, `report.html`, `report.pdf` and `result.json`
public record EnvironmentResult(
        String id,
        String connection,
        Path place,
        @Nullable String bucket,
        String verdict,
        EnvironmentRestore.Outcome outcome,
        Instant calledAt,
        Duration rpo,
        Duration rto,
        List<DrillResult.Phase> phases,
        Path report) {
    public EnvironmentResult {
        phases = List.copyOf(phases);
    }

    /// Whether everything is there and could be read.
    public boolean verified() {
        return outcome.verified();
    }

    /// The document that other programs rely on.
    public Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("id", id);
        document.put("scope", "environment");
        document.put("connection", connection);
        document.put("place", place.toString());
        document.put("bucket", bucket);
        document.put("verdict", verdict);
        document.put("point", outcome.point().value());
        document.put("restoredTo", outcome.target().toString());
        document.put("lastCommit", outcome.stoppedAt().toString());
        document.put("rpo", rpo.toString());
        document.put("rto", rto.toString());
        document.put("tables", outcome.holdings().tables().size());
        document.put("rows", outcome.holdings().rows());
        document.put("files", outcome.files());
        document.put("verified", verified());
        document.put(
                "checks", outcome.checks().stream().map(DrillResult::toJson).toList());
        document.put("phases", phases.stream().map(DrillResult.Phase::toJson).toList());
        return document;
    }
}
