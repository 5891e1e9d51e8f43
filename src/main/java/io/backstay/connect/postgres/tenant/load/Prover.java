package io.backstay.connect.postgres.tenant.load;

import io.backstay.base.BackstayException;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.tenant.diff.Effect;
import io.backstay.connect.postgres.tenant.preflight.RestoreRegistry;
import io.backstay.connect.postgres.tenant.preflight.TriggerMode;
import io.backstay.connect.postgres.tenant.rows.RowSet;
import io.backstay.connect.postgres.tenant.rows.RowText;
import io.backstay.connect.postgres.tenant.rows.TenantSet;
import io.backstay.connect.postgres.tenant.rows.Territory;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.SchemaModel;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Measures what the open transaction did, from the state before its first write to the state before its commit.
///
/// Everything is measured from the database, nothing is taken from what the import believes that it did. A row is
/// of this transaction when its `xmin` is the transaction's id or one given out after it: a trigger with an
/// exception block writes under an id of its own, and in a frozen view no row of another transaction is that young.
final class Prover {
    /// How many ids are taken for the transaction's own. A bound, because very old rows keep ids that look young.
    private static final long OWN_IDS = 1L << 24;

    /// How many tables one statement counts; a round trip is dearer than looking at a table without such a row.
    private static final int TABLES_AT_ONCE = 50;

    private final Db db;
    private final Territory territory;
    private final TenantId tenant;
    private final TenantSet before;
    private final Counters counters;
    private final String fingerprint;
    private final RestoreRegistry registry;

    /// Notes the state before the first write.
    ///
    /// @param before the tenant's rows in live
    Prover(Db db, Territory territory, TenantId tenant, TenantSet before) throws SQLException {
        this.db = db;
        this.territory = territory;
        this.tenant = tenant;
        this.before = before;
        this.counters = Counters.read(db);
        this.fingerprint = territory.model().fingerprint();
        this.registry = new RestoreRegistry(territory.mapping().writing().registry());
        for (Table table : territory.owned()) {
            // A cursor sees the moment of its declaration but counts only when it is asked: free while all goes well.
            db.run("declare " + cursor(table) + " no scroll cursor for select count(*) from " + table.from()
                    + " t where " + foreign(table, before));
        }
    }

    /// Measures an import.
    ///
    /// @param undoable how many rows the pack for an undo must have been given
    Measured measure(RowWriter.Traces traces, TriggerMode mode, long undoable) throws SQLException, BackstayException {
        return measure(traces, mode, undoable, null);
    }

    /// Measures.
    ///
    /// @param undoable how many rows the pack for an undo must have been given
    /// @param orphaned rows that an undo leaves without a parent as they were before the import; null for an import
    Measured measure(RowWriter.Traces traces, TriggerMode mode, long undoable, @Nullable Orphaned orphaned)
            throws SQLException, BackstayException {
        Counters now = Counters.read(db);
        SortedMap<TableName, Effect> effects = now.since(counters);
        Effect registry = effects.remove(this.registry.table());
        Effect undo = effects.getOrDefault(this.registry.undoTable(), Effect.NONE);
        effects.remove(this.registry.undoTable());
        TenantSet after = TenantSet.find(db, territory, tenant, "backstay_after_");
        if (orphaned != null) {
            orphaned.adoptInto(after, table -> "(" + before.holds(table, "t") + " or " + mine("t") + ")");
        }
        Map<TableName, RowSet> written = new LinkedHashMap<>();
        Set<String> tenants = new TreeSet<>();
        long others = 0;
        for (Table table : territory.owned()) {
            others += foreignRows(table, after, effects.getOrDefault(table.name(), Effect.NONE), tenants, now);
            RowSet rows = digest(table, table.from() + " t where " + mine("t"));
            if (rows.rows() > 0) {
                written.put(table.name(), rows);
            }
        }
        Map<TableName, RowSet> left = new LinkedHashMap<>();
        for (Table table : territory.owned()) {
            left.put(table.name(), digest(table, after.rows(table, "t")));
        }
        boolean intact = new Effect(1, 0, 0).equals(registry)
                && undo.inserted() == undoable
                && undo.deleted() == 0
                && now.storage().equals(counters.storage())
                && db.holds("select current_setting('track_counts')::boolean")
                && traces.role().equals(territory.mapping().writing().role())
                && traces.replicationRole().equals(mode == TriggerMode.SUPPRESS ? "replica" : "origin")
                && db.holds("select current_user = session_user")
                && SchemaModel.read(db.connection(), territory.mapping().scope().schemas())
                        .fingerprint()
                        .equals(fingerprint);
        return new Measured(
                effects,
                written,
                others,
                elsewhere(),
                tenants,
                new KeyChecks(db, territory, after, mine("c"), orphaned).check(written.keySet()),
                left,
                intact);
    }

