package io.backstay.incident.past;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/// A text as a search reads it: without accents and case, compatibility forms unfolded (Unicode NFKD), signs that do
/// not show left out, runs of white space as one space. Each character knows where it came from. Letters that Unicode
/// does not take apart, such as ø, stay as they are.
final class Folded {
    private final String original;
    private final StringBuilder plain;
    private int[] from;

    private Folded(String original) {
        this.original = original;
        this.plain = new StringBuilder(original.length());
        this.from = new int[original.length() + 1];
    }

    static Folded of(String original) {
        var folded = new Folded(original);
        int at = 0;
        while (at < original.length()) {
            int c = original.codePointAt(at);
            folded.take(c, at);
            at += Character.charCount(c);
        }
        return folded;
    }

    String plain() {
        return plain.toString();
    }

    /// What stands around a place of the folded text in the original, in at most that many characters on either side.
    String around(int place, int length, int aside) {
        int start = Math.max(0, from[place] - aside);
        int end = Math.min(original.length(), from[place + length - 1] + aside);
        // Half a character would be none.
        if (start > 0 && Character.isLowSurrogate(original.charAt(start))) {
            start--;
        }
        if (end < original.length() && Character.isLowSurrogate(original.charAt(end))) {
            end++;
        }
        return (start > 0 ? "… " : "") + original.substring(start, end).strip() + (end < original.length() ? " …" : "");
    }

    private void take(int c, int at) {
        if (c < 0x80 && c > ' ') {
            put(Character.toLowerCase((char) c), at);
        } else if (c == ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c)) {
            space(at);
        } else {
            // Upper case first: ß and ss, and both small sigmas, are one to somebody who searches.
            String taken = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKD)
                    .toUpperCase(Locale.ROOT)
                    .toLowerCase(Locale.ROOT);
            taken.codePoints().filter(Folded::shows).forEach(each -> {
                for (char unit : Character.toChars(each)) {
                    put(unit == 'ς' ? 'σ' : unit, at);
                }
            });
        }
    }

    private static boolean shows(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT, Character.CONTROL -> false;
            default -> true;
        };
    }

    private void space(int at) {
        if (!plain.isEmpty() && plain.charAt(plain.length() - 1) != ' ') {
            put(' ', at);
        }
    }

    private void put(char c, int at) {
        if (plain.length() == from.length) {
            from = Arrays.copyOf(from, from.length * 2);
        }
        from[plain.length()] = at;
        plain.append(c);
    }
}
