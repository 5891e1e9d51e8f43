package io.backstay.connect.postgres.backup;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// What the beginning of a log record says, for the few kinds that name a moment.
final class WalRecord {
    /// The rest of the segment is empty.
    static final int SWITCH = kindOf(0, 0x40);

    private static final int RESTORE_POINT = kindOf(0, 0x70);
    private static final int COMMIT = kindOf(1, 0);
    private static final int COMMIT_PREPARED = kindOf(1, 0x30);
    private static final int XACT_OPERATION = 0x70;
    private static final int ANY_OPERATION = 0xF0;
    private static final int HAS_MORE = 0x80;

    private static final int HEADER_BYTES = 24;
    private static final int NAME_BYTES = 64;
    private static final int ID_SHORT_DATA = 255;
    private static final int ID_LONG_DATA = 254;
    private static final int ID_ORIGIN = 253;
    private static final int ID_TOP_XID = 252;
    /// Since this version an item of dropped statistics has 16 bytes instead of 12.
    private static final int MAGIC_WIDE_ITEMS = 0xD117;

    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private WalRecord() {}

    static int kind(ByteBuffer record) {
        int manager = Byte.toUnsignedInt(record.get(17));
        return kindOf(manager, record.get(16) & (manager == 1 ? XACT_OPERATION : ANY_OPERATION));
    }

    /// Where the record before this one begins.
    static long previous(ByteBuffer record) {
        return record.getLong(8);
    }

    /// The event that a whole, checked record tells of, or null.
    ///
    /// @param available how many of its bytes are in the buffer
    static @Nullable WalEvent event(ByteBuffer record, int available, int magic, long start, long end) {
        int kind = kind(record);
        if (kind != COMMIT && kind != COMMIT_PREPARED && kind != RESTORE_POINT) {
            return null;
        }
        int data = mainData(record, available);
        if (data < 0 || data + Long.BYTES > available) {
            return null;
        }
        Instant at = EPOCH.plus(record.getLong(data), ChronoUnit.MICROS);
        if (kind == RESTORE_POINT) {
            return new WalEvent.RestorePoint(new Lsn(start), new Lsn(end), at, name(record, data + Long.BYTES));
        }
        long xid = kind == COMMIT
                ? Integer.toUnsignedLong(record.getInt(4))
                : preparedXid(record, data + Long.BYTES, available, magic);
        return new WalEvent.Commit(new Lsn(start), new Lsn(end), at, xid);
    }

    private static int mainData(ByteBuffer record, int available) {
        int at = HEADER_BYTES;
        while (at < available) {
            switch (Byte.toUnsignedInt(record.get(at))) {
                case ID_SHORT_DATA -> {
                    return at + 2;
                }
                case ID_LONG_DATA -> {
                    return at + 5;
                }
                case ID_ORIGIN -> at += 3;
                case ID_TOP_XID -> at += 5;
                default -> {
                    return -1;
                }
            }
        }
        return -1;
    }

    private static String name(ByteBuffer record, int from) {
        int length = 0;
        while (length < NAME_BYTES && record.get(from + length) != 0) {
            length++;
        }
        byte[] name = new byte[length];
        record.get(from, name);
        return new String(name, StandardCharsets.UTF_8);
    }

    /// A prepared transaction's own number comes after lists of varying length; flags say which of them are there.
    private static long preparedXid(ByteBuffer record, int from, int available, int magic) {
        if ((record.get(16) & HAS_MORE) == 0 || from + Integer.BYTES > available) {
            return 0;
        }
        int flags = record.getInt(from);
        long at = (long) from + Integer.BYTES;
        at += (flags & 1) != 0 ? 2L * Integer.BYTES : 0L;
        at = afterList(record, at, available, (flags & 1 << 1) != 0, Integer.BYTES);
        at = afterList(record, at, available, (flags & 1 << 2) != 0, 12);
        at = afterList(record, at, available, (flags & 1 << 8) != 0, magic >= MAGIC_WIDE_ITEMS ? 16 : 12);
        at = afterList(record, at, available, (flags & 1 << 3) != 0, 16);
        boolean there = (flags & 1 << 4) != 0 && at + Integer.BYTES <= available;
        return there ? Integer.toUnsignedLong(record.getInt((int) at)) : 0;
    }

    private static long afterList(ByteBuffer record, long at, int available, boolean present, int itemBytes) {
        if (!present) {
            return at;
        }
        if (at + Integer.BYTES > available) {
            return available;
        }
        return at + Integer.BYTES + Integer.toUnsignedLong(record.getInt((int) at)) * itemBytes;
    }

    private static int kindOf(int manager, int operation) {
        return manager << Byte.SIZE | operation;
    }
}
