package io.backstay.vault.format;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.vault.entry.EntryId;
import io.backstay.vault.entry.EntryKind;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/// The sealed fields of one credential.
///
/// @param salt   32 random bytes, fresh whenever the fields are sealed
/// @param sealed the fields, sealed
public record SealedEntry(EntryId id, int revision, EntryKind kind, Bytes salt, Bytes sealed) {
    /// How many bytes a salt has.
    public static final int SALT_BYTES = 32;

    /// The largest credential before it is sealed: 256 KiB.
    public static final int PLAIN_BYTES_MAX = 256 << 10;

    static final int TAG_BYTES = 16;
    static final int FIXED_BYTES = EntryId.BYTES + Integer.BYTES + 1 + SALT_BYTES + Integer.BYTES;

    int size() {
        return FIXED_BYTES + sealed.size();
    }

    void write(ByteBuffer out) {
        out.put(id.bytes());
        out.putInt(revision);
        out.put((byte) kind.code());
        salt.writeTo(out);
        out.putInt(sealed.size());
        sealed.writeTo(out);
    }

    static SealedEntry read(Cursor in) throws BackstayException {
        var id = new EntryId(HexFormat.of().formatHex(in.take(EntryId.BYTES)));
        int revision = in.u32("a revision", 1, Integer.MAX_VALUE);
        int code = in.u8();
        EntryKind kind = EntryKind.ofCode(code)
                .orElseThrow(() -> new BackstayException(new Failure.Unsupported(
                        "A credential of kind " + code, "A newer Backstay wrote it; use that one.")));
        Bytes salt = Bytes.of(in.take(SALT_BYTES));
        int length = in.u32("the length of an entry", TAG_BYTES, PLAIN_BYTES_MAX + TAG_BYTES);
        return new SealedEntry(id, revision, kind, salt, Bytes.of(in.take(length)));
    }
}
