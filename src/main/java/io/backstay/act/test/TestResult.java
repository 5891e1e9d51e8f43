package io.backstay.act.test;

import io.backstay.act.drill.DrillResult;
import io.backstay.base.AssetId;
import io.backstay.restore.environment.Check;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a restore test did and measured; written as `result.json`.
///
/// @param id         the run's name in the journal, such as `R-0007`
/// @param assets     what it says something about
/// @param point      the base backup that was recovered, null when none was
/// @param restoredTo the moment that was recovered to, null when nothing was
/// @param rto        from its begin to the last look, null when nothing was restored
/// @param rpo        the work that would be lost, null when that was not measured
/// @param practice   whether it was done on made-up data
/// @param evidence   the folder with `result.json`, `report.md`, `report.html` and `report.pdf`
public record TestResult(
        String id,
        String connection,
        TestKind kind,
        List<AssetId> assets,
        Instant begunAt,
        Instant endedAt,
        @Nullable String point,
        @Nullable Instant restoredTo,
        @Nullable Duration rto,
        @Nullable Duration rpo,
        List<Check> checks,
        List<DrillResult.Phase> phases,
        boolean practice,
        Path evidence) {
    /// Rows were read where they were brought back.
    public static final String DATABASE_READS = "database reads";

    /// Rows were written there, too.
    public static final String DATABASE_WRITES = "database writes";

    /// Files were read, and their bytes compared.
    public static final String FILE_READS = "file reads";

    /// Whether everything that was looked at is as it must be.
    public boolean passed() {
        return !checks.isEmpty() && checks.stream().allMatch(Check::holds);
    }

    /// What was tried and worked again before the clock stopped, in words of our own: a test looks at data, not at the
    /// application in front of it. None when the test failed or restored nothing.
    public List<String> works() {
        if (!passed()) {
            return List.of();
        }
        return switch (kind) {
            case FULL, POINT_IN_TIME -> List.of(DATABASE_READS);
            case TENANT -> List.of(DATABASE_READS, DATABASE_WRITES);
            case OBJECT_ROLLBACK -> List.of(FILE_READS);
            case INTEGRITY -> List.of();
        };
    }

    /// The document that other programs rely on.
    public Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("id", id);
        document.put("connection", connection);
        document.put("kind", kind.word());
        document.put("assets", assets.stream().map(AssetId::value).toList());
        document.put("at", endedAt.toString());
        document.put("outcome", passed() ? "passed" : "failed");
        document.put("measuredRto", text(rto));
        document.put("measuredRpo", text(rpo));
        document.put("point", point);
        document.put("restoredTo", text(restoredTo));
        document.put("practice", practice);
        document.put("checks", checks.stream().map(DrillResult::toJson).toList());
        document.put("phases", phases.stream().map(DrillResult.Phase::toJson).toList());
        return document;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