    /// The condition that this transaction wrote the row.
    private String mine(String alias) {
        String own = "age(pg_current_xact_id()::xid)";
        return "age(" + alias + ".xmin) <= " + own + " and age(" + alias + ".xmin) > " + own + "::bigint - " + OWN_IDS;
    }

    /// The condition that a row is not this tenant's.
    private static String foreign(Table table, TenantSet set) {
        return "not " + set.isOurs(table.name(), "t");
    }

    private long foreignRows(Table table, TenantSet after, Effect effect, Set<String> tenants, Counters now)
            throws SQLException {
        String key = after.owner(table.name(), "t");
        long written = 0;
        for (Map.Entry<String, Long> owner : db.list(
                "select coalesce(" + key + ", '(nobody)'), count(*) from " + table.from() + " t where " + mine("t")
                        + " group by 1",
                row -> Map.entry(row.getString(1), row.getLong(2)))) {
            tenants.add(owner.getKey());
            written += owner.getKey().equals(tenant.value()) ? 0 : owner.getValue();
        }
        if (effect.updated() == 0 && effect.deleted() == 0 && now.storage().equals(counters.storage())) {
            return written;
        }
        long were = db.number("fetch next from " + cursor(table));
        // An orphan whose parent stays away is the tenant's all the same, though nothing in live says so.
        long are = db.number("select count(*) from " + table.from() + " t where " + foreign(table, after) + " and not "
                + before.isAdopted(table.name(), "t"));
        long gone = Math.max(0, were - (are - written));
        return written + gone - Math.min(Math.min(written, gone), effect.updated());
    }

    private RowSet digest(Table table, String from) throws SQLException {
        return db.one(
                "select " + RowText.setOf("r.x") + " from (select " + RowText.of(table, territory.mapping(), "t")
                        + " x from " + from + ") r",
                RowText::read);
    }

    /// Rows that this transaction wrote to any table of the database that holds no rows of tenants.
    private long elsewhere() throws SQLException {
        record Place(TableName root, TableName table) {}
        List<String> counts = new ArrayList<>();
        for (Place place : db.list(
                "select rn.nspname, r.relname, n.nspname, c.relname from pg_class c"
                        + " join pg_namespace n on n.oid = c.relnamespace"
                        + " join pg_class r on r.oid = coalesce(pg_partition_root(c.oid), c.oid)"
                        + " join pg_namespace rn on rn.oid = r.relnamespace where c.relkind = 'r'"
                        + " and c.relpersistence <> 't' and n.nspname not in ('pg_catalog', 'information_schema')",
                row -> new Place(
                        new TableName(row.getString(1), row.getString(2)),
                        new TableName(row.getString(3), row.getString(4))))) {
            if (!territory.isOwned(place.root())
                    && !place.root().equals(registry.table())
                    && !place.root().equals(registry.undoTable())) {
                counts.add("(select count(*) from only " + place.table().quoted() + " t where " + mine("t") + ")");
            }
        }
        long rows = 0;
        for (int at = 0; at < counts.size(); at += TABLES_AT_ONCE) {
            List<String> some = counts.subList(at, Math.min(counts.size(), at + TABLES_AT_ONCE));
            rows += db.number("select " + String.join(" + ", some));
        }
        return rows;
    }

    private String cursor(Table table) {
        return "backstay_before_" + territory.number(table.name());
    }
}
