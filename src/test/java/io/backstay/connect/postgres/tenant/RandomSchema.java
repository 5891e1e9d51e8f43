package io.backstay.connect.postgres.tenant;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A schema and its rows, made from a seed: keyed and keyless tables, composite keys, self references, cycles
/// with and without deferral, and a table without a key. No row refers to a row of another tenant.
final class RandomSchema {
    private static final int TABLES_MIN = 3;
    private static final int TABLES_MAX = 8;
    private static final int ROWS_MAX = 8;

    private final SplittableRandom random;
    private final List<Shape> tables = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();
    final int tenants;

    record Shape(int number, boolean keyed, boolean composite) {
        String name() {
            return "r.t" + number;
        }
    }

    record Edge(int number, Shape child, Shape parent, boolean required, String deferral) {
        String columns() {
            return parent.composite() ? (child.keyed() ? "firm_id" : "f" + number) + ", e" + number : "e" + number;
        }

        String dangles() {
            return "c.e" + number + " is not null and not exists (select from " + parent.name() + " p where p.id = c.e"
                    + number + ")";
        }
    }

    RandomSchema(long seed) {
        random = new SplittableRandom(seed);
        tenants = random.nextInt(2, 5);
        int count = random.nextInt(TABLES_MIN, TABLES_MAX + 1);
        for (int i = 0; i < count; i++) {
            boolean keyed = i == 0 || random.nextInt(10) < 6;
            tables.add(new Shape(i, keyed, keyed && random.nextInt(3) == 0));
        }
        for (Shape child : tables) {
            if (!child.keyed()) {
                edge(child, tables.get(random.nextInt(child.number())), true);
            }
            for (int i = random.nextInt(3); i > 0; i--) {
                edge(child, tables.get(random.nextInt(count)), random.nextInt(3) == 0);
            }
        }
    }

    private void edge(Shape child, Shape parent, boolean required) {
        String deferral =
                List.of("", "", " deferrable", " deferrable initially deferred").get(random.nextInt(4));
        edges.add(new Edge(edges.size(), child, parent, required, deferral));
    }

    List<String> tableNames() {
        List<String> names = new ArrayList<>(tables.stream().map(Shape::name).toList());
        names.add("r.firms");
        names.add("r.loose");
        return names;
    }

    /// The statements that make the schema and fill it.
    String create() {
        StringBuilder sql = new StringBuilder("create schema r; create schema backstay;"
                + "create table r.firms (id bigint primary key, name text);"
                + "create table r.loose (firm_id bigint references r.firms, v text);"
                + "insert into r.firms select f, 'f' || f from generate_series(1, " + tenants + ") f;"
                + "insert into r.loose select f, 'x' || f % 2 from generate_series(1, " + tenants
                + ") f, generate_series(1, 5);");
        for (Shape table : tables) {
            sql.append("create table ").append(table.name()).append(" (id bigint not null, v text");
            sql.append(table.keyed() ? ", firm_id bigint not null references r.firms" : "");
            for (Edge edge : edges) {
                if (edge.child().equals(table)) {
                    String type = " bigint" + (edge.required() ? " not null" : "");
                    sql.append(", e").append(edge.number()).append(type);
                    if (edge.parent().composite() && !table.keyed()) {
                        sql.append(", f").append(edge.number()).append(type);
                    }
                }
            }
            sql.append(", primary key (")
                    .append(table.composite() ? "firm_id, id" : "id")
                    .append("));");
        }
        for (Edge edge : edges) {
            sql.append("alter table ")
                    .append(edge.child().name())
                    .append(" add foreign key (")
                    .append(edge.columns())
                    .append(") references ")
                    .append(edge.parent().name())
                    .append(" (")
                    .append(edge.parent().composite() ? "firm_id, id" : "id")
                    .append(")")
                    .append(edge.deferral())
                    .append(";");
        }
        sql.append("set session_replication_role = replica;");
        fill(sql);
        return sql + "grant usage on schema r, backstay to practice_writer, practice_prover;"
                + "grant select, insert on all tables in schema r to practice_writer;"
                + String.join(";", new RestoreRegistry(TenantMappings.REGISTRY).ddl())
                + ";grant select, insert on backstay.restore_runs to practice_prover;";
    }

    private void fill(StringBuilder sql) {
        for (int firm = 1; firm <= tenants; firm++) {
            int[] rows = tables.stream()
                    .mapToInt(_ -> random.nextInt(1, ROWS_MAX + 1))
                    .toArray();
            for (Shape table : tables) {
                for (int row = 0; row < rows[table.number()]; row++) {
                    StringBuilder columns = new StringBuilder("id, v");
                    StringBuilder values = new StringBuilder(id(firm, row) + ", E'" + value() + "'");
                    if (table.keyed()) {
                        columns.append(", firm_id");
                        values.append(", ").append(firm);
                    }
                    for (Edge edge : edges) {
                        if (edge.child().equals(table) && (edge.required() || random.nextBoolean())) {
                            columns.append(", e").append(edge.number());
                            values.append(", ")
                                    .append(id(
                                            firm,
                                            random.nextInt(rows[edge.parent().number()])));
                            if (edge.parent().composite() && !table.keyed()) {
                                columns.append(", f").append(edge.number());
                                values.append(", ").append(firm);
                            }
                        }
                    }
                    sql.append("insert into ")
                            .append(table.name())
                            .append(" (")
                            .append(columns)
                            .append(") values (")
                            .append(values)
                            .append(");");
                }
            }
        }
    }

    private static int id(int firm, int row) {
        return firm * 1000 + row;
    }

    private String value() {
        return List.of("a", "", "\\t", "\\\\N", "ü\"(,)", "\\n").get(random.nextInt(6));
    }

    /// The statements by which tenant 1 loses some rows, and with them whatever hangs on them.
    String accident() {
        StringBuilder sql = new StringBuilder("set session_replication_role = replica;");
        for (Shape table : tables) {
            for (int row = 0; row < ROWS_MAX; row++) {
                if (random.nextInt(3) == 0) {
                    sql.append("delete from ")
                            .append(table.name())
                            .append(" where id = ")
                            .append(id(1, row))
                            .append(";");
                }
            }
        }
        sql.append("delete from r.loose where ctid in (select ctid from r.loose where firm_id = 1 limit 2);");
        for (int round = 0; round < tables.size() * ROWS_MAX; round++) {
            for (Edge edge : edges) {
                sql.append("delete from ")
                        .append(edge.child().name())
                        .append(" c where ")
                        .append(edge.dangles())
                        .append(";");
            }
        }
        return sql.toString();
    }

    /// The statements by which some rows of tables without a tenant column come to refer to another tenant's rows.
    String mingle() {
        StringBuilder sql = new StringBuilder("set session_replication_role = replica;");
        for (Edge edge : edges) {
            if (!edge.child().keyed()) {
                String firm = edge.parent().composite() ? ", f" + edge.number() + " = 2" : "";
                sql.append("update ")
                        .append(edge.child().name())
                        .append(" set e")
                        .append(edge.number())
                        .append(" = ")
                        .append(id(2, 0))
                        .append(firm)
                        .append(" where id = ")
                        .append(id(1, random.nextInt(ROWS_MAX)))
                        .append(";");
            }
        }
        return sql.toString();
    }
}
