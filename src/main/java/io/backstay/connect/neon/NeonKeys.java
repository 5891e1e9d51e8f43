package io.backstay.connect.neon;

import io.backstay.base.BackstayException;
import io.backstay.codec.Fields;
import io.backstay.connect.Trial;
import io.backstay.connect.http.ApiToken;
import io.backstay.connect.http.CredentialQuestion;
import io.backstay.seal.SecretSource;

/// Tries keys of Neon by asking whose they are (API v2, `GET /auth`). Unlike `GET /users/me`, which answers 404 to
/// the keys of organizations, that works for every kind of key.
public final class NeonKeys {
    /// Where the API is.
    public static final String HOST = "console.neon.tech";

    private static final ApiToken API = new ApiToken("Neon", HOST, "/api/v2/auth", "to call the API");

    private final CredentialQuestion question;

    /// @param question to the internet only
    public NeonKeys(CredentialQuestion question) {
        this.question = question;
    }

    /// Tries one.
    public Trial prove(SecretSource source) throws BackstayException, InterruptedException {
        return API.prove(question, source, document -> {
            Fields auth = document.fields();
            String account = auth.text("account_id");
            String whose = switch (auth.text("auth_method")) {
                case "api_key_org" -> "an organization";
                case "api_key_user" -> "a person";
                default -> "an account";
            };
            return "it is of " + whose + (account.matches("[A-Za-z0-9-]{1,64}") ? ", " + account : "");
        });
    }
}
