package io.backstay.restore;

import io.backstay.base.BackstayException;
import io.backstay.codec.Value;
import io.backstay.connect.postgres.tenant.diff.Choice;
import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.connect.postgres.tenant.diff.RowClass;
import io.backstay.connect.postgres.tenant.rows.SchemaChoices;
import io.backstay.connect.postgres.tenant.schema.TableName;
import io.backstay.restore.plan.Refusal;
import io.backstay.seal.CanonicalJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a person chose, as a plan holds it: the choices themselves, and the damaged moment that they speak of.
final class PlannedChoices {
    private static final String DAMAGED_AT = "damagedAt";
    private static final String SCHEMA = "schema";

    private PlannedChoices() {}

    /// The object that goes into the plan.
    ///
    /// @param schema    what was answered where live's schema is not that of the last good moment
    /// @param damagedAt absent when two sides were compared
    static Map<String, Object> canonical(Choices choices, SchemaChoices schema, @Nullable Instant damagedAt) {
        Map<String, Object> value = new TreeMap<>(choices.canonicalValue());
        if (!schema.answers().isEmpty()) {
            Map<String, Object> answers = new TreeMap<>();
            schema.answers().forEach((difference, choice) -> answers.put(difference, choice.name()));
            value.put(SCHEMA, answers);
        }
        if (damagedAt != null) {
            value.put(DAMAGED_AT, damagedAt.toString());
        }
        return value;
    }

    /// The choices of a plan; the proposed ones where it holds none.
    static Choices read(Value planned) throws BackstayException {
        try {
            if (!(planned instanceof Value.Members members) || members.values().isEmpty()) {
                return Choices.DEFAULT;
            }
            Map<RowClass, Choice> classes = new HashMap<>();
            texts(members.values().get("classes"))
                    .forEach((rows, choice) -> classes.put(RowClass.valueOf(rows), Choice.valueOf(choice)));
            Map<TableName, Map<RowClass, Choice>> tables = new HashMap<>();
            for (var table : members(members.values().get("tables")).entrySet()) {
                Map<RowClass, Choice> ofTable = new HashMap<>();
                texts(table.getValue())
                        .forEach((rows, choice) -> ofTable.put(RowClass.valueOf(rows), Choice.valueOf(choice)));
                tables.put(TableName.of(table.getKey()), ofTable);
            }
            Map<TableName, Map<String, Choice>> rows = new HashMap<>();
            for (var table : members(members.values().get("rows")).entrySet()) {
                Map<String, Choice> ofTable = new HashMap<>();
                texts(table.getValue()).forEach((row, choice) -> ofTable.put(row, Choice.valueOf(choice)));
                rows.put(TableName.of(table.getKey()), ofTable);
            }
            Map<TableName, Set<String>> columns = new HashMap<>();
            for (var table : members(members.values().get("columns")).entrySet()) {
                columns.put(TableName.of(table.getKey()), names(table.getValue()));
            }
            Choices read = new Choices(classes, tables, rows, columns);
            // What has no meaning here may have had one for whoever approved it.
            if (!Arrays.equals(
                    CanonicalJson.bytes(planned),
                    CanonicalJson.bytes(canonical(read, schema(planned), damagedAt(planned))))) {
                throw Refusal.PLAN_FORM.stop("choices: not all of them mean anything here");
            }
            return read;
        } catch (IllegalArgumentException e) {
            throw Refusal.PLAN_FORM.stop("choices: " + e.getMessage());
        }
    }

    /// What a plan answers where live's schema is not that of the last good moment; nothing where it was the same.
    static SchemaChoices schema(Value planned) throws BackstayException {
        if (!(planned instanceof Value.Members members)) {
            return SchemaChoices.NONE;
        }
        try {
            SortedMap<String, SchemaChoices.Choice> answers = new TreeMap<>();
            texts(members.values().get(SCHEMA))
                    .forEach((difference, choice) -> answers.put(difference, SchemaChoices.Choice.valueOf(choice)));
            if (answers.containsValue(SchemaChoices.Choice.STOP)) {
                throw Refusal.PLAN_FORM.stop("choices: STOP means no restore, so no plan can hold it");
            }
            return new SchemaChoices(answers);
        } catch (IllegalArgumentException e) {
            throw Refusal.PLAN_FORM.stop("choices: " + e.getMessage());
        }
    }

    /// The damaged moment of a plan, absent when two sides were compared.
    static @Nullable Instant damagedAt(Value planned) throws BackstayException {
        if (planned instanceof Value.Members members && members.values().get(DAMAGED_AT) instanceof Value.Text at) {
            try {
                return Instant.parse(at.value());
            } catch (DateTimeException e) {
                throw Refusal.PLAN_FORM.stop("choices: " + DAMAGED_AT + " is no moment");
            }
        }
        return null;
    }

    private static Set<String> names(Value value) {
        Set<String> names = new TreeSet<>();
        if (value instanceof Value.Items items) {
            for (Value each : items.values()) {
                if (!(each instanceof Value.Text text)) {
                    throw new IllegalArgumentException("a column's name is no text");
                }
                names.add(text.value());
            }
        }
        return names;
    }

    private static Map<String, Value> members(@Nullable Value value) {
        return value instanceof Value.Members members ? members.values() : Map.of();
    }

    private static Map<String, String> texts(@Nullable Value value) {
        Map<String, String> texts = new HashMap<>();
        members(value).forEach((name, each) -> {
            if (!(each instanceof Value.Text text)) {
                throw new IllegalArgumentException(name + " is no text");
            }
            texts.put(name, text.value());
        });
        return texts;
    }
}
