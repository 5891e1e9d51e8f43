package io.backstay.connect.postgres.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPInputStream;

/// A segment of the log as an archiver left it: plain, or packed by gzip under its own name with `.gz` behind it.
///
/// However much a packed file pretends to hold, no more than one segment and a byte is ever unpacked of it.
///
/// Source: RFC 1952 for the format; the checksum in it is checked by the JDK.
final class PackedSegment {
    static final String SUFFIX = ".gz";
    private static final int BUFFER_BYTES = 1 << 16;

    private PackedSegment() {}

    static boolean is(Path file) {
        return String.valueOf(file.getFileName()).endsWith(SUFFIX);
    }

    /// The name of the segment in it.
    static String plainName(Path file) {
        String name = String.valueOf(file.getFileName());
        return is(file) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }

    /// The bytes of the segment.
    ///
    /// @throws IOException a [java.util.zip.ZipException] or [java.io.EOFException] when it is damaged
    static InputStream read(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        boolean done = false;
        try {
            InputStream bytes = is(file) ? new GZIPInputStream(in, BUFFER_BYTES) : in;
            done = true;
            return bytes;
        } finally {
            if (!done) {
                in.close();
            }
        }
    }

    /// The segment to be read at any place. A packed one is unpacked into a file of its own, which nobody else may
    /// read and which is gone when the channel is closed.
    static FileChannel open(Path file, int segmentBytes) throws IOException {
        if (!is(file)) {
            return FileChannel.open(file, StandardOpenOption.READ);
        }
        Path place = Files.createTempFile("backstay-log-", "");
        FileChannel unpacked = FileChannel.open(
                place, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        boolean done = false;
        try {
            unpack(file, Channels.newOutputStream(unpacked), segmentBytes);
            done = true;
            return unpacked;
        } finally {
            if (!done) {
                unpacked.close();
            }
        }
    }

    /// Unpacks at most one segment and a byte, by which too much is told from enough.
    ///
    /// @return how many bytes it gave
    static long unpack(Path file, OutputStream to, int segmentBytes) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long left = segmentBytes + 1L;
        try (InputStream in = read(file)) {
            for (int got = in.read(buffer); got >= 0 && left > 0; got = in.read(buffer)) {
                int part = (int) Math.min(got, left);
                to.write(buffer, 0, part);
                left -= part;
            }
        }
        return segmentBytes + 1L - left;
    }
}
