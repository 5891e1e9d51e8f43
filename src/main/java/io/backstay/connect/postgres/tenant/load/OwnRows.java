package io.backstay.connect.postgres.tenant.load;

import io.backstay.base.TenantId;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.rows.RowSet;
import io.backstay.connect.postgres.tenant.rows.RowText;
import io.backstay.connect.postgres.tenant.rows.TenantSet;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.Table;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The rows that the open transaction wrote, as the database tells them from all others.
///
/// A row is of this transaction when its `xmin` is the transaction's id or one given out after it: a trigger with an
/// exception block writes under an id of its own, and in a frozen view no row of another transaction is that young.
///
/// A server compares ids by age in one process only, but looks for a single id with several. So every table is gone
/// through by age once; whatever else is asked about the rows of the transaction's own id names that id.
final class OwnRows {
    /// How many ids are taken for the transaction's own. A bound, because very old rows keep ids that look young.
    private static final long OWN_IDS = 1L << 24;

    private final Db db;
    private final TenantMapping mapping;
    private final TenantId tenant;
    private final String id;

    OwnRows(Db db, TenantMapping mapping, TenantId tenant) throws SQLException {
        this.db = db;
        this.mapping = mapping;
        this.tenant = tenant;
        this.id = "'" + db.text("select pg_current_xact_id()::xid::text") + "'::xid";
    }

    /// The condition that this transaction wrote a row.
    static String wrote(String alias) {
        String own = "age(pg_current_xact_id()::xid)";
        return "age(" + alias + ".xmin) <= " + own + " and age(" + alias + ".xmin) > " + own + "::bigint - " + OWN_IDS;
    }

    /// What it wrote to one table.
    ///
    /// @param all       every row
    /// @param ours      the tenant's rows among them that carry the transaction's own id
    /// @param ofOthers  how many rows are not the tenant's
    /// @param tenants   whose rows they are
    /// @param underOwnId whether all carry the transaction's own id
    record Found(RowSet all, RowSet ours, long ofOthers, Set<String> tenants, boolean underOwnId) {}

    private record Group(String owner, boolean ownId, RowSet rows) {}

    /// Goes through all rows of a table, whosever they are.
    ///
    /// @param after the tenant's rows as they stand
    Found in(Table table, TenantSet after) throws SQLException {
        List<Group> groups = db.list(
                "select " + RowText.sums(db, "r.h") + ", r.o, r.own from (select "
                        + RowText.hash(RowText.of(table, mapping, "t")) + " h, coalesce("
                        + after.owner(table.name(), "t") + ", '(nobody)') o, t.xmin = " + id + " own from "
                        + table.from() + " t where " + wrote("t") + " offset 0) r group by r.o, r.own",
                row -> new Group(row.getString(3), row.getBoolean(4), RowText.read(row)));
        RowSet all = RowSet.NONE;
        RowSet ours = RowSet.NONE;
        long ofOthers = 0;
        Set<String> tenants = new TreeSet<>();
        for (Group group : groups) {
            boolean our = group.owner().equals(tenant.value());
            all = all.plus(group.rows());
            ours = our && group.ownId() ? ours.plus(group.rows()) : ours;
            ofOthers += our ? 0 : group.rows().rows();
            tenants.add(group.owner());
        }
        return new Found(all, ours, ofOthers, tenants, groups.stream().allMatch(Group::ownId));
    }

    /// The tenant's rows as they stand. Those that were just looked at are not read again.
    RowSet left(Table table, TenantSet after, Found found) throws SQLException {
        RowSet others = db.one(
                RowText.setOf(db, RowText.of(table, mapping, "t"), after.rows(table, "t") + " where t.xmin <> " + id),
                RowText::read);
        return found.ours().plus(others);
    }

    /// The condition that this transaction wrote a row of a table, in the cheapest form that says so there.
    String condition(Found found, String alias) {
        return found.underOwnId() ? alias + ".xmin = " + id : wrote(alias);
    }
}
