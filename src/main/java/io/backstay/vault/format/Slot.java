package io.backstay.vault.format;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.seal.Argon2id;
import java.nio.ByteBuffer;

/// One way in: the vault's key, wrapped with a key that is derived from a passphrase or a recovery code.
///
/// @param id         16 random bytes
/// @param salt       32 random bytes, fresh whenever the slot is written anew
/// @param commitment 32 bytes that come from the derivation beside the wrapping key: compared before anything is
///                   opened
/// @param nonce      12 bytes
/// @param wrapped    the sealed key, 48 bytes
public record Slot(
        Bytes id,
        SlotType type,
        Argon2id.Parameters parameters,
        Bytes salt,
        Bytes commitment,
        Bytes nonce,
        Bytes wrapped) {
    /// How many bytes an id has.
    public static final int ID_BYTES = 16;

    /// How many bytes a salt has.
    public static final int SALT_BYTES = 32;

    /// How many bytes a commitment has.
    public static final int COMMITMENT_BYTES = 32;

    static final int NONCE_BYTES = 12;
    static final int WRAPPED_BYTES = 48;
    static final int BOUND_BYTES = ID_BYTES + 1 + 3 * Integer.BYTES + SALT_BYTES + COMMITMENT_BYTES;

    /// How many bytes a slot takes.
    public static final int BYTES = BOUND_BYTES + NONCE_BYTES + WRAPPED_BYTES;

    /// What the wrapped key is bound to: the slot before its nonce, then the vault.
    public byte[] bound(Bytes vaultId) {
        ByteBuffer out = ByteBuffer.allocate(BOUND_BYTES + vaultId.size());
        writeBound(out);
        vaultId.writeTo(out);
        return out.array();
    }

    /// The same slot with the key wrapped in it.
    public Slot with(Bytes newNonce, Bytes newWrapped) {
        return new Slot(id, type, parameters, salt, commitment, newNonce, newWrapped);
    }

    void write(ByteBuffer out) {
        writeBound(out);
        nonce.writeTo(out);
        wrapped.writeTo(out);
    }

    private void writeBound(ByteBuffer out) {
        id.writeTo(out);
        out.put((byte) type.code());
        out.putInt(parameters.memoryKib());
        out.putInt(parameters.passes());
        out.putInt(parameters.lanes());
        salt.writeTo(out);
        commitment.writeTo(out);
    }

    static Slot read(Cursor in) throws BackstayException {
        Bytes id = Bytes.of(in.take(ID_BYTES));
        int code = in.u8();
        SlotType type = SlotType.ofCode(code)
                .orElseThrow(() -> new BackstayException(new Failure.Unsupported(
                        "A vault with a slot of type " + code, "A newer Backstay wrote it; use that one.")));
        return new Slot(
                id,
                type,
                Argon2id.Parameters.of(in.u32(), in.u32(), in.u32()),
                Bytes.of(in.take(SALT_BYTES)),
                Bytes.of(in.take(COMMITMENT_BYTES)),
                Bytes.of(in.take(NONCE_BYTES)),
                Bytes.of(in.take(WRAPPED_BYTES)));
    }
}
