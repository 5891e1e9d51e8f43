package io.backstay.vault.passphrase;

import org.jspecify.annotations.Nullable;

/// How strong a passphrase is, as far as it can be told by looking at it.
///
/// @param problem why it is refused in one sentence that repeats nothing of it, null when it is not
/// @param steps   0 to 5, for a bar of five; 0 when it is refused
/// @param words   such as `Strong: six random words, about 77 bits`
public record Strength(@Nullable String problem, int steps, String words) {
    /// As many steps as there are.
    public static final int STEPS = 5;

    static Strength refused(String problem) {
        return new Strength(problem, 0, "Not accepted");
    }
}
