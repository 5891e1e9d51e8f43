package io.backstay.connect.postgres.tenant.preflight;

import io.backstay.connect.postgres.tenant.preflight.SchemaDifference.Kind;
import io.backstay.connect.postgres.tenant.rows.SchemaChoices.Choice;
import io.backstay.connect.postgres.tenant.rows.Territory;
import io.backstay.connect.postgres.tenant.schema.Column;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.ForeignKey;
import io.backstay.connect.postgres.tenant.schema.SchemaModel;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.sql.Array;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Finds how live differs from the last good moment, table by table.
final class SchemaComparison {
    private static final int MAJOR = 10_000;
    private static final String AS_THE_DATABASE = "as the database does";

    /// How a database sorts. The locale of a provider other than the C library stands in a column that has had two
    /// names, and that PostgreSQL 15 has for ICU alone.
    private static final String COLLATION = "select concat_ws(' ', d.datlocprovider, d.datcollate, d.datctype,"
            + " coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale'),"
            + " pg_database_collation_actual_version(d.oid)) from pg_database d where d.datname = current_database()";

    /// How the columns sort that do not sort as their database does, by `schema.table.column`.
    private static final String COLUMN_COLLATIONS = "select n.nspname || '.' || c.relname || '.' || a.attname,"
            + " concat_ws(' ', s.nspname || '.' || o.collname, o.collprovider, o.collcollate, o.collctype,"
            + " coalesce(to_jsonb(o) ->> 'colllocale', to_jsonb(o) ->> 'colliculocale'),"
            + " to_jsonb(o) ->> 'collicurules', case when not o.collisdeterministic then 'nondeterministic' end,"
            + " pg_collation_actual_version(o.oid)) from pg_attribute a join pg_class c on c.oid = a.attrelid"
            + " join pg_namespace n on n.oid = c.relnamespace join pg_collation o on o.oid = a.attcollation"
            + " join pg_namespace s on s.oid = o.collnamespace where n.nspname = any (?)"
            + " and c.relkind in ('r', 'p') and o.collprovider <> 'd' and a.attnum > 0 and not a.attisdropped";

    private final Facts then;
    private final Facts now;
    private final Territory territory;
    private final List<SchemaDifference> found = new ArrayList<>();

    /// What one side's catalog says.
    ///
    /// @param positions each column's place in its table, by `schema.table.column`
    /// @param filled    the columns that have a default
    /// @param sorted    how the columns sort that do not sort as the database does
    private record Facts(
            SchemaModel model,
            Map<String, Integer> positions,
            Set<String> filled,
            Map<String, String> sorted,
            Set<String> extensions,
            String collation,
            long version) {
        static Facts of(Db db, Territory territory) throws SQLException {
            Array schemas = db.connection()
                    .createArrayOf("text", territory.mapping().scope().schemas().toArray());
            Map<String, Integer> positions = new HashMap<>();
            Map<String, String> sorted = new HashMap<>();
            db.list(COLUMN_COLLATIONS, row -> sorted.put(row.getString(1), row.getString(2)), schemas);
            Set<String> filled = new HashSet<>();
            db.list(
                    "select n.nspname || '.' || c.relname || '.' || a.attname, a.attnum, a.atthasdef"
                            + " from pg_attribute a"
                            + " join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace"
                            + " where n.nspname = any (?) and c.relkind in ('r', 'p') and a.attnum > 0"
                            + " and not a.attisdropped",
                    row -> {
                        positions.put(row.getString(1), row.getInt(2));
                        return row.getBoolean(3) && filled.add(row.getString(1));
                    },
                    schemas);
            return new Facts(
                    territory.model(),
                    positions,
                    filled,
                    sorted,
                    Set.copyOf(db.list("select extname from pg_extension", row -> row.getString(1))),
                    db.text(COLLATION),
                    majorOf(db));
        }
    }

    private static long majorOf(Db db) throws SQLException {
        return db.number("select current_setting('server_version_num')::int") / MAJOR;
    }

    private SchemaComparison(Facts then, Facts now, Territory territory) {
        this.then = then;
        this.now = now;
        this.territory = territory;
    }

    /// Compares.
    static List<SchemaDifference> of(Db scratch, Territory lastGood, Db live, Territory territory) throws SQLException {
        SchemaComparison comparison =
                new SchemaComparison(Facts.of(scratch, lastGood), Facts.of(live, territory), territory);
        comparison.surroundings();
        comparison.tables();
        comparison.keys();
        if (!lastGood.model().fingerprint().equals(territory.model().fingerprint())
                && lastGood.model().shape().equals(territory.model().shape())) {
            comparison.add(
                    Kind.RULES_CHANGED,
                    "database",
                    "Triggers or policies of live are not those of the last good moment.",
                    List.of());
        }
        return List.copyOf(comparison.found);
    }

    private void surroundings() {
        if (then.version() != now.version()) {
            add(
                    Kind.SERVER_VERSION,
                    then.version() + " to " + now.version(),
                    "The last good state is PostgreSQL " + then.version() + " and live is PostgreSQL " + now.version()
                            + "; rows travel as text, and a value that the two write differently counts as edited.",
                    List.of(Choice.ACCEPT, Choice.STOP));
        }
        for (String extension : then.extensions()) {
            if (!now.extensions().contains(extension)) {
                add(
                        Kind.EXTENSION_MISSING,
                        extension,
                        "The extension " + extension + " is not in live; create it there, or accept that nothing of it"
                                + " is needed.",
                        List.of(Choice.ACCEPT, Choice.STOP));
            }
        }
        if (!then.collation().equals(now.collation())) {
            add(
                    Kind.COLLATION_CHANGED,
                    "database",
                    "Live sorts text by other rules (" + now.collation() + ") than the last good moment ("
                            + then.collation() + "); values are the same, but what counts as equal may not be.",
                    List.of(Choice.ACCEPT, Choice.STOP));
        }
    }

