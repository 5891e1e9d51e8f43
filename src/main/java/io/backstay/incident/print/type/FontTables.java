package io.backstay.incident.print.type;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.NavigableMap;

/// The file around the tables of a font (OpenType specification 1.9.1, "Organization of an OpenType Font").
final class FontTables {
    private static final int CHECKSUM_ALL = 0xB1B0AFBA;
    private static final int HEAD_CHECKSUM_AT = 8;

    private FontTables() {}

    /// @param version of the outlines, as the font's first four bytes name it
    /// @param tables  by their names of four characters
    static byte[] file(int version, NavigableMap<String, byte[]> tables) {
        int count = tables.size();
        int at = 12 + 16 * count;
        int size = at
                + tables.values().stream()
                        .mapToInt(table -> padded(table.length))
                        .sum();
        ByteBuffer file = ByteBuffer.allocate(size);
        int power = Integer.highestOneBit(count);
        file.putInt(version).putShort((short) count).putShort((short) (power * 16));
        file.putShort((short) Integer.numberOfTrailingZeros(power)).putShort((short) ((count - power) * 16));
        int headAt = -1;
        for (var table : tables.entrySet()) {
            byte[] bytes = table.getValue();
            file.put(table.getKey().getBytes(StandardCharsets.ISO_8859_1)).putInt(checksum(bytes));
            file.putInt(at).putInt(bytes.length);
            file.put(at, bytes);
            headAt = table.getKey().equals("head") ? at : headAt;
            at += padded(bytes.length);
        }
        if (headAt >= 0) {
            file.putInt(headAt + HEAD_CHECKSUM_AT, 0);
            file.putInt(headAt + HEAD_CHECKSUM_AT, CHECKSUM_ALL - checksum(file.array()));
        }
        return file.array();
    }

    static int padded(int length) {
        return (length + 3) & ~3;
    }

    private static int checksum(byte[] bytes) {
        ByteBuffer whole = ByteBuffer.allocate(padded(bytes.length)).put(bytes).rewind();
        int sum = 0;
        while (whole.hasRemaining()) {
            sum += whole.getInt();
        }
        return sum;
    }
}
