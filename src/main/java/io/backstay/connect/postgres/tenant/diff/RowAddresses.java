package io.backstay.connect.postgres.tenant.diff;

import io.backstay.connect.postgres.tenant.schema.Db;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/// Where rows lie in the database that they were read from: the table's number and the place in it. Kept in a
/// temporary file, because a session that streams rows out cannot take their addresses in, and because there may be
/// more of them than memory holds. The file holds no value of any row.
final class RowAddresses implements AutoCloseable {
    /// How many fields of a line the address takes, its first ones.
    static final int FIELDS = 2;

    private final Path file;
    private final OutputStream out;
    private long count;

    RowAddresses() throws IOException {
        file = Files.createTempFile("backstay-rows-", ".tmp");
        out = new BufferedOutputStream(Files.newOutputStream(file));
    }

    /// Notes the address with which a line begins.
    void add(CopyLine line) throws IOException {
        out.write(line.head(FIELDS));
        count++;
    }

    /// How many were noted.
    long count() {
        return count;
    }

    /// Gives the addresses back to the session that they came from.
    ///
    /// @param into a table with the columns `rel` and `tid`
    void copyInto(Db db, String into) throws IOException, SQLException {
        out.flush();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            db.connection()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy " + into + " (rel, tid) from stdin", in);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
        Files.deleteIfExists(file);
    }
}
