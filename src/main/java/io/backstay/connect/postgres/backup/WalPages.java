package io.backstay.connect.postgres.backup;

import io.backstay.base.BackstayException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// The pages of the log, one loaded at a time, each checked to be what its place says.
final class WalPages implements Closeable {
    static final int PAGE_BYTES = 8192;
    private static final int SHORT_HEADER_BYTES = 24;
    private static final int LONG_HEADER_BYTES = 40;
    private static final int CHUNK_BYTES = 64 * PAGE_BYTES;
    private static final int FLAG_CONTINUED = 1;
    private static final int FLAG_LONG = 2;
    private static final int FLAG_OVERWRITES = 8;
    /// PostgreSQL 9.5 wrote 0xD087; each major version counts on from there.
    private static final int MAGIC_MIN = 0xD087;

    private static final int MAGIC_MAX = 0xD1FF;

    private final WalSegments segments;
    private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long chunkStart = -1;
    private @Nullable FileChannel channel;
    private long openSegment = -1;
    private int magic;
    private long systemId;

    WalPages(WalSegments segments) {
        this.segments = segments;
    }

    /// Thrown inside this package only: the log cannot be read at a place.
    static final class Stop extends Exception {
        private final transient WalEnd.Reason reason;

        Stop(WalEnd.Reason reason, String words) {
            super(words, null, false, false);
            this.reason = reason;
        }

        WalEnd.Reason reason() {
            return reason;
        }
    }

    /// The bytes of the chunk that holds a position; little endian.
    ByteBuffer bytes() {
        return chunk;
    }

    /// Where a position is in [#bytes()], once its page is loaded.
    int index(long position) {
        return (int) (position - chunkStart);
    }

    /// The magic number of the version that wrote the log; 0 before the first page.
    int magic() {
        return magic;
    }

    /// Loads and checks the page that begins at this position.
    ///
    /// @return bytes of its header
    int load(long pageStart) throws Stop, IOException, BackstayException, InterruptedException {
        if (chunkStart < 0 || pageStart < chunkStart || pageStart >= chunkStart + chunk.limit()) {
            fill(pageStart);
        }
        int at = index(pageStart);
        int found = Short.toUnsignedInt(chunk.getShort(at));
        if (chunk.getLong(at + 8) != pageStart || found < MAGIC_MIN || found > MAGIC_MAX) {
            throw unwritten(pageStart, "its page at " + new Lsn(pageStart) + " is not of this place");
        }
        if (magic != 0 && found != magic) {
            throw damaged(pageStart, "two versions of PostgreSQL wrote it");
        }
        magic = found;
        boolean first = pageStart % segments.segmentBytes() == 0;
        if (first != ((flags(pageStart) & FLAG_LONG) != 0)) {
            throw damaged(pageStart, "the head of its page at " + new Lsn(pageStart) + " is of the wrong kind");
        }
        if (first) {
            checkSegment(pageStart, at);
        }
        return first ? LONG_HEADER_BYTES : SHORT_HEADER_BYTES;
    }

    /// Whether the loaded page begins with the rest of a record.
    boolean continues(long pageStart) {
        return (flags(pageStart) & FLAG_CONTINUED) != 0;
    }

    /// Whether the loaded page replaces a record that a crash left unfinished.
    boolean overwrites(long pageStart) {
        return (flags(pageStart) & FLAG_OVERWRITES) != 0;
    }

    /// How many bytes of a record, begun on a page before, are still to come.
    long remaining(long pageStart) {
        return Integer.toUnsignedLong(chunk.getInt(index(pageStart) + 16));
    }

    /// Nothing was written here; in the middle of an archive that cannot be.
    Stop unwritten(long position, String words) {
        long number = position / segments.segmentBytes();
        return segments.segment(number + 1) == null
                ? new Stop(WalEnd.Reason.NO_MORE, "nothing was written after this place")
                : damaged(position, words + " though more of the log follows");
    }

    Stop damaged(long position, String words) {
        String file = segments.segment(position / segments.segmentBytes());
        String name = file == null ? "the log at " + new Lsn(position) : file;
        return new Stop(WalEnd.Reason.DAMAGED, name + ": " + words);
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }

    private int flags(long pageStart) {
        return chunk.getShort(index(pageStart) + 2);
    }

    private void checkSegment(long pageStart, int at) throws Stop {
        long id = chunk.getLong(at + 24);
        if (chunk.getInt(at + 32) != segments.segmentBytes() || chunk.getInt(at + 36) != PAGE_BYTES) {
            throw damaged(pageStart, "its sizes differ from those of the segments before");
        }
        if (systemId != 0 && id != systemId) {
            throw damaged(pageStart, "another database system wrote it");
        }
        systemId = id;
    }

    private void fill(long pageStart) throws Stop, IOException, BackstayException, InterruptedException {
        FileChannel file = open(pageStart);
        long offset = pageStart % segments.segmentBytes();
        chunk.clear();
        chunk.limit((int) Math.min(CHUNK_BYTES, segments.segmentBytes() - offset));
        while (chunk.hasRemaining() && file.read(chunk, offset + chunk.position()) >= 0) {
            // A channel may give less than it was asked for.
        }
        if (chunk.hasRemaining()) {
            throw damaged(pageStart, "it is truncated");
        }
        chunkStart = pageStart;
    }

    private FileChannel open(long pageStart) throws Stop, IOException, BackstayException, InterruptedException {
        long number = pageStart / segments.segmentBytes();
        if (channel != null && openSegment == number) {
            return channel;
        }
        close();
        String name = segments.segment(number);
        if (name == null) {
            throw new Stop(WalEnd.Reason.NO_MORE, "the segment at " + new Lsn(pageStart) + " is not in the archive");
        }
        FileChannel opened;
        try {
            opened = PackedSegment.open(segments.place(), name, segments.segmentBytes());
        } catch (ZipException | EOFException e) {
            throw damaged(pageStart, "it cannot be unpacked");
        }
        channel = opened;
        openSegment = number;
        if (opened.size() != segments.segmentBytes()) {
            throw damaged(pageStart, "it has " + opened.size() + " bytes instead of " + segments.segmentBytes());
        }
        return opened;
    }
}
