package io.backstay.connect.postgres.tenant.mapping;

import io.backstay.base.BackstayException;
import io.backstay.codec.Fields;
import io.backstay.codec.Value;
import io.backstay.connect.postgres.tenant.schema.ForeignKey;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads `backstay-mapping/1`; whatever is unknown or does not fit is refused at its place.
final class MappingReader {
    static final String FORMAT = "backstay-mapping/1";

    private final Fields fields;
    private final Set<String> schemas;

    private MappingReader(Fields fields, Set<String> schemas) {
        this.fields = fields;
        this.schemas = schemas;
    }

    static MappingFile read(Value document) throws BackstayException {
        Fields fields = document.fields();
        Value format = fields.required("format");
        if (!format.text().equals(FORMAT)) {
            throw format.place().bad("the format is not '" + FORMAT + "'");
        }
        boolean confirmed = fields.required("confirmed").bool();
        Set<String> schemas = words(fields.required("schemas"));
        MappingReader reader = new MappingReader(fields, schemas);
        String tenant = word(fields.required("tenant"));
        TenantMapping mapping = fitting(
                document,
                () -> new TenantMapping(
                        reader.keys(), reader.scope(), reader.words(tenant), reader.writing(), reader.care()));
        List<DataSet> sets = reader.sets();
        fields.end();
        return fitting(document, () -> new MappingFile(mapping, confirmed, sets));
    }

    /// Makes something of values of which each was good by itself.
    private interface Making<T> {
        T make() throws BackstayException;
    }

    private static <T> T fitting(Value at, Making<T> making) throws BackstayException {
        try {
            return making.make();
        } catch (IllegalArgumentException e) {
            throw at.place().bad(String.valueOf(e.getMessage()));
        }
    }

    private TenantMapping.Keys keys() throws BackstayException {
        TenantMapping.Root root = null;
        Value at = fields.optional("root");
        if (at != null) {
            Fields of = at.fields();
            root = new TenantMapping.Root(table(of.required("table")), columns(of.required("key")));
            of.end();
        }
        List<KeyColumns> usual = new ArrayList<>();
        for (Value item : fields.items("columns")) {
            usual.add(columns(item));
        }
        Map<TableName, KeyColumns> overrides = new LinkedHashMap<>();
        for (Map.Entry<String, Value> each : members("overrides").entrySet()) {
            overrides.put(table(each.getKey(), each.getValue()), columns(each.getValue()));
        }
        String separator = fields.optionalText("separator");
        List<Link> links = new ArrayList<>();
        for (Value item : fields.items("links")) {
            links.add(link(item));
        }
        return new TenantMapping.Keys(
                root,
                usual,
                overrides,
                separator == null ? TenantMapping.Keys.SEPARATOR : separator,
                List.copyOf(links));
    }

    private Link link(Value item) throws BackstayException {
        Fields of = item.fields();
        TableName child = table(of.required("table"));
        List<String> columns = columns(of.required("columns")).names();
        TableName parent = table(of.required("to"));
        List<String> key = columns(of.required("key")).names();
        Value at = of.optional("when");
        ForeignKey.When when = null;
        if (at != null) {
            Fields condition = at.fields();
            when = new ForeignKey.When(word(condition.required("column")), word(condition.required("is")));
            condition.end();
        }
        of.end();
        ForeignKey.When only = when;
        return fitting(item, () -> new Link(child, columns, parent, key, only));
    }

    private TenantMapping.Scope scope() throws BackstayException {
        return new TenantMapping.Scope(
                List.copyOf(schemas),
                tables("shared"),
                tables("excluded"),
                texts("whole"),
                tables("keyless"),
                fields.optionalText("database"));
    }

    private TenantMapping.Words words(String tenant) throws BackstayException {
        Map<TableName, String> labels = new LinkedHashMap<>();
        for (Map.Entry<String, Value> each : members("labels").entrySet()) {
            labels.put(table(each.getKey(), each.getValue()), word(each.getValue()));
        }
        return new TenantMapping.Words(tenant, labels, columnsOf("personal"));
    }

    private TenantMapping.Writing writing() throws BackstayException {
        Value writer = fields.required("writer");
        Fields of = writer.fields();
        Map<String, String> settings = new LinkedHashMap<>();
        Value at = of.optional("settings");
        if (at != null) {
            for (Map.Entry<String, Value> each : members(at).entrySet()) {
                settings.put(each.getKey(), word(each.getValue()));
            }
        }
        TenantMapping.Writing writing = new TenantMapping.Writing(
                word(of.required("role")), settings, anyTable(of.required("registry")), columnsOf("volatile"));
        of.end();
        return writing;
    }

