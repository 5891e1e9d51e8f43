package io.backstay.connect.s3.wire;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.seal.SecretSource;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.EntryKind;
import org.jspecify.annotations.Nullable;

/// An access key of an S3-compatible store; its secret is borrowed for each signature, and nothing of it is
/// printed.
public final class S3Credentials {
    private final String accessKeyId;
    private final SecretSource secret;
    private final @Nullable SecretSource sessionToken;

    /// @param sessionToken comes with temporary keys only
    public S3Credentials(String accessKeyId, SecretSource secret, @Nullable SecretSource sessionToken) {
        if (accessKeyId.isBlank()) {
            throw new IllegalArgumentException("an access key needs an id");
        }
        this.accessKeyId = accessKeyId;
        this.secret = secret;
        this.sessionToken = sessionToken;
    }

    /// From an AWS access key of the vault; of the credential itself only what may be shown is read. Where it
    /// names a role, this is the key that assumes it.
    ///
    /// @param secret       gives the field `secretAccessKey`
    /// @param sessionToken gives the field `sessionToken`, absent when the credential has none
    /// @throws IllegalArgumentException for a credential of another kind, or a token where there is none
    public static S3Credentials of(Credential credential, SecretSource secret, @Nullable SecretSource sessionToken)
            throws BackstayException {
        if (credential.kind() != EntryKind.AWS_ACCESS_KEY) {
            throw new IllegalArgumentException("not an access key: " + credential);
        }
        if (credential.has("sessionToken") != (sessionToken != null)) {
            throw new IllegalArgumentException("a session token is given exactly when the credential has one");
        }
        String id = credential.text("accessKeyId");
        if (id == null || !id.matches("[A-Za-z0-9_.-]{1,128}")) {
            throw new BackstayException(new Failure.BadInput(
                    "The access key's id is none.", "Give the id as the provider shows it, such as AKIA and more."));
        }
        return new S3Credentials(id, secret, sessionToken);
    }

    String accessKeyId() {
        return accessKeyId;
    }

    SecretSource secret() {
        return secret;
    }

    @Nullable
    SecretSource sessionToken() {
        return sessionToken;
    }

    @Override
    public String toString() {
        return "S3Credentials[redacted]";
    }
}
