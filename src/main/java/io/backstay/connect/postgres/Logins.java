package io.backstay.connect.postgres;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.seal.SecretSource;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.EntryKind;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Makes logins from credentials of the vault.
public final class Logins {
    private static final String PORT = "[1-9][0-9]{0,4}";
    private static final String ADVICE = "Put the credential right in the vault.";

    private Logins() {}

    /// The login that a credential describes; of the credential itself only what may be shown is read.
    ///
    /// @param password gives the field `password`
    /// @throws IllegalArgumentException for a credential of another kind
    /// @throws BackstayException        when a field makes no sense, or the way there would not be protected
    public static Login of(Credential credential, SecretSource password) throws BackstayException {
        if (credential.kind() != EntryKind.POSTGRES_LOGIN) {
            throw new IllegalArgumentException("not a login: " + credential);
        }
        String host = text(credential, "host");
        String port = text(credential, "port");
        if (!host.matches(Login.HOST)) {
            throw refused("its host is no host name");
        }
        if (!port.matches(PORT) || Integer.parseInt(port) > Login.PORT_MAX) {
            throw refused("its port is not 1 to " + Login.PORT_MAX);
        }
        return new Login(
                host,
                Integer.parseInt(port),
                text(credential, "database"),
                text(credential, "user"),
                password,
                tls(host, credential));
    }

    private static Tls tls(String host, Credential credential) throws BackstayException {
        String word = credential.text("tlsMode");
        Tls.Mode mode = word == null
                ? Tls.usual(host).mode()
                : Tls.Mode.of(word).orElseThrow(() -> refused("there is no TLS mode of that name"));
        if (mode == Tls.Mode.DISABLE && !Tls.isLoopback(host)) {
            throw refused("its TLS mode is disable, and the server is not on this machine");
        }
        Path ca = ca(credential.text("ca"));
        if (ca != null && !mode.checks()) {
            throw refused("it names a CA file, which the TLS mode " + mode.word() + " does not look at");
        }
        return new Tls(mode, ca);
    }

    private static @Nullable Path ca(@Nullable String file) throws BackstayException {
        try {
            return file == null ? null : Path.of(file);
        } catch (InvalidPathException e) {
            throw refused("its CA file has no proper name");
        }
    }

    private static String text(Credential credential, String field) throws BackstayException {
        String value = credential.text(field);
        if (value == null || value.isBlank() || value.chars().anyMatch(Character::isISOControl)) {
            throw refused("its " + field + " cannot be used");
        }
        return value;
    }

    private static BackstayException refused(String why) {
        return new BackstayException(new Failure.BadInput("The PostgreSQL login is refused: " + why + ".", ADVICE));
    }
}
