package io.backstay.vault;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.codec.Json;
import io.backstay.seal.CanonicalJson;
import io.backstay.seal.Digest;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.Entry;
import io.backstay.vault.entry.EntryId;
import io.backstay.vault.format.Sealed;
import io.backstay.vault.format.SealedEntry;
import io.backstay.vault.format.SealedIndex;
import io.backstay.vault.format.Slot;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One generation of a vault as it lies in the file, found true with its keys.
///
/// @param entries     by id, one for each sealed entry
/// @param headerHash  SHA-256 of the header, in lower-case hexadecimal
/// @param contentHash SHA-256 of the file, in lower-case hexadecimal
record Snapshot(Sealed sealed, List<Entry> entries, String headerHash, String contentHash) {
    /// Opens a file with the keys of its vault; the credentials stay sealed.
    ///
    /// @throws BackstayException `Corrupt` when anything but these keys' holder wrote it
    static Snapshot open(String artefact, byte[] file, VaultKeys keys) throws BackstayException {
        Sealed.Read read = Sealed.read(artefact, file);
        byte[] expected = keys.headerHash(read.covered().array());
        if (!MessageDigest.isEqual(expected, read.keyedHash().array())) {
            throw damaged(artefact, "it was changed by somebody without its keys", null);
        }
        byte[] plain = keys.openIndex(read.sealed());
        if (plain == null) {
            throw damaged(artefact, "its list of entries does not open", null);
        }
        List<Entry> entries = entries(artefact, plain);
        requireSame(artefact, entries, read.sealed().entries());
        return new Snapshot(read.sealed(), entries, read.headerHash(), Digest.hex(file));
    }

    private static List<Entry> entries(String artefact, byte[] plain) throws BackstayException {
        try {
            Index index = Json.bind(Json.parse(artefact, plain), Index.class);
            if (!Arrays.equals(CanonicalJson.bytes(index), plain)) {
                throw damaged(artefact, "its list of entries is not in canonical form", null);
            }
            return index.entries();
        } catch (BackstayException e) {
            throw e.failure() instanceof Failure.Corrupt
                    ? e
                    : damaged(artefact, "its list of entries cannot be read", e);
        } catch (IllegalArgumentException e) {
            throw damaged(artefact, "its list of entries has no canonical form", e);
        }
    }

    private static void requireSame(String artefact, List<Entry> entries, List<SealedEntry> sealed)
            throws BackstayException {
        boolean same = entries.size() == sealed.size();
        for (int i = 0; same && i < entries.size(); i++) {
            Entry entry = entries.get(i);
            SealedEntry other = sealed.get(i);
            same = entry.id().equals(other.id())
                    && entry.revision() == other.revision()
                    && entry.kind() == other.kind();
        }
        if (!same) {
            throw damaged(artefact, "its list of entries is not what it holds", null);
        }
    }

    private static BackstayException damaged(String artefact, String why, @Nullable Throwable cause) {
        return new BackstayException(new Failure.Corrupt(artefact, why), cause);
    }

    /// The bytes of a file.
    ///
    /// @param items in any order
    static byte[] write(VaultKeys keys, Stamp stamp, List<Slot> slots, List<Item> items, RandomGenerator random)
            throws BackstayException {
        List<Item> sorted = new ArrayList<>(items);
        sorted.sort((one, other) -> one.entry().id().compareTo(other.entry().id()));
        byte[] plain =
                CanonicalJson.bytes(new Index(sorted.stream().map(Item::entry).toList()));
        if (sorted.size() > Sealed.ENTRIES_MAX || plain.length > SealedIndex.PLAIN_BYTES_MAX) {
            throw new BackstayException(new Failure.BadInput(
                    "A vault holds at most " + Sealed.ENTRIES_MAX + " credentials.",
                    "Remove those that nobody needs, or use another vault."));
        }
        SealedIndex index = keys.sealIndex(stamp.generation(), sorted.size(), plain, random);
        var sealed = new Sealed(
                keys.vaultId(),
                stamp.generation(),
                stamp.at().toEpochMilli(),
                slots,
                index,
                sorted.stream().map(Item::sealed).toList());
        return sealed.write(keys::headerHash);
    }

    /// What it holds, entry by entry.
    List<Item> items() {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            items.add(new Item(entries.get(i), sealed.entries().get(i)));
        }
        return items;
    }

    /// @throws BackstayException `NotFound` when there is none of that id
    Item item(EntryId id) throws BackstayException {
        return items().stream()
                .filter(item -> item.entry().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new BackstayException(new Failure.NotFound(
                        "The credential " + id, "It was removed; look at the list of the vault again.")));
    }

    /// Opens every credential and forgets it.
    ///
    /// @throws BackstayException `Corrupt` for the first one that does not open
    void check(VaultKeys keys) throws BackstayException {
        for (Item item : items()) {
            item.open(keys).close();
        }
    }

    /// Finds every credential to be sealed for its entry, without taking any out.
    ///
    /// @throws BackstayException `Corrupt` for the first one that is not
    Snapshot verified(VaultKeys keys) throws BackstayException {
        for (Item item : items()) {
            FieldBytes.check(item.title(), item.entry().kind(), keys.openEntry(item.entry(), item.sealed()));
        }
        return this;
    }

    /// The list of entries, as the vault keeps it.
    record Index(List<Entry> entries) {}

    /// Which save it is, and when.
    record Stamp(long generation, Instant at) {}

    /// One entry and its sealed fields.
    record Item(Entry entry, SealedEntry sealed) {
        static Item seal(Entry entry, Credential credential, VaultKeys keys, RandomGenerator random)
                throws BackstayException {
            byte[] plain = FieldBytes.write(credential);
            try {
                return new Item(entry, keys.sealEntry(entry, plain, random));
            } finally {
                Arrays.fill(plain, (byte) 0);
            }
        }

        /// The same fields, sealed for other keys.
        Item movedTo(VaultKeys next, VaultKeys keys, RandomGenerator random) throws BackstayException {
            byte[] plain = keys.openEntry(entry, sealed);
            try {
                return new Item(entry, next.sealEntry(entry, plain, random));
            } finally {
                Arrays.fill(plain, (byte) 0);
            }
        }

        /// The caller closes the credential.
        Credential open(VaultKeys keys) throws BackstayException {
            return FieldBytes.read(title(), entry.kind(), keys.openEntry(entry, sealed));
        }

        private String title() {
            return "The credential '" + entry.name() + "'";
        }
    }
}
