package io.backstay.connect.postgres.tenant;

import io.backstay.connect.postgres.tenant.RandomSchema.Edge;
import io.backstay.connect.postgres.tenant.RandomSchema.Form;
import io.backstay.connect.postgres.tenant.RandomSchema.Kind;
import io.backstay.connect.postgres.tenant.RandomSchema.Layout;
import io.backstay.connect.postgres.tenant.RandomSchema.Primary;
import io.backstay.connect.postgres.tenant.RandomSchema.Shape;
import io.backstay.connect.postgres.tenant.schema.Db;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/// The statements that make a [RandomSchema], fill it, and lose some of its rows.
final class RandomRows {
    private static final int ROWS_MAX = 5;
    private static final List<String> VALUES = List.of("a", "", "\t", "\\N", "ü\"(,)", "\n", "o'");

    private final RandomSchema made;
    private final StringBuilder sql = new StringBuilder();

    private RandomRows(RandomSchema made) {
        this.made = made;
    }

    /// The statements that make the schema and fill it, once for each schema.
    static String create(RandomSchema made) {
        RandomRows rows = new RandomRows(made);
        rows.schemas();
        for (String tenant : rows.places()) {
            rows.tables(made.place(tenant));
        }
        rows.sql.append("set session_replication_role = replica;");
        for (int i = 0; i < made.tenants; i++) {
            rows.fill(made.key.tenants.get(i), i);
        }
        rows.sql.append("set session_replication_role = origin;");
        rows.guards();
        return rows.sql.toString();
    }

    private List<String> places() {
        return made.key.tenants.subList(0, made.layout == Layout.SCHEMAS ? made.tenants : 1);
    }

    private void schemas() {
        add("create schema %s; create table %s.codes (code text primary key)", q(made.common()), q(made.common()));
        add("insert into %s.codes values ('a'), ('b')", q(made.common()));
        for (String tenant : places()) {
            add("create schema %s", q(made.place(tenant)));
        }
        if (made.layout != Layout.SCHEMAS) {
            add(
                    "create table %s.firms (%s, name text, primary key (%s))",
                    q(made.schema), typed("firm", " not null"), names("firm"));
        }
        if (made.triggers) {
            add("create table %s.log (%s, what text)", q(made.schema), typed("firm", ""));
        }
    }

    private void tables(String place) {
        for (Shape table : made.tables) {
            List<String> columns = new ArrayList<>(List.of("id bigint not null", "v text", "touched timestamptz"));
            columns.add("code text references " + q(made.common()) + ".codes");
            if (table.keyed()) {
                columns.add(typed(table.renamed() ? "owner" : "firm", " not null"));
                columns.add("foreign key (" + String.join(", ", made.columns(table)) + ") references " + q(place)
                        + ".firms");
            }
            for (Edge edge : made.edges) {
                if (edge.child().equals(table)) {
                    columns.addAll(columns(edge));
                }
            }
            switch (table.primary()) {
                case ID -> columns.add("primary key (id)");
                case TENANT_AND_ID -> columns.add("primary key (" + String.join(", ", made.columns(table)) + ", id)");
                case NONE -> {}
            }
            String name = q(place) + "." + table.name();
            boolean parts = table.form() == Form.PARTITIONED;
            add("create table %s (%s)%s", name, String.join(", ", columns), parts ? " partition by hash (id)" : "");
            if (parts) {
                add("create table %s_p0 partition of %s for values with (modulus 2, remainder 0)", name, name);
                add("create table %s_p1 partition of %s for values with (modulus 2, remainder 1)", name, name);
            } else if (table.form() == Form.INHERITED) {
                add("create table %s_kid (extra int) inherits (%s)", name, name);
            }
        }
        for (Edge edge : made.edges) {
            if (edge.kind() == Kind.DECLARED) {
                add(
                        "alter table %s.%s add foreign key (%s) references %s.%s (%s)%s",
                        q(place),
                        edge.child().name(),
                        child(edge),
                        q(place),
                        parentName(edge),
                        parent(edge),
                        edge.more());
            }
        }
    }

