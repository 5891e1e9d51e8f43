package io.backstay.vault.intake;

import io.backstay.base.BackstayException;
import io.backstay.seal.Secret;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A connection address `postgres://user:password@host:port/database?sslmode=...` (PostgreSQL manual, "Connection
/// URIs"), with `%XX` for what has a meaning in it (RFC 3986 section 2.1).
final class PostgresUrl {
    private static final List<String> SCHEMES = List.of("postgres://", "postgresql://");
    private static final List<String> STRICT_MODES = List.of("verify-full", "verify-ca", "require", "disable");
    private static final String TLS_MODE = "sslmode=";
    private static final int HEX = 16;

    private final Gathered fields;

    /// @param fields where what it says is put
    PostgresUrl(Gathered fields) {
        this.fields = fields;
    }

    static boolean isOne(Slice value) {
        return SCHEMES.stream().anyMatch(value::startsWith);
    }

    /// Whether a TLS mode is one that a credential has. The weaker `allow` and `prefer` are left out, so that the
    /// strictest one holds.
    static boolean isStrict(Slice mode) {
        return STRICT_MODES.stream().anyMatch(strict -> strict.length() == mode.length() && mode.startsWith(strict));
    }

    /// Takes the fields out of it.
    ///
    /// @return what is wrong, as the end of a sentence; null when nothing is
    @Nullable
    String read(Slice url) throws BackstayException {
        Slice rest = url.from(url.indexOf('/', 0) + 2);
        int query = rest.indexOf('?', 0);
        Slice path = query < 0 ? rest : rest.between(0, query);
        int slash = path.indexOf('/', 0);
        Slice authority = slash < 0 ? path : path.between(0, slash);
        int at = authority.lastIndexOf('@');
        Slice user = authority.between(0, Math.max(0, at));
        int colon = user.indexOf(':', 0);
        if (colon < 1 || colon == user.length() - 1) {
            return "lacks its user or its password.";
        }
        if (slash < 0 || slash == path.length() - 1) {
            return "lacks its database.";
        }
        boolean taken = host(authority.from(at + 1))
                && decoded("user", user.between(0, colon))
                && decoded("password", user.from(colon + 1))
                && decoded("database", path.from(slash + 1));
        if (!taken) {
            return "names several servers or none, or has a % without two hexadecimal digits.";
        }
        tlsMode(query < 0 ? rest.between(0, 0) : rest.from(query + 1));
        return null;
    }

    private boolean host(Slice place) throws BackstayException {
        int end = place.isAt(0, '[') ? place.indexOf(']', 0) + 1 : Math.max(place.indexOf(':', 0), 0);
        if (end == 0 && place.indexOf(':', 0) < 0) {
            end = place.length();
        }
        if (end == 0 || place.indexOf(',', 0) >= 0) {
            return false;
        }
        if (place.length() > end + 1 && place.at(end) == ':') {
            fields.put("port", place.from(end + 1));
        } else if (place.length() > end && place.length() != end + 1) {
            return false;
        }
        return decoded("host", place.between(0, end));
    }

    private void tlsMode(Slice query) throws BackstayException {
        int start = 0;
        while (start < query.length()) {
            int found = query.indexOf('&', start);
            int end = found < 0 ? query.length() : found;
            Slice setting = query.between(start, end);
            if (setting.startsWith(TLS_MODE) && isStrict(setting.from(TLS_MODE.length()))) {
                fields.put("tlsMode", setting.from(TLS_MODE.length()));
            }
            start = end + 1;
        }
    }

    /// Puts the field with its `%XX` turned into characters; false when one is not whole.
    private boolean decoded(String field, Slice value) throws BackstayException {
        char[] chars = value.copy();
        Secret written = Secret.ofChars(chars);
        try {
            byte[] plain = written.lendBytes(PostgresUrl::decoded);
            if (plain.length == 0) {
                return false;
            }
            fields.put(field, Secret.ofBytes(plain));
            return true;
        } finally {
            written.close();
        }
    }

    /// The bytes; none at all when a `%` is not followed by two digits.
    private static byte[] decoded(byte[] written) {
        byte[] plain = new byte[written.length];
        int length = 0;
        try {
            for (int i = 0; i < written.length; i++) {
                if (written[i] == '%') {
                    int high = i + 2 < written.length ? Character.digit(written[i + 1], HEX) : -1;
                    int low = i + 2 < written.length ? Character.digit(written[i + 2], HEX) : -1;
                    if (high < 0 || low < 0) {
                        return new byte[0];
                    }
                    plain[length++] = (byte) (high * HEX + low);
                    i += 2;
                } else {
                    plain[length++] = written[i];
                }
            }
            return Arrays.copyOf(plain, length);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }
}
