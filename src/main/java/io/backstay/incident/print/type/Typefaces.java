package io.backstay.incident.print.type;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/// The characters that our own typeface lacks: taken from a font that is installed on this machine, else named in
/// words.
///
/// Taken are scripts whose letters stand each for itself, and Arabic, whose letters are joined by [Joined]. Scripts
/// whose letters change places or melt by rules that only a font has (of India, Thai, Khmer) are named in words:
/// shown in the wrong form, a name would be another one.
public final class Typefaces {
    private static final Set<UnicodeScript> TAKEN = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.LATIN,
            UnicodeScript.GREEK,
            UnicodeScript.CYRILLIC,
            UnicodeScript.ARMENIAN,
            UnicodeScript.GEORGIAN,
            UnicodeScript.ETHIOPIC,
            UnicodeScript.HEBREW,
            UnicodeScript.ARABIC,
            UnicodeScript.COMMON);
    private static final int NAMED_MAX = 8;
    private static final String NOTE = "<p>Characters that no font here can show stand in square brackets, by script"
            + " and code point; the other forms of this report have the characters themselves.</p>\n";

    private final IntPredicate own;
    private final Set<Integer> taken = new TreeSet<>();

    private Typefaces(IntPredicate own) {
        this.own = own;
    }

    /// A page that can be shown as it is.
    ///
    /// @param fonts   files to be used besides our own, TrueType
    /// @param ordered whether letters from right to left are in it, which [ReadingOrder] has to put in order
    public record Shown(String page, List<byte[]> fonts, boolean ordered) {
        public Shown {
            fonts = List.copyOf(fonts);
        }
    }

    /// Finds fonts for what our own typeface lacks, joins letters, and names the rest in words.
    ///
    /// @param own   whether our own typeface has a character
    /// @param known where others are looked for
    public static Shown of(String page, IntPredicate own, KnownFonts known) {
        var typefaces = new Typefaces(own);
        String joined = Joined.of(page);
        Set<Integer> wanted = new TreeSet<>();
        joined.codePoints().filter(c -> typefaces.lacks(c) && isTaken(c)).forEach(wanted::add);
        List<byte[]> fonts = new ArrayList<>();
        if (!wanted.isEmpty()) {
            for (Map<Integer, SmallFont.Letter> letters : known.letters(wanted, HanForms.in(joined))) {
                fonts.add(SmallFont.of("Installed" + fonts.size(), letters));
                typefaces.taken.addAll(letters.keySet());
            }
        }
        String worded = typefaces.worded(joined);
        return new Shown(worded, fonts, ReadingOrder.concerns(worded));
    }

    private String worded(String page) {
        var shown = new StringBuilder(page.length());
        int[] text = page.codePoints().toArray();
        boolean named = false;
        for (int i = 0; i < text.length; ) {
            int end = i;
            while (end < text.length && lacks(text[end])) {
                end++;
            }
            if (end == i) {
                shown.appendCodePoint(text[i]);
                i++;
            } else {
                named |= word(text, i, end, shown);
                i = end;
            }
        }
        return named ? shown.toString().replace("</body>", NOTE + "</body>") : shown.toString();
    }

    /// Characters beside each other that our own typeface lacks. Where letters join or stand in another order, half
    /// a word would be another one.
    private boolean word(int[] text, int start, int end, StringBuilder shown) {
        var word = new String(text, start, end - start);
        boolean whole = word.codePoints().allMatch(c -> taken.contains(c) || isUnseen(c));
        boolean together = ReadingOrder.concerns(word);
        List<Integer> run = new ArrayList<>();
        for (int i = start; i < end; i++) {
            int c = text[i];
            if (isUnseen(c)) {
                continue;
            }
            if (whole || (!together && taken.contains(c))) {
                flush(run, shown);
                shown.appendCodePoint(c);
            } else {
                UnicodeScript script = UnicodeScript.of(c);
                boolean goesOn = script == UnicodeScript.INHERITED || run.isEmpty();
                if (!goesOn && UnicodeScript.of(run.getFirst()) != script) {
                    flush(run, shown);
                }
                Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC)
                        .codePoints()
                        .forEach(run::add);
            }
        }
        flush(run, shown);
        return !whole;
    }

    private static void flush(List<Integer> run, StringBuilder shown) {
        if (run.isEmpty()) {
            return;
        }
        UnicodeScript script = UnicodeScript.of(run.getFirst());
        boolean ofAScript =
                script != UnicodeScript.COMMON && script != UnicodeScript.INHERITED && script != UnicodeScript.UNKNOWN;
        String name = script.name().charAt(0)
                + script.name().substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
        shown.append('[')
                .append(run.size())
                .append(run.size() == 1 ? " character" : " characters")
                .append(ofAScript ? " of " + name + " script:" : ":");
        run.stream().limit(NAMED_MAX).forEach(c -> shown.append(" U+").append("%04X".formatted(c)));
        shown.append(run.size() > NAMED_MAX ? " …]" : "]");
        run.clear();
    }

    private boolean lacks(int c) {
        return c >= 0x80 && !own.test(c);
    }

    /// Joiners and selectors of a variant: they have done their work, or the font has no variants.
    private static boolean isUnseen(int c) {
        return c == 0x200C || c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
    }

    private static boolean isTaken(int c) {
        boolean known = TAKEN.contains(UnicodeScript.of(c)) || (c >= 0x64B && c <= 0x65F) || c == 0x670;
        return known && !Joined.isUnknown(c) && !isUnseen(c);
    }
}
