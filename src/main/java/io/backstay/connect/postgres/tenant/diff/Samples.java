package io.backstay.connect.postgres.tenant.diff;

import io.backstay.connect.postgres.tenant.rows.TenantSet;
import io.backstay.connect.postgres.tenant.rows.Territory;
import io.backstay.connect.postgres.tenant.schema.Column;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.Table;
import java.sql.Array;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A few rows of each table for a person to look at: conflicts first, values shortened, personal data masked. Rows of
/// other tenants are never among them, not even the one that took a key.
final class Samples {
    /// How many rows of one table are shown.
    private static final int ROWS_MAX = 20;

    /// How many columns of one row are shown.
    private static final int COLUMNS_MAX = 6;

    /// How much of one value is shown.
    private static final int VALUE_MAX = 40;

    /// How much of one value is fetched, to see whether two differ.
    private static final int FETCH_MAX = 400;

    private static final String MASK = "•••";

    private final Db db;
    private final Territory territory;
    private final TenantSet live;
    private final Staging staging;
    private final ColumnOrder order;

    Samples(Db db, Territory territory, TenantSet live, Staging staging) {
        this.db = db;
        this.territory = territory;
        this.live = live;
        this.staging = staging;
        this.order = new ColumnOrder(territory.keyColumnNames());
    }

    /// The samples of one table.
    List<SampleRow> of(Table table) throws SQLException {
        List<SampleRow> samples = new ArrayList<>(differing(table));
        if (samples.size() < ROWS_MAX && !table.identity().isEmpty()) {
            samples.addAll(liveOnly(table, ROWS_MAX - samples.size()));
        }
        return samples;
    }

    private List<SampleRow> differing(Table table) throws SQLException {
        String none = "null::text[]";
        String beside = table.identity().isEmpty()
                ? ""
                : " left join lateral (select " + values(table, "t") + " v from " + live.rows(table, "t") + " where "
                        + sameKey(table) + ") l on true";
        String key = table.identity().isEmpty() ? "s." + Staging.NUMBER + "::text" : TenantSet.key(table, "s");
        return db.list(
                "select " + key + ", s." + Staging.STATE + ", " + values(table, "s") + ", "
                        + (beside.isEmpty() ? none : "l.v") + " from " + staging.stage(table.name()) + " s" + beside
                        + " where s." + Staging.STATE + " <> 'same' order by case s." + Staging.STATE
                        + " when 'conflict' then 0 when 'lost' then 1 else 2 end, s." + Staging.NUMBER + " limit "
                        + ROWS_MAX,
                row -> {
                    SampleRow.Finding finding = switch (row.getString(2)) {
                        case "conflict" -> SampleRow.Finding.CONFLICT;
                        case "lost" -> SampleRow.Finding.LOST;
                        default -> SampleRow.Finding.RETYPED;
                    };
                    return sample(table, finding, row.getString(1), row.getArray(3), row.getArray(4));
                });
    }

    private List<SampleRow> liveOnly(Table table, int limit) throws SQLException {
        return db.list(
                "select " + TenantSet.key(table, "t") + ", " + values(table, "t") + " from " + live.rows(table, "t")
                        + " where not exists (select from " + staging.stage(table.name()) + " s where "
                        + sameKey(table) + ") order by 1 limit " + limit,
                row -> sample(table, SampleRow.Finding.LIVE_ONLY, row.getString(1), null, row.getArray(2)));
    }

    private static String sameKey(Table table) {
        return String.join(
                " and ",
                table.identity().stream()
                        .map(name -> "s." + Db.quote(name) + " = t." + Db.quote(name))
                        .toList());
    }

    private static String values(Table table, String alias) {
        return "array["
                + String.join(
                        ", ",
                        table.columnNames().stream()
                                .map(name -> "left(" + alias + "." + Db.quote(name) + "::text, " + FETCH_MAX + ")")
                                .toList())
                + "]::text[]";
    }

    private SampleRow sample(
            Table table, SampleRow.Finding finding, String key, @Nullable Array lastGood, @Nullable Array live)
            throws SQLException {
        @Nullable String @Nullable [] left = lastGood == null ? null : (String[]) lastGood.getArray();
        @Nullable String @Nullable [] right = live == null ? null : (String[]) live.getArray();
        List<Integer> shown = new ArrayList<>();
        for (int at : order.of(table)) {
            if (shown.size() < COLUMNS_MAX && (left == null || right == null || !Objects.equals(left[at], right[at]))) {
                shown.add(at);
            }
        }
        return new SampleRow(
                table.name().toString(), finding, key, text(table, left, shown), text(table, right, shown));
    }

    private @Nullable String text(Table table, @Nullable String @Nullable [] values, List<Integer> shown) {
        if (values == null) {
            return null;
        }
        Set<String> personal = territory.mapping().words().personal().getOrDefault(table.name(), Set.of());
        List<String> parts = new ArrayList<>();
        for (int at : shown) {
            Column column = table.columns().get(at);
            String value = values[at];
            String name = value != null && order.needsNoName(column) ? "" : column.name() + ": ";
            if (value == null) {
                parts.add(name + "–");
            } else if (personal.contains(column.name())) {
                parts.add(name + MASK);
            } else {
                parts.add(name + (value.length() > VALUE_MAX ? value.substring(0, VALUE_MAX) + "…" : value));
            }
        }
        return String.join(" · ", parts);
    }
}
