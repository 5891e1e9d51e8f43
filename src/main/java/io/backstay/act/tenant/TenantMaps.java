package io.backstay.act.tenant;

import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.tenant.draft.MappingDraft;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a tenant's rows are found in a database.
public interface TenantMaps {
    /// What to draft a mapping from.
    ///
    /// @param connection the name of a connection, such as `lab`
    /// @param schemas    the schemas to look at; empty for all
    /// @param root       the table with one row per tenant, as `schema.table`; absent to look for it
    /// @param file       where to write the draft; absent to write nothing
    record Question(
            String connection,
            List<String> schemas,
            @Nullable TableName root,
            @Nullable Path file) {}

    /// Drafts a mapping; an existing file is never written over.
    MappingDraft draft(Question question, Progress progress) throws BackstayException, InterruptedException;

    /// What a mapping finds of one tenant in live.
    ///
    /// @param mapping    where the mapping comes from
    /// @param confirmed  whether a person has confirmed it
    /// @param tables     rows per table, parents first
    /// @param links      references across the border to another tenant, a sentence each
    /// @param references rows that belong to no tenant and that this one's refer to
    /// @param empty      tables that hold rows, but none of this tenant
    /// @param unmapped   tables of other schemas whose rows refer to this tenant's, a sentence each
    /// @param problems   what in the mapping does not fit the database, a sentence each
    record Found(
            String mapping,
            boolean confirmed,
            List<Rows> tables,
            List<String> links,
            List<Reference> references,
            List<String> empty,
            List<String> unmapped,
            List<String> problems) {
        /// Whether nothing here needs a person's thought.
        public boolean clean() {
            return confirmed
                    && links.isEmpty()
                    && unmapped.isEmpty()
                    && problems.isEmpty()
                    && references.stream().allMatch(each -> each.missing() == 0);
        }
    }

    /// The rows of one table.
    record Rows(String table, String label, long rows) {}

    /// Shared rows that are referred to.
    ///
    /// @param rows    how many different ones
    /// @param missing how many of them are not there
    record Reference(String table, String key, String parent, long rows, long missing) {}

    /// Shows what a mapping finds of a tenant.
    ///
    /// @param file the mapping; absent for the one of the connection
    Found show(String connection, TenantId tenant, @Nullable Path file, Progress progress)
            throws BackstayException, InterruptedException;
}
