package io.backstay.connect.gcp;

import io.backstay.base.BackstayException;
import io.backstay.connect.Trial;
import io.backstay.connect.http.CredentialQuestion;
import io.backstay.connect.http.Form;
import io.backstay.connect.http.HttpAnswer;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.oauth.TokenAnswer;
import io.backstay.connect.oauth.TokenEndpoint;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.EntryKind;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tries the key of a service account: signs a request for a token with it (RFC 7523 section 2.1, as Google's
/// "OAuth 2.0 for server to server applications" describes) and drops the token.
///
/// The key file itself says where such a request goes. A file from elsewhere could say any host, so only Google's
/// are asked, or the one that the credential names beside the file.
public final class ServiceAccounts {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    private final CredentialQuestion question;

    /// @param question to the internet only
    public ServiceAccounts(CredentialQuestion question) {
        this.question = question;
    }

    /// Tries one.
    ///
    /// @param credential of the kind service account; it stays the caller's
    public Trial prove(Credential credential) throws BackstayException, InterruptedException {
        if (credential.kind() != EntryKind.SERVICE_ACCOUNT) {
            throw new IllegalArgumentException("not a service account: " + credential);
        }
        KeyFile file;
        try {
            file = credential.secret("json").lendBytes(KeyFile::read);
        } catch (KeyFile.Unfit e) {
            return Trial.fails("It cannot work: " + e.getMessage()
                    + " Make another key for the service account, and replace it in the vault.");
        }
        String named = credential.text("tokenEndpoint");
        TokenEndpoint endpoint = endpoint(file.audience(), named);
        if (endpoint == null) {
            return Trial.open("It was not tried: its token_uri does not lead to Google"
                    + (named == null ? "" : ", nor to the tokenEndpoint that the credential names")
                    + ". If that is right, store it again with --field tokenEndpoint= and that address.");
        }
        byte[] assertion = file.assertion(question.clock().instant());
        try (Form form = new Form()) {
            form.add("grant_type", GRANT).add("assertion", assertion);
            return question.ask(
                    endpoint.toString(),
                    endpoint.call(form, Map.of()),
                    HttpTransport.Signing.NONE,
                    answer -> trial(file, endpoint, answer));
        } finally {
            Arrays.fill(assertion, (byte) 0);
        }
    }

    private static @Nullable TokenEndpoint endpoint(String address, @Nullable String named) {
        try {
            TokenEndpoint endpoint = TokenEndpoint.parse(address);
            boolean secure = endpoint.endpoint().scheme().equals("https");
            boolean allowed =
                    named == null ? isGoogle(endpoint.endpoint().host()) : endpoint.equals(TokenEndpoint.parse(named));
            return secure && allowed ? endpoint : null;
        } catch (BackstayException e) {
            return null;
        }
    }

    private static boolean isGoogle(String host) {
        return host.equals("accounts.google.com") || host.equals("googleapis.com") || host.endsWith(".googleapis.com");
    }

    private static Trial trial(KeyFile file, TokenEndpoint endpoint, HttpAnswer answer) {
        TokenAnswer said = TokenAnswer.of(answer);
        if (said.given()) {
            return Trial.works(endpoint + " gave a token to " + file.email() + ", which was dropped.");
        }
        String error = said.error();
        if (error == null) {
            return Trial.open("It could not be tried: " + endpoint + " does not answer as a token endpoint does ("
                    + answer + ").");
        }
        String advice = error.equals("invalid_grant")
                ? "The key or the service account was deleted or disabled: look at its keys in the console."
                : "Look at the service account in the console.";
        return Trial.fails(endpoint + " refused: " + error + " (" + answer + "). " + advice);
    }
}
