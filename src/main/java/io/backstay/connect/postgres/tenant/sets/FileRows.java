package io.backstay.connect.postgres.tenant.sets;

import io.backstay.base.BackstayException;
import io.backstay.connect.postgres.tenant.schema.Db;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// The rows of a file on their way into the temporary table; nothing is kept but a buffer.
final class FileRows {
    private static final int BUFFER_CHARS = 1 << 16;

    private final CopyIn in;
    private final StringBuilder buffer = new StringBuilder();

    private FileRows(CopyIn in) {
        this.in = in;
    }

    /// Copies the rows of a file into the temporary table.
    ///
    /// @return how many there were
    static long load(Db db, SetFile file, SetQuery query) throws SQLException, BackstayException, InterruptedException {
        String columns = query.compared().stream().map(query::inFile).collect(Collectors.joining(", ", "line, ", ""));
        CopyIn in = db.connection()
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy pg_temp." + SetQuery.FILE + " (" + columns + ") from stdin");
        try {
            var rows = new FileRows(in);
            long count = file.read(query.compared(), rows::take);
            rows.send();
            in.endCopy();
            return count;
        } finally {
            if (in.isActive()) {
                in.cancelCopy();
            }
        }
    }

    private void take(long line, List<@Nullable String> values) throws SQLException {
        buffer.append(line);
        for (String value : values) {
            buffer.append('\t');
            if (value == null) {
                buffer.append("\\N");
            } else {
                escape(value);
            }
        }
        buffer.append('\n');
        if (buffer.length() >= BUFFER_CHARS) {
            send();
        }
    }

    /// As COPY's text format wants it (PostgreSQL, "COPY", "Text Format").
    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> buffer.append("\\\\");
                case '\t' -> buffer.append("\\t");
                case '\n' -> buffer.append("\\n");
                case '\r' -> buffer.append("\\r");
                default -> buffer.append(c);
            }
        }
    }

    private void send() throws SQLException {
        byte[] bytes = buffer.toString().getBytes(StandardCharsets.UTF_8);
        in.writeToCopy(bytes, 0, bytes.length);
        buffer.setLength(0);
    }
}
