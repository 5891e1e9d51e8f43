package io.backstay.ui.kit.secret;

import io.backstay.base.BackstayException;
import io.backstay.seal.Secret;

/// Where a person types a secret, as a model sees it. UI thread only.
public interface SecretInput {
    /// Whether nothing is typed.
    boolean isEmpty();

    /// A copy of what is typed; the caller closes it.
    ///
    /// @throws BackstayException when it is no text, such as half of a character
    Secret copy() throws BackstayException;

    /// Puts a secret in, which stays the caller's to close.
    void put(Secret secret);

    /// Forgets what is typed.
    void clear();

    /// What is typed, which is forgotten here; the caller closes it.
    ///
    /// @throws BackstayException when it is no text, such as half of a character
    default Secret take() throws BackstayException {
        try {
            return copy();
        } finally {
            clear();
        }
    }
}
