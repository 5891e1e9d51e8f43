package io.backstay.connect.postgres.tenant.diff.stage;

import io.backstay.connect.postgres.tenant.diff.PlainSamples;
import io.backstay.connect.postgres.tenant.diff.RowClass;
import io.backstay.connect.postgres.tenant.diff.RowSketch;
import io.backstay.connect.postgres.tenant.diff.SampleRow;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.rows.TenantSet;
import io.backstay.connect.postgres.tenant.rows.Territory;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A few rows of each table for a person to look at: conflicts first, values shortened, personal data masked. Rows
/// of other tenants are never among them, not even the one that took a key.
final class Samples {
    /// How many rows of one table are shown.
    private static final int ROWS_MAX = 20;

    private static final String NONE = "null::text[]";

    private final Db db;
    private final Territory territory;
    private final Staging staging;
    private final DamagedRows damaged;
    private final RowSketch sketch;

    Samples(Db db, Territory territory, Staging staging) {
        this.db = db;
        this.territory = territory;
        this.staging = staging;
        this.damaged = staging.damaged();
        this.sketch = new RowSketch(territory);
    }

    /// Adds the samples of one table, with and without a mask.
    void of(Table table, List<SampleRow> masked, PlainSamples plain) throws SQLException {
        List<Found> found = new ArrayList<>(differing(table));
        if (found.size() < ROWS_MAX && !table.identity().isEmpty()) {
            found.addAll(liveOnly(table, ROWS_MAX - found.size()));
        }
        for (Found row : found) {
            masked.add(sample(table, row, true));
            plain.add(sample(table, row, false));
        }
    }

    /// A row as it was fetched.
    private record Found(
            RowClass rows,
            SampleRow.Write write,
            String id,
            String key,
            @Nullable List<@Nullable String> lastGood,
            @Nullable List<@Nullable String> damaged,
            @Nullable List<@Nullable String> live) {}

    private List<Found> differing(Table table) throws SQLException {
        boolean keyed = !table.identity().isEmpty();
        boolean known = keyed && damaged.known(table.name());
        String beside = keyed
                ? " left join lateral (select " + RowSketch.values(table, "t") + " v from " + table.from() + " t where "
                        + Stage.target("s", "t") + ") l on true"
                : "";
        String after = known
                ? " left join lateral (select " + RowSketch.values(table, "d") + " v from " + damaged.rows(table.name())
                        + " d where " + Stage.sameKey(table, "s", "d") + ") i on true"
                : "";
        String key = keyed ? TenantSet.key(table, "s") : "s." + Stage.NUMBER + "::text";
        return db.list(
                "select s." + Stage.STATE + ", s." + Stage.WRITE + ", s." + Stage.CHOICE + " is null, "
                        + Stage.id(territory, table, "s") + ", " + key + ", " + RowSketch.values(table, "s") + ", "
                        + (known ? "i.v" : NONE) + ", " + (keyed ? "l.v" : NONE) + " from "
                        + staging.stage(table.name()) + " s" + beside + after
                        + " order by array_position(array['conflict', 'blocked', 'damaged', 'held', 'lost'], s."
                        + Stage.STATE + "), s." + Stage.NUMBER + " limit " + ROWS_MAX,
                row -> {
                    RowClass rows = RowClass.of(row.getString(1));
                    return new Found(
                            rows,
                            write(rows, row.getString(2), row.getBoolean(3)),
                            row.getString(4),
                            row.getString(5),
                            RowSketch.texts(row.getArray(6)),
                            RowSketch.texts(row.getArray(7)),
                            RowSketch.texts(row.getArray(8)));
                });
    }

    private static SampleRow.Write write(RowClass rows, String write, boolean open) {
        return switch (write) {
            case Stage.INSERT -> SampleRow.Write.INSERT;
            case Stage.UPDATE -> SampleRow.Write.UPDATE;
            default -> rows == RowClass.CONFLICT && open ? SampleRow.Write.UNDECIDED : SampleRow.Write.NOTHING;
        };
    }

    private List<Found> liveOnly(Table table, int limit) throws SQLException {
        List<String> places = staging.merged(table.name()).added().stream()
                .map(at -> "(" + at.rel() + "::oid, '" + at.tid() + "'::tid)")
                .toList();
        if (places.isEmpty()) {
            return List.of();
        }
        return db.list(
                "select " + Stage.id(territory, table, "t") + ", " + TenantSet.key(table, "t") + ", "
                        + RowSketch.values(table, "t")
                        + " from " + table.from() + " t where (t.tableoid, t.ctid) in (" + String.join(", ", places)
                        + ") and not exists (select from " + staging.stage(table.name()) + " s where "
                        + Stage.target("s", "t") + ") order by 2 limit " + limit,
                row -> new Found(
                        RowClass.ADDED,
                        SampleRow.Write.NOTHING,
                        row.getString(1),
                        row.getString(2),
                        null,
                        null,
                        RowSketch.texts(row.getArray(3))));
    }

    private SampleRow sample(Table table, Found row, boolean mask) {
        List<Integer> shown = sketch.shown(table, row.lastGood(), row.live());
        boolean hidden = mask && territory.hidesKeys(table);
        return new SampleRow(
                table.name().toString(),
                row.rows(),
                row.id(),
                hidden ? TenantMapping.Words.MASK : row.key(),
                text(table, row.lastGood(), shown, mask),
                text(table, row.damaged(), shown, mask),
                text(table, row.live(), shown, mask),
                row.write());
    }

    private @Nullable String text(
            Table table, @Nullable List<@Nullable String> values, List<Integer> shown, boolean mask) {
        return values == null ? null : sketch.text(table, values, shown, mask);
    }
}
