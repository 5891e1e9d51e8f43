package io.backstay.incident.print.type;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Arabic letters in the forms that they take beside each other.
///
/// Unicode has the forms as characters of their own (Arabic Presentation Forms A and B, The Unicode Standard 17.0,
/// section 9.2); which is which is in their names. A letter without such characters is given back as it is, and
/// [#isUnknown].
final class Joined {
    private static final int JOINER = 0x200D;
    private static final int STRETCH = 0x640;
    private static final int LAM = 0x644;

    /// The forms of one letter; 0 where it has none.
    private static final class Forms {
        private int isolated;
        private int last;
        private int first;
        private int middle;

        private int of(boolean joinsBefore, boolean joinsAfter) {
            int form = joinsBefore && joinsAfter ? middle : joinsBefore ? last : joinsAfter ? first : isolated;
            return form == 0 ? isolated : form;
        }
    }

    /// By the letter, or by lam and the letter that melts with it.
    private static final Map<String, Forms> FORMS = forms();

    private final int[] text;
    private final StringBuilder joined = new StringBuilder();

    private Joined(int[] text) {
        this.text = text;
    }

    /// The text with its Arabic letters joined; nothing else is changed, and joiners have done their work and are
    /// gone where they stood beside such a letter.
    static String of(String text) {
        return text.codePoints().anyMatch(Joined::isLetter)
                ? new Joined(text.codePoints().toArray()).joined()
                : text;
    }

    /// Whether it is a letter whose forms Unicode does not have as characters.
    static boolean isUnknown(int c) {
        return isLetter(c) && !FORMS.containsKey(Character.toString(c)) && !isForm(c);
    }

    private static boolean isLetter(int c) {
        return Character.UnicodeScript.of(c) == Character.UnicodeScript.ARABIC && Character.isLetter(c);
    }

    private static boolean isForm(int c) {
        return (c >= 0xFB50 && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFF);
    }

    private static Map<String, Forms> forms() {
        Map<String, Forms> forms = new HashMap<>();
        for (int c = 0xFB50; c <= 0xFEFC; c++) {
            String name = isForm(c) ? Character.getName(c) : null;
            if (name == null) {
                continue;
            }
            String plain = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
            // Other ligatures than lam with alef are a matter of taste, and few fonts have them; alef maksura is
            // a letter of its own.
            boolean letter = plain.codePointCount(0, plain.length()) == 1
                    || (plain.length() == 2
                            && name.startsWith("ARABIC LIGATURE LAM WITH ALEF")
                            && !name.contains("MAKSURA"));
            String form =
                    name.substring(name.lastIndexOf(' ', name.length() - 6) + 1).toLowerCase(Locale.ROOT);
            if (!letter || !name.endsWith(" FORM") || !isLetter(plain.codePointAt(0))) {
                continue;
            }
            Forms known = forms.computeIfAbsent(plain, _ -> new Forms());
            switch (form) {
                case "isolated form" -> known.isolated = c;
                case "final form" -> known.last = c;
                case "initial form" -> known.first = c;
                case "medial form" -> known.middle = c;
                default -> {
                    // No other forms have names.
                }
            }
        }
        return Map.copyOf(forms);
    }

    private String joined() {
        for (int i = 0; i < text.length; i++) {
            int c = text[i];
            Forms forms = FORMS.get(Character.toString(c));
            if (forms == null) {
                if (!isSpentJoiner(i)) {
                    joined.appendCodePoint(c);
                }
                continue;
            }
            Forms melted = c == LAM && i + 1 < text.length ? melted(text[i + 1]) : null;
            if (melted == null) {
                joined.appendCodePoint(forms.of(joins(i, -1), joins(i, 1)));
            } else {
                joined.appendCodePoint(melted.of(joins(i, -1), false));
                i++;
            }
        }
        return joined.toString();
    }

    private static @Nullable Forms melted(int after) {
        return FORMS.get(Character.toString(LAM) + Character.toString(after));
    }

    private boolean isSpentJoiner(int at) {
        return (text[at] == JOINER || text[at] == JOINER - 1)
                && ((at > 0 && isLetter(text[at - 1])) || (at + 1 < text.length && isLetter(text[at + 1])));
    }

    /// Whether the letter joins its neighbour: both have to, and marks between them do not matter.
    private boolean joins(int at, int step) {
        int other = at + step;
        while (other >= 0 && other < text.length && isMark(text[other])) {
            other += step;
        }
        if (other < 0 || other >= text.length) {
            return false;
        }
        return step < 0
                ? joinsAfter(text[other]) && joinsBefore(text[at])
                : joinsAfter(text[at]) && joinsBefore(text[other]);
    }

    private static boolean isMark(int c) {
        return Character.getType(c) == Character.NON_SPACING_MARK;
    }

    private static boolean joinsBefore(int c) {
        Forms forms = FORMS.get(Character.toString(c));
        return c == JOINER || c == STRETCH || (forms != null && forms.last != 0);
    }

    private static boolean joinsAfter(int c) {
        Forms forms = FORMS.get(Character.toString(c));
        return c == JOINER || c == STRETCH || (forms != null && forms.first != 0);
    }
}
