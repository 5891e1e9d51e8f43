package io.backstay.connect.postgres;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a connection to a server is protected on its way.
///
/// @param ca the PEM file with the authorities that may vouch for the server; absent for those that Java trusts
public record Tls(Mode mode, @Nullable Path ca) {
    public Tls {
        if (ca != null && !mode.checks()) {
            throw new IllegalArgumentException(mode.word() + " checks no certificate, so an authority says nothing");
        }
    }

    /// What is asked of the server, in PostgreSQL's own words.
    public enum Mode {
        /// Nothing: for a server on this machine only.
        DISABLE("disable"),
        /// Encryption; whoever answers is believed.
        REQUIRE("require"),
        /// A certificate of a trusted authority, whatever host it names.
        VERIFY_CA("verify-ca"),
        /// A certificate of a trusted authority that names this host.
        VERIFY_FULL("verify-full");

        private final String word;

        Mode(String word) {
            this.word = word;
        }

        /// As it is typed, such as `verify-full`.
        public String word() {
            return word;
        }

        /// Whether the server's certificate is checked.
        public boolean checks() {
            return this == VERIFY_CA || this == VERIFY_FULL;
        }

        /// The mode of that word.
        public static Optional<Mode> of(String word) {
            return Arrays.stream(values())
                    .filter(mode -> mode.word.equals(word))
                    .findFirst();
        }
    }

    /// What holds where nobody chose: nothing on this machine, everything off it.
    public static Tls usual(String host) {
        return new Tls(isLoopback(host) ? Mode.DISABLE : Mode.VERIFY_FULL, null);
    }

    /// Whether a host is this machine, so that nobody listens on the way. A name that only begins like such an
    /// address is none.
    static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.[0-9]{1,3}){3}");
    }
}
