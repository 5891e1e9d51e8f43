package io.backstay.lab.story;

import io.backstay.base.BackstayException;
import io.backstay.estate.Tenant;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Wrong values that were written into one firm over weeks, as the one who caused it knows them. The restore is
/// never told; tests and the drill compare with it.
///
/// @param justBefore by the server's clock, before the first wrong value was written
/// @param endedAt    by the server's clock, after the last
/// @param values     each wrong value, in the order in which they were written
/// @param corrected  which of them the firm itself has put right since, by their position in `values`
public record Corruption(
        Tenant firm, Instant justBefore, Instant endedAt, List<WrongValue> values, List<Integer> corrected) {
    private static final String SYNC = "address book sync, week ";
    private static final int PER_WEEK = 6;

    public Corruption {
        values = List.copyOf(values);
        corrected = List.copyOf(corrected);
    }

    /// One value that was written over.
    ///
    /// @param table         with its schema
    /// @param id            the row's primary key
    /// @param before        what it was; null in the database is the empty text here
    /// @param week          of the story, from 1
    /// @param transactionId PostgreSQL's xid8
    public record WrongValue(
            String table, long id, String column, String before, String after, int week, String transactionId) {}

    /// An address book program that mixes up columns runs once a story week, each run in transactions of its own,
    /// while the firm works on; nobody notices for weeks. Some rows are struck twice, and the firm puts a few right
    /// by hand.
    ///
    /// @param asApp logged in as the product, to which row-level security applies
    /// @param weeks how many story weeks, each a handful of transactions
    /// @param work  what the firms do between two runs
    public static Corruption happen(
            Connection asApp, Tenant firm, String person, int weeks, SplittableRandom random, Weekly work)
            throws SQLException, BackstayException, InterruptedException {
        Instant before = PracticeSession.clock(asApp);
        List<WrongValue> values = new ArrayList<>();
        for (int week = 1; week <= weeks; week++) {
            for (int i = 0; i < PER_WEEK; i++) {
                damageOne(asApp, firm, week, random, values);
            }
            work.goesOn();
        }
        Instant end = PracticeSession.clock(asApp);
        List<Integer> corrected = new ArrayList<>();
        for (int i = 0; i < values.size(); i += PER_WEEK) {
            if (wasStruckOnce(values, i)) {
                correct(asApp, firm, person, values.get(i));
                corrected.add(i);
            }
        }
        return new Corruption(firm, before, end, values, corrected);
    }

    /// What happens in a week besides.
    @FunctionalInterface
    public interface Weekly {
        /// One week passes.
        void goesOn() throws SQLException, BackstayException, InterruptedException;
    }

    private static void damageOne(
            Connection asApp, Tenant firm, int week, SplittableRandom random, List<WrongValue> values)
            throws SQLException, BackstayException, InterruptedException {
        Column column = Column.values()[random.nextInt(Column.values().length)];
        int chosen = random.nextInt(Integer.MAX_VALUE);
        PracticeSession.inTransaction(asApp, firm, SYNC + week, session -> {
            // Row-level security leaves this firm's rows only, so that the choice needs no other condition.
            List<String> ids = session.texts("select id::text from practice." + column.table + " order by id");
            long id = Long.parseLong(ids.get(chosen % ids.size()));
            String row = " from practice." + column.table + " where id = ?";
            String before = session.one("select coalesce(" + column.name + "::text, '')" + row, id);
            session.write(
                    "update practice." + column.table + " set " + column.name + " = " + column.wrong + " where id = ?",
                    id);
            String after = session.one("select coalesce(" + column.name + "::text, '')" + row, id);
            String transaction = session.one("select pg_current_xact_id()::text");
            values.add(new WrongValue("practice." + column.table, id, column.name, before, after, week, transaction));
        });
    }

    private static void correct(Connection asApp, Tenant firm, String person, WrongValue value)
            throws SQLException, BackstayException, InterruptedException {
        Column column = Column.of(value);
        PracticeSession.inTransaction(
                asApp,
                firm,
                person,
                session -> session.write(
                        "update " + value.table() + " set " + value.column() + " = nullif(?, '')" + column.cast
                                + " where id = ?",
                        value.before(),
                        value.id()));
    }

    private static boolean wasStruckOnce(List<WrongValue> values, int at) {
        WrongValue value = values.get(at);
        return values.stream()
                        .filter(other -> other.table().equals(value.table())
                                && other.id() == value.id()
                                && other.column().equals(value.column()))
                        .count()
                == 1;
    }

    /// What is mixed up.
    private enum Column {
        PHONE("clients", "phone", "'00' || id || ' ' || coalesce(right(phone, 3), '')", ""),
        DUE("invoices", "due_on", "due_on + 365", "::date"),
        TITLE("jobs", "title", "'Job no. ' || id", "");

        private final String table;
        private final String name;
        private final String wrong;
        private final String cast;

        Column(String table, String name, String wrong, String cast) {
            this.table = table;
            this.name = name;
            this.wrong = wrong;
            this.cast = cast;
        }

        private static Column of(WrongValue value) {
            for (Column column : values()) {
                if (value.table().equals("practice." + column.table)) {
                    return column;
                }
            }
            throw new IllegalArgumentException("nothing is mixed up in " + value.table());
        }
    }
}
