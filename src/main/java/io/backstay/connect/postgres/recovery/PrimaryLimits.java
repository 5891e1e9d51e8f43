package io.backstay.connect.postgres.recovery;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.postgres.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The limits that the primary ran with, as its control file has them. A hot standby refuses to start with less.
///
/// Source: `ControlFileData` in PostgreSQL's `src/include/catalog/pg_control.h`. The limits stand in a row before a
/// number that is the same in every file, by which they are found whatever the version put before them.
final class PrimaryLimits {
    private static final int FILE_BYTES_MAX = 512;
    /// `FLOATFORMAT_VALUE`
    private static final double LANDMARK = 1234567.0;
    private static final int LIMIT_MAX = 1 << 24;
    /// From the first limit to the landmark: five numbers, a truth padded to four bytes, and the alignment.
    private static final int DISTANCE = 7 * Integer.BYTES;

    private static final String[] NAMES = {
        "max_connections",
        "max_worker_processes",
        "max_wal_senders",
        "max_prepared_transactions",
        "max_locks_per_transaction"
    };

    private PrimaryLimits() {}

    /// The settings that there is a limit for.
    static List<String> names() {
        return List.of(NAMES);
    }

    /// The limits as settings.
    static Map<String, String> of(Path data) throws BackstayException {
        Path file = data.resolve("global").resolve("pg_control");
        try (InputStream in = Files.newInputStream(file)) {
            ByteBuffer control = ByteBuffer.wrap(in.readNBytes(FILE_BYTES_MAX)).order(ByteOrder.LITTLE_ENDIAN);
            for (int at = 4 * Double.BYTES; at + Double.BYTES <= control.limit(); at += Double.BYTES) {
                if (control.getDouble(at) == LANDMARK) {
                    return limits(file, control, at - DISTANCE);
                }
            }
        } catch (IOException e) {
            throw Folders.refusal(file, e);
        }
        throw unreadable(file);
    }

    private static Map<String, String> limits(Path file, ByteBuffer control, int from) throws BackstayException {
        Map<String, String> limits = new LinkedHashMap<>();
        for (int i = 0; i < NAMES.length; i++) {
            int limit = control.getInt(from + i * Integer.BYTES);
            if (limit < 0 || limit > LIMIT_MAX) {
                throw unreadable(file);
            }
            limits.put(NAMES[i], Integer.toString(limit));
        }
        return limits;
    }

    private static BackstayException unreadable(Path file) {
        return new BackstayException(
                new Failure.Corrupt(file.toString(), "the limits of the primary are not where they belong"));
    }
}
