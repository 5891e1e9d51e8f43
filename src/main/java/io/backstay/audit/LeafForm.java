package io.backstay.audit;

import io.backstay.audit.AuditEntry.Outcome;
import io.backstay.codec.Words;
import io.backstay.seal.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Writes entries in their canonical form (RFC 8785), and reads what is in that form many times faster than a
/// parser of all of JSON, because a million of them are verified at once.
///
/// What it reads it writes again, and compares: so it need not be strict, and whatever it cannot read or writes
/// otherwise is left to [LogReader], whose answer counts.
final class LeafForm {
    private static final int FIRST_CHARS = 1024;
    private static final int WHOLE_DIGITS_MAX = 16;

    private final String text;

    /// Where the mark before the next member stands.
    private int at;

    private LeafForm(String text) {
        this.text = text;
    }

    /// The entry, or null when the bytes are not the canonical form of one.
    static @Nullable AuditEntry read(byte[] leaf) {
        AuditEntry entry = new LeafForm(new String(leaf, StandardCharsets.UTF_8)).entry();
        return entry != null && Arrays.equals(leaf, bytes(entry)) ? entry : null;
    }

    /// The canonical form: members in the order of their names.
    static byte[] bytes(AuditEntry entry) {
        var out = new StringBuilder(FIRST_CHARS);
        text(out, "act", entry.act());
        text(out, "actor", entry.actor());
        text(out, "caseId", entry.caseId());
        detail(out, entry.detail());
        whole(out, "intent", entry.intent());
        text(out, "key", entry.key());
        whole(out, "mono", entry.mono());
        text(out, "nonce", entry.nonce());
        text(out, "origin", entry.origin());
        text(out, "outcome", entry.outcome() == null ? null : Words.of(entry.outcome()));
        text(out, "planHash", entry.planHash());
        text(out, "prevRoot", entry.prevRoot());
        text(out, "role", entry.role());
        text(out, "run", entry.run());
        whole(out, "seq", entry.seq());
        text(out, "session", entry.session());
        text(out, "target", entry.target());
        text(out, "tenant", entry.tenant());
        text(out, "ts", entry.ts().toString());
        text(out, "type", Words.of(entry.type()));
        whole(out, "v", (long) entry.v());
        out.setCharAt(0, '{');
        return out.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void text(StringBuilder out, String name, @Nullable String value) {
        if (value != null) {
            CanonicalJson.string(out.append(",\"").append(name).append("\":"), value);
        }
    }

    private static void whole(StringBuilder out, String name, @Nullable Long value) {
        if (value != null) {
            out.append(",\"").append(name).append("\":").append(value.longValue());
        }
    }

    private static void detail(StringBuilder out, Map<String, String> detail) {
        out.append(",\"detail\":");
        int first = out.length();
        new TreeMap<>(detail).forEach((name, value) -> text(out, name, value));
        if (detail.isEmpty()) {
            out.append('{');
        } else {
            out.setCharAt(first, '{');
        }
        out.append('}');
    }

    private @Nullable AuditEntry entry() {
        String act = text("act");
        String actor = text("actor");
        String caseId = text("caseId");
        Map<String, String> detail = detail();
        Long intent = whole("intent");
        String key = text("key");
        Long mono = whole("mono");
        String nonce = text("nonce");
        String origin = text("origin");
        Outcome outcome = word(Outcome.values(), text("outcome"));
        String planHash = text("planHash");
        String prevRoot = text("prevRoot");
        String role = text("role");
        String run = text("run");
        Long seq = whole("seq");
        String session = text("session");
        String target = text("target");
        String tenant = text("tenant");
        String ts = text("ts");
        AuditEntry.Type type = word(AuditEntry.Type.values(), text("type"));
        Long v = whole("v");
        if (act == null || actor == null || detail == null || seq == null || session == null) {
            return null;
        }
        if (target == null || ts == null || type == null || v == null || v > AuditEntry.VERSION) {
            return null;
        }
        try {
            return new AuditEntry(
                    v.intValue(),
                    origin,
                    seq,
                    instant(ts),
                    mono,
                    nonce,
                    actor,
                    role,
                    key,
                    session,
                    tenant,
                    type,
                    act,
                    target,
                    caseId,
                    run,
                    planHash,
                    intent,
                    outcome,
                    detail,
                    prevRoot);
        } catch (IllegalArgumentException | DateTimeException _) {
            return null;
        }
    }

    /// The moment of a text such as `2026-11-23T02:00:00.123456Z`; writing it again tells whether it had that form.
    private static Instant instant(String ts) {
        int[] numbers = new int[7];
        int digits = 0;
        int field = 0;
        for (int i = 0; i < ts.length(); i++) {
            if (isDigit(ts.charAt(i)) && digits < 9) {
                numbers[field] = numbers[field] * 10 + ts.charAt(i) - '0';
                digits++;
            } else if (field < 6) {
                field++;
                digits = 0;
            }
        }
        int micros = field == 6 && digits == 3 ? numbers[6] * 1_000 : numbers[6];
        return LocalDateTime.of(
                        numbers[0],
                        numbers[1],
                        numbers[2],
                        numbers[3],
                        numbers[4],
                        numbers[5],
                        micros % 1_000_000 * 1_000)
                .toInstant(ZoneOffset.UTC);
    }

    private static <E extends Enum<E>> @Nullable E word(E[] words, @Nullable String text) {
        for (E word : words) {
            if (Words.of(word).equals(text)) {
                return word;
            }
        }
        return null;
    }

    /// Whether the next member has this name; if so, its value is next.
    private boolean isNext(String name) {
        int colon = at + name.length() + 3;
        if (!text.startsWith(name, at + 2) || colon >= text.length() || text.charAt(colon) != ':') {
            return false;
        }
        at = colon + 1;
        return true;
    }

    private @Nullable String text(String name) {
        return isNext(name) ? string() : null;
    }

    private @Nullable Long whole(String name) {
        if (!isNext(name)) {
            return null;
        }
        int end = at;
        while (end < text.length() && end - at < WHOLE_DIGITS_MAX && isDigit(text.charAt(end))) {
            end++;
        }
        Long value = end == at ? null : Long.valueOf(text.substring(at, end));
        at = end;
        return value;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private @Nullable Map<String, String> detail() {
        if (!isNext("detail")) {
            return null;
        }
        Map<String, String> detail = new TreeMap<>();
        while (at + 1 < text.length() && text.charAt(at) != '}' && text.charAt(at + 1) == '"') {
            at++;
            String name = string();
            at++;
            String value = name == null ? null : string();
            if (name == null || value == null) {
                return null;
            }
            detail.put(name, value);
        }
        at += text.startsWith("{}", at) ? 2 : 1;
        return detail;
    }

    /// The string that begins here, or null where none does.
    private @Nullable String string() {
        int first = at + 1;
        int end = text.indexOf('"', first);
        int escape = text.indexOf('\\', first);
        if (end < 0) {
            return null;
        }
        if (escape < 0 || escape > end) {
            at = end + 1;
            return text.substring(first, end);
        }
        return escaped(first);
    }

    private @Nullable String escaped(int first) {
        var value = new StringBuilder();
        for (int i = first; i + 1 < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                at = i + 1;
                return value.toString();
            }
            if (c == '\\') {
                i++;
                int plain = "\"\\bfnrt".indexOf(text.charAt(i));
                boolean control = plain < 0 && text.startsWith("u00", i) && i + 5 < text.length();
                if (plain < 0 && !control) {
                    return null;
                }
                value.append(control ? hex(i + 3) : "\"\\\b\f\n\r\t".charAt(plain));
                i += control ? 4 : 0;
            } else {
                value.append(c);
            }
        }
        return null;
    }

    private char hex(int from) {
        int high = Math.max(0, Character.digit(text.charAt(from), 16));
        return (char) (high * 16 + Math.max(0, Character.digit(text.charAt(from + 1), 16)));
    }
}
