package io.backstay.cli.vault;

import io.backstay.cli.terminal.WordOf;
import io.backstay.vault.entry.EntryKind;
import java.util.Arrays;

/// The kinds that can be typed in; signing keys are made, not typed.
final class KindWord extends WordOf<EntryKind> {
    KindWord() {
        super(
                Arrays.stream(EntryKind.values())
                        .filter(kind -> kind != EntryKind.SIGNING_KEY)
                        .toArray(EntryKind[]::new),
                EntryKind::word);
    }
}
