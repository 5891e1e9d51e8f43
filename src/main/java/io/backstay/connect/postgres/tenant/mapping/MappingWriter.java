package io.backstay.connect.postgres.tenant.mapping;

import io.backstay.codec.Json;
import io.backstay.connect.postgres.tenant.schema.ForeignKey;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes `backstay-mapping/1` with comments, so that a person can read and edit it.
final class MappingWriter {
    /// What stands without quotes; whatever else YAML could read in another way is quoted.
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");

    private static final Pattern WORD_OF_YAML = Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n");

    private final Map<String, List<String>> notes;
    private final StringBuilder out = new StringBuilder();

    MappingWriter(Map<String, List<String>> notes) {
        this.notes = notes;
    }

    String text(MappingFile file) {
        TenantMapping mapping = file.mapping();
        line("# How a tenant's rows are found in one database, and how they are written.");
        line("# Every field is explained in docs/formats/mapping.md.");
        line("format: " + MappingReader.FORMAT);
        field(
                "confirmed",
                "" + file.confirmed(),
                "true once a person has gone through this file; a draft restores nothing");
        field("tenant", scalar(mapping.words().tenant()), "what a tenant is called here");
        keys(mapping.keys());
        scope(mapping.scope());
        map("labels", mapping.words().labels(), MappingWriter::scalar, "what people call the tables");
        map("personal", mapping.words().personal(), MappingWriter::flow, "columns that are masked in samples");
        map(
                "volatile",
                mapping.writing().volatileColumns(),
                MappingWriter::flow,
                "columns that writing changes by itself; they are not compared");
        care(mapping.care());
        sets(file.sets());
        writer(mapping.writing());
        return out.toString();
    }

    private void keys(TenantMapping.Keys keys) {
        TenantMapping.Root root = keys.root();
        if (root != null) {
            field(
                    "root",
                    "{table: " + scalar(root.table().toString()) + ", key: " + columns(root.key()) + "}",
                    "the table with one row per tenant");
        } else {
            comments("root");
        }
        list(
                "columns",
                keys.columns().stream().map(MappingWriter::columns).toList(),
                "the tenant's columns in other tables; the first entry that a table has counts");
        map("overrides", keys.overrides(), MappingWriter::columns, "tables whose tenant columns have other names");
        if (!keys.separator().equals(TenantMapping.Keys.SEPARATOR)) {
            field("separator", Json.compact(keys.separator()), "between the parts of a tenant's key");
        }
        list(
                "links",
                keys.links().stream().map(MappingWriter::link).toList(),
                "foreign keys that the database does not know");
    }

    static String link(Link link) {
        ForeignKey.When when = link.when();
        return "{table: " + scalar(link.child().toString()) + ", columns: " + flow(link.columns()) + ", to: "
                + scalar(link.parent().toString()) + ", key: " + flow(link.parentColumns())
                + (when == null
                        ? ""
                        : ", when: {column: " + scalar(when.column()) + ", is: " + scalar(when.value()) + "}")
                + "}";
    }

    private void scope(TenantMapping.Scope scope) {
        list(
                "schemas",
                scope.schemas().stream().map(MappingWriter::scalar).toList(),
                "the schemas that are looked at; {tenant} stands for the tenant's key");
        list("whole", scalars(scope.whole()), "those of them in which every row is the tenant's");
        if (scope.database() != null) {
            field("database", scalar(scope.database()), "the tenant's own database");
        }
        list("shared", names(scope.shared()), "tables that all tenants read; never copied, never written");
        list("keyless", names(scope.keyless()), "tables in which a row without a tenant is shared by all");
        list("excluded", names(scope.excluded()), "tables that are left alone: derived or transient");
    }

    private void care(TenantMapping.Care care) {
        List<String> held = new ArrayList<>();
        for (TenantMapping.HoldBack hold : care.held()) {
            TenantMapping.Ledger ledger = hold.ledger();
            held.add("{table: " + scalar(hold.table().toString())
                    + (hold.column() == null ? "" : ", column: " + scalar(hold.column()))
                    + (hold.values().isEmpty() ? "" : ", values: " + flow(hold.values()))
                    + (ledger == null
                            ? ""
                            : ", ledger: {table: " + scalar(ledger.table().toString()) + ", column: "
                                    + scalar(ledger.column()) + "}")
                    + ", why: " + scalar(hold.why()) + "}");
        }
        list("held", held, "rows that must not come back by themselves");
        list(
                "files",
                care.files().stream()
                        .map(file -> "{table: " + scalar(file.table().toString()) + ", column: " + scalar(file.column())
                                + "}")
                        .toList(),
                "columns that name an object in the tenant's own part of the object store");
    }

    private void sets(List<DataSet> sets) {
        list(
                "sets",
                sets.stream().map(MappingWriter::set).toList(),
                "the data sets that a tenant is handed; a column is in 'columns', with its heading, or in 'without'");
    }

    private static String set(DataSet set) {
        String columns = set.columns().stream()
                .map(each -> scalar(each.name()) + ": " + scalar(each.heading()))
                .collect(Collectors.joining(", ", "{", "}"));
        return "name: " + set.name() + "\n    table: " + scalar(set.table().toString()) + "\n    columns: " + columns
                + (set.without().isEmpty() ? "" : "\n    without: " + flow(set.without()));
    }

    private void writer(TenantMapping.Writing writing) {
        comments("writer");
        line("# the restricted role that writes, and the table that remembers which plans were carried out");
        line("writer:");
        line("  role: " + scalar(writing.role()));
        line("  registry: " + scalar(writing.registry().toString()));
        if (!writing.settings().isEmpty()) {
            line("  settings:");
            new TreeMap<>(writing.settings())
                    .forEach((name, value) -> line("    " + scalar(name) + ": " + scalar(value)));
        }
    }

    private void comments(String field) {
        line("");
        notes.getOrDefault(field, List.of()).forEach(note -> line("# " + note.replaceAll("\\p{Cntrl}", "?")));
    }

    private void field(String name, String value, String what) {
        comments(name);
        line("# " + what);
        line(name + ": " + value);
    }

    private void list(String name, List<String> values, String what) {
        if (!values.isEmpty()) {
            comments(name);
            line("# " + what);
            line(name + ":");
            values.forEach(value -> line("  - " + value));
        } else if (notes.containsKey(name)) {
            comments(name);
        }
    }

    private <V> void map(String name, Map<TableName, V> values, Function<V, String> write, String what) {
        List<String> lines = new ArrayList<>();
        new TreeMap<>(values)
                .forEach((table, value) -> lines.add("  " + scalar(table.toString()) + ": " + write.apply(value)));
        if (!lines.isEmpty()) {
            comments(name);
            line("# " + what);
            line(name + ":");
            lines.forEach(this::line);
        } else if (notes.containsKey(name)) {
            comments(name);
        }
    }

    private static String columns(KeyColumns key) {
        return key.names().size() == 1 ? scalar(key.names().getFirst()) : flow(key.names());
    }

    private static List<String> names(Set<TableName> tables) {
        return tables.stream().sorted().map(name -> scalar(name.toString())).toList();
    }

    private static List<String> scalars(Set<String> values) {
        return values.stream().sorted().map(MappingWriter::scalar).toList();
    }

    private static String flow(Collection<String> values) {
        return "["
                + String.join(
                        ", ",
                        (values instanceof Set ? values.stream().sorted() : values.stream())
                                .map(MappingWriter::scalar)
                                .toList())
                + "]";
    }

    private static String scalar(String value) {
        return PLAIN.matcher(value).matches() && !WORD_OF_YAML.matcher(value).matches() ? value : Json.compact(value);
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
