package io.backstay.vault.intake;

import io.backstay.base.BackstayException;
import io.backstay.seal.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of one credential while they are put together; when one cannot be made, the others are closed.
final class Gathered {
    private final Map<String, Secret> fields = new LinkedHashMap<>();

    /// Takes a copy of a value; nothing for an absent one.
    void put(String field, @Nullable Slice value) throws BackstayException {
        if (value != null) {
            try {
                put(field, value.secret());
            } catch (BackstayException e) {
                close();
                throw e;
            }
        }
    }

    /// Takes over a value.
    void put(String field, Secret value) {
        Secret before = fields.put(field, value);
        if (before != null) {
            before.close();
        }
    }

    boolean has(String field) {
        return fields.containsKey(field);
    }

    /// Another copy of a field that is there.
    Secret copy(String field) {
        return present(field).copy();
    }

    /// A field that is there and no secret.
    String open(String field) {
        return present(field).lendChars(String::new);
    }

    /// Hands the fields on, to be closed by whoever takes them; none are left here.
    Map<String, Secret> handedOn() {
        Map<String, Secret> all = new LinkedHashMap<>(fields);
        fields.clear();
        return all;
    }

    private Secret present(String field) {
        Secret value = fields.get(field);
        if (value == null) {
            throw new IllegalArgumentException("there is no " + field);
        }
        return value;
    }

    void close() {
        fields.values().forEach(Secret::close);
        fields.clear();
    }
}
