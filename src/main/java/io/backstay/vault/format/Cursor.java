package io.backstay.vault.format;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.nio.ByteBuffer;

/// Reads a vault's bytes from front to back; whatever does not fit is a damaged vault. Asks for no memory before it
/// knows that the bytes are there.
public final class Cursor {
    private final String artefact;
    private final ByteBuffer bytes;

    /// @param artefact what a person calls it
    public Cursor(String artefact, byte[] bytes) {
        this.artefact = artefact;
        this.bytes = ByteBuffer.wrap(bytes);
    }

    /// How far it has come.
    public int position() {
        return bytes.position();
    }

    /// How many bytes are left.
    public int remaining() {
        return bytes.remaining();
    }

    /// The next bytes.
    public byte[] take(int count) throws BackstayException {
        require(count);
        byte[] taken = new byte[count];
        bytes.get(taken);
        return taken;
    }

    /// A number in one byte.
    public int u8() throws BackstayException {
        require(Byte.BYTES);
        return Byte.toUnsignedInt(bytes.get());
    }

    /// A number in two bytes.
    public int u16() throws BackstayException {
        require(Short.BYTES);
        return Short.toUnsignedInt(bytes.getShort());
    }

    /// A number in four bytes.
    public long u32() throws BackstayException {
        require(Integer.BYTES);
        return Integer.toUnsignedLong(bytes.getInt());
    }

    /// A number in four bytes that lies within limits.
    ///
    /// @param what such as `the index length`
    public int u32(String what, long from, long to) throws BackstayException {
        long number = u32();
        if (number < from || number > to) {
            throw damaged(what + " is " + number + ", not between " + from + " and " + to);
        }
        return (int) number;
    }

    /// A number in eight bytes that lies within limits.
    ///
    /// @param what such as `the generation`
    public long u64(String what, long from, long to) throws BackstayException {
        require(Long.BYTES);
        long number = bytes.getLong();
        if (number < from || number > to) {
            throw damaged(what + " is " + Long.toUnsignedString(number) + ", not between " + from + " and " + to);
        }
        return number;
    }

    /// Refuses whatever follows.
    public void end() throws BackstayException {
        if (bytes.hasRemaining()) {
            throw damaged(bytes.remaining() + " bytes follow its end");
        }
    }

    /// What is wrong, ready to be thrown.
    ///
    /// @param why a clause without a full stop
    public BackstayException damaged(String why) {
        return new BackstayException(new Failure.Corrupt(artefact, why));
    }

    private void require(int count) throws BackstayException {
        if (count > bytes.remaining()) {
            throw damaged("it ends " + (count - bytes.remaining()) + " bytes too early");
        }
    }
}
