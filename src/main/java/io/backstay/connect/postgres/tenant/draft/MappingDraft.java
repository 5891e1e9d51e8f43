package io.backstay.connect.postgres.tenant.draft;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.postgres.tenant.mapping.DataSet;
import io.backstay.connect.postgres.tenant.mapping.Link;
import io.backstay.connect.postgres.tenant.mapping.MappingFile;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.rows.FrozenSession;
import io.backstay.connect.postgres.tenant.rows.FullView;
import io.backstay.connect.postgres.tenant.rows.SqlFailures;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Drafts a mapping from the catalog and bounded counts. Everything in it is a guess for a person to confirm: what
/// could hide rows or let them come back is only suggested, in comments.
///
/// @param mapping     the draft
/// @param notes       what was found, by the field of the file that it concerns
/// @param roots       tables that may hold one row per tenant, best first
/// @param coverage    how well the tenant's columns cover their tables
/// @param reached     tables without tenant columns, found over foreign keys
/// @param links       foreign keys that the database may not know
/// @param undecided   tables with rows to which nothing leads; a person must say what they are
/// @param sets        the data sets that a tenant is usually handed
public record MappingDraft(
        TenantMapping mapping,
        Map<String, List<String>> notes,
        List<RootCandidate> roots,
        List<Coverage> coverage,
        List<TableName> reached,
        List<SuggestedLink> links,
        List<Undecided> undecided,
        List<DataSet> sets) {

    /// A table that may hold one row per tenant.
    ///
    /// @param below how many tables foreign keys lead from to it, over any number of steps
    /// @param named how many tables have a column called after it
    public record RootCandidate(TenantMapping.Root root, int below, int named) {}

    /// A foreign key that the database may not know.
    ///
    /// @param values how many different values were looked up
    /// @param found  how many of them are keys of the other table
    public record SuggestedLink(Link link, long values, long found) {}

    /// A table with rows to which nothing leads.
    ///
    /// @param rows at most [Coverage#ROWS_MAX]
    public record Undecided(TableName table, long rows) {}

    /// Drafts a mapping.
    ///
    /// @param session as a role that sees every row; it is left as it was
    /// @param schemas the schemas to look at; empty for all that hold tables
    /// @param root    the table with one row per tenant; absent to look for it
    public static MappingDraft of(Connection session, List<String> schemas, @Nullable TableName root)
            throws BackstayException, InterruptedException {
        try (FrozenSession frozen = FrozenSession.begin(session)) {
            Db db = frozen.db();
            FullView.require(db, "this database");
            Places places = Places.of(db, schemas);
            if (places.schemas().isEmpty()) {
                throw new BackstayException(new Failure.NotFound(
                        "A schema with tables", "Check that this is the database of the product."));
            }
            return new Drafting(db, places, root).draft();
        } catch (SQLException e) {
            throw SqlFailures.translate("Drafting a mapping", e);
        }
    }

    /// The draft as a file.
    public String text() {
        return new MappingFile(mapping, false, sets).text(notes);
    }
}
