package io.backstay.seal;

import io.backstay.base.BackstayException;
import io.backstay.codec.Json;
import io.backstay.codec.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The one byte sequence for a document, after RFC 8785, so that equal plans have equal hashes.
///
/// Only objects, lists, strings, booleans and integers below 2^53 have one; fractions and nulls are refused, since
/// two programs may write them differently or mean different things by them.
public final class CanonicalJson {
    private static final long WHOLE_MAX = (1L << 53) - 1;
    private static final int CONTROL_END = 0x20;

    private CanonicalJson() {}

    /// The canonical bytes of a record, map, list or scalar, as [Json#compact] would write it.
    public static byte[] bytes(Object value) {
        try {
            return bytes(Json.parse("canonical form", Json.compact(value)));
        } catch (BackstayException e) {
            throw new IllegalArgumentException(
                    "has no canonical form: " + e.failure().message(), e);
        }
    }

    /// The canonical bytes of a document that was read.
    public static byte[] bytes(Value value) {
        var text = new StringBuilder();
        append(text, value);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// The hash of the canonical bytes in lower-case hexadecimal.
    public static String hash(Object value) {
        return Digest.hex(bytes(value));
    }

    /// Writes a text in its canonical form, quotation marks included.
    ///
    /// @throws IllegalArgumentException when it holds half a character
    public static void string(StringBuilder out, String text) {
        out.append('"');
        int plain = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= CONTROL_END && c != '"' && c != '\\' && !Character.isSurrogate(c)) {
                continue;
            }
            out.append(text, plain, i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                out.append(c).append(text.charAt(++i));
            } else if (Character.isSurrogate(c)) {
                throw new IllegalArgumentException("half a character has no canonical form");
            } else {
                character(out, c);
            }
            plain = i + 1;
        }
        out.append(text, plain, text.length()).append('"');
    }

    private static void append(StringBuilder out, Value value) {
        switch (value) {
            case Value.Text(var _, var text) -> string(out, text);
            case Value.Num(var place, var literal) -> whole(out, literal, place.path());
            case Value.Bool(var _, var bool) -> out.append(bool);
            case Value.Nothing(var place) ->
                throw new IllegalArgumentException("null has no canonical form, at " + place.path());
            case Value.Items(var _, var items) -> items(out, items);
            case Value.Members(var _, var members) -> members(out, members);
        }
    }

    private static void items(StringBuilder out, List<Value> items) {
        String separator = "[";
        for (Value item : items) {
            append(out.append(separator), item);
            separator = ",";
        }
        out.append(items.isEmpty() ? "[]" : "]");
    }

    /// Names are ordered by their UTF-16 code units, which is how Java compares strings.
    private static void members(StringBuilder out, Map<String, Value> members) {
        String separator = "{";
        for (var member : new TreeMap<>(members).entrySet()) {
            string(out.append(separator), member.getKey());
            append(out.append(':'), member.getValue());
            separator = ",";
        }
        out.append(members.isEmpty() ? "{}" : "}");
    }

    private static void whole(StringBuilder out, String literal, String path) {
        long whole;
        try {
            whole = Long.parseLong(literal);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "only whole numbers have a canonical form: " + literal + " at " + path, e);
        }
        if (Math.absExact(whole) > WHOLE_MAX) {
            throw new IllegalArgumentException(literal + " at " + path + " is not below 2^53");
        }
        out.append(whole);
    }

    private static void character(StringBuilder out, char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> {
                if (c < CONTROL_END) {
                    out.append("\\u00").append(c < 0x10 ? "0" : "").append(Integer.toHexString(c));
                } else {
                    out.append(c);
                }
            }
        }
    }
}