    private void tables() {
        for (Table old : then.model().tables()) {
            Optional<Table> live = now.model().table(old.name());
            if (live.isEmpty()) {
                add(
                        Kind.TABLE_DROPPED,
                        old.name().toString(),
                        "The table " + old.name() + " is not in live any more; its rows can only be left out.",
                        List.of(Choice.LEAVE_OUT, Choice.STOP));
            } else if (territory.isOwned(old.name())) {
                columns(old, live.get());
            }
        }
        for (Table live : now.model().tables()) {
            if (then.model().table(live.name()).isEmpty()) {
                add(
                        Kind.TABLE_ADDED,
                        live.name().toString(),
                        "The table " + live.name() + " is new in live; it had no rows at the last good moment.",
                        List.of(Choice.ACCEPT, Choice.STOP));
            }
        }
    }

    private void columns(Table old, Table live) {
        List<Column> dropped = new ArrayList<>(old.columns().stream()
                .filter(column ->
                        column.writable() && live.column(column.name()).isEmpty())
                .toList());
        for (Column column : live.columns()) {
            Optional<Column> before = old.column(column.name());
            if (before.isEmpty()) {
                added(live, column, dropped);
            } else if (!before.get().type().equals(column.type())
                    || !before.get().generated().equals(column.generated())) {
                retyped(live, before.get(), column);
            } else {
                sorting(live.name() + "." + column.name());
            }
        }
        for (Column column : dropped) {
            add(
                    Kind.COLUMN_DROPPED,
                    live.name() + "." + column.name(),
                    "The column " + live.name() + "." + column.name()
                            + " is not in live any more; its values can only be left out.",
                    List.of(Choice.LEAVE_OUT, Choice.STOP));
        }
    }

    private void sorting(String column) {
        String before = then.sorted().getOrDefault(column, AS_THE_DATABASE);
        String after = now.sorted().getOrDefault(column, AS_THE_DATABASE);
        if (!before.equals(after)) {
            add(
                    Kind.COLLATION_CHANGED,
                    column,
                    "The column " + column + " sorts by other rules (" + after + ") than at the last good moment ("
                            + before + "); values are the same, but what counts as equal may not be.",
                    List.of(Choice.ACCEPT, Choice.STOP));
        }
    }

    private void added(Table live, Column column, List<Column> dropped) {
        String name = live.name() + "." + column.name();
        boolean fills = !column.notNull()
                || now.filled().contains(name)
                || !column.writable()
                || !column.identity().isEmpty();
        Optional<Column> old = dropped.stream()
                .filter(each -> each.type().equals(column.type())
                        && Objects.equals(
                                then.positions().get(live.name() + "." + each.name()),
                                now.positions().get(name)))
                .findFirst();
        List<Choice> choices = new ArrayList<>();
        if (live.identity().contains(column.name()) && old.isEmpty()) {
            fills = false;
        }
        if (old.isPresent()) {
            dropped.remove(old.get());
            choices.add(Choice.MAP);
        }
        if (fills) {
            choices.add(Choice.DEFAULT);
        }
        choices.add(Choice.STOP);
        if (old.isPresent()) {
            add(
                    Kind.COLUMN_RENAMED,
                    live.name() + "." + old.get().name() + " to " + column.name(),
                    "The column " + live.name() + "." + old.get().name() + " is gone and " + column.name()
                            + " of the same type stands in its place; it looks renamed.",
                    choices);
        } else {
            add(
                    Kind.COLUMN_ADDED,
                    name,
                    "The column " + name + " is new in live"
                            + (fills ? "; rows that come back get its default." : " and nothing can fill it."),
                    choices);
        }
    }

    private void retyped(Table live, Column before, Column column) {
        boolean computed = !column.writable();
        add(
                Kind.COLUMN_RETYPED,
                live.name() + "." + column.name(),
                "The column " + live.name() + "." + column.name() + " was " + before.type() + " and is "
                        + (computed ? "computed by live now" : column.type()) + ".",
                List.of(computed ? Choice.ACCEPT : Choice.CAST, Choice.STOP));
    }

    private void keys() {
        for (Table old : then.model().tables()) {
            Table live = now.model().table(old.name()).orElse(null);
            if (live == null) {
                continue;
            }
            boolean same = Set.copyOf(old.uniqueKeys()).equals(Set.copyOf(live.uniqueKeys()))
                    && keysOf(then, old.name()).equals(keysOf(now, old.name()))
                    && rules(old, live).equals(rules(live, old));
            if (!same) {
                add(
                        Kind.KEYS_CHANGED,
                        old.name().toString(),
                        "Keys or NOT NULL rules of " + old.name() + " have changed; those of live apply.",
                        List.of(Choice.ACCEPT, Choice.STOP));
            }
        }
    }

    private static Set<ForeignKey> keysOf(Facts facts, TableName table) {
        Set<ForeignKey> keys = new HashSet<>(facts.model().foreignKeys());
        keys.removeIf(key -> !key.child().equals(table));
        return keys;
    }

    /// The columns of one that the other has too, with what may be written to them.
    private static Set<String> rules(Table one, Table other) {
        Set<String> rules = new HashSet<>();
        one.columns().stream()
                .filter(column -> other.column(column.name()).isPresent())
                .forEach(column -> rules.add(column.name() + column.notNull() + column.identity()));
        return rules;
    }

    private void add(Kind kind, String subject, String sentence, List<Choice> choices) {
        found.add(new SchemaDifference(kind, subject, sentence, choices));
    }
}
