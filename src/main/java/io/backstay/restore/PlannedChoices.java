package io.backstay.restore;

import io.backstay.base.BackstayException;
import io.backstay.codec.Value;
import io.backstay.connect.postgres.tenant.diff.Choice;
import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.connect.postgres.tenant.diff.RowClass;
import io.backstay.connect.postgres.tenant.schema.TableName;
import io.backstay.restore.plan.Refusal;
import io.backstay.seal.CanonicalJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a person chose, as a plan holds it: the choices themselves, and the damaged moment that they speak of.
final class PlannedChoices {
    private static final String DAMAGED_AT = "damagedAt";

    private PlannedChoices() {}

    /// The object that goes into the plan.
    ///
    /// @param damagedAt absent when two sides were compared
    static Map<String, Object> canonical(Choices choices, @Nullable Instant damagedAt) {
        Map<String, Object> value = new TreeMap<>(choices.canonicalValue());
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
                    CanonicalJson.bytes(planned), CanonicalJson.bytes(canonical(read, damagedAt(planned))))) {
                throw Refusal.PLAN_FORM.stop("choices: not all of them mean anything here");
            }
            return read;
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
