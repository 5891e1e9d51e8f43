package io.backstay.connect.http;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.seal.Secret;
import io.backstay.seal.SecretSource;
import java.util.Map;

/// Puts a bearer token (RFC 6750 section 2.1) on a call, borrowed for each attempt.
public final class Bearer implements HttpTransport.Signing {
    private final SecretSource source;

    /// @param source gives the token
    public Bearer(SecretSource source) {
        this.source = source;
    }

    /// The one place where the token is a text: OkHttp takes headers as texts only.
    @Override
    public HttpCall sign(HttpCall call) throws BackstayException {
        try (Secret borrowed = source.open()) {
            return borrowed.lendChars(chars -> {
                for (char c : chars) {
                    if (c <= ' ' || c > '~') {
                        throw new BackstayException(new Failure.BadInput(
                                "The token holds a space, a line break or a character that no token has.",
                                "Copy it again where it was made, and replace it in the vault."));
                    }
                }
                return call.with(Map.of("authorization", "Bearer " + new String(chars)));
            });
        }
    }
}
