package io.backstay.vault.format;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// Bytes that are no secret and do not change: salts, names, sealed bytes.
public final class Bytes {
    private final byte[] bytes;

    private Bytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /// A copy of the bytes.
    public static Bytes of(byte[] bytes) {
        return new Bytes(bytes.clone());
    }

    /// As many fresh random bytes.
    public static Bytes random(int count, RandomGenerator random) {
        byte[] made = new byte[count];
        random.nextBytes(made);
        return new Bytes(made);
    }

    /// How many there are.
    public int size() {
        return bytes.length;
    }

    /// A copy of them.
    public byte[] array() {
        return bytes.clone();
    }

    /// Adds them to a buffer.
    public void writeTo(ByteBuffer out) {
        out.put(bytes);
    }

    /// In lower-case hexadecimal.
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /// Says how many there are.
    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
