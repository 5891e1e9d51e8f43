package io.backstay.connect.oauth;

import io.backstay.base.BackstayException;
import io.backstay.connect.Trial;
import io.backstay.connect.http.CredentialQuestion;
import io.backstay.connect.http.Form;
import io.backstay.connect.http.HttpAnswer;
import io.backstay.connect.http.HttpCall;
import io.backstay.connect.http.HttpTransport;
import io.backstay.seal.Secret;
import io.backstay.seal.SecretSource;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.EntryKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tries OAuth clients by the client credentials grant (RFC 6749 section 4.4). The token that comes back is
/// dropped.
///
/// The client shows its password in the header that every endpoint must take (section 2.3.1). Some take it in the
/// body only and call the client invalid otherwise, so it is shown there before that is believed.
public final class OauthClients {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final CredentialQuestion question;

    /// @param question to any host that the credential names
    public OauthClients(CredentialQuestion question) {
        this.question = question;
    }

    /// Tries one.
    ///
    /// @param credential of the kind OAuth client; it stays the caller's
    public Trial prove(Credential credential) throws BackstayException, InterruptedException {
        if (credential.kind() != EntryKind.OAUTH_CLIENT) {
            throw new IllegalArgumentException("not an OAuth client: " + credential);
        }
        TokenEndpoint endpoint = TokenEndpoint.parse(String.valueOf(credential.text("tokenEndpoint")));
        byte[] id = String.valueOf(credential.text("clientId")).getBytes(StandardCharsets.UTF_8);
        SecretSource password = SecretSource.of(credential.secret("clientSecret"));
        String scope = credential.text("scope");
        try (Form form = form(scope)) {
            HttpCall call = endpoint.call(form, Map.of());
            return question.ask(
                    endpoint.toString(),
                    call,
                    new Basic(id, password),
                    answer ->
                            isInvalidClient(answer) ? inBody(endpoint, scope, id, password) : trial(endpoint, answer));
        }
    }

    private static Form form(@Nullable String scope) {
        Form form = new Form().add("grant_type", "client_credentials");
        return scope == null ? form : form.add("scope", scope);
    }

    private Trial inBody(TokenEndpoint endpoint, @Nullable String scope, byte[] id, SecretSource password)
            throws BackstayException, InterruptedException {
        try (Form form = form(scope);
                Secret borrowed = password.open()) {
            form.add("client_id", id).add("client_secret", borrowed);
            return question.ask(
                    endpoint.toString(),
                    endpoint.call(form, Map.of()),
                    HttpTransport.Signing.NONE,
                    answer -> trial(endpoint, answer));
        }
    }

    private static boolean isInvalidClient(HttpAnswer answer) {
        return answer.status() == UNAUTHORIZED
                || "invalid_client".equals(TokenAnswer.of(answer).error());
    }

    private static Trial trial(TokenEndpoint endpoint, HttpAnswer answer) {
        TokenAnswer said = TokenAnswer.of(answer);
        if (said.given()) {
            return Trial.works(endpoint + " took the client and gave a token, which was dropped.");
        }
        String error = said.error();
        if (error != null) {
            return Trial.fails(endpoint + " refused: " + error + " (" + answer + "). " + advice(error));
        }
        return answer.status() == UNAUTHORIZED || answer.status() == FORBIDDEN
                ? Trial.fails(endpoint + " refused (" + answer + "). " + advice("invalid_client"))
                : Trial.open("It could not be tried: " + endpoint + " does not answer as a token endpoint does ("
                        + answer + "). Check the tokenEndpoint.");
    }

    private static String advice(String error) {
        return switch (error) {
            case "invalid_client" -> "Check the client's id, and whether its secret ran out or was replaced.";
            case "unauthorized_client", "unsupported_grant_type" ->
                "Allow the client credentials grant for this client at the provider.";
            case "invalid_scope" -> "Check the scope, and what the client was granted.";
            default -> "Check the client at the provider.";
        };
    }

    /// HTTP Basic (RFC 7617), its two halves encoded as section 2.3.1 asks.
    private static final class Basic implements HttpTransport.Signing {
        private final byte[] id;
        private final SecretSource source;

        Basic(byte[] id, SecretSource source) {
            this.id = id;
            this.source = source;
        }

        /// The one place where the password is part of a text: OkHttp takes headers as texts only.
        @Override
        public HttpCall sign(HttpCall call) throws BackstayException {
            try (Secret borrowed = source.open()) {
                byte[] right = borrowed.lendBytes(Form::encoded);
                byte[] left = Form.encoded(id);
                byte[] both = Arrays.copyOf(left, left.length + 1 + right.length);
                try {
                    both[left.length] = ':';
                    System.arraycopy(right, 0, both, left.length + 1, right.length);
                    return call.with(Map.of(
                            "authorization", "Basic " + Base64.getEncoder().encodeToString(both)));
                } finally {
                    Arrays.fill(right, (byte) 0);
                    Arrays.fill(both, (byte) 0);
                }
            }
        }
    }
}
