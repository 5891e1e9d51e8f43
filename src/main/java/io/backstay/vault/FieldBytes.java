package io.backstay.vault;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.seal.Secret;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.format.Cursor;
import io.backstay.vault.format.SealedEntry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The fields of a credential in bytes, each with its length before it, so that no secret becomes a `String`.
final class FieldBytes {
    private FieldBytes() {}

    /// All fields in the order of their kind; the caller erases the bytes.
    ///
    /// @throws BackstayException when they are more than an entry may hold
    static byte[] write(Credential credential) throws BackstayException {
        return write(credential, present(credential, false), true);
    }

    /// The secret fields alone, for a fingerprint; the caller erases the bytes.
    static byte[] writeSecrets(Credential credential) throws BackstayException {
        return write(credential, present(credential, true), false);
    }

    private static List<EntryKind.Field> present(Credential credential, boolean secretOnly) {
        return credential.kind().fields().stream()
                .filter(field -> credential.has(field.name()) && (field.secret() || !secretOnly))
                .toList();
    }

    private static byte[] write(Credential credential, List<EntryKind.Field> fields, boolean counted)
            throws BackstayException {
        long size = counted ? 1 : 0;
        for (EntryKind.Field field : fields) {
            size += 1
                    + field.name().length()
                    + Integer.BYTES
                    + credential.secret(field.name()).size();
        }
        if (size > SealedEntry.PLAIN_BYTES_MAX) {
            throw new BackstayException(
                    new Failure.TooLarge("The credential", new ByteSize(SealedEntry.PLAIN_BYTES_MAX)));
        }
        ByteBuffer out = ByteBuffer.allocate((int) size);
        if (counted) {
            out.put((byte) fields.size());
        }
        for (EntryKind.Field field : fields) {
            byte[] name = field.name().getBytes(StandardCharsets.US_ASCII);
            out.put((byte) name.length).put(name);
            credential
                    .secret(field.name())
                    .lendBytes(value -> out.putInt(value.length).put(value));
        }
        return out.array();
    }

    /// The credential in the bytes, which are erased; the caller closes it.
    ///
    /// @param artefact what a person calls it
    /// @throws BackstayException `Corrupt` when they are not the fields of that kind
    static Credential read(String artefact, EntryKind kind, byte[] plain) throws BackstayException {
        Map<String, Secret> fields = new LinkedHashMap<>();
        boolean complete = false;
        try {
            readFields(new Cursor(artefact, plain), kind, (name, value) -> fields.put(name, Secret.ofBytes(value)));
            complete = true;
        } finally {
            Arrays.fill(plain, (byte) 0);
            if (!complete) {
                fields.values().forEach(Secret::close);
            }
        }
        try {
            return Credential.of(kind, fields);
        } catch (BackstayException e) {
            throw new BackstayException(new Failure.Corrupt(artefact, "its fields are not those of its kind"), e);
        }
    }

    /// Finds the bytes to be the fields of that kind, and erases them; no secret is made of them.
    ///
    /// @throws BackstayException `Corrupt` when they are not
    static void check(String artefact, EntryKind kind, byte[] plain) throws BackstayException {
        Set<String> filled = new HashSet<>();
        var in = new Cursor(artefact, plain);
        try {
            readFields(in, kind, (name, value) -> {
                if (value.length > 0) {
                    filled.add(name);
                }
                Arrays.fill(value, (byte) 0);
            });
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
        if (kind.fields().stream().anyMatch(field -> field.required() && !filled.contains(field.name()))) {
            throw in.damaged("one of its fields is missing");
        }
    }

    private static void readFields(Cursor in, EntryKind kind, Taker taker) throws BackstayException {
        List<String> known = kind.fields().stream().map(EntryKind.Field::name).toList();
        int count = in.u8();
        int last = -1;
        for (int i = 0; i < count; i++) {
            String name = new String(in.take(in.u8()), StandardCharsets.US_ASCII);
            int place = known.indexOf(name);
            if (place <= last) {
                throw in.damaged("its fields are not those of its kind, in their order");
            }
            last = place;
            taker.take(name, in.take(in.u32("the length of a field", 0, SealedEntry.PLAIN_BYTES_MAX)));
        }
        in.end();
    }

    /// Takes over one field.
    private interface Taker {
        void take(String name, byte[] value) throws BackstayException;
    }
}