    private TenantMapping.Care care() throws BackstayException {
        List<TenantMapping.HoldBack> held = new ArrayList<>();
        for (Value item : fields.items("held")) {
            held.add(hold(item));
        }
        List<TenantMapping.FileColumn> files = new ArrayList<>();
        for (Value item : fields.items("files")) {
            Fields of = item.fields();
            files.add(new TenantMapping.FileColumn(table(of.required("table")), word(of.required("column"))));
            of.end();
        }
        return new TenantMapping.Care(held, files);
    }

    private List<DataSet> sets() throws BackstayException {
        List<DataSet> sets = new ArrayList<>();
        for (Value item : fields.items("sets")) {
            Fields of = item.fields();
            String name = word(of.required("name"));
            TableName table = table(of.required("table"));
            List<DataSet.Column> columns = new ArrayList<>();
            for (Map.Entry<String, Value> each : members(of.required("columns")).entrySet()) {
                columns.add(new DataSet.Column(each.getKey(), word(each.getValue())));
            }
            Value without = of.optional("without");
            of.end();
            Set<String> left = without == null ? Set.of() : words(without);
            sets.add(fitting(item, () -> new DataSet(name, table, columns, left)));
        }
        return sets;
    }

    private TenantMapping.HoldBack hold(Value item) throws BackstayException {
        Fields of = item.fields();
        TableName table = table(of.required("table"));
        String why = word(of.required("why"));
        Value column = of.optional("column");
        Value values = of.optional("values");
        Value at = of.optional("ledger");
        TenantMapping.Ledger ledger = null;
        if (at != null) {
            Fields list = at.fields();
            ledger = new TenantMapping.Ledger(anyTable(list.required("table")), word(list.required("column")));
            list.end();
        }
        of.end();
        @Nullable String name = column == null ? null : word(column);
        Set<String> some = values == null ? Set.of() : words(values);
        TenantMapping.@Nullable Ledger by = ledger;
        return fitting(item, () -> new TenantMapping.HoldBack(table, name, some, by, why));
    }

    private Map<TableName, Set<String>> columnsOf(String name) throws BackstayException {
        Map<TableName, Set<String>> columns = new LinkedHashMap<>();
        for (Map.Entry<String, Value> each : members(name).entrySet()) {
            columns.put(table(each.getKey(), each.getValue()), words(each.getValue()));
        }
        return columns;
    }

    private Set<TableName> tables(String name) throws BackstayException {
        Set<TableName> tables = new LinkedHashSet<>();
        for (Value item : fields.items(name)) {
            if (!tables.add(table(item))) {
                throw item.place().bad("the table stands here twice");
            }
        }
        return tables;
    }

    private Set<String> texts(String name) throws BackstayException {
        Value at = fields.optional(name);
        return at == null ? Set.of() : words(at);
    }

    private Map<String, Value> members(String name) throws BackstayException {
        Value at = fields.optional(name);
        return at == null ? Map.of() : members(at);
    }

    private static Map<String, Value> members(Value at) throws BackstayException {
        if (at instanceof Value.Members(var _, var values)) {
            return values;
        }
        throw at.expected("an object");
    }

    private TableName table(Value value) throws BackstayException {
        return table(value.text(), value);
    }

    /// A table of one of the schemas.
    private TableName table(String written, Value at) throws BackstayException {
        TableName name = fitting(at, () -> TableName.of(written));
        if (!schemas.contains(name.schema())) {
            throw at.place()
                    .bad("the table " + name + " is in none of the schemas " + String.join(", ", schemas)
                            + "; add its schema, or take it out");
        }
        return name;
    }

    private static TableName anyTable(Value value) throws BackstayException {
        String written = value.text();
        return fitting(value, () -> TableName.of(written));
    }

    /// One name, or a list of them.
    private static KeyColumns columns(Value value) throws BackstayException {
        return value instanceof Value.Items ? new KeyColumns(List.copyOf(words(value))) : KeyColumns.of(word(value));
    }

    private static Set<String> words(Value list) throws BackstayException {
        Set<String> words = new LinkedHashSet<>();
        for (Value item : list.items()) {
            if (!words.add(word(item))) {
                throw item.place().bad("it stands here twice");
            }
        }
        if (words.isEmpty()) {
            throw list.place().bad("the list is empty; leave it out");
        }
        return words;
    }

    private static String word(Value value) throws BackstayException {
        String text = value.text();
        if (text.isBlank() || text.chars().anyMatch(Character::isISOControl)) {
            throw value.place().bad("the text is blank, or holds a control character");
        }
        return text;
    }
}
