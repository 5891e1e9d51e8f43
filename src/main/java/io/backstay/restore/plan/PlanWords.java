package io.backstay.restore.plan;

import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.Durations;
import io.backstay.base.Utc;
import io.backstay.codec.Json;
import io.backstay.restore.verdict.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a plan reads to a person: made from the bytes that are hashed and from nothing else, so that what is shown
/// is
/// what is approved.
public final class PlanWords {
    private PlanWords() {}

    /// One line.
    ///
    /// @param label such as `Tenant`
    public record Line(String label, String value) {}

    /// Every fact of the plan, a line each.
    public static List<Line> of(PlanFile file) throws BackstayException {
        RestorePlan plan = PlanFile.parse("the plan", file.bytes()).plan();
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("Plan", "sha256 " + file.hash()));
        lines.add(new Line("Restore", plan.restore()));
        lines.add(new Line(
                "Tenant", plan.tenant().name() + " (key " + plan.tenant().id() + ")"));
        request(lines, plan.request());
        lines.add(new Line(
                "From",
                plan.source().point() + " of " + plan.source().database() + ", as it was at "
                        + Utc.words(plan.source().restoreTo())));
        staging(lines, plan.source());
        RestorePlan.Target target = plan.target();
        lines.add(new Line("Writes to", target.database() + " (" + target.environment() + ") as " + target.account()));
        lines.add(new Line("Target", target.fingerprint()));
        rows(lines, plan.rows());
        lines.add(new Line("Choices", Json.compact(plan.choices())));
        RestorePlan.Files files = plan.files();
        lines.add(new Line(
                "Files",
                files == null
                        ? "none"
                        : Counts.of(files.count()) + " by version below " + files.prefix() + " in " + files.store()));
        RestorePlan.Policy policy = plan.policy();
        lines.add(new Line("Promise", policy == null ? Promise.NONE : policy.id() + ", " + policy.version()));
        RestorePlan.Validity validity = plan.validity();
        lines.add(new Line("Made", Utc.words(validity.createdAt())));
        lines.add(new Line(
                "May be run", "from " + Utc.words(validity.notBefore()) + " until " + Utc.words(validity.expiresAt())));
        RestorePlan.Seen seen = plan.seen();
        lines.add(new Line(
                "Record",
                seen == null ? "not signed" : seen.origin() + ", " + seen.size() + " entries, root " + seen.root()));
        return List.copyOf(lines);
    }

    /// Whether a moment is what a person stated: then the connection is the point as well.
    ///
    /// @param staging the connection that makes the scratch database, absent for the database's own backups
    public static boolean isStated(String point, @Nullable String staging) {
        return point.equals(staging);
    }

    private static void staging(List<Line> lines, RestorePlan.Source source) {
        String by = source.staging();
        if (by != null) {
            lines.add(new Line(
                    "Scratch database",
                    by + (isStated(source.point(), by) ? ", its moment as a person states it" : "")));
        }
    }

    private static void request(List<Line> lines, RestorePlan.Request request) {
        lines.add(new Line(
                "Lost",
                request.dataset() + ", about " + Utc.words(request.about())
                        + (request.uncertainty().equals(Duration.ZERO)
                                ? ""
                                : " give or take " + Durations.words(request.uncertainty()))
                        + " (customer's zone " + request.zone() + ")"));
        lines.add(new Line(
                "Asked by", request.asker() + ", " + request.verifiedBy() + ", at " + Utc.words(request.reportedAt())));
        lines.add(new Line(
                "Planned by",
                request.plannedBy() + (request.plannedKey() == null ? ", no key" : ", key " + request.plannedKey())));
    }

    private static void rows(List<Line> lines, RestorePlan.Rows rows) {
        for (Map.Entry<String, RestorePlan.Counts> table : rows.tables().entrySet()) {
            RestorePlan.Counts counts = table.getValue();
            lines.add(new Line(
                    table.getKey(),
                    "+" + Counts.of(counts.inserted()) + "  ~" + Counts.of(counts.updated()) + "  -"
                            + Counts.of(counts.deleted())));
        }
        lines.add(new Line("Rows digest", rows.digest()));
        lines.add(new Line("Schema", rows.schema()));
        lines.add(new Line("Mapping", rows.mapping()));
        lines.add(new Line("Triggers", rows.triggers()));
    }
}
