package io.backstay.connect.postgres.backup;

import io.backstay.base.BackstayException;
import io.backstay.connect.postgres.Folders;
import io.backstay.connect.postgres.archive.WalPlace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
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

    static boolean is(String name) {
        return name.endsWith(SUFFIX);
    }

    /// The name of the segment in it.
    static String plainName(String name) {
        return is(name) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }

    /// The first bytes of the segment, fewer where it has fewer.
    ///
    /// @throws IOException a [java.util.zip.ZipException] or [java.io.EOFException] when it is damaged
    static byte[] beginning(WalPlace place, String name, int bytes)
            throws IOException, BackstayException, InterruptedException {
        if (!is(name)) {
            return place.beginning(name, bytes);
        }
        try (InputStream in =
                new GZIPInputStream(new ByteArrayInputStream(place.beginning(name, BUFFER_BYTES)), BUFFER_BYTES)) {
            return in.readNBytes(bytes);
        }
    }

    /// The segment to be read at any place. A packed one is unpacked into a file of its own, which nobody else may
    /// read and which is gone when the channel is closed.
    static FileChannel open(WalPlace place, String name, int segmentBytes)
            throws IOException, BackstayException, InterruptedException {
        if (!is(name)) {
            return place.open(name);
        }
        FileChannel unpacked = temporary();
        boolean done = false;
        try {
            unpack(place, name, Channels.newOutputStream(unpacked), segmentBytes, Folders.TEMPORARY);
            done = true;
            return unpacked;
        } finally {
            if (!done) {
                unpacked.close();
            }
        }
    }

    private static FileChannel temporary() throws BackstayException {
        try {
            return FileChannel.open(
                    Files.createTempFile("backstay-log-", ""),
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw Folders.refusal(Folders.TEMPORARY, e);
        }
    }

    /// Unpacks at most one segment and a byte, by which too much is told from enough.
    ///
    /// @param where the sentence about trouble with `to` calls it
    /// @return how many bytes it gave
    static long unpack(WalPlace place, String name, OutputStream to, int segmentBytes, String where)
            throws IOException, BackstayException, InterruptedException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long left = segmentBytes + 1L;
        try (FileChannel packed = place.open(name);
                InputStream in = new GZIPInputStream(Channels.newInputStream(packed), BUFFER_BYTES)) {
            for (int got = in.read(buffer); got >= 0 && left > 0; got = in.read(buffer)) {
                int part = (int) Math.min(got, left);
                try {
                    to.write(buffer, 0, part);
                } catch (IOException e) {
                    throw Folders.refusal(where, e);
                }
                left -= part;
            }
        }
        return segmentBytes + 1L - left;
    }
}
