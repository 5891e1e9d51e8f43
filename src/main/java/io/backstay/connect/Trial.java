package io.backstay.connect;

import org.jspecify.annotations.Nullable;

/// What came of trying a credential on its provider.
///
/// @param works    null when nothing was proven: the provider was not reached, is busy, or cannot be asked
/// @param sentence what happened and, unless it works, what to do; never with a secret in it
public record Trial(@Nullable Boolean works, String sentence) {
    /// The provider took it.
    public static Trial works(String sentence) {
        return new Trial(true, sentence);
    }

    /// The provider said no, or it cannot be right as it is.
    public static Trial fails(String sentence) {
        return new Trial(false, sentence);
    }

    /// Nothing was proven.
    public static Trial open(String sentence) {
        return new Trial(null, sentence);
    }
}
