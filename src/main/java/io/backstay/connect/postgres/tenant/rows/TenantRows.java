package io.backstay.connect.postgres.tenant.rows;

import io.backstay.base.BackstayException;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.tenant.schema.Column;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// One tenant's rows in the scratch server, found and held for comparison and import. The scratch session's
/// transaction stays open until this is closed.
public final class TenantRows implements AutoCloseable {
    private final FrozenSession session;
    private final Territory territory;
    private final TenantId tenant;
    private final TenantSet set;
    private final Findings findings;
    private SchemaChoices choices = SchemaChoices.NONE;
    private Map<TableName, Map<String, String>> sources = Map.of();

    /// What the search for the rows brought to light.
    ///
    /// @param leaks     foreign keys into another tenant's rows or out of them
    /// @param external  rows outside the tenant that its rows refer to
    /// @param untouched tables that hold rows, but none that belong to this tenant
    /// @param unmapped  tables of schemas that the mapping does not look at, whose rows refer to the tenant's
    public record Findings(
            List<Leak> leaks, List<External> external, List<TableName> untouched, List<External> unmapped) {}

    /// References from the tenant's rows to rows that belong to no tenant.
    ///
    /// @param rows    how many different rows are referred to
    /// @param missing how many of them are not there
    public record External(TableName table, String foreignKey, TableName parent, long rows, long missing) {}

    public TenantRows(FrozenSession session, Territory territory, TenantId tenant, TenantSet set, Findings findings) {
        this.session = session;
        this.territory = territory;
        this.tenant = tenant;
        this.set = set;
        this.findings = findings;
    }

    /// Whose rows these are.
    public TenantId tenant() {
        return tenant;
    }

    /// How many rows per table, parents first; tables of tenants without a row of this one count 0.
    public Map<TableName, Long> counts() throws SQLException {
        return Collections.unmodifiableMap(set.counts());
    }

    /// Foreign keys that cross the border between tenants.
    public List<Leak> leaks() {
        return findings.leaks();
    }

    /// Shared rows that the tenant's rows refer to.
    public List<External> external() {
        return findings.external();
    }

    /// Tables that hold rows, but none that were found to be this tenant's.
    public List<TableName> untouched() {
        return findings.untouched();
    }

    /// References to the tenant's rows from tables of schemas that the mapping does not look at.
    public List<External> unmapped() {
        return findings.unmapped();
    }

    public Territory territory() {
        return territory;
    }

    /// The session in the scratch server.
    public Db db() {
        return session.db();
    }

    /// Says what to do where live has changed since.
    public void choose(SchemaChoices made) {
        this.choices = made;
    }

    /// What was decided where live has changed since.
    public SchemaChoices choices() {
        return choices;
    }

    /// Says which columns have another name in live.
    ///
    /// @param renamed the column's name here, by table and by its name in live
    public void readFrom(Map<TableName, Map<String, String>> renamed) {
        this.sources = Map.copyOf(renamed);
    }

    /// The rows, marked in that session.
    public TenantSet set() {
        return set;
    }

    /// Whether the table was there then; one that was not has no rows.
    public boolean has(TableName table) {
        return territory.isOwned(table);
    }

    /// The rows of a table as a FROM item; see [TenantSet#rows].
    public String rows(TableName table, String alias) {
        return set.rows(territory.table(table), alias);
    }

    /// Whether a table's rows are known in this session alone, where they are marked.
    public boolean isReadHereOnly(TableName table) {
        return set.isMarked(table);
    }

    /// Reads a column as live has it: by the name that it had then, and as the type that it has now.
    ///
    /// @param wanted live's own column
    public String column(TableName table, Column wanted, String alias) {
        String name = sources.getOrDefault(table, Map.of()).getOrDefault(wanted.name(), wanted.name());
        String read = alias + "." + Db.quote(name);
        String type = territory.table(table).column(name).map(Column::type).orElse(wanted.type());
        return type.equals(wanted.type()) ? read : read + "::text::" + wanted.type();
    }

    /// Ends the scratch session's transaction; nothing of it is kept.
    @Override
    public void close() throws BackstayException {
        try {
            session.close();
        } catch (SQLException e) {
            throw SqlFailures.describe("Leaving the scratch server", e);
        }
    }
}
