package io.backstay.connect.digitalocean;

import io.backstay.base.BackstayException;
import io.backstay.codec.Fields;
import io.backstay.connect.Trial;
import io.backstay.connect.http.ApiToken;
import io.backstay.connect.http.CredentialQuestion;
import io.backstay.seal.SecretSource;

/// Tries tokens of DigitalOcean by reading the account (API v2, `GET /v2/account`).
public final class DigitalOceanTokens {
    /// Where the API is.
    public static final String HOST = "api.digitalocean.com";

    private static final ApiToken API = new ApiToken("DigitalOcean", HOST, "/v2/account", "account:read");

    private final CredentialQuestion question;

    /// @param question to the internet only
    public DigitalOceanTokens(CredentialQuestion question) {
        this.question = question;
    }

    /// Tries one.
    public Trial prove(SecretSource source) throws BackstayException, InterruptedException {
        return API.prove(question, source, document -> {
            Fields account = document.fields().required("account").fields();
            String uuid = account.text("uuid");
            String status = account.text("status");
            boolean plain = uuid.matches("[0-9a-f-]{8,64}") && status.matches("[a-z]{1,20}");
            return plain ? "it is of the account " + uuid + ", which is " + status : "it is of an account";
        });
    }
}
