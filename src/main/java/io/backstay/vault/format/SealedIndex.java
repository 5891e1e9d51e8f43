package io.backstay.vault.format;

import io.backstay.base.BackstayException;
import java.nio.ByteBuffer;

/// The sealed list of what the vault holds.
///
/// @param salt   32 random bytes, fresh with each save
/// @param sealed the list, sealed
public record SealedIndex(Bytes salt, Bytes sealed) {
    /// The largest list before it is sealed: 8 MiB.
    public static final int PLAIN_BYTES_MAX = 8 << 20;

    static final int SALT_BYTES = 32;
    static final int TAG_BYTES = 16;

    int size() {
        return salt.size() + sealed.size();
    }

    void write(ByteBuffer out) {
        salt.writeTo(out);
        sealed.writeTo(out);
    }

    static SealedIndex read(Cursor in, int bytes) throws BackstayException {
        return new SealedIndex(Bytes.of(in.take(SALT_BYTES)), Bytes.of(in.take(bytes - SALT_BYTES)));
    }
}
