package io.backstay.lab.objects;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/// CRC-64/NVME, the checksum that S3 keeps of every object: polynomial 0xad93d23594c93659, reflected, all bits set at
/// the beginning and turned over at the end.
final class LabChecksum {
    private static final long REFLECTED = 0x9a6c9329ac4bc9b5L;
    private static final int BUFFER_BYTES = 65_536;
    private static final long[] TABLE = table();

    private long crc = -1;

    private static long[] table() {
        long[] table = new long[256];
        for (int i = 0; i < table.length; i++) {
            long crc = i;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ REFLECTED;
            }
            table[i] = crc;
        }
        return table;
    }

    void update(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            crc = TABLE[(int) ((crc ^ bytes[i]) & 0xFF)] ^ (crc >>> 8);
        }
    }

    /// As S3 writes it: big-endian, in base 64.
    String text() {
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(Long.BYTES).putLong(~crc).array());
    }

    static String of(Path file) throws IOException {
        LabChecksum checksum = new LabChecksum();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                checksum.update(buffer, n);
            }
        }
        return checksum.text();
    }
}
