package io.backstay.act.drill;

import io.backstay.incident.CaseEntry;
import io.backstay.restore.environment.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a drill did and measured; written as `result.json`.
///
/// @param tenant              the firm's id
/// @param restoredTo          the moment that was recovered to
/// @param rpo                 from that moment to the first commit that was not restored
/// @param rto                 from the customer's call to the end of the verification, absent when it never got
///                            there
/// @param otherTenantsChanged rows of other tenants written by the importing transaction, as measured before its
///                            end
/// @param verified            whether every proof held and the verification after the commit passed
/// @param checks              what else was looked at, such as how an attack on backups ended; empty when nothing
///                            was
/// @param artefacts           file names in the result folder
public record DrillResult(
        String scenario,
        String size,
        long seed,
        String tenant,
        String tenantName,
        Instant restoredTo,
        @Nullable Duration rpo,
        @Nullable Duration rto,
        Rows rows,
        long objectsRestored,
        long otherTenantsChanged,
        boolean verified,
        List<Check> checks,
        List<Phase> phases,
        List<String> artefacts) {

    /// The same with what is known at the end only.
    public DrillResult with(List<Phase> allPhases, List<String> allArtefacts) {
        return new DrillResult(
                scenario,
                size,
                seed,
                tenant,
                tenantName,
                restoredTo,
                rpo,
                rto,
                rows,
                objectsRestored,
                otherTenantsChanged,
                verified,
                checks,
                List.copyOf(allPhases),
                List.copyOf(allArtefacts));
    }

    /// The document that other programs rely on.
    public Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("scenario", scenario);
        document.put("size", size);
        document.put("seed", seed);
        document.put("tenant", tenant);
        document.put("tenantName", tenantName);
        document.put("restoredTo", restoredTo.toString());
        document.put("rpo", rpo == null ? null : rpo.toString());
        document.put("rto", rto == null ? null : rto.toString());
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("lost", rows.lost());
        counts.put("restored", rows.restored());
        counts.put("mended", rows.mended());
        counts.put("keptLive", rows.keptLive());
        counts.put("conflicts", rows.conflicts());
        document.put("rows", counts);
        document.put("objectsRestored", objectsRestored);
        document.put("otherTenantsChanged", otherTenantsChanged);
        document.put("verified", verified);
        document.put("checks", checks.stream().map(DrillResult::toJson).toList());
        document.put("phases", phases.stream().map(Phase::toJson).toList());
        document.put("artefacts", artefacts);
        return document;
    }

    /// A check as it stands in documents.
    public static Map<String, Object> toJson(Check check) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("name", check.name());
        one.put("expected", check.expected());
        one.put("found", check.found());
        one.put("holds", check.holds());
        return one;
    }

    /// Row counts over all tables.
    ///
    /// @param lost      rows that were in the last good state and are not in live
    /// @param restored  rows that came back
    /// @param mended    rows whose damaged values were given back
    /// @param keptLive  rows that the firm typed or changed since, kept as they are
    /// @param conflicts lost rows held back because something newer stands in their place
    public record Rows(long lost, long restored, long mended, long keptLive, long conflicts) {}

    /// How long one phase took.
    public record Phase(String name, long ms) {
        /// The phases of a run as a timeline, each at the time when it began.
        public static List<CaseEntry> timeline(Instant begunAt, List<Phase> phases) {
            List<CaseEntry> entries = new ArrayList<>();
            Instant at = begunAt;
            for (Phase phase : phases) {
                entries.add(new CaseEntry(at, "Backstay", phase.name()));
                at = at.plusMillis(phase.ms());
            }
            return entries;
        }

        /// As it stands in documents.
        public Map<String, Object> toJson() {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("name", name);
            document.put("ms", ms);
            return document;
        }
    }
}
