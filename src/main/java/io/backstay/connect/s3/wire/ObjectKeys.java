package io.backstay.connect.s3.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Object keys as bytes: which we touch, how they are written in an address, and how they are ordered.
public final class ObjectKeys {
    static final int KEY_BYTES_MAX = 1024;
    private static final HexFormat UPPER = HexFormat.of().withUpperCase();
    private static final int PLUS_AS_SPACE = ' ';
    private static final char ASCII_END = 0x80;

    private ObjectKeys() {}

    /// Why we do not touch an object of this name, or null when we do.
    ///
    /// A segment `.` or `..` is resolved away by one program or another between us and the store, also when it is
    /// hidden behind a percent sign or a backslash; the object then meant may belong to another tenant.
    /// U+FFFD stands where a listing could not carry a character, so that two names can look the same.
    public static @Nullable String refusal(String key) {
        if (key.isEmpty()) {
            return "it is empty";
        }
        byte[] bytes;
        try {
            bytes = utf8(key);
        } catch (CharacterCodingException e) {
            return "it is not Unicode text";
        }
        if (bytes.length > KEY_BYTES_MAX) {
            return "it is longer than " + KEY_BYTES_MAX + " bytes";
        }
        if (key.indexOf('\ufffd') >= 0) {
            return "it has a character that could not be read (U+FFFD)";
        }
        for (String segment : plainSegments(key)) {
            if (segment.equals(".") || segment.equals("..")) {
                return "it has a '.' or '..' segment";
            }
        }
        return null;
    }

    /// A name as a line of text: what would break or hide the line becomes a question mark.
    public static String printable(String key) {
        return key.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]", "?");
    }

    private static String[] plainSegments(String key) {
        String plain = key.replaceAll("(?i)%2e", ".").replaceAll("(?i)%2f", "/").replaceAll("(?i)%5c", "/");
        return plain.replace('\\', '/').split("/", -1);
    }

    /// Every byte that is not an unreserved character of RFC 3986 as `%XX`; `/` stays.
    public static String encoded(String key) {
        return encoded(key, true);
    }

    /// As for a path, but `/` is written `%2F` as well: for values in a query.
    public static String encodedValue(String value) {
        return encoded(value, false);
    }

    private static String encoded(String text, boolean slashStays) {
        byte[] bytes;
        try {
            bytes = utf8(text);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("not Unicode text", e);
        }
        StringBuilder out = new StringBuilder(bytes.length + 16);
        for (byte b : bytes) {
            char c = (char) (b & 0xFF);
            if (unreserved(c) || (c == '/' && slashStays)) {
                out.append(c);
            } else {
                out.append('%').append(UPPER.toHexDigits(b));
            }
        }
        return out.toString();
    }

    private static boolean unreserved(char c) {
        return (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }

    /// The text of a name that a store encoded for us; some write a space as `+`, others as `%20`, and all of them
    /// write a plus sign as `%2B`.
    ///
    /// @throws IllegalArgumentException when it is not encoded text
    public static String decoded(String encoded) {
        if (encoded.indexOf('%') < 0 && encoded.indexOf('+') < 0) {
            return encoded;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%') {
                if (i + 2 >= encoded.length()) {
                    throw new IllegalArgumentException("a percent sign stands alone");
                }
                bytes.write(HexFormat.fromHexDigits(encoded, i + 1, i + 3));
                i += 2;
            } else if (c == '+') {
                bytes.write(PLUS_AS_SPACE);
            } else if (c < ASCII_END) {
                bytes.write(c);
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("not UTF-8", e);
        }
    }

    /// The order in which stores list: by the bytes of UTF-8, which is not the order of Java's strings.
    public static int compare(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                // Halves of a pair stand for what comes after all that one char can say.
                return Character.isSurrogate(a) == Character.isSurrogate(b)
                        ? Character.compare(a, b)
                        : Character.isSurrogate(a) ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    private static byte[] utf8(String text) throws CharacterCodingException {
        ByteBuffer bytes = StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .encode(CharBuffer.wrap(text));
        byte[] out = new byte[bytes.remaining()];
        bytes.get(out);
        return out;
    }
}
