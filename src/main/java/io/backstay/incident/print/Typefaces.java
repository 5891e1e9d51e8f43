package io.backstay.incident.print;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;

/// The characters that our own typeface lacks: taken from a font that is installed on this machine, else named in
/// words. Fonts are read by their path; no program is started.
///
/// Taken are scripts that are written from left to right, letter by letter. Right-to-left and joined scripts are named
/// in words: shown in the wrong order or form, a name would be another one.
final class Typefaces {
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
            UnicodeScript.COMMON);
    private static final int FONTS_MAX = 3;
    private static final int FILES_MAX = 500;
    private static final int DEPTH_MAX = 6;
    private static final int NAMED_MAX = 8;
    private static final int PLANE = 0xFFFF;
    private static final String NOTE = "<p>Characters that no font here can show stand in square brackets, by script"
            + " and code point; the other forms of this report have the characters themselves.</p>\n";

    private final IntPredicate own;
    private final List<Path> fonts = new ArrayList<>();
    private final Set<Integer> taken = new TreeSet<>();

    private Typefaces(IntPredicate own) {
        this.own = own;
    }

    /// A page that can be shown as it is.
    ///
    /// @param fonts to be used besides our own
    record Shown(String page, List<Path> fonts) {}

    /// @param own     whether our own typeface has a character
    /// @param folders where fonts are looked for
    static Shown of(String page, IntPredicate own, List<Path> folders) {
        var typefaces = new Typefaces(own);
        Set<Integer> wanted = new TreeSet<>();
        page.codePoints().filter(c -> typefaces.lacks(c) && isTaken(c)).forEach(wanted::add);
        if (!wanted.isEmpty()) {
            typefaces.take(wanted, installed(folders));
        }
        return new Shown(typefaces.worded(page), List.copyOf(typefaces.fonts));
    }

    /// Where systems keep the fonts of all their users; those of other systems are not there.
    static List<Path> folders() {
        return List.of(
                Path.of("/usr/share/fonts"),
                Path.of("/usr/local/share/fonts"),
                Path.of("/System/Library/Fonts"),
                Path.of("/Library/Fonts"),
                Path.of("C:\\Windows\\Fonts"));
    }

    private static List<Path> installed(List<Path> folders) {
        List<Path> files = new ArrayList<>();
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> found = Files.walk(folder, DEPTH_MAX, new FileVisitOption[0])) {
                    found.filter(file ->
                                    file.toString().toLowerCase(Locale.ROOT).endsWith(".ttf"))
                            .sorted()
                            .limit(FILES_MAX)
                            .forEach(files::add);
                } catch (IOException | UncheckedIOException e) {
                    // What a folder that may not be read would show is named in words.
                    System.getLogger(Typefaces.class.getName())
                            .log(System.Logger.Level.DEBUG, "a folder of fonts cannot be read", e);
                }
            }
        }
        return files;
    }

    private void take(Set<Integer> wanted, List<Path> files) {
        Set<Integer> missing = new TreeSet<>(wanted);
        while (!missing.isEmpty() && fonts.size() < FONTS_MAX) {
            Path best = null;
            Set<Integer> most = Set.of();
            for (Path file : files) {
                Set<Integer> has = shown(file, missing);
                if (has.size() > most.size()) {
                    best = file;
                    most = has;
                }
                if (most.size() == missing.size()) {
                    break;
                }
            }
            if (best == null) {
                return;
            }
            fonts.add(best);
            taken.addAll(most);
            missing.removeAll(most);
        }
    }

    private static Set<Integer> shown(Path file, Set<Integer> missing) {
        Set<Integer> has = new TreeSet<>();
        try (TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBufferedFile(new File(file.toString())))) {
            CmapLookup glyphs = font.getUnicodeCmapLookup();
            for (int c : missing) {
                if (glyphs.getGlyphId(c) != 0) {
                    has.add(c);
                }
            }
        } catch (IOException | RuntimeException e) {
            // What the library cannot read is no font for us.
            return Set.of();
        }
        return has;
    }

    private String worded(String page) {
        var shown = new StringBuilder(page.length());
        List<Integer> run = new ArrayList<>();
        boolean named = false;
        for (int c : page.codePoints().toArray()) {
            if (lacks(c) && !taken.contains(c)) {
                if (!run.isEmpty() && UnicodeScript.of(run.getFirst()) != UnicodeScript.of(c)) {
                    flush(run, shown);
                }
                run.add(c);
                named = true;
            } else {
                flush(run, shown);
                shown.appendCodePoint(c);
            }
        }
        flush(run, shown);
        return named ? shown.toString().replace("</body>", NOTE + "</body>") : shown.toString();
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

    private static boolean isTaken(int c) {
        byte direction = Character.getDirectionality(c);
        boolean rightToLeft = direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
        return c <= PLANE && !rightToLeft && TAKEN.contains(UnicodeScript.of(c));
    }
}
