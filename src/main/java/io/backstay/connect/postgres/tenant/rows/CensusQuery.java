package io.backstay.connect.postgres.tenant.rows;

import io.backstay.base.BackstayException;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.tenant.schema.Components;
import io.backstay.connect.postgres.tenant.schema.ForeignKey;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The queries that find one tenant's rows without a work table, such that they find what [TenantSet] finds.
///
/// A keyed table is asked by its tenant column. Tables without one are taken group by group, parents first; a
/// group is a set of such tables that refer to each other. Of each group a query gathers first what its parents
/// lead to, then what that leads to inside the group; and then takes away every row that also has a parent
/// outside the set, with whatever hangs on it.
///
/// A found row is (n, rel, tid): the number of its table, the table's oid, and its address.
final class CensusQuery {
    private final Territory territory;
    private final List<ForeignKey> keys;
    private final List<List<TableName>> groups;
    private final Map<TableName, Integer> groupOf = new HashMap<>();
    private final KeyValue value;

    CensusQuery(Territory territory, TenantId tenant) throws BackstayException {
        this.territory = territory;
        this.value = KeyValue.of(tenant, territory.mapping().keys());
        this.keys = territory.inner().stream()
                .filter(key -> territory.isReached(key.child()))
                .toList();
        List<TableName> keyless = territory.owned().stream()
                .map(Table::name)
                .filter(territory::isReached)
                .toList();
        this.groups = Components.parentsFirst(keyless, keys);
        for (int group = 0; group < groups.size(); group++) {
            for (TableName table : groups.get(group)) {
                groupOf.put(table, group);
            }
        }
    }

    /// The query that gives, for each row of the tenant in one table, its key and two words of its digest.
    String of(Table table) {
        String row = "sha256(convert_to(" + RowText.of(table, territory.mapping(), "t") + ", 'UTF8'))";
        String columns = " select " + TenantSet.key(table, "t") + ", " + word(row, 1) + ", " + word(row, 9) + " from ";
        if (!territory.isReached(table.name())) {
            return columns.strip() + " " + table.from() + " t where " + isTenants(table.name(), "t");
        }
        int last = groupOf.getOrDefault(table.name(), -1);
        List<String> parts = new ArrayList<>();
        for (int group = 0; group <= last; group++) {
            parts.addAll(group(group));
        }
        return "with recursive " + String.join(", ", parts) + columns + table.from() + " t join found" + last
                + " w on w.n = " + territory.number(table.name()) + " and " + at("w", "t");
    }

    private List<String> group(int group) {
        List<ForeignKey> into = new ArrayList<>();
        List<ForeignKey> inside = new ArrayList<>();
        for (ForeignKey key : keys) {
            if (groupOf.getOrDefault(key.child(), -1) == group) {
                (isInside(key, group) ? inside : into).add(key);
            }
        }
        List<String> parts = new ArrayList<>();
        if (!inside.isEmpty()) {
            parts.add("edge" + group + " (pn, prel, ptid, n, rel, tid) as materialized ("
                    + union(inside.stream().map(this::edge).toList()) + ")");
        }
        String further = inside.isEmpty()
                ? ""
                : " union select e.n, e.rel, e.tid from %s w join edge" + group + " e on " + parent("e", "w");
        String reach = "reach" + group;
        parts.add(reach + " (n, rel, tid) as (("
                + union(into.stream().map(this::reached).toList()) + ")" + further.formatted(reach) + ")");
        String mixed = "mixed" + group;
        List<String> outside =
                new ArrayList<>(into.stream().map(key -> outside(key, reach)).toList());
        if (!inside.isEmpty()) {
            outside.add("select e.n, e.rel, e.tid from " + reach + " r join edge" + group
                    + " e on e.n = r.n and e.rel = r.rel and e.tid = r.tid where not exists (select from " + reach
                    + " w where " + parent("e", "w") + ")");
        }
        parts.add(mixed + " (n, rel, tid) as ((" + union(outside) + ")" + further.formatted(mixed) + ")");
        parts.add(
                "found" + group + " as materialized (select * from " + reach + " except select * from " + mixed + ")");
        return parts;
    }

    private boolean isInside(ForeignKey key, int group) {
        return groupOf.getOrDefault(key.parent(), -1) == group;
    }

    /// Every reference inside a group, whosoever's rows they are.
    private String edge(ForeignKey key) {
        return "select " + territory.number(key.parent()) + ", p.tableoid, p.ctid, " + territory.number(key.child())
                + ", c.tableoid, c.ctid from " + pair(key);
    }

    /// The rows to which a parent of the set leads.
    private String reached(ForeignKey key) {
        String columns = "select " + territory.number(key.child()) + ", c.tableoid, c.ctid from " + pair(key);
        return !territory.isReached(key.parent())
                ? columns + " where " + isTenants(key.parent(), "p")
                : columns + " join found" + groupOf.get(key.parent()) + " w on w.n = " + territory.number(key.parent())
                        + " and " + at("w", "p");
    }

    /// The rows that were reached and have a parent outside the set as well.
    private String outside(ForeignKey key, String reach) {
        String sql = "select " + territory.number(key.child()) + ", c.tableoid, c.ctid from " + pair(key) + " join "
                + reach + " r on r.n = " + territory.number(key.child()) + " and " + at("r", "c") + " where not ";
        if (!territory.isReached(key.parent())) {
            return sql + "coalesce(" + maySupport(key.parent(), "p") + ", false)";
        }
        return sql + "exists (select from found" + groupOf.get(key.parent()) + " w where w.n = "
                + territory.number(key.parent()) + " and " + at("w", "p") + ")";
    }

    private String pair(ForeignKey key) {
        return territory.table(key.parent()).from() + " p join "
                + territory.table(key.child()).from() + " c on " + key.matches("c", "p");
    }

    private String isTenants(TableName table, String alias) {
        return territory.ownership(table) instanceof Ownership.Keyed keyed
                ? "(" + value.names(territory.table(table), keyed, alias) + ")"
                : "true";
    }

    private String maySupport(TableName table, String alias) {
        return territory.sharesKeyless(table) && territory.ownership(table) instanceof Ownership.Keyed keyed
                ? "(" + isTenants(table, alias) + " is true or " + TenantSet.keyless(keyed, alias) + ")"
                : isTenants(table, alias);
    }

    private static String at(String found, String alias) {
        return found + ".rel = " + alias + ".tableoid and " + found + ".tid = " + alias + ".ctid";
    }

    private static String parent(String edge, String found) {
        return edge + ".pn = " + found + ".n and " + edge + ".prel = " + found + ".rel and " + edge + ".ptid = " + found
                + ".tid";
    }

    private static String union(List<String> parts) {
        return String.join(" union ", parts);
    }

    private static String word(String hash, int from) {
        return "('x' || encode(substr(" + hash + ", " + from + ", 8), 'hex'))::bit(64)::bigint";
    }
}
