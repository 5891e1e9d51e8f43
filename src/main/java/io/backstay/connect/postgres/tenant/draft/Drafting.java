package io.backstay.connect.postgres.tenant.draft;

import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.Failure;
import io.backstay.connect.postgres.tenant.mapping.DataSet;
import io.backstay.connect.postgres.tenant.mapping.KeyColumns;
import io.backstay.connect.postgres.tenant.mapping.Link;
import io.backstay.connect.postgres.tenant.mapping.MappingFile;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.rows.Territory;
import io.backstay.connect.postgres.tenant.schema.Column;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.SchemaModel;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One draft in the making.
final class Drafting {
    private static final TableName REGISTRY = new TableName("backstay", "restore_runs");

    private final Db db;
    private final Places places;
    private final @Nullable TableName wanted;
    private final SchemaModel model;
    private final Map<String, List<String>> notes = new LinkedHashMap<>();
    private final List<Coverage> coverage = new ArrayList<>();
    private final List<MappingDraft.Undecided> undecided = new ArrayList<>();
    private final Set<TableName> shared = new LinkedHashSet<>();

    Drafting(Db db, Places places, @Nullable TableName wanted) throws SQLException {
        this.db = db;
        this.places = places;
        this.wanted = wanted;
        this.model = SchemaModel.read(db.connection(), places.schemas());
    }

    MappingDraft draft() throws SQLException, BackstayException {
        RootSearch search = new RootSearch(model);
        List<MappingDraft.RootCandidate> roots = search.candidates();
        TenantMapping.Root root = places.template() != null && wanted == null ? null : root(roots);
        List<KeyColumns> columns = root == null ? List.of() : search.columns(root);
        boolean single = root == null && places.template() == null;
        if (root != null) {
            cover(root, columns);
        }
        describe(root, roots, columns);
        Territory territory = Territory.of(model, places.real(mapping(root, columns, single)));
        List<MappingDraft.SuggestedLink> links = unclaimed(territory);
        hints();
        List<DataSet> sets = sets(territory, columns);
        return new MappingDraft(
                mapping(root, columns, single),
                Map.copyOf(notes),
                roots,
                List.copyOf(coverage),
                territory.owned().stream()
                        .map(Table::name)
                        .filter(territory::isReached)
                        .map(places::mapped)
                        .toList(),
                links,
                List.copyOf(undecided),
                sets);
    }

    private List<DataSet> sets(Territory territory, List<KeyColumns> columns) {
        Set<String> tenant =
                columns.isEmpty() ? Set.of() : Set.copyOf(columns.getFirst().names());
        List<DataSet> sets = SetDrafts.of(territory.owned(), tenant, places);
        if (!sets.isEmpty()) {
            note(
                    "sets",
                    "taken by the names of the tables; say which columns a tenant is handed, under which headings");
        }
        return sets;
    }

    private TenantMapping.@Nullable Root root(List<MappingDraft.RootCandidate> roots) throws BackstayException {
        if (wanted == null) {
            return roots.isEmpty() ? null : roots.getFirst().root();
        }
        Table table = model.table(wanted)
                .orElseThrow(() -> new BackstayException(
                        new Failure.NotFound("The table " + wanted, "Name a table of the database as schema.table.")));
        List<String> key = RootSearch.primaryKey(table);
        if (key.isEmpty()) {
            throw new BackstayException(new Failure.BadInput(
                    "The table " + wanted + " has no primary key, so it cannot tell tenants apart.",
                    "Name the table with one row per tenant."));
        }
        return new TenantMapping.Root(wanted, new KeyColumns(key));
    }

    private TenantMapping mapping(TenantMapping.@Nullable Root root, List<KeyColumns> columns, boolean single) {
        Hints hints = Hints.of(model, places);
        String template = places.template();
        TableName registry = places.registry();
        Set<String> whole = template != null ? Set.of(template) : single ? Set.copyOf(places.schemas()) : Set.of();
        List<String> schemas = places.schemas().stream().map(places::mapped).toList();
        return new TenantMapping(
                new TenantMapping.Keys(
                        root, columns.isEmpty() ? List.of() : List.of(columns.getFirst()), Map.of(), "/", List.of()),
                new TenantMapping.Scope(
                        schemas,
                        shared.stream().map(places::mapped).collect(Collectors.toSet()),
                        Set.of(),
                        whole,
                        Set.of(),
                        null),
                new TenantMapping.Words(
                        root == null ? "tenant" : Nouns.singular(root.table().name()), Map.of(), hints.personal()),
                new TenantMapping.Writing(
                        "backstay_writer", hints.settings(), registry == null ? REGISTRY : registry, hints.touched()));
    }

