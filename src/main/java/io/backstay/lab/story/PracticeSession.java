package io.backstay.lab.story;

import io.backstay.base.BackstayException;
import io.backstay.estate.Tenant;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/// One transaction of the practice product: says which firm and who, then writes under row-level security.
public final class PracticeSession {
    private final Connection connection;

    private PracticeSession(Connection connection) {
        this.connection = connection;
    }

    /// Does the work in one transaction of its own, or leaves nothing of it.
    public static void inTransaction(Connection asApp, Tenant firm, String actor, Work work)
            throws SQLException, BackstayException, InterruptedException {
        boolean autoCommit = asApp.getAutoCommit();
        asApp.setAutoCommit(false);
        boolean done = false;
        try {
            var session = new PracticeSession(asApp);
            session.one("select set_config('app.firm', ?, true)", firm.id().value());
            session.one("select set_config('app.actor', ?, true)", actor);
            work.in(session);
            asApp.commit();
            done = true;
        } finally {
            if (!done) {
                asApp.rollback();
            }
            asApp.setAutoCommit(autoCommit);
        }
    }

    /// Now, by the server's clock; also inside a transaction.
    public static Instant clock(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select clock_timestamp()")) {
            rows.next();
            return rows.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    /// Writes, and says how many rows were written.
    public long write(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepared(sql, values)) {
            return statement.executeLargeUpdate();
        }
    }

    /// The first column of the only row, such as the id of `insert … returning id`.
    public String one(String sql, Object... values) throws SQLException {
        List<String> all = texts(sql, values);
        if (all.size() != 1) {
            throw new IllegalStateException(all.size() + " rows instead of one for: " + sql);
        }
        return all.getFirst();
    }

    /// The id that `insert … returning id` gave.
    public long id(String sql, Object... values) throws SQLException {
        return Long.parseLong(one(sql, values));
    }

    /// The first column of a few rows.
    public List<String> texts(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepared(sql, values);
                ResultSet rows = statement.executeQuery()) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    private PreparedStatement prepared(String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    /// What one transaction does.
    public interface Work {
        /// Does it, inside the transaction.
        void in(PracticeSession session) throws SQLException, BackstayException, InterruptedException;
    }
}
