package io.backstay.connect.postgres.tenant.rows;

import io.backstay.base.BackstayException;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.ForeignKey;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Finds one tenant's rows over the graph of foreign keys, in a database that stands still.
///
/// A table with a tenant column gives its rows to the tenant named there and to nobody else. From those rows the
/// search goes down to tables without one, generation by generation, until nothing new is found. It never crosses
/// to another tenant: what would cross is reported.
public final class Closure {
    private static final String FINDING = "Finding the tenant's rows";

    private final Db db;
    private final Territory territory;
    private final TenantSet set;

    private Closure(Db db, Territory territory, TenantSet set) {
        this.db = db;
        this.territory = territory;
        this.set = set;
    }

    /// Finds the rows and keeps them marked until the answer is closed.
    ///
    /// @param scratch a session of its own, as a role that sees every row
    public static TenantRows find(Connection scratch, TenantMapping mapping, TenantId tenant)
            throws BackstayException, InterruptedException {
        try {
            FrozenSession session = FrozenSession.begin(scratch);
            boolean found = false;
            try {
                FullView.require(session.db(), "the scratch server");
                Territory territory = Territory.read(scratch, mapping, tenant);
                TenantSet set = TenantSet.findStill(session.db(), territory, tenant, "backstay_rows_");
                Closure closure = new Closure(session.db(), territory, set);
                TenantRows rows = new TenantRows(session, territory, tenant, set, closure.findings());
                found = true;
                return rows;
            } finally {
                if (!found) {
                    session.close();
                }
            }
        } catch (SQLException e) {
            throw SqlFailures.translate(FINDING, e);
        }
    }

    private TenantRows.Findings findings() throws SQLException {
        List<Leak> leaks = new ArrayList<>(set.mixed());
        List<TenantRows.External> external = new ArrayList<>();
        for (ForeignKey key : territory.outgoing()) {
            if (territory.isForeign(key.parent())) {
                abroad(key, leaks);
            } else if (!territory.isOwned(key.parent())) {
                external.add(external(key));
            } else if (!territory.isReached(key.child()) && !fenced(key)) {
                leak(key, Leak.Owner.OURS, leaks);
                leak(key, Leak.Owner.THEIRS, leaks);
            }
        }
        List<TenantRows.External> unmapped = new ArrayList<>();
        for (ForeignKey key : territory.model().incoming()) {
            if (territory.isOwned(key.parent())) {
                fromElsewhere(key, leaks, unmapped);
            }
        }
        return new TenantRows.Findings(
                List.copyOf(leaks),
                external.stream().filter(each -> each.rows() > 0).toList(),
                untouched(),
                List.copyOf(unmapped));
    }

    /// Whether the foreign key itself holds the tenant columns, so that it cannot cross.
    private boolean fenced(ForeignKey key) {
        if (!(territory.ownership(key.child()) instanceof Ownership.Keyed child)
                || !(territory.ownership(key.parent()) instanceof Ownership.Keyed parent)) {
            return false;
        }
        for (int i = 0; i < child.columns().names().size(); i++) {
            if (!key.pairs(
                    child.columns().names().get(i), parent.columns().names().get(i))) {
                return false;
            }
        }
        return true;
    }

    /// References into a schema that is named after another tenant.
    private void abroad(ForeignKey key, List<Leak> leaks) throws SQLException {
        Table child = territory.table(key.child());
        count(key, Leak.Owner.OURS, set.rows(child, "c") + " where " + key.isSet("c"), set.shownKey(child, "c"), leaks);
    }

    /// References to the tenant's rows from a schema that the mapping does not look at.
    private void fromElsewhere(ForeignKey key, List<Leak> leaks, List<TenantRows.External> unmapped)
            throws SQLException {
        String crossing = set.rows(territory.table(key.parent()), "p") + " join "
                + key.child().quoted() + " c on " + key.matches("c", "p");
        if (territory.isForeign(key.child())) {
            count(key, Leak.Owner.THEIRS, crossing, "c.ctid::text", leaks);
        } else {
            long rows = db.number("select count(*) from " + crossing);
            if (rows > 0) {
                unmapped.add(new TenantRows.External(key.child(), key.name(), key.parent(), rows, 0));
            }
        }
    }

    private void leak(ForeignKey key, Leak.Owner owner, List<Leak> leaks) throws SQLException {
        Table child = territory.table(key.child());
        Table parent = territory.table(key.parent());
        String crossing = owner == Leak.Owner.OURS
                ? set.rows(child, "c") + " join " + parent.from() + " p on " + key.matches("c", "p") + " where not "
                        + set.maySupport(key.parent(), "p")
                : set.rows(parent, "p") + " join " + child.from() + " c on " + key.matches("c", "p") + " where not "
                        + set.holds(key.child(), "c");
        count(key, owner, crossing, set.shownKey(child, "c"), leaks);
    }

    private void count(ForeignKey key, Leak.Owner owner, String crossing, String rowKey, List<Leak> leaks)
            throws SQLException {
        long rows = db.number("select count(*) from " + crossing);
        if (rows > 0) {
            String example = db.text("select min(" + rowKey + ") from " + crossing);
            leaks.add(new Leak(key.child(), key.name(), key.parent(), owner, rows, example));
        }
    }

    private TenantRows.External external(ForeignKey key) throws SQLException {
        String named = "(select distinct " + Db.quoteAll("c.", key.columns()) + " from "
                + set.rows(territory.table(key.child()), "c") + " where " + key.isSet("c");
        return new TenantRows.External(
                key.child(),
                key.name(),
                key.parent(),
                db.number("select count(*) from " + named + ") r"),
                db.number("select count(*) from " + named + " and not exists (select from "
                        + territory.from(key.parent()) + " p where " + key.matches("c", "p") + ")) r"));
    }

    private List<TableName> untouched() throws SQLException {
        List<TableName> untouched = new ArrayList<>();
        List<Table> candidates = new ArrayList<>(territory.unclaimed());
        for (Table table : territory.owned()) {
            if (set.isEmpty(table)) {
                candidates.add(table);
            }
        }
        for (Table table : candidates) {
            if (db.holds("select exists (select from " + table.from() + ")")) {
                untouched.add(table.name());
            }
        }
        return List.copyOf(untouched);
    }
}
