package io.backstay.incident.print.type;

import java.io.IOException;
import java.nio.ByteBuffer;

/// The characters of a font: the best of its tables of Unicode, in format 4 (of the first 65,536) or 12 (of all).
final class Characters {
    private static final int WINDOWS = 3;
    private static final int UNICODE = 0;
    private static final int FULL = 10;
    private static final int FIRST_PLANE = 0xFFFF;

    private final ByteBuffer table;
    private final int at;
    private final boolean full;

    private Characters(ByteBuffer table, int at, boolean full) {
        this.table = table;
        this.at = at;
        this.full = full;
    }

    /// @param table `cmap`
    /// @throws IOException where it has neither
    static Characters of(ByteBuffer table) throws IOException {
        try {
            int count = Short.toUnsignedInt(table.getShort(2));
            int first = -1;
            for (int i = 0; i < count; i++) {
                int platform = table.getShort(4 + 8 * i);
                int encoding = table.getShort(6 + 8 * i);
                int at = table.getInt(8 + 8 * i);
                boolean unicode = platform == UNICODE || (platform == WINDOWS && (encoding == 1 || encoding == FULL));
                int format = unicode ? table.getShort(at) : -1;
                if (format == 12) {
                    return new Characters(table, at, true);
                }
                first = format == 4 && first < 0 ? at : first;
            }
            if (first >= 0) {
                return new Characters(table, first, false);
            }
        } catch (IndexOutOfBoundsException e) {
            throw new IOException("the table of characters is broken", e);
        }
        throw new IOException("the font has no table of Unicode");
    }

    /// Whether there is a letter for it, be it an empty one.
    boolean has(int c) {
        try {
            return full ? inGroups(c) : c <= FIRST_PLANE && inSegments(c);
        } catch (IndexOutOfBoundsException _) {
            // A broken table has no more than what could be read.
            return false;
        }
    }

    private boolean inGroups(int c) {
        int low = 0;
        int high = table.getInt(at + 12) - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int group = at + 16 + 12 * middle;
            if (c < table.getInt(group)) {
                high = middle - 1;
            } else if (c > table.getInt(group + 4)) {
                low = middle + 1;
            } else {
                return table.getInt(group + 8) + c - table.getInt(group) != 0;
            }
        }
        return false;
    }

    private boolean inSegments(int c) {
        int twice = unsigned(at + 6);
        int ends = at + 14;
        int starts = ends + twice + 2;
        int deltas = starts + twice;
        int offsets = deltas + twice;
        for (int i = 0; i < twice; i += 2) {
            if (c <= unsigned(ends + i)) {
                if (c < unsigned(starts + i)) {
                    return false;
                }
                int offset = unsigned(offsets + i);
                if (offset == 0) {
                    return ((c + unsigned(deltas + i)) & FIRST_PLANE) != 0;
                }
                return unsigned(offsets + i + offset + 2 * (c - unsigned(starts + i))) != 0;
            }
        }
        return false;
    }

    private int unsigned(int place) {
        return Short.toUnsignedInt(table.getShort(place));
    }
}
