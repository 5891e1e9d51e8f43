package io.backstay.incident;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Text from elsewhere, made harmless: names of customers and files can hold anything.
public final class ReportText {
    private static final int LENGTH_MAX = 4_000;
    private static final String ALWAYS = "\\`*_[]<>|~#@$";
    private static final String AT_LINE_START = "-+=";
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern LIST_NUMBER = Pattern.compile("^(\\d+)([.)])");
    private static final Pattern LINK = Pattern.compile("(?i)(https?|ftp|mailto|xmpp):|www\\.");

    /// No word is longer; breaking one into lines takes the square of its length.
    private static final Pattern UNBROKEN = Pattern.compile("\\S{500}");

    private static final Pattern RUNS = Pattern.compile("(?i)(javascript|vbscript|data|file):(?=\\S)");

    private ReportText() {}

    /// One line on which nothing is hidden: characters that steer a terminal or turn the reading direction are spelled
    /// out.
    public static String plain(String text) {
        String line = SPACE.matcher(text).replaceAll(" ").strip();
        var visible = new StringBuilder(line.length());
        line.codePoints().forEach(c -> {
            if (isHidden(c)) {
                visible.append("[U+").append("%04X".formatted(c)).append(']');
            } else {
                visible.appendCodePoint(c);
            }
        });
        return visible.length() <= LENGTH_MAX
                ? visible.toString()
                : visible.substring(0, visible.offsetByCodePoints(0, LENGTH_MAX / 2)) + " … (shortened)";
    }

    /// The same line as Markdown that shows it and does nothing else, in a paragraph as well as in a table.
    public static String markdown(String text) {
        String line = plain(text);
        var escaped = new StringBuilder(line.length() + 16);
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (ALWAYS.indexOf(c) >= 0 || (i == 0 && AT_LINE_START.indexOf(c) >= 0) || beginsEntity(line, i)) {
                escaped.append('\\');
            }
            escaped.append(c);
        }
        String numbered = LIST_NUMBER.matcher(escaped).replaceFirst("$1\\\\$2");
        return LINK.matcher(numbered).replaceAll(link -> {
            String found = link.group();
            return Matcher.quoteReplacement(
                    found.substring(0, found.length() - 1) + "\\" + found.substring(found.length() - 1));
        });
    }

    /// Markdown that people wrote, with its paragraphs, lists and emphasis, and without what could do more than show
    /// it:
    /// no tags, no pictures, no addresses that run something, nothing hidden.
    public static String prose(String text) {
        var visible = new StringBuilder(text.length());
        text.replace("\r\n", "\n").codePoints().forEach(c -> {
            if (c == '<') {
                visible.append("&lt;");
            } else if (c == '&') {
                visible.append("&amp;");
            } else if (c != '\n' && c != '\t' && isHidden(c)) {
                visible.append("[U+").append("%04X".formatted(c)).append(']');
            } else {
                visible.appendCodePoint(c);
            }
        });
        String still = visible.toString().replace("![", "&#33;[");
        String broken = UNBROKEN.matcher(still).replaceAll("$0 ");
        return RUNS.matcher(broken).replaceAll("$1 :");
    }

    /// An ampersand on its own stays readable; one that could begin `&lt;` does not become what it names.
    private static boolean beginsEntity(String line, int at) {
        return line.charAt(at) == '&'
                && at + 1 < line.length()
                && (line.charAt(at + 1) == '#' || Character.isLetterOrDigit(line.charAt(at + 1)));
    }

    private static boolean isHidden(int c) {
        return switch (Character.getType(c)) {
            // What is for private use looks like whatever a font makes of it, and we mark facts with it.
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            // The joiners are part of ordinary words in several scripts; all other format characters only hide things.
            case Character.FORMAT -> c != 0x200C && c != 0x200D;
            default -> false;
        };
    }
}
