package io.backstay.connect.postgres.tenant.diff.merge;

import io.backstay.connect.postgres.tenant.schema.Db;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/// A query's rows, streamed one after the other; none but the last one read is kept.
final class CopyReader implements AutoCloseable {
    private final @Nullable CopyOut out;
    private final int fields;

    /// @param fields how many columns the query selects
    CopyReader(Db db, String query, int fields) throws SQLException {
        this.out = db.connection().unwrap(PGConnection.class).getCopyAPI().copyOut("copy (" + query + ") to stdout");
        this.fields = fields;
    }

    private CopyReader() {
        this.out = null;
        this.fields = 0;
    }

    /// No rows.
    static CopyReader empty() {
        return new CopyReader();
    }

    /// The next row; null after the last.
    @Nullable
    CopyLine next() throws SQLException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("reading rows");
        }
        byte[] row = out == null ? null : out.readFromCopy();
        return row == null ? null : CopyLine.of(row, fields);
    }

    /// Ends the stream, wherever it stands.
    @Override
    public void close() throws SQLException {
        if (out != null && out.isActive()) {
            out.cancelCopy();
        }
    }
}
