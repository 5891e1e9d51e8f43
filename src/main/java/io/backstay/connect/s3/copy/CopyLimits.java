package io.backstay.connect.s3.copy;

import io.backstay.base.ByteSize;
import io.backstay.connect.s3.ObjectStore;

/// What a store takes of one copy.
///
/// @param single what is larger is copied in parts
/// @param part   how large a part is at least; larger where there would be more than 10,000 of them
public record CopyLimits(ByteSize single, ByteSize part) {
    /// S3's: 5 GiB in one copy, parts from 5 MiB to 5 GiB, and 10,000 of them at most. A part of half a gigabyte is
    /// copied within seconds, and no more than that is done again after a broken connection.
    public static final CopyLimits S3 = new CopyLimits(ObjectStore.COPY_MAX, new ByteSize(512L * 1024 * 1024));

    static final int PARTS_MAX = 10_000;

    public CopyLimits {
        if (single.bytes() < 1 || part.bytes() < 1) {
            throw new IllegalArgumentException("a copy moves something");
        }
    }

    /// How large each part but the last is; the same for the same object, so that a copy that broke off goes on.
    long partBytes(long size) {
        long least = (size + PARTS_MAX - 1) / PARTS_MAX;
        return Math.max(part.bytes(), least);
    }
}