    private List<String> columns(Edge edge) {
        String required = edge.required() ? " not null" : "";
        if (edge.parent() == null) {
            return List.of(typed("e" + edge.number(), required));
        }
        List<String> columns = new ArrayList<>();
        String type = edge.kind() == Kind.POLYMORPHIC ? " text" : " bigint";
        columns.add("e" + edge.number() + type + required);
        if (edge.kind() == Kind.POLYMORPHIC) {
            columns.add("k" + edge.number() + " text");
        } else if (carriesTenant(edge)) {
            columns.add(typed("f" + edge.number(), required));
        }
        return columns;
    }

    /// Whether the reference needs the tenant's columns besides, and the child has none of its own.
    private static boolean carriesTenant(Edge edge) {
        return edge.kind() == Kind.DECLARED
                && edge.parent() != null
                && edge.parent().primary() == Primary.TENANT_AND_ID
                && !edge.child().keyed();
    }

    private String child(Edge edge) {
        if (edge.parent() == null) {
            return names("e" + edge.number());
        }
        if (edge.kind() != Kind.DECLARED || edge.parent().primary() != Primary.TENANT_AND_ID) {
            return "e" + edge.number();
        }
        return (edge.child().keyed() ? String.join(", ", made.columns(edge.child())) : names("f" + edge.number()))
                + ", e" + edge.number();
    }

    private String parent(Edge edge) {
        if (edge.parent() == null) {
            return names("firm");
        }
        return edge.kind() == Kind.DECLARED && edge.parent().primary() == Primary.TENANT_AND_ID
                ? String.join(", ", made.columns(edge.parent())) + ", id"
                : "id";
    }

    private static String parentName(Edge edge) {
        return edge.parent() == null ? "firms" : edge.parent().name();
    }

    private void fill(String tenant, int number) {
        String place = made.place(tenant);
        if (made.layout != Layout.SCHEMAS) {
            add("insert into %s.firms values (%s, 'f%s')", q(place), values(tenant), number);
        }
        int[] rows = made.tables.stream()
                .mapToInt(_ -> made.random.nextInt(1, ROWS_MAX + 1))
                .toArray();
        for (Shape table : made.tables) {
            for (int row = 0; row < rows[table.number()]; row++) {
                boolean kid = table.form() == Form.INHERITED && row % 2 == 1;
                insert(table, kid ? "_kid" : "", tenant, id(number, row), rows, number);
            }
            if (table.primary() == Primary.NONE) {
                insert(table, "", tenant, id(number, 0), rows, number);
            }
        }
    }

    private void insert(Shape table, String suffix, String tenant, int id, int[] rows, int number) {
        List<String> columns = new ArrayList<>(List.of("id", "v", "touched", "code"));
        List<String> values = new ArrayList<>(List.of(
                Integer.toString(id), Db.literal(VALUES.get(made.random.nextInt(VALUES.size()))), "now()", "'a'"));
        if (table.keyed()) {
            columns.addAll(made.columns(table));
            values.add(values(tenant));
        }
        for (Edge edge : made.edges) {
            if (!edge.child().equals(table) || (!edge.required() && made.random.nextBoolean())) {
                continue;
            }
            if (edge.parent() == null) {
                columns.add(names("e" + edge.number()));
                values.add(values(tenant));
                continue;
            }
            columns.add("e" + edge.number());
            // Rows of a child that inherits are no parents: a foreign key never means them.
            int parents = rows[edge.parent().number()];
            int at = made.random.nextInt(parents);
            at -= edge.parent().form() == Form.INHERITED && at % 2 == 1 ? 1 : 0;
            values.add((edge.kind() == Kind.POLYMORPHIC ? "'" + id(number, at) + "'" : "" + id(number, at)));
            if (edge.kind() == Kind.POLYMORPHIC) {
                columns.add("k" + edge.number());
                values.add("'" + edge.parent().name() + "'");
            } else if (carriesTenant(edge)) {
                columns.add(names("f" + edge.number()));
                values.add(values(tenant));
            }
        }
        add(
                "insert into %s.%s%s (%s) values (%s)",
                q(made.place(tenant)), table.name(), suffix, String.join(", ", columns), String.join(", ", values));
    }

