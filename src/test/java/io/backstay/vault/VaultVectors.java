package io.backstay.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.backstay.base.BackstayException;
import io.backstay.seal.CanonicalJson;
import io.backstay.seal.Digest;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.format.SealedEntry;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The vectors beside `docs/formats/vault.md`, made from one seed.
final class VaultVectors {
    private static final long SEED = 20_261_123;
    private static final int SLOT_BYTES = 153;
    private static final int GENERATION_AT = 28;
    private static final int SLOTS_AT = 45;
    private static final int PRICE_AT = SLOTS_AT + 17;
    private static final int HEADER_BYTES = SLOTS_AT + 2 * SLOT_BYTES + 4 + 4 + 8 + 32;
    private static final int BODY_AT = HEADER_BYTES + 32;
    private static final int LINE = 76;

    private final Forge forge;
    private final byte[] right;
    private final Map<String, String> files = new LinkedHashMap<>();

    private VaultVectors() throws BackstayException {
        forge = new Forge(SEED, Derivation.argon2id());
        right = forge.vault(7);
    }

    /// Each file's name and text.
    static Map<String, String> all() throws BackstayException {
        var vectors = new VaultVectors();
        vectors.good();
        vectors.structure();
        vectors.versions();
        vectors.withoutKeys();
        vectors.lists();
        vectors.entries();
        return vectors.files;
    }

    private void good() throws BackstayException {
        List<String> contents = contents();
        add("good-passphrase", "opens with its passphrase", "opens", null, right, contents);
        add("good-recovery-code", "opens with its recovery code", "opens", forge.code(), right, contents);
        String typed = forge.code().toLowerCase(Locale.ROOT).replace('-', ' ').replace('0', 'o');
        add("good-recovery-code-typed", "opens with its recovery code as it is typed", "opens", typed, right, contents);
        byte[] empty = forge.empty();
        add("good-empty", "holds nothing", "opens", null, empty, List.of());
    }

    private List<String> contents() throws BackstayException {
        List<String> lines = new ArrayList<>();
        for (Snapshot.Item item : forge.items()) {
            lines.add("entry: " + new String(CanonicalJson.bytes(item.entry()), UTF_8));
            try (Credential credential = item.open(forge.keys())) {
                for (EntryKind.Field field : credential.kind().fields()) {
                    if (credential.has(field.name())) {
                        String value = credential
                                .secret(field.name())
                                .lendBytes(bytes -> Base64.getEncoder().encodeToString(bytes));
                        lines.add("field: " + item.entry().id() + " " + field.name() + " " + value);
                    }
                }
            }
        }
        return lines;
    }

    private void structure() {
        bad("header-cut", "ends within a slot", "corrupt", Arrays.copyOf(right, 100));
        bad("body-cut", "lacks its last byte", "corrupt", Arrays.copyOf(right, right.length - 1));
        bad("trailing-byte", "has a byte more", "corrupt", Arrays.copyOf(right, right.length + 1));
        bad("magic", "begins with BSVAULT2", "corrupt", patched(7, '2'));
        bad("no-slots", "has no slot", "corrupt", patched(SLOTS_AT - 1, 0));
        bad("nine-slots", "has nine slots", "corrupt", patched(SLOTS_AT - 1, 9));
        byte[] twice = right.clone();
        System.arraycopy(right, SLOTS_AT, twice, SLOTS_AT + SLOT_BYTES, 16);
        bad("one-slot-id-twice", "has two slots with one id", "corrupt", twice);
        bad("generation-zero", "is of generation 0", "corrupt", patched(GENERATION_AT + 7, 0));
        int counts = SLOTS_AT + 2 * SLOT_BYTES;
        bad("index-too-long", "claims a list of 4 GiB", "corrupt", patched(counts, 255));
        bad("too-many-entries", "claims 2^24 entries more", "corrupt", patched(counts + 4, 1));
        bad("body-length", "claims a body of another length", "corrupt", patched(counts + 15, right[counts + 15] + 1));
        bad(
                "body-changed",
                "has a changed last byte",
                "corrupt",
                patched(right.length - 1, right[right.length - 1] ^ 1));
    }

    private void versions() {
        bad("major-2", "is of version 2", "unsupported", patched(9, 2));
        bad("suite-2", "is of suite 2", "unsupported", patched(11, 2));
        bad("slot-type-3", "has a slot for a keyring", "unsupported", patched(SLOTS_AT + 16, 3));
        bad("memory-below-floor", "asks for 19455 KiB", "unsupported", price(19_455, 2, 1));
        bad("memory-4-tib", "asks for 2^32 - 1 KiB", "unsupported", price(-1, 2, 1));
        bad("memory-above-limit", "asks for 1048577 KiB", "unsupported", price(1_048_577, 2, 1));
        bad("one-pass", "asks for one pass", "unsupported", price(19_456, 1, 1));
        bad("seventeen-passes", "asks for 17 passes", "unsupported", price(19_456, 17, 1));
        bad("no-lanes", "asks for no lane", "unsupported", price(19_456, 2, 0));
        bad("seventeen-lanes", "asks for 17 lanes", "unsupported", price(19_456, 2, 17));
        byte[] kind = right.clone();
        kind[BODY_AT + indexBytes() + 20] = 7;
        bad("entry-kind-7", "holds an entry of kind 7", "unsupported", signed(kind));
    }

