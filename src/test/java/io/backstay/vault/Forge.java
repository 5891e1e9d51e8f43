package io.backstay.vault;

import io.backstay.base.BackstayException;
import io.backstay.seal.Argon2id;
import io.backstay.seal.CanonicalJson;
import io.backstay.seal.Secret;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.Entry;
import io.backstay.vault.entry.EntryId;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import io.backstay.vault.format.Bytes;
import io.backstay.vault.format.Sealed;
import io.backstay.vault.format.SealedEntry;
import io.backstay.vault.format.Slot;
import io.backstay.vault.passphrase.RecoveryCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Writes vaults with their keys in hand, right ones and wrong ones, from a seed; at the lowest price that is read.
final class Forge {
    static final String PASSPHRASE = "correct horse battery staple";
    static final Argon2id.Parameters PARAMETERS =
            new Argon2id.Parameters(Argon2id.Parameters.MEMORY_KIB_MIN, Argon2id.Parameters.PASSES_MIN, 1);

    private static final String CHARACTERS = "aZ09 \"\\/<>&'äß✓漢😀\u00e9\u2028\ufeff{}[]:,";

    private final Random random;
    private final VaultKeys keys;
    private final List<Slot> slots;
    private final List<Snapshot.Item> items = new ArrayList<>();
    private final String code;

    Forge(long seed, Derivation derivation) throws BackstayException {
        random = new Random(seed);
        keys = VaultKeys.random(Bytes.random(Sealed.ID_BYTES, random), random);
        try (Secret passphrase = Given.secret(PASSPHRASE);
                Secret recovery = RecoveryCode.make(random)) {
            code = recovery.<String, RuntimeException>lendChars(String::new);
            slots = new Slots(derivation, random).wrapBoth(passphrase, recovery, PARAMETERS, keys);
        }
        add(EntryKind.API_TOKEN, "billing API", null, null, Map.of("token", "tok-ütf8-✓"));
        add(
                EntryKind.AWS_ACCESS_KEY,
                "backups, read",
                "firm-1",
                90,
                Map.of("accessKeyId", "AKIAEXAMPLE", "secretAccessKey", "not a real key", "region", "eu-central-1"));
        add(
                EntryKind.OAUTH_CLIENT,
                "directory",
                "firm-2",
                30,
                Map.of("tokenEndpoint", "https://id.example/token", "clientId", "backstay", "clientSecret", "s3cret"));
    }

    private void add(
            EntryKind kind, String name, @Nullable String tenant, @Nullable Integer days, Map<String, String> values)
            throws BackstayException {
        Map<String, Secret> fields = new LinkedHashMap<>();
        for (var value : values.entrySet()) {
            fields.put(value.getKey(), Given.secret(value.getValue()));
        }
        var label = new EntryLabel(kind, Purpose.READ, name, "123456789012", tenant, days);
        Entry entry = label.entry(EntryId.random(random), Given.NOW);
        try (Credential credential = Credential.of(kind, fields)) {
            items.add(Snapshot.Item.seal(entry, credential, keys, random));
        }
    }

    /// One more entry, with all kinds of characters in its name.
    void addAny() throws BackstayException {
        List<EntryKind> kinds = List.of(EntryKind.values());
        EntryKind kind = kinds.get(random.nextInt(kinds.size()));
        var name = new StringBuilder("n" + items.size() + " ");
        for (int i = random.nextInt(40); i > 0; i--) {
            name.appendCodePoint(CHARACTERS.codePointAt(CHARACTERS.offsetByCodePoints(
                    0, random.nextInt(CHARACTERS.codePointCount(0, CHARACTERS.length())))));
        }
        String tenant = random.nextBoolean() ? "firm-" + name : null;
        Integer days = random.nextBoolean() ? 1 + random.nextInt(3650) : null;
        var label = new EntryLabel(kind, Purpose.READ, name.toString(), "account-" + name, tenant, days);
        Entry entry = label.entry(EntryId.random(random), Given.NOW.plusMillis(random.nextInt(100_000)));
        try (Credential credential = Given.credential(kind, random, 1 + random.nextInt(2000))) {
            items.add(Snapshot.Item.seal(entry, credential, keys, random));
        }
    }

    VaultKeys keys() {
        return keys;
    }

    Random random() {
        return random;
    }

    String code() {
        return code;
    }

    /// By id.
    List<Snapshot.Item> items() {
        return items.stream()
                .sorted(Comparator.comparing(item -> item.entry().id()))
                .toList();
    }

    /// A right one.
    byte[] vault(long generation) throws BackstayException {
        return Snapshot.write(keys, new Snapshot.Stamp(generation, Given.NOW), slots, items, random);
    }

    /// One whose list of entries says something else than what was sealed.
    byte[] listing(UnaryOperator<Entry> edit) throws BackstayException {
        return listing(CanonicalJson.bytes(new Snapshot.Index(
                items().stream().map(Snapshot.Item::entry).map(edit).toList())));
    }

    /// One with any list of entries.
    byte[] listing(byte[] index) throws BackstayException {
        return written(index, items().stream().map(Snapshot.Item::sealed).toList());
    }

    /// One that holds nothing.
    byte[] empty() throws BackstayException {
        return Snapshot.write(keys, new Snapshot.Stamp(1, Given.NOW), slots, List.of(), random);
    }

    /// One with other sealed entries than the right ones.
    byte[] holding(List<SealedEntry> entries) throws BackstayException {
        return written(index(), entries);
    }

    /// One whose first entry holds any bytes.
    byte[] firstEntry(byte[] plain) throws BackstayException {
        List<SealedEntry> entries =
                new ArrayList<>(items().stream().map(Snapshot.Item::sealed).toList());
        entries.set(0, keys.sealEntry(items().getFirst().entry(), plain, random));
        return holding(entries);
    }

    /// The right list of entries.
    byte[] index() {
        return CanonicalJson.bytes(
                new Snapshot.Index(items().stream().map(Snapshot.Item::entry).toList()));
    }

    private byte[] written(byte[] index, List<SealedEntry> entries) throws BackstayException {
        var sealed = new Sealed(
                keys.vaultId(),
                7,
                Given.NOW.toEpochMilli(),
                slots,
                keys.sealIndex(7, entries.size(), index, random),
                entries);
        return sealed.write(keys::headerHash);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
