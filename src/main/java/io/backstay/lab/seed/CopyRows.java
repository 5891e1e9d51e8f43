package io.backstay.lab.seed;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// One table being filled through COPY in text format; holds one buffer, however many rows pass through.
final class CopyRows implements AutoCloseable {
    private static final int BUFFER_CHARS = 1 << 16;

    private final CopyIn copy;
    private final StringBuilder buffer = new StringBuilder(BUFFER_CHARS + 4096);
    private boolean rowBegun;
    private long rows;

    private CopyRows(CopyIn copy) {
        this.copy = copy;
    }

    /// Begins to fill a table; the names are our own constants.
    static CopyRows into(Connection connection, String table, String columns) throws SQLException {
        String sql = "copy practice." + table + " (" + columns + ") from stdin";
        return new CopyRows(connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql));
    }

    CopyRows text(@Nullable String value) {
        separate();
        if (value == null) {
            buffer.append("\\N");
            return this;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> buffer.append("\\\\");
                case '\n' -> buffer.append("\\n");
                case '\r' -> buffer.append("\\r");
                case '\t' -> buffer.append("\\t");
                default -> buffer.append(c);
            }
        }
        return this;
    }

    CopyRows number(long value) {
        separate();
        buffer.append(value);
        return this;
    }

    CopyRows none() {
        return text(null);
    }

    CopyRows flag(boolean value) {
        separate();
        buffer.append(value ? 't' : 'f');
        return this;
    }

    /// An amount of money, or any other number with two decimals.
    CopyRows hundredths(long value) {
        separate();
        buffer.append(value / 100).append('.');
        long rest = Math.abs(value % 100);
        if (rest < 10) {
            buffer.append('0');
        }
        buffer.append(rest);
        return this;
    }

    CopyRows at(Instant value) {
        separate();
        buffer.append(value);
        return this;
    }

    CopyRows on(LocalDate value) {
        separate();
        buffer.append(value);
        return this;
    }

    void end() throws SQLException, InterruptedException {
        buffer.append('\n');
        rowBegun = false;
        rows++;
        if (buffer.length() >= BUFFER_CHARS) {
            send();
        }
    }

    /// Ends the COPY; gives the number of rows, which the server confirmed.
    long finish() throws SQLException, InterruptedException {
        send();
        long stored = copy.endCopy();
        if (stored != rows) {
            throw new IllegalStateException("sent " + rows + " rows, the server stored " + stored);
        }
        return stored;
    }

    /// Cancels the COPY when it was not finished.
    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    private void separate() {
        if (rowBegun) {
            buffer.append('\t');
        }
        rowBegun = true;
    }

    private void send() throws SQLException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("seeding was cancelled");
        }
        byte[] bytes = buffer.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        buffer.setLength(0);
    }
}
