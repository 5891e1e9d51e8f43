package io.backstay.cli.terminal;

import io.backstay.base.Counts;

/// Text on a terminal. In that of others, what would move the cursor, colour the line or turn its direction is
/// spelt out.
public final class Plain {
    private Plain() {}

    /// The text in one line without control or formatting characters; each is shown as its number.
    public static String text(String text) {
        if (text.codePoints().noneMatch(Plain::isHidden)) {
            return text;
        }
        var plain = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (isHidden(c)) {
                plain.append("\\u%04X".formatted(c));
            } else {
                plain.appendCodePoint(c);
            }
        });
        return plain.toString();
    }

    /// Such as `1 entry` or `12 entries`.
    public static String entries(long count) {
        return Counts.of(count) + (count == 1 ? " entry" : " entries");
    }

    private static boolean isHidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