    /// Triggers, row-level security and rights.
    private void guards() {
        if (made.triggers) {
            String log = q(made.schema);
            add(
                    "create function %s.noted() returns trigger language plpgsql as $$ begin insert into %s.log values"
                            + " (%s, tg_table_name); return null; end $$",
                    log,
                    log,
                    String.join(
                            ", ",
                            made.columns(made.tables.getFirst()).stream()
                                    .map(n -> "new." + n)
                                    .toList()));
            add(
                    "create function %s.touch() returns trigger language plpgsql as $$ begin"
                            + " new.touched := clock_timestamp(); return new; end $$",
                    log);
            add("create trigger noted after insert on %s.t0 for each row execute function %s.noted()", log, log);
            add("create trigger touch before insert on %s.t0 for each row execute function %s.touch()", log, log);
        }
        for (Shape table : made.tables) {
            if (made.security && table.keyed()) {
                add(
                        "alter table %s.%s enable row level security, force row level security",
                        q(made.schema), table.name());
                add(
                        "create policy own on %s.%s using (%s::text = current_setting('app.t'))",
                        q(made.schema), table.name(), made.columns(table).getFirst());
            }
        }
        List<String> all = new ArrayList<>(places().stream().map(made::place).toList());
        all.add(made.common());
        for (String each : all) {
            add("grant usage on schema %s to practice_writer, practice_prover", q(each));
            add("grant select, insert, update, delete on all tables in schema %s to practice_writer", q(each));
        }
    }

    /// The statements by which the first tenant and the second lose some rows, and with them whatever hangs on
    /// them. The second one's must stay lost.
    static String accident(RandomSchema made) {
        RandomRows rows = new RandomRows(made);
        rows.sql.append("set session_replication_role = replica;");
        for (int tenant = 0; tenant < 2; tenant++) {
            String place = q(made.place(made.key.tenants.get(tenant)));
            for (Shape table : made.tables) {
                for (int row = 0; row < ROWS_MAX; row++) {
                    if (made.random.nextInt(3) == 0) {
                        rows.add("delete from %s.%s where id = %s", place, table.name(), id(tenant, row));
                    }
                }
            }
            rows.add(
                    "do $$ declare n bigint; total bigint := 1; begin"
                            + " while total > 0 loop total := 0; %s end loop; end $$",
                    dangling(made, place));
        }
        return rows.sql.toString();
    }

    private static String dangling(RandomSchema made, String place) {
        StringBuilder round = new StringBuilder();
        for (Edge edge : made.edges) {
            if (edge.parent() != null) {
                String only = edge.parent().form() == Form.PARTITIONED ? "" : "only ";
                round.append("delete from ")
                        .append(place)
                        .append('.')
                        .append(edge.child().name());
                round.append(" c where c.e").append(edge.number()).append(" is not null and not exists (select from ");
                round.append(only)
                        .append(place)
                        .append('.')
                        .append(edge.parent().name());
                round.append(" p where p.id::text = c.e").append(edge.number()).append("::text);");
                round.append(" get diagnostics n = row_count; total := total + n;");
            }
        }
        return round.toString();
    }

    private static int id(int tenant, int row) {
        return (tenant + 1) * 1000 + row;
    }

    private String typed(String prefix, String more) {
        List<String> typed = new ArrayList<>();
        for (int i = 0; i < made.key.types.size(); i++) {
            typed.add(prefix + "_" + i + " " + made.key.types.get(i) + more);
        }
        return String.join(", ", typed);
    }

    private String names(String prefix) {
        return String.join(", ", made.columns(prefix));
    }

    private String values(String tenant) {
        return String.join(
                ", ", made.key.parts(tenant).stream().map(Db::literal).toList());
    }

    private static String q(String name) {
        return Db.quote(name);
    }

    private void add(String template, Object... values) {
        String statement = template;
        for (Object value : values) {
            statement = statement.replaceFirst("%s", Matcher.quoteReplacement(value.toString()));
        }
        sql.append(statement).append(";\n");
    }
}
