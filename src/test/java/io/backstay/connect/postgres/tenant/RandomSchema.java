package io.backstay.connect.postgres.tenant;

import io.backstay.base.TenantId;
import io.backstay.connect.postgres.tenant.mapping.KeyColumns;
import io.backstay.connect.postgres.tenant.mapping.Link;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.ForeignKey;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// A schema made from a seed: tenants told by a column of some type, by several, by a root table alone or by a
/// schema each; tables with and without a key, in partitions, with children that inherit; foreign keys in cycles,
/// on themselves, put off, cascading, undeclared and polymorphic; triggers and row-level security. No row refers to
/// a row of another tenant.
final class RandomSchema {
    private static final int TABLES_MIN = 2;
    private static final int TABLES_MAX = 6;
    private static final List<String> PLAIN = List.of("1", "2", "3", "4", "5");

    /// How tenants are told apart.
    enum Layout {
        COLUMNS,
        ROOT_ONLY,
        SCHEMAS
    }

    /// What a tenant's key is made of, and five of them.
    enum KeyKind {
        WHOLE_NUMBER(List.of("bigint"), PLAIN),
        TEXT(List.of("varchar(8)"), List.of("o'brien", "b\\c", "ü 1", "o'brie", "O'Brien")),
        UUID(
                List.of("uuid"),
                PLAIN.stream()
                        .map(n -> "0000000" + n + "-0000-4000-8000-00000000000a")
                        .toList()),
        COMPOSITE(List.of("int", "text"), List.of("1/AU", "1/NZ", "2/AU", "2/N/Z", "11/AU"));

        // Both are made by List.of and cannot change; the checker knows the type List only.
        @SuppressWarnings("ImmutableEnumChecker")
        final List<String> types;

        // As above.
        @SuppressWarnings("ImmutableEnumChecker")
        final List<String> tenants;

        KeyKind(List<String> types, List<String> tenants) {
            this.types = types;
            this.tenants = tenants;
        }

        List<String> parts(String tenant) {
            return types.size() == 1 ? List.of(tenant) : List.of(tenant.split("/", 2));
        }
    }

    /// How a table is made.
    record Shape(int number, boolean keyed, boolean renamed, Primary primary, Form form) {
        String name() {
            return "t" + number;
        }
    }

    enum Primary {
        NONE,
        ID,
        TENANT_AND_ID
    }

    enum Form {
        PLAIN,
        PARTITIONED,
        INHERITED
    }

    /// A reference from one table to another.
    record Edge(int number, Shape child, @Nullable Shape parent, boolean required, Kind kind, String more) {}

    enum Kind {
        DECLARED,
        VIRTUAL,
        POLYMORPHIC
    }

    final SplittableRandom random;
    final String schema;
    final Layout layout;
    final KeyKind key;
    final int tenants;
    final boolean triggers;
    final boolean security;
    final List<Shape> tables = new ArrayList<>();
    final List<Edge> edges = new ArrayList<>();

    RandomSchema(long seed) {
        random = new SplittableRandom(seed);
        schema = "s" + Long.toUnsignedString(seed, 36);
        layout = Layout.values()[random.nextInt(Layout.values().length)];
        key = layout == Layout.SCHEMAS
                ? KeyKind.WHOLE_NUMBER
                : KeyKind.values()[random.nextInt(KeyKind.values().length)];
        tenants = random.nextInt(2, 6);
        triggers = layout == Layout.COLUMNS && random.nextInt(3) == 0;
        security = layout == Layout.COLUMNS && key != KeyKind.COMPOSITE && random.nextInt(3) == 0;
        int count = random.nextInt(TABLES_MIN, TABLES_MAX + 1);
        for (int i = 0; i < count; i++) {
            tables.add(shape(i));
        }
        for (Shape child : tables) {
            if (!child.keyed() && layout != Layout.SCHEMAS) {
                edge(child, parentOf(child), true);
            }
            for (int i = random.nextInt(3); i > 0; i--) {
                edge(child, tables.get(random.nextInt(count)), random.nextInt(3) == 0);
            }
        }
    }

    private Shape shape(int number) {
        boolean keyed = switch (layout) {
            case COLUMNS -> number == 0 || random.nextInt(10) < 6;
            case ROOT_ONLY, SCHEMAS -> false;
        };
        Primary primary = switch (random.nextInt(5)) {
            case 0 -> Primary.NONE;
            case 1 -> keyed ? Primary.TENANT_AND_ID : Primary.ID;
            default -> Primary.ID;
        };
        Form form = switch (random.nextInt(5)) {
            case 0 -> Form.PARTITIONED;
            case 1 -> keyed || layout == Layout.SCHEMAS ? Form.INHERITED : Form.PLAIN;
            default -> Form.PLAIN;
        };
        return new Shape(number, keyed, keyed && random.nextInt(4) == 0, primary, form);
    }

    /// A table before the child, or null for the root.
    private @Nullable Shape parentOf(Shape child) {
        int at = random.nextInt(-1, child.number());
        return at < 0 ? null : tables.get(at);
    }

