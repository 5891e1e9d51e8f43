package io.backstay.connect.s3;

import org.jspecify.annotations.Nullable;

/// An access key of an S3-compatible store; prints without its secret.
public final class S3Credentials {
    private final String accessKeyId;
    private final String secret;
    private final @Nullable String sessionToken;

    /// @param sessionToken comes with temporary keys only
    public S3Credentials(String accessKeyId, String secret, @Nullable String sessionToken) {
        if (accessKeyId.isBlank() || secret.isBlank()) {
            throw new IllegalArgumentException("an access key needs an id and a secret");
        }
        this.accessKeyId = accessKeyId;
        this.secret = secret;
        this.sessionToken = sessionToken;
    }

    String accessKeyId() {
        return accessKeyId;
    }

    String secret() {
        return secret;
    }

    @Nullable
    String sessionToken() {
        return sessionToken;
    }

    @Override
    public String toString() {
        return "S3Credentials[redacted]";
    }
}
