package io.backstay.connect.postgres.tenant.extract;

import io.backstay.connect.postgres.tenant.schema.Db;
import java.io.IOException;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/// The lines that one COPY sends, passed on as they come.
final class CopyLines {
    private CopyLines() {}

    /// Takes a line as the server sent it, its line feed included.
    @FunctionalInterface
    interface Taker {
        void take(byte[] line) throws IOException;
    }

    /// Passes the lines of a COPY on.
    ///
    /// @return how many lines there were
    static long run(Db db, String copy, Taker taker) throws SQLException, InterruptedException, IOException {
        CopyOut out = db.connection().unwrap(PGConnection.class).getCopyAPI().copyOut(copy);
        long count = 0;
        try {
            for (byte[] line = out.readFromCopy(); line != null; line = out.readFromCopy()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("copying out rows");
                }
                taker.take(line);
                count++;
            }
            return count;
        } finally {
            if (out.isActive()) {
                out.cancelCopy();
            }
        }
    }
}
