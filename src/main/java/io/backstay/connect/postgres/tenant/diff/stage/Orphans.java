package io.backstay.connect.postgres.tenant.diff.stage;

import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.rows.RowText;
import io.backstay.connect.postgres.tenant.rows.TenantSet;
import io.backstay.connect.postgres.tenant.rows.Territory;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.ForeignKey;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Live rows that lost their parents and are nobody's in live by themselves, such as a comment on a deleted invoice.
/// They are this tenant's when the last good moment says so: a row of the tenant had the same key there and named the
/// same parents, and none of these is in live, whoever's it might be.
final class Orphans {
    private final Territory territory;
    private final TenantSet live;

    Orphans(Territory territory, TenantSet live) {
        this.territory = territory;
        this.live = live;
    }

    /// The queries that find them, beside the last good rows that are staged because live seemed not to have them.
    ///
    /// @param staged tables whose staging table has rows
    Map<TableName, String> among(Set<TableName> staged) {
        Map<TableName, String> queries = new LinkedHashMap<>();
        for (TableName name : territory.reached()) {
            List<ForeignKey> keys = territory.upward(name);
            if (staged.contains(name) && keys.stream().allMatch(territory::isShaped)) {
                queries.put(name, query(territory.table(name), keys));
            }
        }
        return queries;
    }

    private String query(Table table, List<ForeignKey> keys) {
        List<String> conditions = new ArrayList<>();
        conditions.add(same(table));
        for (ForeignKey key : keys) {
            conditions.add("not exists (select from " + territory.from(key.parent()) + " p where "
                    + key.matches("t", "p") + ")");
        }
        for (String column : territory.references(table.name())) {
            conditions.add("s." + Db.quote(column) + " is not distinct from t." + Db.quote(column));
        }
        conditions.add("not " + live.holds(table.name(), "t"));
        return "select t.tableoid, t.ctid from " + Stage.of(territory, table.name()) + " s, " + table.from()
                + " t where " + String.join(" and ", conditions);
    }

    private String same(Table table) {
        TenantMapping mapping = territory.mapping();
        return table.identity().isEmpty()
                ? RowText.of(table, mapping, "s") + " = " + RowText.of(table, mapping, "t")
                : Stage.sameKey(table, "s", "t");
    }
}
