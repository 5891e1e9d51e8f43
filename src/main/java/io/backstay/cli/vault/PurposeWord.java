package io.backstay.cli.vault;

import io.backstay.cli.terminal.WordOf;
import io.backstay.vault.entry.Purpose;
import java.util.Arrays;

/// The purposes that can be typed in; signing is for keys, which are made, not typed.
final class PurposeWord extends WordOf<Purpose> {
    PurposeWord() {
        super(
                Arrays.stream(Purpose.values())
                        .filter(purpose -> purpose != Purpose.SIGN)
                        .toArray(Purpose[]::new),
                Purpose::word);
    }
}
