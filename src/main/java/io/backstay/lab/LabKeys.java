package io.backstay.lab;

import io.backstay.base.BackstayException;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.s3.wire.S3Credentials;
import io.backstay.lab.objects.LabObjectServer;
import io.backstay.seal.Secret;
import io.backstay.seal.SecretSource;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Makes the secrets of one lab and hands each in where it is kept.
public final class LabKeys {
    private static final int SECRET_BYTES = 24;

    private final RandomGenerator random;
    private final LabCredentials credentials;

    /// @param random      nobody may be able to guess what it gives
    /// @param credentials belongs to the lab that is started with these keys, which closes it
    public LabKeys(RandomGenerator random, LabCredentials credentials) {
        this.random = random;
        this.credentials = credentials;
    }

    LabCredentials credentials() {
        return credentials;
    }

    /// 24 random bytes in hexadecimal digits, which every program takes as a password.
    Secret make() throws BackstayException {
        byte[] bytes = new byte[SECRET_BYTES];
        char[] digits = new char[2 * SECRET_BYTES];
        random.nextBytes(bytes);
        try {
            for (int i = 0; i < bytes.length; i++) {
                digits[2 * i] = HexFormat.of().toHighHexDigit(bytes[i]);
                digits[2 * i + 1] = HexFormat.of().toLowHexDigit(bytes[i]);
            }
            return Secret.ofChars(digits);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /// Hands in a password that is set already, and gives the login that borrows it back.
    ///
    /// @param server where the user logs in; its own user and password are not looked at
    Login keep(String role, Purpose purpose, Login server, String user, Secret password) throws BackstayException {
        Map<String, Secret> fields = new LinkedHashMap<>();
        try {
            fields.put("host", open(server.host()));
            fields.put("port", open(Integer.toString(server.port())));
            fields.put("database", open(server.database()));
            fields.put("user", open(user));
            fields.put("password", password.copy());
            String account = server.host() + ":" + server.port();
            var label =
                    new LabCredentials.Label("Practice database, " + role, EntryKind.POSTGRES_LOGIN, purpose, account);
            return server.as(user, source(credentials.keep(label, fields), "password"));
        } finally {
            fields.values().forEach(Secret::close);
        }
    }

    /// Hands in the key of an object store that knows it already, and gives the credentials that borrow it back.
    S3Credentials keep(URI store, Purpose purpose, String accessKeyId, Secret secret) throws BackstayException {
        return keep("Practice files", store, purpose, accessKeyId, secret);
    }

    /// The same for another store.
    ///
    /// @param what what the store holds, such as `Practice backups`
    S3Credentials keep(String what, URI store, Purpose purpose, String accessKeyId, Secret secret)
            throws BackstayException {
        Map<String, Secret> fields = new LinkedHashMap<>();
        try {
            fields.put("accessKeyId", open(accessKeyId));
            fields.put("secretAccessKey", secret.copy());
            fields.put("region", open(LabObjectServer.REGION));
            String role = purpose == Purpose.READ ? "reader" : "writer";
            var label = new LabCredentials.Label(
                    what + ", " + role, EntryKind.AWS_ACCESS_KEY, purpose, store.getAuthority());
            return new S3Credentials(accessKeyId, source(credentials.keep(label, fields), "secretAccessKey"), null);
        } finally {
            fields.values().forEach(Secret::close);
        }
    }

    private static Secret open(String text) throws BackstayException {
        return Secret.ofBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static SecretSource source(Map<String, SecretSource> sources, String field) {
        SecretSource source = sources.get(field);
        if (source == null) {
            throw new IllegalStateException("what was handed in is not given back: " + field);
        }
        return source;
    }
}
