package io.backstay.connect.postgres.backup;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A position in the write-ahead log, in bytes from its beginning.
public record Lsn(long value) implements Comparable<Lsn> {
    private static final Pattern TEXT = Pattern.compile("([0-9A-Fa-f]{1,8})/([0-9A-Fa-f]{1,8})");
    private static final int LOW_BITS = 32;

    /// Reads PostgreSQL's notation, such as `0/3110BC8`.
    public static Lsn parse(String text) {
        Matcher found = TEXT.matcher(text);
        if (!found.matches()) {
            throw new IllegalArgumentException("not a position in the log: '" + text + "'");
        }
        return new Lsn(Long.parseLong(found.group(1), 16) << LOW_BITS | Long.parseLong(found.group(2), 16));
    }

    @Override
    public int compareTo(Lsn other) {
        return Long.compareUnsigned(value, other.value);
    }

    /// In PostgreSQL's notation.
    @Override
    public String toString() {
        return "%X/%X".formatted(value >>> LOW_BITS, value & 0xFFFFFFFFL);
    }
}
