package io.backstay.connect.postgres.tenant.diff.merge;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// One row of a COPY in text format, taken apart at its tabs. The bytes stay as the server sent them; a field gives
/// up its escapes only when it is asked for its value.
///
/// The format is that of PostgreSQL's documentation of COPY, "Text Format".
final class CopyLine {
    private final byte[] line;
    private final int[] ends;

    /// @param line   as the server sent it
    /// @param length without the newline at its end
    /// @param fields how many there must be; the last one takes the rest of the line, tabs included
    private CopyLine(byte[] line, int length, int fields) {
        this.line = line;
        this.ends = new int[fields];
        int found = 0;
        for (int i = 0; found < fields - 1 && i < length; i++) {
            if (line[i] == '\t') {
                ends[found++] = i;
            }
        }
        if (found != fields - 1) {
            throw new IllegalStateException("a COPY line has " + (found + 1) + " fields, not " + fields);
        }
        ends[found] = length;
    }

    /// A line as the driver gives it.
    static CopyLine of(byte[] copied, int fields) {
        boolean ended = copied.length > 0 && copied[copied.length - 1] == '\n';
        return new CopyLine(copied, ended ? copied.length - 1 : copied.length, fields);
    }

    /// One field.
    static final class Field {
        private final byte[] line;
        private final int from;
        private final int to;

        Field(byte[] line, int from, int to) {
            this.line = line;
            this.from = from;
            this.to = to;
        }

        /// The field as a whole number.
        long number() {
            boolean negative = line[from] == '-';
            long value = 0;
            for (int i = negative ? from + 1 : from; i < to; i++) {
                value = value * 10 - (line[i] - '0');
            }
            return negative ? value : -value;
        }

        /// The field's value, without escapes.
        byte[] bytes() {
            for (int i = from; i < to; i++) {
                if (line[i] == '\\') {
                    return unescaped();
                }
            }
            return Arrays.copyOfRange(line, from, to);
        }

        private byte[] unescaped() {
            ByteArrayOutputStream out = new ByteArrayOutputStream(to - from);
            int at = from;
            while (at < to) {
                boolean escaped = line[at] == '\\' && at + 1 < to;
                out.write(escaped ? meant(line[at + 1]) : line[at]);
                at += escaped ? 2 : 1;
            }
            return out.toByteArray();
        }

        private static int meant(byte escaped) {
            return switch (escaped) {
                case 'b' -> '\b';
                case 'f' -> '\f';
                case 'n' -> '\n';
                case 'r' -> '\r';
                case 't' -> '\t';
                case 'v' -> 0x0b;
                default -> escaped;
            };
        }
    }

    /// The field at a place, counted from 0.
    Field field(int at) {
        return new Field(line, at == 0 ? 0 : ends[at - 1] + 1, ends[at]);
    }

    /// Whether a field is the same in both lines, byte for byte. Both were escaped by the same rules.
    boolean same(int at, CopyLine other) {
        Field one = field(at);
        Field two = other.field(at);
        return Arrays.equals(line, one.from, one.to, other.line, two.from, two.to);
    }

    /// The first fields of the line, as bytes that a COPY takes again.
    byte[] head(int fields) {
        return Arrays.copyOf(line, ends[fields - 1]);
    }
}
