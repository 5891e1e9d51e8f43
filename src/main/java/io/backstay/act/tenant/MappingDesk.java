package io.backstay.act.tenant;

import io.backstay.act.role.Permission;
import io.backstay.act.role.Recorder;
import io.backstay.audit.Deed;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.base.TenantId;
import io.backstay.codec.WholeFile;
import io.backstay.connect.postgres.tenant.draft.MappingCheck;
import io.backstay.connect.postgres.tenant.draft.MappingDraft;
import io.backstay.connect.postgres.tenant.mapping.MappingFile;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.rows.Closure;
import io.backstay.connect.postgres.tenant.rows.Leak;
import io.backstay.connect.postgres.tenant.rows.SqlFailures;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Drafts and shows mappings; each look at a database stands in the record.
///
/// @param databases how a connection's name becomes a database
/// @param own       the mappings of the state folder
public record MappingDesk(Recorder recorder, TenantDatabases databases, OwnMappings own) implements TenantMaps {
    @Override
    public MappingDraft draft(Question question, Progress progress) throws BackstayException, InterruptedException {
        Path file = question.file();
        if (file != null && Files.exists(file)) {
            throw new BackstayException(new Failure.Conflict(
                    file + " is there already", "Name another file, or move that one away first."));
        }
        if (file != null && !isOwn(file)) {
            WholeFile.requireFolder(file);
        }
        Deed deed = Deed.of("tenant.map", question.connection());
        return recorder.act(Permission.MAP_TENANTS, deed, () -> {
            TenantDatabases.Database database = databases.find(question.connection(), progress);
            progress.step("Reading the catalog and counting");
            try (Connection session = database.reader().open("backstay tenant map")) {
                MappingDraft draft = MappingDraft.of(session, question.schemas(), question.root());
                if (file != null) {
                    MappingFile.write(file, draft.text());
                }
                return draft;
            } catch (SQLException e) {
                throw SqlFailures.translate("Drafting a mapping", e);
            }
        });
    }

    /// The folder of the state folder's own mappings is made when it is first needed.
    private boolean isOwn(Path file) {
        Path parent = file.toAbsolutePath().normalize().getParent();
        return own.folder().toAbsolutePath().normalize().equals(parent);
    }

    @Override
    public Found show(String connection, TenantId tenant, @Nullable Path file, Progress progress)
            throws BackstayException, InterruptedException {
        Deed deed = Deed.of("tenant.show", connection).with("tenant", tenant.value());
        return recorder.act(Permission.MAP_TENANTS, deed, () -> {
            TenantDatabases.Database database = databases.find(connection, progress);
            OwnMappings.Chosen chosen = own.choose(connection, database, file);
            progress.step("Finding the tenant's rows");
            try (Connection session = database.reader().open("backstay tenant show")) {
                List<MappingCheck.Problem> problems =
                        MappingCheck.run(session, chosen.file().mapping(), tenant);
                try (TenantRows rows = Closure.find(session, chosen.file().mapping(), tenant)) {
                    return found(chosen, rows, problems);
                }
            } catch (SQLException e) {
                throw SqlFailures.translate("Showing the tenant's rows", e);
            }
        });
    }

    private static Found found(OwnMappings.Chosen chosen, TenantRows rows, List<MappingCheck.Problem> problems)
            throws SQLException {
        TenantMapping mapping = rows.territory().mapping();
        List<Rows> tables = new ArrayList<>();
        for (Table table : rows.territory().owned()) {
            tables.add(new Rows(
                    table.name().toString(),
                    mapping.label(table.name()),
                    rows.counts().getOrDefault(table.name(), 0L)));
        }
        List<Reference> references = new ArrayList<>();
        rows.external()
                .forEach(each -> references.add(new Reference(
                        each.table().toString(),
                        each.foreignKey(),
                        each.parent().toString(),
                        each.rows(),
                        each.missing())));
        return new Found(
                chosen.name(),
                chosen.file().confirmed(),
                List.copyOf(tables),
                rows.leaks().stream().map(Leak::sentence).toList(),
                List.copyOf(references),
                rows.untouched().stream().map(TableName::toString).toList(),
                rows.unmapped().stream()
                        .map(each -> each.table() + " refers to " + Counts.of(each.rows(), "row") + " of "
                                + each.parent() + ", and its schema is not in the mapping.")
                        .toList(),
                problems.stream()
                        .map(problem -> problem.field() + ": " + problem.sentence())
                        .toList());
    }
}
