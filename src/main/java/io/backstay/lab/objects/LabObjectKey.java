package io.backstay.lab.objects;

import io.backstay.seal.Secret;

/// An access key that the practice object store knows.
///
/// @param secret   stays whoever's it is
/// @param readOnly whether it may only look: `GET` and `HEAD`
public record LabObjectKey(String id, Secret secret, boolean readOnly) {
    LabObjectKey copy() {
        return new LabObjectKey(id, secret.copy(), readOnly);
    }
}
