package io.backstay.restore.environment;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.wire.ListedVersion;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Pairs rows that name files with the bytes in the object store: rows without bytes, bytes that are other ones,
/// and
/// bytes that no row names.
public final class FilePairs {
    private static final int FETCH_ROWS = 1000;

    private FilePairs() {}

    /// A row's file.
    private record Wanted(long size, String sha256) {}

    /// What pairing found.
    ///
    /// @param paired       rows whose bytes are there and have the row's size and SHA-256
    /// @param withoutBytes rows whose bytes are not there, a few of them
    /// @param otherBytes   rows whose bytes are other ones, a few of them
    /// @param withoutRow   objects that no row names
    public record Result(long rows, long paired, List<String> withoutBytes, List<String> otherBytes, long withoutRow) {
        /// Whether every row has its own bytes.
        public boolean complete() {
            return rows == paired;
        }

        /// The same as a check.
        public Check check() {
            List<String> wrong = new ArrayList<>();
            withoutBytes.forEach(key -> wrong.add(key + " is not there"));
            otherBytes.forEach(key -> wrong.add(key + " has other bytes"));
            String found = "%,d".formatted(paired) + (wrong.isEmpty() ? "" : "; " + String.join("; ", wrong));
            return new Check(
                    "Rows with their own bytes, by size and SHA-256", "%,d".formatted(rows), found, complete());
        }
    }

    /// Pairs the rows that a session sees with the objects of a listing.
    ///
    /// @param where   a condition on the rows, such as `firm_id = 4`, or empty for all
    /// @param objects the versions to read, by key
    public static Result pair(
            Connection session,
            FileRows rows,
            String where,
            ObjectStore store,
            Map<String, ListedVersion> objects,
            Progress progress)
            throws BackstayException, InterruptedException {
        Map<String, Wanted> wanted = wanted(session, rows, where);
        List<String> missing = new ArrayList<>();
        List<String> other = new ArrayList<>();
        long paired = 0;
        long done = 0;
        for (Map.Entry<String, Wanted> row : wanted.entrySet()) {
            ListedVersion version = objects.get(row.getKey());
            if (version == null) {
                missing.add(row.getKey());
            } else if (holds(store, version, row.getValue())) {
                paired++;
            } else {
                other.add(row.getKey());
            }
            progress.advance(++done, wanted.size());
        }
        long withoutRow = objects.keySet().stream()
                .filter(key -> !wanted.containsKey(key))
                .count();
        return new Result(wanted.size(), paired, Holdings.few(missing), Holdings.few(other), withoutRow);
    }

    private static Map<String, Wanted> wanted(Connection session, FileRows rows, String where)
            throws BackstayException {
        String sql = "select %s, %s, %s from %s%s"
                .formatted(
                        rows.key(), rows.size(), rows.sha256(), rows.table(), where.isEmpty() ? "" : " where " + where);
        Map<String, Wanted> wanted = new TreeMap<>();
        try (Statement statement = session.createStatement()) {
            statement.setFetchSize(FETCH_ROWS);
            try (ResultSet row = statement.executeQuery(sql)) {
                while (row.next()) {
                    wanted.put(
                            row.getString(1),
                            new Wanted(row.getLong(2), HexFormat.of().formatHex(row.getBytes(3))));
                }
            }
            return wanted;
        } catch (SQLException e) {
            throw new BackstayException(
                    new Failure.Corrupt(
                            "The table " + rows.table(),
                            "its rows cannot be read: "
                                    + String.valueOf(e.getMessage()).replace('\n', ' ')),
                    e);
        }
    }

    private static boolean holds(ObjectStore store, ListedVersion version, Wanted row)
            throws BackstayException, InterruptedException {
        if (version.version().size().bytes() != row.size()) {
            return false;
        }
        try (var bytes = new DigestOutputStream(OutputStream.nullOutputStream(), sha256())) {
            store.get(version.key(), version.version().versionId(), bytes);
            return HexFormat.of().formatHex(bytes.getMessageDigest().digest()).equals(row.sha256());
        } catch (BackstayException e) {
            if (e.failure() instanceof Failure.Corrupt || e.failure() instanceof Failure.NotFound) {
                return false;
            }
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException("a stream that keeps nothing failed", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
