package io.backstay.connect.postgres.tenant.load;

import io.backstay.connect.postgres.tenant.rows.TenantSet;
import io.backstay.connect.postgres.tenant.rows.Territory;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.ForeignKey;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.schema.TableName;
import io.backstay.connect.postgres.tenant.schema.UniqueKey;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Checks by hand what the database does not check while its triggers are held off: every foreign key that leads
/// from or to the tenant's rows, and every unique key whose check may be put off.
final class KeyChecks {
    private static final String NOTED = Db.quote("backstay$noted");

    private final Db db;
    private final Territory territory;
    private final TenantSet tenant;
    private final Function<TableName, String> written;
    private final @Nullable Orphaned orphaned;

    /// @param tenant   the tenant's rows as they stand
    /// @param written  by table, the condition that a row `c` of it was written by this transaction
    /// @param orphaned rows that an undo leaves without a parent as they were; null where nothing was undone
    KeyChecks(
            Db db,
            Territory territory,
            TenantSet tenant,
            Function<TableName, String> written,
            @Nullable Orphaned orphaned) {
        this.db = db;
        this.territory = territory;
        this.tenant = tenant;
        this.written = written;
        this.orphaned = orphaned;
    }

    /// Checks all keys.
    ///
    /// @param tables the tables that were written
    Measured.KeyCheck check(Set<TableName> tables) throws SQLException {
        long keys = 0;
        long broken = 0;
        long references = 0;
        long dangling = 0;
        long again = 0;
        for (ForeignKey key : territory.foreignKeys()) {
            if (!territory.isOwned(key.child()) && !territory.isOwned(key.parent())) {
                continue;
            }
            Followed followed = follow(key);
            long lost = followed.dangling() + crossing(key, tables);
            again += followed.again();
            keys++;
            references += followed.rows();
            dangling += lost;
            broken += lost > 0 ? 1 : 0;
        }
        for (TableName name : tables) {
            for (UniqueKey key : territory.table(name).uniqueKeys()) {
                long twice = key.deferrable() ? doubles(territory.table(name), key) : 0;
                dangling += twice;
                broken += twice > 0 ? 1 : 0;
            }
        }
        return new Measured.KeyCheck(keys, broken, references, dangling, again);
    }

    /// References that were followed.
    ///
    /// @param dangling how many of them lead nowhere, where the database would not have it
    /// @param again    how many lead nowhere again, as before what was undone
    private record Followed(long rows, long dangling, long again) {}

    /// A key of the database names its parents uniquely, so no reference is counted twice.
    private Followed follow(ForeignKey key) throws SQLException {
        String rows = key.validated() ? rows(key, "") : rows(key, "(" + written.apply(key.child()) + ") and ");
        String noted = orphaned == null ? "false" : orphaned.isNoted(key.child(), "c");
        if (!key.enforced()) {
            String again = rows + " and " + noted + " and not exists (select from " + territory.from(key.parent())
                    + " p where " + key.matches("c", "p") + ")";
            return new Followed(
                    db.number("select count(*) from " + rows),
                    0,
                    noted.equals("false") ? 0 : db.number("select count(*) from " + again));
        }
        return db.one(
                "select count(*), count(*) filter (where p.there is null and not c." + NOTED
                        + "), count(*) filter (where p.there is null and c." + NOTED + ") from (select "
                        + Db.quoteAll("c.", key.columns()) + ", " + noted + " as " + NOTED + " from " + rows
                        + ") c left join (select true there, " + Db.quoteAll("q.", key.parentColumns()) + " from "
                        + territory.from(key.parent()) + " q) p on " + key.matches("c", "p"),
                row -> new Followed(row.getLong(1), row.getLong(2), row.getLong(3)));
    }

    /// The rows whose references are followed: the tenant's own, or all rows of a table that belongs to no tenant.
    /// A key that the database never checked for old rows is checked for the new ones only.
    private String rows(ForeignKey key, String condition) {
        String rows = territory.isOwned(key.child())
                ? tenant.rows(territory.table(key.child()), "c")
                : territory.table(key.child()).from() + " c";
        return rows + " where " + condition + key.isSet("c");
    }

    /// Written rows of this tenant that point at a row of another; the database would accept them.
    private long crossing(ForeignKey key, Set<TableName> tables) throws SQLException {
        if (!tables.contains(key.child())) {
            return 0;
        }
        String allowed = territory.isOwned(key.parent())
                ? tenant.maySupport(key.parent(), "p")
                : tenant.maySupportFromOutside(key.parent(), "p");
        return db.number("select count(*) from " + tenant.rows(territory.table(key.child()), "c") + " join "
                + territory.from(key.parent()) + " p on " + key.matches("c", "p") + " where "
                + written.apply(key.child()) + " and not "
                + allowed);
    }

    private long doubles(Table table, UniqueKey key) throws SQLException {
        String terms = String.join(", ", key.terms());
        String filled = key.distinct()
                ? String.join(
                        " and ",
                        key.terms().stream()
                                .map(term -> "(" + term + ") is not null")
                                .toList())
                : "true";
        return db.number("select count(*) from (select 1 from " + table.from() + " where " + filled
                + (key.predicate().isEmpty() ? "" : " and (" + key.predicate() + ")") + " group by " + terms
                + " having count(*) > 1) d");
    }
}
