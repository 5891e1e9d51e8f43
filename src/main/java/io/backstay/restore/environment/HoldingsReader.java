package io.backstay.restore.environment;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.Login;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// Reads everything that a server holds: what cannot be read is not restored.
public final class HoldingsReader {
    /// Settings under which a row is the same text on every server.
    private static final String SETTINGS = """
            set search_path = pg_catalog; set row_security = off; set timezone = 'UTC'; set datestyle = 'ISO, YMD';
            set intervalstyle = 'postgres'; set extra_float_digits = 1; set bytea_output = 'hex';
            set default_transaction_read_only = on""";

    /// RDS keeps a database of its own, into which nobody else is let.
    private static final String DATABASES =
            "select datname from pg_database where datallowconn and not datistemplate and datname <> 'rdsadmin'";

    private static final String ROLES = "select rolname from pg_roles where rolname !~ '^pg_'";
    private static final String TABLES = """
            select format('%s.%s', n.nspname, c.relname), format('%I.%I', n.nspname, c.relname)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'm') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
              and c.relpersistence = 'p'
            order by 1""";
    private static final String SEQUENCES = """
            select format('%s.%s', schemaname, sequencename), coalesce(last_value, 0) from pg_sequences""";
    private static final String OWNED = """
            select format('%s.%s', n.nspname, s.relname), format('%I.%I', n.nspname, s.relname),
                   format('%I.%I', tn.nspname, t.relname), quote_ident(a.attname)
            from pg_depend d
            join pg_class s on s.oid = d.objid and s.relkind = 'S'
            join pg_namespace n on n.oid = s.relnamespace
            join pg_class t on t.oid = d.refobjid
            join pg_namespace tn on tn.oid = t.relnamespace
            join pg_attribute a on a.attrelid = t.oid and a.attnum = d.refobjsubid
            where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass
              and d.deptype in ('a', 'i')""";
    private static final String INVALID = """
            select format('index %s', indexrelid::regclass) from pg_index where not indisvalid
            union all select format('constraint %s of %s', conname, conrelid::regclass)
            from pg_constraint where not convalidated""";

    private HoldingsReader() {}

    /// Reads a whole server.
    ///
    /// @param login a superuser's, by the database's name
    /// @throws BackstayException a [Failure.Corrupt] that names the first table which cannot be read
    public static Holdings read(Function<String, Login> login, Progress progress)
            throws BackstayException, InterruptedException {
        SortedSet<String> roles = new TreeSet<>();
        SortedMap<String, Holdings.TableState> tables = new TreeMap<>();
        SortedMap<String, Long> sequences = new TreeMap<>();
        List<String> behind = new ArrayList<>();
        List<String> invalid = new ArrayList<>();
        List<String> databases;
        try (Connection session = login.apply("postgres").open("backstay look");
                Statement statement = session.createStatement()) {
            databases = texts(statement, DATABASES);
            roles.addAll(texts(statement, ROLES));
        } catch (SQLException e) {
            throw unreadable("the server's own lists", e);
        }
        for (String database : databases) {
            progress.step("Reading every table of " + database);
            try (Connection session = login.apply(database).open("backstay look");
                    Statement statement = session.createStatement()) {
                statement.execute(SETTINGS);
                readTables(statement, database, tables, progress);
                readSequences(statement, database, sequences, behind);
                texts(statement, INVALID).forEach(each -> invalid.add(database + ": " + each));
            } catch (SQLException e) {
                throw unreadable("the database " + database, e);
            }
        }
        return new Holdings(roles, tables, sequences, behind, invalid);
    }

    private static void readTables(
            Statement statement, String database, SortedMap<String, Holdings.TableState> into, Progress progress)
            throws SQLException, BackstayException, InterruptedException {
        List<List<String>> tables = rows(statement, TABLES, 2);
        long done = 0;
        for (List<String> table : tables) {
            if (Thread.interrupted()) {
                throw new InterruptedException("reading the tables was cancelled");
            }
            // Every column of every row is made text, so every page and every long value is read.
            String sql =
                    "select count(*), coalesce(sum(('x' || substr(md5(t::text), 1, 16))::bit(64)::bigint::numeric),"
                            + " 0)::text from only " + table.get(1) + " as t";
            try (ResultSet row = statement.executeQuery(sql)) {
                row.next();
                into.put(database + "." + table.getFirst(), new Holdings.TableState(row.getLong(1), row.getString(2)));
            } catch (SQLException e) {
                throw unreadable("the table " + table.getFirst(), e);
            }
            progress.advance(++done, tables.size());
        }
    }

    private static void readSequences(
            Statement statement, String database, SortedMap<String, Long> into, List<String> behind)
            throws SQLException {
        for (List<String> sequence : rows(statement, SEQUENCES, 2)) {
            into.put(database + "." + sequence.getFirst(), Long.parseLong(sequence.get(1)));
        }
        for (List<String> owned : rows(statement, OWNED, 4)) {
            String sql = "select coalesce(max(%s), 0)::bigint from %s".formatted(owned.get(3), owned.get(2));
            long highest = Long.parseLong(texts(statement, sql).getFirst());
            Long given = into.get(database + "." + owned.getFirst());
            if (given != null && given < highest) {
                behind.add(database + "." + owned.getFirst() + " stands at " + given + ", a row has " + highest);
            }
        }
    }

    private static List<String> texts(Statement statement, String sql) throws SQLException {
        return rows(statement, sql, 1).stream().map(List::getFirst).toList();
    }

    private static List<List<String>> rows(Statement statement, String sql, int columns) throws SQLException {
        List<List<String>> all = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(rows.getString(i));
                }
                all.add(List.copyOf(row));
            }
        }
        return all;
    }

    private static BackstayException unreadable(String what, SQLException e) {
        return new BackstayException(
                new Failure.Corrupt(
                        "What was recovered",
                        what + " cannot be read: "
                                + String.valueOf(e.getMessage()).replace('\n', ' ')),
                e);
    }
}
