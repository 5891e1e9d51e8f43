package io.backstay.lab;

import io.backstay.base.BackstayException;
import io.backstay.seal.Secret;
import io.backstay.seal.SecretSource;
import io.backstay.vault.entry.Credential;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Keeps a lab's credentials outside of the heap and in no file, for a lab that has no vault. Safe for use by
/// several threads.
public final class MemoryCredentials implements LabCredentials {
    private final Set<String> names = new HashSet<>();
    private final List<Credential> kept = new ArrayList<>();

    /// Nothing is written there.
    @Override
    public void placed(Path folder) {}

    @Override
    public synchronized Map<String, SecretSource> keep(Label label, Map<String, Secret> fields)
            throws BackstayException {
        if (!names.add(label.name())) {
            throw new IllegalArgumentException("there is a credential of that name: " + label.name());
        }
        Map<String, Secret> copies = new LinkedHashMap<>();
        fields.forEach((name, value) -> copies.put(name, value.copy()));
        Credential credential = Credential.of(label.kind(), copies);
        kept.add(credential);
        Map<String, SecretSource> sources = new LinkedHashMap<>();
        label.kind().fields().stream()
                .filter(field -> field.secret() && credential.has(field.name()))
                .forEach(field -> sources.put(field.name(), SecretSource.of(credential.secret(field.name()))));
        return sources;
    }

    @Override
    public synchronized void close() {
        kept.forEach(Credential::close);
        kept.clear();
    }

    /// Says nothing of what it keeps.
    @Override
    public String toString() {
        return kept.size() + " credentials in memory";
    }
}
