package io.backstay.vault.format;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.seal.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;

/// A whole vault, sealed: what stands in the file beside the header's keyed hash.
///
/// @param vaultId    16 random bytes
/// @param generation from 1 on, one more with each save
/// @param savedAtMs  milliseconds since 1970, UTC
/// @param slots      1 to 8 ways in
/// @param entries    by id, ascending
public record Sealed(
        Bytes vaultId,
        long generation,
        long savedAtMs,
        List<Slot> slots,
        SealedIndex index,
        List<SealedEntry> entries) {
    /// The largest file: 64 MiB.
    public static final ByteSize FILE_MAX = new ByteSize(64L << 20);

    /// The most slots.
    public static final int SLOTS_MAX = 8;

    /// The most entries.
    public static final int ENTRIES_MAX = 20_000;

    /// How many bytes a vault's id has.
    public static final int ID_BYTES = 16;

    /// The only suite: Argon2id, HKDF-SHA-512, AES-256-GCM, HMAC-SHA-256.
    public static final int SUITE = 1;

    private static final byte[] MAGIC = "BSVAULT1".getBytes(StandardCharsets.US_ASCII);
    private static final int MAJOR = 1;
    private static final int MAC_BYTES = 32;
    private static final int FIXED_BYTES = MAGIC.length
            + 2 * Short.BYTES
            + ID_BYTES
            + 2 * Long.BYTES
            + 1
            + 2 * Integer.BYTES
            + Long.BYTES
            + Digest.BYTES;
    private static final long LATEST_MS = 253_402_300_799_999L;

    /// The bytes of the file.
    ///
    /// @param keyedHash makes the header's keyed hash from every byte before it
    /// @throws BackstayException when there are more than [#FILE_MAX]
    public byte[] write(UnaryOperator<byte[]> keyedHash) throws BackstayException {
        byte[] body = body();
        ByteBuffer header = ByteBuffer.allocate(FIXED_BYTES + slots.size() * Slot.BYTES);
        header.put(MAGIC).putShort((short) MAJOR).putShort((short) SUITE);
        vaultId.writeTo(header);
        header.putLong(generation).putLong(savedAtMs).put((byte) slots.size());
        slots.forEach(slot -> slot.write(header));
        header.putInt(index.size()).putInt(entries.size()).putLong(body.length).put(Digest.of(body));
        ByteBuffer file = ByteBuffer.allocate(header.capacity() + MAC_BYTES + body.length);
        return file.put(header.array())
                .put(keyedHash.apply(header.array()))
                .put(body)
                .array();
    }

    private byte[] body() throws BackstayException {
        long bytes = index.size();
        for (SealedEntry entry : entries) {
            bytes += entry.size();
        }
        if (bytes + FIXED_BYTES + (long) slots.size() * Slot.BYTES + MAC_BYTES > FILE_MAX.bytes()) {
            throw new BackstayException(new Failure.TooLarge("The vault", FILE_MAX));
        }
        ByteBuffer body = ByteBuffer.allocate((int) bytes);
        index.write(body);
        entries.forEach(entry -> entry.write(body));
        return body.array();
    }

    /// Reads a file as far as that goes without a key.
    ///
    /// @param artefact what a person calls it
    /// @throws BackstayException `Corrupt` for a damaged structure, `Unsupported` for what this version does not
    /// know
    public static Read read(String artefact, byte[] file) throws BackstayException {
        Cursor in = new Cursor(artefact, file);
        readVersion(in);
        Bytes vaultId = Bytes.of(in.take(ID_BYTES));
        long generation = in.u64("the generation", 1, Long.MAX_VALUE);
        long savedAtMs = in.u64("the time of saving", 0, LATEST_MS);
        List<Slot> slots = readSlots(in);
        int indexBytes = in.u32(
                "the index length",
                SealedIndex.SALT_BYTES + SealedIndex.TAG_BYTES,
                SealedIndex.SALT_BYTES + SealedIndex.PLAIN_BYTES_MAX + SealedIndex.TAG_BYTES);
        int count = in.u32("the number of entries", 0, ENTRIES_MAX);
        long bodyBytes = in.u64("the body length", indexBytes, FILE_MAX.bytes());
        byte[] bodyHash = in.take(Digest.BYTES);
        int covered = in.position();
        Bytes keyedHash = Bytes.of(in.take(MAC_BYTES));
        if (in.remaining() != bodyBytes) {
            throw in.damaged("its body has " + in.remaining() + " bytes instead of " + bodyBytes);
        }
        int body = in.position();
        if (!MessageDigest.isEqual(bodyHash, Digest.of(Arrays.copyOfRange(file, body, file.length)))) {
            throw in.damaged("its body is not what the header says");
        }
        SealedIndex index = SealedIndex.read(in, indexBytes);
        List<SealedEntry> entries = readEntries(in, count);
        in.end();
        return new Read(
                new Sealed(vaultId, generation, savedAtMs, slots, index, entries),
                Bytes.of(Arrays.copyOf(file, covered)),
                keyedHash);
    }

    private static void readVersion(Cursor in) throws BackstayException {
        if (!Arrays.equals(in.take(MAGIC.length), MAGIC)) {
            throw in.damaged("it does not begin like a vault");
        }
        int major = in.u16();
        int suite = in.u16();
        if (major != MAJOR || suite != SUITE) {
            throw new BackstayException(new Failure.Unsupported(
                    "A vault of version " + major + " with suite " + suite,
                    "A newer Backstay wrote it; use that one."));
        }
    }

    private static List<Slot> readSlots(Cursor in) throws BackstayException {
        int count = in.u8();
        if (count < 1 || count > SLOTS_MAX) {
            throw in.damaged("the number of slots is " + count + ", not between 1 and " + SLOTS_MAX);
        }
        List<Slot> slots = new ArrayList<>();
        var ids = new HashSet<Bytes>();
        for (int i = 0; i < count; i++) {
            Slot slot = Slot.read(in);
            if (!ids.add(slot.id())) {
                throw in.damaged("two slots have one id");
            }
            slots.add(slot);
        }
        return List.copyOf(slots);
    }

    private static List<SealedEntry> readEntries(Cursor in, int count) throws BackstayException {
        List<SealedEntry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SealedEntry entry = SealedEntry.read(in);
            if (!entries.isEmpty() && entries.getLast().id().compareTo(entry.id()) >= 0) {
                throw in.damaged("its entries are not in order");
            }
            entries.add(entry);
        }
        return List.copyOf(entries);
    }

    /// A file that was read: nothing in it is known to be true before the keyed hash was compared.
    ///
    /// @param covered   every byte before the header's keyed hash
    /// @param keyedHash 32 bytes
    public record Read(Sealed sealed, Bytes covered, Bytes keyedHash) {
        /// The SHA-256 of the header, keyed hash included, in lower-case hexadecimal.
        public String headerHash() {
            MessageDigest digest = Digest.begin();
            digest.update(covered.array());
            return HexFormat.of().formatHex(digest.digest(keyedHash.array()));
        }
    }
}
