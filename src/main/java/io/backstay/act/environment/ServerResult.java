package io.backstay.act.environment;

import io.backstay.act.drill.DrillResult;
import io.backstay.restore.environment.Check;
import io.backstay.restore.environment.Holdings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A new server at a provider, and what was found on it; written as `result.json`.
///
/// @param id       the run's name in the journal, such as `R-0007`
/// @param asset    the database's id
/// @param point    of which it was made, absent for a moment
/// @param moment   of which its data is, absent where a point does not say
/// @param planHash which its name is made of
/// @param server   its name
/// @param host     where it answers
/// @param rto      from the order to the last look
/// @param report   the folder with the report
public record ServerResult(
        String id,
        String connection,
        String asset,
        @Nullable String point,
        @Nullable Instant moment,
        String planHash,
        String server,
        String host,
        int port,
        Holdings holdings,
        List<Check> checks,
        Instant calledAt,
        Duration rto,
        List<DrillResult.Phase> phases,
        Path report) {
    public ServerResult {
        checks = List.copyOf(checks);
        phases = List.copyOf(phases);
    }

    /// Whether everything on it could be read and is as it must be.
    public boolean verified() {
        return checks.stream().allMatch(Check::holds);
    }

    /// The document that other programs rely on.
    public Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("id", id);
        document.put("scope", "environment");
        document.put("connection", connection);
        document.put("asset", asset);
        document.put("point", point);
        document.put("restoredTo", moment == null ? null : moment.toString());
        document.put("planHash", planHash);
        document.put("server", server);
        document.put("host", host);
        document.put("port", port);
        document.put("rto", rto.toString());
        document.put("tables", holdings.tables().size());
        document.put("rows", holdings.rows());
        document.put("verified", verified());
        document.put("checks", checks.stream().map(DrillResult::toJson).toList());
        document.put("phases", phases.stream().map(DrillResult.Phase::toJson).toList());
        return document;
    }
}