    private void cover(TenantMapping.Root root, List<KeyColumns> columns) throws SQLException {
        Table rootTable = model.table(root.table()).orElseThrow();
        for (Table table : model.tables()) {
            for (KeyColumns key : columns) {
                if (!table.name().equals(root.table())
                        && key.names().stream()
                                .allMatch(name -> table.column(name).isPresent())) {
                    coverage.add(Coverage.of(db, table, key.names(), rootTable, root));
                }
            }
        }
    }

    private void describe(
            TenantMapping.@Nullable Root root, List<MappingDraft.RootCandidate> roots, List<KeyColumns> columns) {
        if (places.template() != null) {
            note(
                    "schemas",
                    places.alike() + " schemas have the same tables and are called " + places.template()
                            + "; they are taken for one tenant's each.");
        }
        if (root == null && places.template() == null) {
            note(
                    "whole",
                    "Nothing in here tells tenants apart, so the whole database is taken for one tenant's. If that is"
                            + " right, name it with the field 'database'.");
        }
        for (MappingDraft.RootCandidate each : roots) {
            note(
                    "root",
                    (root != null && each.root().equals(root) ? "taken: " : "or: ")
                            + each.root().table() + " ("
                            + Counts.of(each.below(), "table") + " below it, " + Counts.of(each.named(), "table")
                            + " with a column called after it)");
        }
        for (Coverage each : coverage) {
            boolean usual = !columns.isEmpty()
                    && each.columns().equals(columns.getFirst().names());
            note("columns", each.sentence() + (usual ? "" : " (not taken: it may mean something else)"));
            if (usual && !each.whole()) {
                note("columns", "  look at " + each.table() + ": not every row names a tenant who is there");
            }
        }
    }

    /// Tables to which nothing leads: what the tenant's rows refer to is shared, the rest is for a person to say.
    private List<MappingDraft.SuggestedLink> unclaimed(Territory territory) throws SQLException {
        LinkSearch search = new LinkSearch(db, territory);
        List<MappingDraft.SuggestedLink> links = new ArrayList<>();
        for (Table table : model.tables()) {
            for (MappingDraft.SuggestedLink each : search.of(table)) {
                links.add(each);
                suggest(each);
            }
        }
        for (Table table : territory.unclaimed()) {
            boolean referred =
                    territory.outgoing().stream().anyMatch(key -> key.parent().equals(table.name()));
            if (referred) {
                shared.add(table.name());
                continue;
            }
            long rows = db.number(
                    "select count(*) from (select from " + table.from() + " limit " + Coverage.ROWS_MAX + ") s");
            TableName name = places.mapped(table.name());
            if (rows > 0) {
                undecided.add(new MappingDraft.Undecided(name, rows));
            }
            note(
                    "excluded",
                    "undecided: " + name + " (" + Counts.of(rows, "row")
                            + "): nothing leads to it. Is it shared, excluded, or reached over a link?");
        }
        return links;
    }

    private void suggest(MappingDraft.SuggestedLink each) {
        Link link = each.link();
        Link mapped = new Link(
                places.mapped(link.child()),
                link.columns(),
                places.mapped(link.parent()),
                link.parentColumns(),
                link.when());
        note("links", "suggested, " + each.found() + " of " + each.values() + " different values are keys there:");
        note("links", "  - " + MappingFile.line(mapped));
    }

    private void hints() {
        for (Table table : model.tables()) {
            TableName name = places.mapped(table.name());
            if (Nouns.mayHaveToStayAway(table.name().name())) {
                note("held", "suggested: rows of " + name + " may have to stay away (sessions, tokens, queued mail):");
                note("held", "  - {table: " + name + ", why: \"…\"}");
            }
            for (Column column : table.columns()) {
                if (Nouns.mayTouchItself(column.name()) && !Hints.touches(model, table)) {
                    note("volatile", "not taken, no trigger sets it: " + name + "." + column.name());
                }
            }
        }
        note("writer", "the role and the registry are proposals; docs/access/postgres-roles.sql makes them");
    }

    private void note(String field, String line) {
        notes.computeIfAbsent(field, _ -> new ArrayList<>()).add(line);
    }
}
