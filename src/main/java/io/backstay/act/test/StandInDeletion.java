package io.backstay.act.test;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.rows.TenantSet;
import io.backstay.connect.postgres.tenant.rows.Territory;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Deletes one tenant in a database that stands in for live, so that there is something to restore. The tenant's
/// own
/// row stays, and so does what the writer could not bring back.
final class StandInDeletion {
    private final Connection session;
    private final Db db;
    private final TenantMapping mapping;

    StandInDeletion(Connection session, TenantMapping mapping) {
        this.session = session;
        this.db = new Db(session);
        this.mapping = mapping;
    }

    /// The wanted tenant, or one of all.
    TenantId choose(@Nullable TenantId wanted, long seed) throws SQLException, BackstayException {
        TenantMapping.Root root = mapping.keys().root();
        List<String> all = root == null ? List.of() : all(root);
        if (wanted == null ? all.isEmpty() : root != null && !all.contains(wanted.value())) {
            throw new BackstayException(new Failure.NotFound(
                    wanted == null
                            ? "A tenant in what was recovered"
                            : "The tenant " + wanted + " in what was recovered",
                    "Look up the id of a tenant that was there at that moment."));
        }
        return wanted != null ? wanted : new TenantId(all.get(new SplittableRandom(seed).nextInt(all.size())));
    }

    private List<String> all(TenantMapping.Root root) throws SQLException {
        String key = String.join(
                " || " + Db.literal(mapping.keys().separator()) + " || ",
                root.key().names().stream()
                        .map(name -> Db.quote(name) + "::text")
                        .toList());
        return db.list("select " + key + " from " + root.table().quoted() + " order by 1", row -> row.getString(1));
    }

    /// The table in which an approver opens tenants for the writer, where the shipped roles are used.
    static TableName opened(TenantMapping mapping) {
        return new TableName(mapping.writing().registry().schema(), "open_tenants");
    }

    /// Opens the tenant for the writer, as an approver would in live; there is nothing at stake in a stand-in.
    void open(TenantId tenant) throws SQLException {
        TableName opened = opened(mapping);
        if (db.holds("select to_regclass(?) is not null", opened.quoted())) {
            db.call(
                    "insert into " + opened.quoted() + " (tenant, open_until, reason) values"
                            + " (?, now() + interval '1 hour', 'restore test in a scratch server') on conflict (tenant)"
                            + " do update set opened_at = now(), open_until = excluded.open_until returning tenant",
                    tenant.value());
        }
    }

    /// Deletes, and says how many rows went.
    long delete(TenantId tenant) throws SQLException, BackstayException {
        session.setAutoCommit(false);
        db.run("set local session_replication_role = replica");
        Territory territory = Territory.read(session, mapping, tenant);
        TenantSet set = TenantSet.find(db, territory, tenant, "backstay_stand_in_");
        TenantMapping.Root root = mapping.keys().root();
        long rows = 0;
        for (Table table : territory.owned().reversed()) {
            boolean kept = root != null && root.table().equals(table.name());
            if (!kept
                    && db.holds(
                            "select has_table_privilege(?, ?, 'INSERT')",
                            mapping.writing().role(),
                            table.name().quoted())) {
                rows += db.run("delete from " + table.from() + " t where " + set.holds(table.name(), "t"));
            }
        }
        session.commit();
        session.setAutoCommit(true);
        return rows;
    }
}
