package io.backstay.ui.kit;

import io.backstay.base.Failure;

/// Words of others in a label: nothing in them turns the direction of what stands beside them or hides a character,
/// and they end somewhere. They are text and nothing else: a label knows no markup, no formula and no script.
public final class Foreign {
    /// More than the longest note; a label that is longer takes seconds to lay out.
    private static final int CHARS_MAX = 12_000;
    /// What a tooltip has room for.
    private static final int TIP_MAX = 1_000;

    private static final char INSTEAD = '\uFFFD';

    private Foreign() {}

    /// As they can stand in a label; lines stay lines.
    public static String of(String words) {
        return of(words, CHARS_MAX);
    }

    /// What failed and what to do about it, as it can stand in a label.
    public static String of(Failure failure) {
        return of(failure.message() + " " + failure.advice());
    }

    /// As they can stand in a field, however long they are.
    public static String whole(String words) {
        return of(words, words.length());
    }

    /// As they can stand in a tooltip.
    static String tip(String words) {
        return of(words, TIP_MAX);
    }

    private static String of(String words, int max) {
        int end = Math.min(words.length(), max);
        boolean plain = end == words.length();
        for (int i = 0; plain && i < end; i++) {
            plain = !isOdd(words.charAt(i));
        }
        if (plain) {
            return words;
        }
        var shown = new StringBuilder(end + 1);
        for (int i = 0; i < end; i++) {
            char c = words.charAt(i);
            shown.append(isOdd(c) ? INSTEAD : c);
        }
        return words.length() > end ? shown.append('…').toString() : shown.toString();
    }

    /// Marks, embeddings, overrides and isolates of the bidirectional algorithm (UAX 9), and what is not seen at all.
    /// The joiners U+200C and U+200D stay: names in Persian and in the languages of India are written with them.
    private static boolean isOdd(char c) {
        return switch (c) {
            case '\n', '\t', '\u200C', '\u200D' -> false;
            default -> {
                int type = Character.getType(c);
                yield type == Character.CONTROL || type == Character.FORMAT;
            }
        };
    }
}
