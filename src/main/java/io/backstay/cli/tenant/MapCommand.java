package io.backstay.cli.tenant;

import io.backstay.act.Desk;
import io.backstay.act.tenant.TenantMaps;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Session;
import io.backstay.cli.terminal.VaultAccess;
import io.backstay.codec.Json;
import io.backstay.connect.postgres.tenant.draft.Coverage;
import io.backstay.connect.postgres.tenant.draft.MappingDraft;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `backstay tenant map`: drafts a mapping and explains what it saw.
@Command(name = "map", description = "Drafts a mapping from a database, and explains what it saw.")
final class MapCommand extends DeskAct {
    @Mixin
    private final VaultAccess access;

    @Mixin
    private final ConnectionChoice connection = new ConnectionChoice();

    @Option(
            names = "--schema",
            paramLabel = "S",
            description = "A schema to look at; may be given again. Default: all.")
    private List<String> schemas = List.of();

    @Option(
            names = "--root",
            paramLabel = "SCHEMA.TABLE",
            converter = TableWord.class,
            description = "The table with one row per tenant. Default: the likeliest.")
    private @Nullable TableName root;

    @Option(names = "--draft", paramLabel = "FILE", description = "Writes the draft to a new file.")
    private @Nullable Path draft;

    MapCommand(Session session) {
        super(session);
        this.access = new VaultAccess(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException, InterruptedException {
        access.openFor(desk, connection.name());
        MappingDraft made = watched(progress ->
                desk.tenantMaps().draft(new TenantMaps.Question(connection.name(), schemas, root, draft), progress));
        if (isForPrograms()) {
            session.print(Json.pretty(document(made)));
        } else {
            people(made);
        }
        return ExitCode.HOLDS;
    }

    private void line(String words) {
        session.print(Plain.text(words));
    }

    private void people(MappingDraft made) {
        if (made.roots().isEmpty()) {
            line("No table looks as if it had one row per tenant.");
        }
        for (MappingDraft.RootCandidate each : made.roots()) {
            boolean taken = each.root().equals(made.mapping().keys().root());
            line("%-6s %s (%s): %s below it, %s with a column called after it"
                    .formatted(
                            taken ? "tenant" : "or",
                            each.root().table(),
                            String.join(", ", each.root().key().names()),
                            Counts.of(each.below(), "table"),
                            Counts.of(each.named(), "table")));
        }
        made.coverage().forEach(each -> line("key    " + each.sentence()));
        made.reached().forEach(each -> line("reached over foreign keys: " + each));
        made.mapping().scope().shared().stream()
                .sorted()
                .forEach(each -> line("shared by all tenants, because their rows refer to it: " + each));
        for (MappingDraft.SuggestedLink each : made.links()) {
            line("may be a link: %s to %s (%d of %d different values are keys there)"
                    .formatted(each.link().name(), each.link().parent(), each.found(), each.values()));
        }
        for (MappingDraft.Undecided each : made.undecided()) {
            line("undecided: " + each.table() + ", " + Counts.of(each.rows(), "row")
                    + " to which nothing leads; is it shared, excluded, or reached over a link?");
        }
        line(
                draft == null
                        ? "Nothing was written; --draft FILE writes the mapping as a file to complete and confirm."
                        : "Wrote " + draft + ". Go through it, then set 'confirmed: true'.");
    }

    private static Map<String, @Nullable Object> document(MappingDraft made) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put(
                "roots",
                made.roots().stream()
                        .map(each -> Map.of(
                                "table", each.root().table().toString(),
                                "key", each.root().key().names(),
                                "below", each.below(),
                                "named", each.named()))
                        .toList());
        document.put(
                "coverage", made.coverage().stream().map(MapCommand::coverage).toList());
        document.put("reached", made.reached().stream().map(TableName::toString).toList());
        document.put(
                "links",
                made.links().stream()
                        .map(each -> Map.of(
                                "name", each.link().name(),
                                "to", each.link().parent().toString(),
                                "values", each.values(),
                                "found", each.found()))
                        .toList());
        document.put(
                "undecided",
                made.undecided().stream()
                        .map(each -> Map.of("table", each.table().toString(), "rows", each.rows()))
                        .toList());
        document.put("draft", made.text());
        return document;
    }

    private static Map<String, Object> coverage(Coverage each) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("table", each.table().toString());
        one.put("columns", each.columns());
        one.put("rows", each.rows());
        one.put("set", each.set());
        one.put("distinct", each.distinct());
        one.put("matching", each.matching());
        return one;
    }

    /// A table's name as it is typed.
    static final class TableWord implements CommandLine.ITypeConverter<TableName> {
        @Override
        public TableName convert(String typed) {
            try {
                return TableName.of(typed);
            } catch (IllegalArgumentException e) {
                throw new CommandLine.TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
