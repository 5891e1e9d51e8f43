package io.backstay.connect.postgres.tenant.diff;

import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.rows.Territory;
import io.backstay.connect.postgres.tenant.schema.Column;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.Table;
import java.sql.Array;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A row for a person to look at: a few columns, those that tell two sides apart, values shortened, personal data
/// masked.
public final class RowSketch {
    /// How many columns of one row are shown.
    private static final int COLUMNS_MAX = 6;

    /// How much of one value is shown.
    private static final int VALUE_MAX = 40;

    /// How much of one value is fetched, to see whether two differ.
    private static final int FETCH_MAX = 400;

    private final Territory territory;
    private final ColumnOrder order;

    /// A sketch of rows of these tables.
    public RowSketch(Territory territory) {
        this.territory = territory;
        this.order = new ColumnOrder(territory.keyColumnNames());
    }

    /// The SQL expression that fetches what is needed of a row, for [#texts].
    public static String values(Table table, String alias) {
        return "array["
                + String.join(
                        ", ",
                        table.columnNames().stream()
                                .map(name -> "left(" + alias + "." + Db.quote(name) + "::text, " + FETCH_MAX + ")")
                                .toList())
                + "]::text[]";
    }

    /// What was fetched; absent where there is no row.
    public static @Nullable List<@Nullable String> texts(@Nullable Array array) throws SQLException {
        return array == null ? null : Arrays.asList((@Nullable String[]) array.getArray());
    }

    /// The positions of the columns that tell two sides apart; where there is but one side, of the first ones.
    public List<Integer> shown(
            Table table, @Nullable List<@Nullable String> one, @Nullable List<@Nullable String> other) {
        List<Integer> shown = new ArrayList<>();
        for (int at : order.of(table)) {
            boolean tells = one == null || other == null || !Objects.equals(one.get(at), other.get(at));
            if (shown.size() < COLUMNS_MAX && tells) {
                shown.add(at);
            }
        }
        return shown;
    }

    private Set<String> personal(Table table) {
        return territory.mapping().words().personal().getOrDefault(table.name(), Set.of());
    }

    /// The row in one line.
    public String text(Table table, List<@Nullable String> values, List<Integer> shown, boolean mask) {
        Set<String> personal = mask ? personal(table) : Set.of();
        List<String> parts = new ArrayList<>();
        for (int at : shown) {
            Column column = table.columns().get(at);
            String value = values.get(at);
            String name = value != null && order.needsNoName(column) ? "" : column.name() + ": ";
            if (value == null) {
                parts.add(name + "–");
            } else if (personal.contains(column.name())) {
                parts.add(name + TenantMapping.Words.MASK);
            } else {
                parts.add(name + (value.length() > VALUE_MAX ? value.substring(0, VALUE_MAX) + "…" : value));
            }
        }
        return String.join(" · ", parts);
    }
}
