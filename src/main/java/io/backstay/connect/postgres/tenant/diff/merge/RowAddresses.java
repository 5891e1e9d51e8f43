package io.backstay.connect.postgres.tenant.diff.merge;

import io.backstay.connect.postgres.tenant.schema.Db;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// Where rows lie in the database that they were read from: the table's number and the place in it; and where the
/// live rows with the same keys lie. Kept in a
/// temporary file, because a session that streams rows out cannot take their addresses in, and because there may be
/// more of them than memory holds. The file holds no value of any row.
public final class RowAddresses implements AutoCloseable {
    private final boolean parts;
    private final byte[] nowhere;
    private final Path file;
    private final OutputStream out;
    private long count;

    /// @param parts whether the rows lie in the parts of a table, so that an address needs the part's number; writing
    ///              that takes a server as long as writing a column
    public RowAddresses(boolean parts) throws IOException {
        this.parts = parts;
        this.nowhere = (parts ? "\\N\t\\N" : "\\N").getBytes(StandardCharsets.US_ASCII);
        file = Files.createTempFile("backstay-rows-", ".tmp");
        out = new BufferedOutputStream(Files.newOutputStream(file));
    }

    /// How many fields of a line the address takes, its first ones.
    int fields() {
        return parts ? 2 : 1;
    }

    /// The address of a row, as a query selects it.
    String of(String alias) {
        return (parts ? alias + ".tableoid, " : "") + alias + ".ctid";
    }

    /// Whether an address has the number of a part.
    public boolean parts() {
        return parts;
    }

    /// Notes the addresses with which two lines begin.
    ///
    /// @param live the live row with the same key; absent when live has none
    void add(CopyLine line, @Nullable CopyLine live) throws IOException {
        out.write(line.head(fields()));
        out.write('\t');
        out.write(live == null ? nowhere : live.head(fields()));
        out.write('\n');
        count++;
    }

    /// How many were noted.
    public long count() {
        return count;
    }

    /// Gives the addresses back to the session that they came from.
    ///
    /// @param into a table with the columns `rel`, `tid`, `live_rel` and `live_tid`
    public void copyInto(Db db, String into) throws IOException, SQLException {
        out.flush();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            db.connection()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "copy " + into + " " + (parts ? "(rel, tid, live_rel, live_tid)" : "(tid, live_tid)")
                                    + " from stdin",
                            in);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
        Files.deleteIfExists(file);
    }
}
