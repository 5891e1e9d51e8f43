package io.backstay.seal;

import io.backstay.base.BackstayException;

/// Where a secret is had from, for one use at a time: what rooms that use credentials hold instead of the
/// credential.
@FunctionalInterface
public interface SecretSource {
    /// A copy for one use, which the caller closes right after it.
    ///
    /// @throws BackstayException when it cannot be had now, such as while the vault is locked
    Secret open() throws BackstayException;

    /// Copies from a secret that somebody else owns and closes; what is opened after that is refused as a defect.
    static SecretSource of(Secret owned) {
        return owned::copy;
    }
}