    private void edge(Shape child, @Nullable Shape parent, boolean required) {
        Kind kind = switch (random.nextInt(6)) {
            case 0 -> Kind.VIRTUAL;
            case 1 -> Kind.POLYMORPHIC;
            default -> parent != null && parent.primary() == Primary.NONE ? Kind.VIRTUAL : Kind.DECLARED;
        };
        String more = List.of("", " on delete cascade", " on update cascade").get(random.nextInt(3))
                + List.of("", "", " deferrable", " deferrable initially deferred")
                        .get(random.nextInt(4));
        edges.add(new Edge(edges.size(), child, parent, required, parent == null ? Kind.DECLARED : kind, more));
    }

    /// The tenant who loses rows.
    TenantId tenant() {
        return new TenantId(key.tenants.getFirst());
    }

    /// The schema in which a tenant's rows are.
    String place(String tenant) {
        return layout == Layout.SCHEMAS ? schema + "_" + tenant : schema;
    }

    /// The schema that all tenants share.
    String common() {
        return schema + "_common";
    }

    /// The names of the columns that hold a tenant's key.
    List<String> columns(Shape table) {
        return columns(table.renamed() ? "owner" : "firm");
    }

    List<String> columns(String prefix) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < key.types.size(); i++) {
            names.add(prefix + "_" + i);
        }
        return names;
    }

    /// What a person would write down about it.
    TenantMapping mapping() {
        String mapped = layout == Layout.SCHEMAS ? schema + "_" + TenantMapping.TENANT : schema;
        Map<TableName, KeyColumns> overrides = new HashMap<>();
        Map<TableName, Set<String>> touched = new HashMap<>();
        for (Shape table : tables) {
            TableName name = new TableName(mapped, table.name());
            touched.put(name, Set.of("touched"));
            touched.put(new TableName(mapped, table.name() + "_kid"), Set.of("touched"));
            if (table.renamed()) {
                overrides.put(name, new KeyColumns(columns(table)));
                if (table.form() == Form.INHERITED) {
                    overrides.put(new TableName(mapped, table.name() + "_kid"), new KeyColumns(columns(table)));
                }
            }
        }
        boolean schemas = layout == Layout.SCHEMAS;
        return new TenantMapping(
                new TenantMapping.Keys(
                        schemas
                                ? null
                                : new TenantMapping.Root(
                                        new TableName(schema, "firms"), new KeyColumns(columns("firm"))),
                        schemas ? List.of() : List.of(new KeyColumns(columns("firm"))),
                        overrides,
                        "/",
                        links(mapped)),
                new TenantMapping.Scope(
                        List.of(mapped, common()),
                        Set.of(new TableName(common(), "codes")),
                        Set.of(),
                        schemas ? Set.of(mapped) : Set.of(),
                        Set.of(),
                        null),
                new TenantMapping.Words("tenant", Map.of(), Map.of()),
                new TenantMapping.Writing(
                        "practice_writer", Map.of("app.t", TenantMapping.TENANT), TenantMappings.REGISTRY, touched));
    }

    private List<Link> links(String mapped) {
        List<Link> links = new ArrayList<>();
        for (Edge edge : edges) {
            if (edge.parent() != null && edge.kind() != Kind.DECLARED) {
                links.add(new Link(
                        new TableName(mapped, edge.child().name()),
                        List.of("e" + edge.number()),
                        new TableName(mapped, edge.parent().name()),
                        List.of("id"),
                        edge.kind() == Kind.POLYMORPHIC
                                ? new ForeignKey.When(
                                        "k" + edge.number(), edge.parent().name())
                                : null));
            }
        }
        return links;
    }

    /// One line for each table over the rows of the tenant who loses some, or over all others; told by the numbers
    /// of the rows, without any code under test.
    ///
    /// @param withLog whether the rows that triggers wrote for the tenant count
    String contents(boolean ours, boolean withLog) {
        List<String> parts = new ArrayList<>();
        String mine = (ours ? "" : "not ") + "id between 1000 and 1999";
        for (String tenant : key.tenants.subList(0, layout == Layout.SCHEMAS ? tenants : 1)) {
            for (Shape table : tables) {
                String name = Db.quote(place(tenant)) + "." + table.name();
                parts.add(content(table.form() == Form.PARTITIONED ? name : "only " + name, mine));
                if (table.form() == Form.INHERITED) {
                    parts.add(content(name + "_kid", mine));
                }
            }
        }
        if (layout != Layout.SCHEMAS) {
            parts.add(content(Db.quote(schema) + ".firms", "true"));
        }
        if (triggers && (!ours || withLog)) {
            String others = "row(" + String.join(", ", columns("firm")) + ")::text <> (select row("
                    + String.join(", ", columns("firm")) + ")::text from " + Db.quote(schema)
                    + ".firms where name = 'f0')";
            parts.add(content(Db.quote(schema) + ".log", others));
        }
        parts.add(content(Db.quote(common()) + ".codes", "true"));
        return "select string_agg(x, chr(10) order by x) from (" + String.join(" union all ", parts) + ") a";
    }

    private static String content(String table, String which) {
        String row = "(to_jsonb(t) - 'touched')::text";
        return "select " + Db.literal(table) + " || ' ' || coalesce(string_agg(" + row + ", '|' order by " + row
                + "), '') x from " + table + " t where " + which;
    }
}
