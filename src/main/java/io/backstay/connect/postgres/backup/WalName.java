package io.backstay.connect.postgres.backup;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The name of a segment file, taken apart.
///
/// @param timeline as an unsigned number
/// @param high     its middle eight digits
/// @param low      its last eight digits
record WalName(int timeline, long high, long low) {
    private static final Pattern SEGMENT = Pattern.compile("[0-9A-F]{24}");
    private static final int PART_CHARS = 8;
    private static final int HEX = 16;
    private static final long LOG_FILE_BYTES = 1L << 32;

    /// Anything else in an archive (`.backup`, `.history`, `.partial`, a copy half done) is no segment.
    static Optional<WalName> parse(String name) {
        if (!SEGMENT.matcher(name).matches()) {
            return Optional.empty();
        }
        return Optional.of(new WalName(
                Integer.parseUnsignedInt(name, 0, PART_CHARS, HEX),
                Long.parseLong(name, PART_CHARS, 2 * PART_CHARS, HEX),
                Long.parseLong(name, 2 * PART_CHARS, 3 * PART_CHARS, HEX)));
    }

    static String of(int timeline, long number, int segmentBytes) {
        long perFile = LOG_FILE_BYTES / segmentBytes;
        return String.format(Locale.ROOT, "%08X%08X%08X", timeline, number / perFile, number % perFile);
    }

    /// The segment's number, counted from the beginning of the log.
    long number(int segmentBytes) {
        return high * (LOG_FILE_BYTES / segmentBytes) + low;
    }
}
