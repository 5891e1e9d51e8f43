package io.backstay.restore;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.backstay.base.BackstayException;
import io.backstay.connect.postgres.tenant.rows.FileNames;
import io.backstay.connect.s3.rollback.KeyAt;
import io.backstay.connect.s3.rollback.PrefixAt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Lays the files that a tenant's rows name beside the files that the object store has: rows without bytes, and
/// bytes
/// without rows. Both sides come in the order of their bytes and are read once, so it holds two names at a time.
public final class FilePairing {
    private static final int EXAMPLES_MAX = 100;

    private final Predicate<KeyAt> there;
    private final FileNames.Source names;
    private final List<FileNames.Named> missing = new ArrayList<>();
    private final List<String> unnamed = new ArrayList<>();
    private FileNames.@Nullable Named next;
    private long rows;
    private long objects;
    private long withoutBytes;
    private long withoutRows;

    private FilePairing(Predicate<KeyAt> there, FileNames.Source names) {
        this.there = there;
        this.names = names;
    }

    /// What was found.
    ///
    /// @param rows         rows that name a file
    /// @param objects      files that are there, or come back with the restore
    /// @param withoutBytes rows whose file is not among them
    /// @param withoutRows  files that no row names
    /// @param missing      the first of those rows
    /// @param unnamed      the first of those files
    public record Result(
            long rows,
            long objects,
            long withoutBytes,
            long withoutRows,
            List<FileNames.Named> missing,
            List<String> unnamed) {
        /// Whether every row has its file and every file its row.
        public boolean whole() {
            return withoutBytes == 0 && withoutRows == 0;
        }
    }

    /// Pairs what rows name with the files that exist now.
    public static Result now(FileNames.Source names, PrefixAt files) throws BackstayException, InterruptedException {
        return new FilePairing(key -> !key.now().marker(), names).pair(files);
    }

    /// Pairs what rows name with the files that exist now or come back from the restored moment.
    public static Result restored(FileNames.Source names, PrefixAt files)
            throws BackstayException, InterruptedException {
        return new FilePairing(
                        key -> !key.now().marker()
                                || (key.then() != null && !key.then().marker()),
                        names)
                .pair(files);
    }

    private Result pair(PrefixAt files) throws BackstayException, InterruptedException {
        advance();
        files.forEach(this::visit);
        while (next != null) {
            miss(next);
        }
        return new Result(rows, objects, withoutBytes, withoutRows, List.copyOf(missing), List.copyOf(unnamed));
    }

    private void visit(KeyAt key) throws BackstayException {
        if (!there.test(key)) {
            return;
        }
        objects++;
        FileNames.Named row = next;
        while (row != null && compare(row.name(), key.key()) < 0) {
            miss(row);
            row = next;
        }
        boolean named = false;
        while (row != null && row.name().equals(key.key())) {
            named = true;
            advance();
            row = next;
        }
        if (!named) {
            withoutRows++;
            if (unnamed.size() < EXAMPLES_MAX) {
                unnamed.add(key.key());
            }
        }
    }

    private void miss(FileNames.Named row) throws BackstayException {
        withoutBytes++;
        if (missing.size() < EXAMPLES_MAX) {
            missing.add(row);
        }
        advance();
    }

    private void advance() throws BackstayException {
        next = names.next();
        if (next != null) {
            rows++;
        }
    }

    private static int compare(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));
    }
}
