package io.backstay.vault;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Lifetime;
import io.backstay.seal.Aead;
import io.backstay.seal.Hkdf;
import io.backstay.seal.Hmac;
import io.backstay.seal.Secret;
import io.backstay.vault.entry.Entry;
import io.backstay.vault.format.Bytes;
import io.backstay.vault.format.Sealed;
import io.backstay.vault.format.SealedEntry;
import io.backstay.vault.format.SealedIndex;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The keys of one vault: the random one that the slots wrap, and those that come from it, one for each use.
final class VaultKeys implements AutoCloseable {
    private static final int OBJECT_BYTES = Aead.KEY_BYTES + Aead.NONCE_BYTES;
    private static final int FINGERPRINT_BYTES = 4;
    private static final byte[] BOUND = ascii("BSV1");
    private static final byte[] INDEX = ascii("bsv1/index");
    private static final byte[] ENTRY = ascii("bsv1/entry");

    private final Bytes vaultId;
    private final Lifetime secrets = new Lifetime();
    private final Secret master;
    private final Secret header;
    private final Secret index;
    private final Secret entries;
    private final Secret fingerprints;

    private VaultKeys(Bytes vaultId, Secret master) throws BackstayException {
        this.vaultId = vaultId;
        this.master = secrets.own(master);
        header = derived("bsv1/key/header");
        index = derived("bsv1/key/index");
        entries = derived("bsv1/key/entry");
        fingerprints = derived("bsv1/key/fingerprint");
    }

    /// Takes over the random key.
    ///
    /// @param master 32 bytes
    static VaultKeys of(Bytes vaultId, Secret master) throws BackstayException {
        return new VaultKeys(vaultId, master);
    }

    /// Fresh ones.
    static VaultKeys random(Bytes vaultId, RandomGenerator random) throws BackstayException {
        return of(vaultId, Secret.random(Aead.KEY_BYTES, random));
    }

    VaultKeys copy() throws BackstayException {
        return of(vaultId, master.copy());
    }

    Bytes vaultId() {
        return vaultId;
    }

    <T extends @Nullable Object, X extends Exception> T lendMaster(Secret.Borrower<byte[], T, X> borrower) throws X {
        return master.lendBytes(borrower);
    }

    byte[] headerHash(byte[] covered) {
        return header.lendBytes(key -> Hmac.sha256(key, covered));
    }

    SealedIndex sealIndex(long generation, int count, byte[] plain, RandomGenerator random) {
        Bytes salt = Bytes.random(SealedEntry.SALT_BYTES, random);
        byte[] sealed =
                index.lendBytes(key -> seal(key, indexInfo(generation, salt), indexBound(generation, count), plain));
        return new SealedIndex(salt, Bytes.of(sealed));
    }

    byte @Nullable [] openIndex(Sealed sealed) {
        byte[] info = indexInfo(sealed.generation(), sealed.index().salt());
        byte[] bound = indexBound(sealed.generation(), sealed.entries().size());
        return index.<byte @Nullable [], RuntimeException>lendBytes(
                key -> open(key, info, bound, sealed.index().sealed().array()));
    }

    /// Seals the fields of a credential for the entry that it belongs to.
    ///
    /// @throws BackstayException when they are more than [SealedEntry#PLAIN_BYTES_MAX]
    SealedEntry sealEntry(Entry entry, byte[] plain, RandomGenerator random) throws BackstayException {
        Bytes salt = Bytes.random(SealedEntry.SALT_BYTES, random);
        byte[] sealed = entries.lendBytes(key -> seal(key, entryInfo(entry, salt), entryBound(entry), plain));
        return new SealedEntry(entry.id(), entry.revision(), entry.kind(), salt, Bytes.of(sealed));
    }

    /// The fields of a credential, to be erased by the caller.
    ///
    /// @throws BackstayException `Corrupt` when they were not sealed for this entry
    byte[] openEntry(Entry entry, SealedEntry sealed) throws BackstayException {
        byte[] plain = entries.<byte @Nullable [], RuntimeException>lendBytes(key -> open(
                key,
                entryInfo(entry, sealed.salt()),
                entryBound(entry),
                sealed.sealed().array()));
        if (plain == null) {
            throw new BackstayException(new Failure.Corrupt(
                    "The credential '" + entry.name() + "'", "its fields were not sealed for this entry"));
        }
        return plain;
    }

    /// Eight hexadecimal digits.
    String fingerprint(byte[] secretFields) {
        byte[] hash = fingerprints.lendBytes(key -> Hmac.sha256(key, secretFields));
        return HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES);
    }

    @Override
    public void close() {
        secrets.close();
    }

    private Secret derived(String label) throws BackstayException {
        byte[] info = concat(ascii(label), vaultId.array());
        return secrets.own(Secret.ofBytes(master.lendBytes(key -> Hkdf.sha512(key, info, Aead.KEY_BYTES))));
    }

    private static byte[] seal(byte[] key, byte[] info, byte[] bound, byte[] plain) {
        byte[] object = Hkdf.sha512(key, info, OBJECT_BYTES);
        byte[] objectKey = Arrays.copyOf(object, Aead.KEY_BYTES);
        try {
            return Aead.seal(objectKey, Arrays.copyOfRange(object, Aead.KEY_BYTES, OBJECT_BYTES), bound, plain);
        } finally {
            Arrays.fill(object, (byte) 0);
            Arrays.fill(objectKey, (byte) 0);
        }
    }

    private static byte @Nullable [] open(byte[] key, byte[] info, byte[] bound, byte[] sealed) {
        byte[] object = Hkdf.sha512(key, info, OBJECT_BYTES);
        byte[] objectKey = Arrays.copyOf(object, Aead.KEY_BYTES);
        try {
            return Aead.open(objectKey, Arrays.copyOfRange(object, Aead.KEY_BYTES, OBJECT_BYTES), bound, sealed);
        } finally {
            Arrays.fill(object, (byte) 0);
            Arrays.fill(objectKey, (byte) 0);
        }
    }

    private byte[] indexInfo(long generation, Bytes salt) {
        return concat(INDEX, vaultId.array(), longBytes(generation), salt.array());
    }

    private byte[] indexBound(long generation, int count) {
        return concat(BOUND, shortBytes(Sealed.SUITE), vaultId.array(), longBytes(generation), intBytes(count));
    }

    private byte[] entryInfo(Entry entry, Bytes salt) {
        return concat(ENTRY, vaultId.array(), entry.id().bytes(), intBytes(entry.revision()), salt.array());
    }

    private byte[] entryBound(Entry entry) {
        return concat(
                BOUND,
                shortBytes(Sealed.SUITE),
                vaultId.array(),
                entry.id().bytes(),
                intBytes(entry.revision()),
                new byte[] {(byte) entry.kind().code()},
                entry.tenant() == null ? new byte[] {0} : concat(new byte[] {1}, text(entry.tenant())),
                text(entry.account()));
    }

    private static byte[] text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return concat(shortBytes(utf8.length), utf8);
    }

    private static byte[] longBytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private static byte[] intBytes(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }

    private static byte[] shortBytes(int number) {
        return ByteBuffer.allocate(Short.BYTES).putShort((short) number).array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] concat(byte[]... parts) {
        ByteBuffer out = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (byte[] part : parts) {
            out.put(part);
        }
        return out.array();
    }

    /// Says nothing about what it holds.
    @Override
    public String toString() {
        return "[keys]";
    }
}
