package io.backstay.connect.aws.rds;

import io.backstay.base.BackstayException;
import io.backstay.connect.aws.api.XmlElement;
import org.jspecify.annotations.Nullable;

/// How RDS encrypts at rest: AES-256 where it does (RDS user guide, "Encrypting Amazon RDS resources"), with a
/// key of KMS that the account sees, or with one of AWS's own.
final class Encryption {
    private Encryption() {}

    /// How it encrypts what was found.
    ///
    /// @param flag the element that says whether, which is not called the same everywhere
    /// @return such as `AES-256, sse-kms arn:aws:kms:...`, `none`, or absent when RDS does not say
    static @Nullable String of(XmlElement found, String flag) throws BackstayException {
        String type = found.optional("StorageEncryptionType");
        String key = found.optional("KmsKeyId");
        String with = key == null ? "" : " " + key;
        if (type != null) {
            return type.equals("none") ? "none" : "AES-256, " + type + with;
        }
        Boolean encrypted = found.flag(flag);
        return encrypted == null ? null : encrypted ? "AES-256, sse-kms" + with : "none";
    }
}
