package io.backstay.vault.entry;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// The random name of an entry: 16 bytes as 32 lower-case hexadecimal digits.
public record EntryId(String value) implements Comparable<EntryId> {
    /// How many bytes it has.
    public static final int BYTES = 16;

    public EntryId {
        if (!value.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException("an entry id is 32 lower-case hexadecimal digits: '" + value + "'");
        }
    }

    /// A new one.
    public static EntryId random(RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new EntryId(HexFormat.of().formatHex(bytes));
    }

    /// The bytes as the file holds them.
    public byte[] bytes() {
        return HexFormat.of().parseHex(value);
    }

    @Override
    public int compareTo(EntryId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
