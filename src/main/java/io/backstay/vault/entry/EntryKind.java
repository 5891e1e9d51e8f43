package io.backstay.vault.entry;

import java.util.List;
import java.util.Optional;

/// The kinds of credential that a vault holds, and the fields of each.
public enum EntryKind {
    /// An AWS access key with what it takes to assume a role, or a key of another S3-compatible store, which names the
    /// store's endpoint and so goes nowhere else.
    AWS_ACCESS_KEY(1, "aws-access-key", "AWS access key"),
    /// A login to a PostgreSQL server.
    POSTGRES_LOGIN(2, "postgres-login", "PostgreSQL login"),
    /// A bearer token of an API.
    API_TOKEN(3, "api-token", "API token"),
    /// An OAuth 2.0 client (RFC 6749 section 4.4).
    OAUTH_CLIENT(4, "oauth-client", "OAuth client"),
    /// A service account's key file, kept as it is.
    SERVICE_ACCOUNT(5, "service-account", "Service account"),
    /// An Ed25519 key of this installation or of a person.
    SIGNING_KEY(6, "signing-key", "Signing key");

    private final int code;
    private final String word;
    private final String title;

    EntryKind(int code, String word, String title) {
        this.code = code;
        this.word = word;
        this.title = title;
    }

    /// One field of a credential.
    ///
    /// @param name     as it is stored and typed
    /// @param secret   whether it is lent only, never shown
    /// @param required whether a credential without it is refused
    public record Field(String name, boolean secret, boolean required) {
        private static Field open(String name) {
            return new Field(name, false, true);
        }

        private static Field secret(String name) {
            return new Field(name, true, true);
        }

        private Field asOptional() {
            return new Field(name, secret, false);
        }
    }

    /// The byte that stands for it in the file.
    public int code() {
        return code;
    }

    /// As it is typed and stored, such as `aws-access-key`.
    public String word() {
        return word;
    }

    /// As people read it, such as `AWS access key`.
    public String title() {
        return title;
    }

    /// Its fields, in order.
    public List<Field> fields() {
        return switch (this) {
            case AWS_ACCESS_KEY ->
                List.of(
                        Field.open("accessKeyId"),
                        Field.secret("secretAccessKey"),
                        Field.secret("sessionToken").asOptional(),
                        Field.open("region").asOptional(),
                        Field.open("roleArn").asOptional(),
                        Field.secret("externalId").asOptional(),
                        Field.open("endpoint").asOptional(),
                        Field.open("ca").asOptional());
            case POSTGRES_LOGIN ->
                List.of(
                        Field.open("host"),
                        Field.open("port"),
                        Field.open("database"),
                        Field.open("user"),
                        Field.secret("password"),
                        Field.open("tlsMode").asOptional(),
                        Field.open("ca").asOptional());
            case API_TOKEN -> List.of(Field.open("endpoint").asOptional(), Field.secret("token"));
            case OAUTH_CLIENT ->
                List.of(
                        Field.open("tokenEndpoint"),
                        Field.open("clientId"),
                        Field.secret("clientSecret"),
                        Field.open("scope").asOptional());
            case SERVICE_ACCOUNT ->
                List.of(Field.secret("json"), Field.open("tokenEndpoint").asOptional());
            case SIGNING_KEY -> List.of(Field.open("keyName"), Field.open("publicKey"), Field.secret("seed"));
        };
    }

    /// The kind of that code.
    public static Optional<EntryKind> ofCode(int code) {
        for (EntryKind kind : values()) {
            if (kind.code == code) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
