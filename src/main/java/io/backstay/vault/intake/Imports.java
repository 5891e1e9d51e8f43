package io.backstay.vault.intake;

import java.util.List;

/// What a file gave: credentials, and a sentence for every line or profile that gave none though it looked like
/// one.
///
/// @param problems sentences that name lines and settings, never values
public record Imports(List<Imported> found, List<String> problems) implements AutoCloseable {
    public Imports {
        found = List.copyOf(found);
        problems = List.copyOf(problems);
    }

    @Override
    public void close() {
        found.forEach(Imported::close);
    }
}
