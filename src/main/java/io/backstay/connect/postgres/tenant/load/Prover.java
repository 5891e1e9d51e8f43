package io.backstay.connect.postgres.tenant.load;

import io.backstay.base.BackstayException;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.tenant.diff.Effect;
import io.backstay.connect.postgres.tenant.preflight.RestoreRegistry;
import io.backstay.connect.postgres.tenant.preflight.TriggerMode;
import io.backstay.connect.postgres.tenant.rows.RowSet;
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
/// Everything is measured from the database, nothing is taken from what the import believes that it did.
final class Prover {
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
        TenantSet after = TenantSet.findStill(db, territory, tenant, "backstay_after_");
        if (orphaned != null) {
            orphaned.adoptInto(after, table -> "(" + before.holds(table, "t") + " or " + OwnRows.wrote("t") + ")");
        }
        OwnRows own = new OwnRows(db, territory.mapping(), tenant);
        Map<TableName, RowSet> written = new LinkedHashMap<>();
        Map<TableName, RowSet> left = new LinkedHashMap<>();
        Map<TableName, String> ofOurs = new LinkedHashMap<>();
        Set<String> tenants = new TreeSet<>();
        long others = 0;
        for (Table table : territory.owned()) {
            OwnRows.Found found = own.in(table, after);
            others += foreignRows(table, after, effects.getOrDefault(table.name(), Effect.NONE), found.ofOthers(), now);
            tenants.addAll(found.tenants());
            if (found.all().rows() > 0) {
                written.put(table.name(), found.all());
            }
            left.put(table.name(), own.left(table, after, found));
            ofOurs.put(table.name(), own.condition(found, "c"));
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
                new KeyChecks(db, territory, after, name -> ofOurs.getOrDefault(name, OwnRows.wrote("c")), orphaned)
                        .check(written.keySet()),
                left,
                intact);
    }

    /// The condition that a row is not this tenant's.
    private static String foreign(Table table, TenantSet set) {
        return "not " + set.isOurs(table.name(), "t");
    }

    /// @param written rows of others that this transaction wrote
    private long foreignRows(Table table, TenantSet after, Effect effect, long written, Counters now)
            throws SQLException {
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
                counts.add("(select count(*) from only " + place.table().quoted() + " t where " + OwnRows.wrote("t")
                        + ")");
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
