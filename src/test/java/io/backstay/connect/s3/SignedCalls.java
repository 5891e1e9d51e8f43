package io.backstay.connect.s3;

import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.s3.wire.AwsSigner;
import io.backstay.connect.s3.wire.S3Credentials;
import io.backstay.fixture.Secrets;
import java.time.InstantSource;

/// Our signer for calls that a test writes by hand.
public final class SignedCalls {
    private SignedCalls() {}

    /// Signs as the client does.
    public static HttpTransport.Signing signing(String keyId, String secret, String region, InstantSource clock) {
        return new AwsSigner(new S3Credentials(keyId, Secrets.source(secret), null), "s3", region, clock);
    }
}
