package io.backstay.vault.entry;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.seal.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of one credential, held as secrets and closed together.
public final class Credential implements AutoCloseable {
    private final EntryKind kind;
    private final Map<String, Secret> fields;

    private Credential(EntryKind kind, Map<String, Secret> fields) {
        this.kind = kind;
        this.fields = fields;
    }

    /// Takes over the fields; they are closed when they do not fit the kind.
    ///
    /// @throws BackstayException when one is missing, empty or not of that kind, or when an open one cannot be
    ///                           right, such as a port above 65535 or TLS switched off for a server elsewhere
    public static Credential of(EntryKind kind, Map<String, Secret> fields) throws BackstayException {
        String problem = problem(kind, fields);
        if (problem != null) {
            fields.values().forEach(Secret::close);
            throw new BackstayException(
                    new Failure.BadInput(problem, "Correct the field; look it up where the credential was made."));
        }
        return new Credential(kind, new LinkedHashMap<>(fields));
    }

    private static @Nullable String problem(EntryKind kind, Map<String, Secret> fields) {
        for (EntryKind.Field field : kind.fields()) {
            Secret value = fields.get(field.name());
            if (value == null ? field.required() : value.size() == 0) {
                return "The " + kind.title() + " lacks its " + field.name() + ".";
            }
        }
        for (String name : fields.keySet()) {
            if (kind.fields().stream().noneMatch(field -> field.name().equals(name))) {
                return "A " + kind.title() + " has no field " + name + ".";
            }
        }
        return FieldRules.problem(kind, fields);
    }

    /// Its kind.
    public EntryKind kind() {
        return kind;
    }

    /// Whether an optional field is there.
    public boolean has(String field) {
        return fields.containsKey(field);
    }

    /// A field that may be shown, absent when it is optional and not there.
    ///
    /// @throws IllegalArgumentException for one that is secret or not of this kind
    public @Nullable String text(String field) {
        EntryKind.Field known = known(field);
        if (known.secret()) {
            throw new IllegalArgumentException(field + " is secret: borrow it");
        }
        Secret value = fields.get(field);
        return value == null ? null : value.lendChars(String::new);
    }

    /// Any field, as the secret that it is; this credential closes it.
    ///
    /// @throws IllegalArgumentException when it is not there
    public Secret secret(String field) {
        Secret value = fields.get(known(field).name());
        if (value == null) {
            throw new IllegalArgumentException("there is no " + field);
        }
        return value;
    }

    private EntryKind.Field known(String field) {
        return kind.fields().stream()
                .filter(each -> each.name().equals(field))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a " + kind.title() + " has no field " + field));
    }

    @Override
    public void close() {
        fields.values().forEach(Secret::close);
    }

    /// Says its kind only.
    @Override
    public String toString() {
        return kind.title() + " [secret]";
    }
}
