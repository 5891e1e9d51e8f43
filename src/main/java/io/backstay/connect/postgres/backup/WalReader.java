package io.backstay.connect.postgres.backup;

import io.backstay.base.BackstayException;
import io.backstay.connect.postgres.Folders;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/// Reads the records of the log one after the other, checks each and tells of those that name a moment.
///
/// Records are never held as a whole: their checksum runs along, and only their beginning is kept.
final class WalReader implements Closeable {
    private static final int HEADER_BYTES = 24;
    private static final int CHECKED_HEADER_BYTES = 20;
    private static final int ALIGNMENT = 8;
    private static final long RECORD_BYTES_MAX = 1020L * 1024 * 1024;
    private static final int KEPT_BYTES = 64 * 1024;

    private final WalSegments segments;
    private final WalPages pages;
    private final int segmentBytes;
    private final byte[] kept = new byte[KEPT_BYTES];
    private final ByteBuffer record = ByteBuffer.wrap(kept).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C checksum = new CRC32C();
    private long position;
    private long previous = -1;

    /// @param start where a record begins, or the beginning of a segment
    WalReader(WalSegments segments, Lsn start) {
        this.segments = segments;
        this.pages = new WalPages(segments);
        this.segmentBytes = segments.segmentBytes();
        this.position = start.value();
    }

    /// Reads until the log ends or the visitor has enough.
    WalEnd read(WalVisitor visitor) throws BackstayException, InterruptedException {
        long whole = position;
        try {
            if (position % segmentBytes == 0) {
                skipRest();
            }
            while (true) {
                whole = position;
                if (!next(visitor)) {
                    return new WalEnd(new Lsn(position), WalEnd.Reason.STOPPED, "enough was read");
                }
            }
        } catch (WalPages.Stop e) {
            return new WalEnd(new Lsn(whole), e.reason(), String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw Folders.refusal(segments.place().toString(), e);
        }
    }

    @Override
    public void close() throws IOException {
        pages.close();
    }

    /// Reads one record.
    ///
    /// @return whether to go on
    private boolean next(WalVisitor visitor)
            throws WalPages.Stop, IOException, BackstayException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("reading the log was cancelled");
        }
        toRecord();
        long start = position;
        long length = Integer.toUnsignedLong(pages.bytes().getInt(pages.index(start)));
        if (length == 0) {
            throw pages.unwritten(start, "there is no record at " + new Lsn(start));
        }
        if (length < HEADER_BYTES || length > RECORD_BYTES_MAX) {
            throw pages.damaged(start, "the record at " + new Lsn(start) + " has an impossible length");
        }
        if (!collect(length)) {
            previous = -1;
            return true;
        }
        check(start, length);
        previous = start;
        position = align(position);
        long end = position;
        int kind = WalRecord.kind(record);
        if (kind == WalRecord.SWITCH) {
            position = (position + segmentBytes - 1) / segmentBytes * segmentBytes;
        }
        WalEvent event = WalRecord.event(record, (int) Math.min(length, KEPT_BYTES), pages.magic(), start, end);
        return event == null || visitor.visit(event);
    }

    /// Moves over the head of a page, if the position is at one.
    private void toRecord() throws WalPages.Stop, IOException, BackstayException, InterruptedException {
        long pageStart = pageOf(position);
        int header = pages.load(pageStart);
        if (position == pageStart) {
            if (pages.continues(pageStart)) {
                throw pages.damaged(position, "the beginning of the record at " + new Lsn(position) + " is missing");
            }
            position += header;
        }
    }

    /// Moves over the rest of a record that began in the segment before, which we do not have.
    private void skipRest() throws WalPages.Stop, IOException, BackstayException, InterruptedException {
        long pageStart = position;
        int header = pages.load(pageStart);
        while (pages.continues(pageStart)) {
            long rest = pages.remaining(pageStart);
            if (rest <= WalPages.PAGE_BYTES - header) {
                position = align(pageStart + header + rest);
                return;
            }
            pageStart += WalPages.PAGE_BYTES;
            header = pages.load(pageStart);
        }
        position = pageStart;
    }

    /// Reads over all bytes of the record at the position, page by page.
    ///
    /// @return false when a crash left the record unfinished and the log goes on after it
    private boolean collect(long length) throws WalPages.Stop, IOException, BackstayException, InterruptedException {
        checksum.reset();
        long done = 0;
        while (true) {
            long pageEnd = pageOf(position) + WalPages.PAGE_BYTES;
            int part = (int) Math.min(length - done, pageEnd - position);
            take(done, part);
            done += part;
            position += part;
            if (done == length) {
                return true;
            }
            int header = pages.load(position);
            if (pages.overwrites(position)) {
                return false;
            }
            if (!pages.continues(position) || pages.remaining(position) != length - done) {
                throw pages.damaged(position, "the record does not go on at " + new Lsn(position));
            }
            position += header;
        }
    }

    private void take(long done, int part) {
        int from = pages.index(position);
        if (done < KEPT_BYTES) {
            pages.bytes().get(from, kept, (int) done, (int) Math.min(part, KEPT_BYTES - done));
        }
        int skip = (int) Math.min(part, Math.max(0, HEADER_BYTES - done));
        checksum.update(pages.bytes().array(), from + skip, part - skip);
    }

    private void check(long start, long length) throws WalPages.Stop {
        checksum.update(kept, 0, CHECKED_HEADER_BYTES);
        if ((int) checksum.getValue() != record.getInt(CHECKED_HEADER_BYTES)) {
            throw pages.damaged(
                    start, "the checksum of the record at %s (%d bytes) is wrong".formatted(new Lsn(start), length));
        }
        if (previous >= 0 && WalRecord.previous(record) != previous) {
            throw pages.unwritten(start, "the record at " + new Lsn(start) + " does not follow the one before");
        }
    }

    private static long pageOf(long position) {
        return position - position % WalPages.PAGE_BYTES;
    }

    private static long align(long position) {
        return (position + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
}
