package io.backstay.restore;

import io.backstay.base.BackstayException;
import io.backstay.codec.Words;
import io.backstay.connect.postgres.tenant.diff.Effect;
import io.backstay.connect.postgres.tenant.diff.Expected;
import io.backstay.connect.postgres.tenant.load.ImportPlan;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.preflight.TriggerMode;
import io.backstay.connect.postgres.tenant.schema.TableName;
import io.backstay.restore.plan.PlanFile;
import io.backstay.restore.plan.Refusal;
import io.backstay.restore.plan.RestorePlan;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// What a plan says of rows, to and from what an import takes.
final class PlannedRows {
    private PlannedRows() {}

    static RestorePlan.Rows of(Expected expected, TenantMapping mapping, TriggerMode mode) {
        Map<String, RestorePlan.Counts> tables = new TreeMap<>();
        expected.effects()
                .forEach((table, effect) -> tables.put(
                        table.toString(),
                        new RestorePlan.Counts(effect.inserted(), effect.updated(), effect.deleted())));
        return new RestorePlan.Rows(
                expected.fingerprint(), MappingPrint.of(mapping), expected.digest(), Words.of(mode), tables);
    }

    static ImportPlan read(PlanFile file) throws BackstayException {
        RestorePlan.Rows rows = file.plan().rows();
        Map<TableName, Effect> effects = new TreeMap<>();
        for (Map.Entry<String, RestorePlan.Counts> table : rows.tables().entrySet()) {
            RestorePlan.Counts counts = table.getValue();
            effects.put(table(table.getKey()), new Effect(counts.inserted(), counts.updated(), counts.deleted()));
        }
        return new ImportPlan(
                file.hash(),
                file.plan().tenant().id(),
                mode(rows.triggers()),
                new Expected(new TreeMap<>(effects), rows.digest(), rows.schema()));
    }

    private static TableName table(String name) throws BackstayException {
        try {
            return TableName.of(name);
        } catch (IllegalArgumentException e) {
            throw Refusal.PLAN_FORM.stop(String.valueOf(e.getMessage()));
        }
    }

    private static TriggerMode mode(String word) throws BackstayException {
        return Arrays.stream(TriggerMode.values())
                .filter(mode -> Words.of(mode).equals(word))
                .findFirst()
                .orElseThrow(() -> Refusal.PLAN_FORM.stop("there is no trigger mode '" + word + "'"));
    }
}
