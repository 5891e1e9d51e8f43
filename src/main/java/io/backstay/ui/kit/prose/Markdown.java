package io.backstay.ui.kit.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the marks of Markdown in one line mean for how it looks. The marks themselves stay in sight, muted.
final class Markdown {
    static final byte BOLD = 1;
    static final byte ITALIC = 2;
    static final byte LINK = 4;
    static final byte MARK = 8;
    static final byte HEAD = 16;

    private static final Pattern STRONG = Pattern.compile("(\\*\\*|__)(?=\\S)([^*_]{1,500}?)(?<=\\S)\\1");
    private static final Pattern EMPHASIS =
            Pattern.compile("(?<![*\\w])(\\*|_)(?=[^\\s*_])([^*_]{1,500}?)(?<=[^\\s*_])\\1(?![*\\w])");
    private static final Pattern LINKED = Pattern.compile("\\[([^\\[\\]]{1,500})]\\(([^()\\s]{1,500})\\)");
    private static final Pattern ITEM = Pattern.compile("^\\s{0,8}(?:[-*+]|\\d{1,3}\\.)\\s");
    private static final Pattern HEADING = Pattern.compile("^#{1,6}\\s");

    private Markdown() {}

    /// For each character what it wears.
    static byte[] dress(String line) {
        byte[] dress = new byte[line.length()];
        Matcher heading = HEADING.matcher(line);
        if (heading.find()) {
            put(dress, 0, line.length(), HEAD);
            put(dress, 0, heading.end(), MARK);
        }
        Matcher item = ITEM.matcher(line);
        if (item.find()) {
            put(dress, 0, item.end(), MARK);
        }
        around(STRONG, line, dress, BOLD);
        around(EMPHASIS, line, dress, ITALIC);
        Matcher link = LINKED.matcher(line);
        while (link.find()) {
            put(dress, link.start(1), link.end(1), LINK);
            put(dress, link.start(), link.start(1), MARK);
            put(dress, link.end(1), link.end(), MARK);
        }
        return dress;
    }

    private static void around(Pattern pattern, String line, byte[] dress, byte what) {
        Matcher found = pattern.matcher(line);
        while (found.find()) {
            put(dress, found.start(2), found.end(2), what);
            put(dress, found.start(), found.start(2), MARK);
            put(dress, found.end(2), found.end(), MARK);
        }
    }

    private static void put(byte[] dress, int from, int to, byte what) {
        for (int i = from; i < to; i++) {
            dress[i] |= what;
        }
    }

    /// The style classes for what a character wears.
    static String[] styles(byte worn) {
        List<String> styles = new ArrayList<>(List.of("pr-text"));
        add(styles, worn, BOLD, "pr-bold");
        add(styles, worn, ITALIC, "pr-italic");
        add(styles, worn, LINK, "pr-link");
        add(styles, worn, MARK, "pr-mark");
        add(styles, worn, HEAD, "pr-head");
        return styles.toArray(String[]::new);
    }

    private static void add(List<String> styles, byte worn, byte what, String style) {
        if ((worn & what) != 0) {
            styles.add(style);
        }
    }
}