    private void withoutKeys() throws BackstayException {
        add("bad-wrong-passphrase", "is asked for with another passphrase", "refused", "Tr0ub4dor&3", right, List.of());
        bad(
                "commitment",
                "has another commitment in its slot",
                "refused",
                patched(SLOTS_AT + 61, right[SLOTS_AT + 61] ^ 1));
        bad(
                "wrapped-key",
                "has another wrapped key in its slot",
                "refused",
                patched(SLOTS_AT + 110, right[SLOTS_AT + 110] ^ 1));
        bad(
                "generation-changed",
                "says generation 8 without a new keyed hash",
                "corrupt",
                patched(GENERATION_AT + 7, 8));
        bad(
                "other-slot-changed",
                "has another salt in the other slot",
                "corrupt",
                patched(SLOTS_AT + SLOT_BYTES + 40, 1));
        byte[] newer = forge.vault(8);
        byte[] spliced = newer.clone();
        System.arraycopy(right, 0, spliced, 0, BODY_AT);
        bad("two-generations", "has the header of one save and the body of another", "corrupt", spliced);
    }

    private void lists() throws BackstayException {
        String index = new String(forge.index(), UTF_8);
        bad(
                "list-with-spaces",
                "has a list in another form",
                "corrupt",
                forge.listing(Forge.utf8(index.replaceFirst(":", ": "))));
        bad(
                "list-unknown-member",
                "has a list with an unknown member",
                "corrupt",
                forge.listing(Forge.utf8(index.replaceFirst("\\{\"account\"", "{\"a\":1,\"account\""))));
        bad("list-no-json", "has a list that is no JSON", "corrupt", forge.listing(Forge.utf8("entries")));
        bad(
                "list-too-short",
                "lists one entry less than it holds",
                "corrupt",
                forge.listing(CanonicalJson.bytes(new Snapshot.Index(
                        forge.items().stream().skip(1).map(Snapshot.Item::entry).toList()))));
        bad(
                "entry-at-another-account",
                "says another account than the fields were sealed for",
                "corrupt at entry",
                forge.listing(Forge.utf8(index.replace("123456789012", "210987654321"))));
        bad(
                "entry-of-another-tenant",
                "says another tenant than the fields were sealed for",
                "corrupt at entry",
                forge.listing(Forge.utf8(index.replace("firm-1", "firm-9"))));
    }

    private void entries() throws BackstayException {
        List<SealedEntry> sealed =
                forge.items().stream().map(Snapshot.Item::sealed).toList();
        bad("entries-out-of-order", "holds its entries in another order", "corrupt", forge.holding(sealed.reversed()));
        List<SealedEntry> swapped = new ArrayList<>(sealed);
        swapped.set(0, under(sealed.get(0), sealed.get(1)));
        swapped.set(1, under(sealed.get(1), sealed.get(0)));
        bad(
                "entries-swapped",
                "holds the fields of two entries under each other's name",
                "corrupt at entry",
                forge.holding(swapped));
        byte[] fields = FieldBytes.write(forge.items().getFirst().open(forge.keys()));
        bad(
                "fields-trailing-byte",
                "has a byte after the last field",
                "corrupt at entry",
                forge.firstEntry(Arrays.copyOf(fields, fields.length + 1)));
        bad(
                "fields-cut",
                "lacks the last byte of the last field",
                "corrupt at entry",
                forge.firstEntry(Arrays.copyOf(fields, fields.length - 1)));
        bad("fields-none", "has no fields", "corrupt at entry", forge.firstEntry(new byte[] {0}));
        byte[] unknown = fields.clone();
        unknown[2] ^= 1;
        bad("fields-unknown", "has a field that its kind does not have", "corrupt at entry", forge.firstEntry(unknown));
    }

    private static SealedEntry under(SealedEntry name, SealedEntry content) {
        return new SealedEntry(name.id(), name.revision(), name.kind(), content.salt(), content.sealed());
    }

    private int indexBytes() {
        return ByteBuffer.wrap(right).getInt(SLOTS_AT + 2 * SLOT_BYTES);
    }

    private byte[] patched(int at, int value) {
        byte[] bytes = right.clone();
        bytes[at] = (byte) value;
        return bytes;
    }

    private byte[] price(int memory, int passes, int lanes) {
        byte[] bytes = right.clone();
        ByteBuffer.wrap(bytes)
                .putInt(PRICE_AT, memory)
                .putInt(PRICE_AT + 4, passes)
                .putInt(PRICE_AT + 8, lanes);
        return bytes;
    }

    /// With a right hash and a right keyed hash.
    private byte[] signed(byte[] bytes) {
        ByteBuffer file = ByteBuffer.wrap(bytes);
        file.put(HEADER_BYTES - 32, Digest.of(Arrays.copyOfRange(bytes, BODY_AT, bytes.length)));
        file.put(HEADER_BYTES, forge.keys().headerHash(Arrays.copyOf(bytes, HEADER_BYTES)));
        return bytes;
    }

    private void bad(String name, String what, String expect, byte[] bytes) {
        add("bad-" + name, what, expect, null, bytes, List.of());
    }

    private void add(
            String name, String what, String expect, @Nullable String secret, byte[] bytes, List<String> contents) {
        var text = new StringBuilder();
        text.append("what: ").append(what).append('\n');
        text.append("secret: ")
                .append(secret == null ? Forge.PASSPHRASE : secret)
                .append('\n');
        text.append("expect: ").append(expect).append('\n');
        contents.forEach(line -> text.append(line).append('\n'));
        text.append('\n');
        String base64 = Base64.getEncoder().encodeToString(bytes);
        for (int at = 0; at < base64.length(); at += LINE) {
            text.append(base64, at, Math.min(base64.length(), at + LINE)).append('\n');
        }
        files.put(name + ".txt", text.toString());
    }
}
