package io.backstay.incident.claims;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A text as the patterns read it: lower case, compatibility forms unfolded, straight quotes, single spaces, no dashes
/// and nothing that does not show; each character knows where it came from.
final class PlainText {
    /// What begins an item of a list.
    private static final String BULLETS = "-*+•–";

    private static final int SENTENCE_MAX = 4_000;

    private final String original;
    private final StringBuilder plain = new StringBuilder();
    private int[] from;

    private PlainText(String original) {
        this.original = original;
        this.from = new int[original.length() + 1];
    }

    /// A sentence in the plain text.
    record Span(int from, int to) {}

    static PlainText of(String original) {
        var text = new PlainText(original);
        int at = 0;
        while (at < original.length()) {
            int c = original.codePointAt(at);
            text.take(c, at);
            at += Character.charCount(c);
        }
        return text;
    }

    private void take(int c, int at) {
        int type = Character.getType(c);
        if (type == Character.FORMAT || type == Character.SURROGATE || type == Character.NON_SPACING_MARK) {
            return;
        }
        if (c == '\n') {
            line(at);
        } else if (BULLETS.indexOf(c) >= 0 && begins()) {
            // An item of a list begins, so the line before it has ended.
            put('\n', at);
        } else if (type == Character.DASH_PUNCTUATION
                || type == Character.CONTROL
                || Character.isSpaceChar(c)
                || c == '*'
                || c == '_') {
            // Stars and underscores are emphasis in Markdown; they are read as a space.
            space(at);
        } else if (c == '’' || c == '‘' || c == '\'') {
            put('\'', at);
        } else if (type == Character.INITIAL_QUOTE_PUNCTUATION
                || type == Character.FINAL_QUOTE_PUNCTUATION
                || c == '"') {
            space(at);
        } else {
            String unfolded = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
            unfolded.toLowerCase(Locale.ROOT).chars().forEach(each -> put((char) each, at));
        }
    }

    /// A space at the end of a line is none.
    private void line(int at) {
        if (!plain.isEmpty() && plain.charAt(plain.length() - 1) == ' ') {
            plain.setLength(plain.length() - 1);
        }
        put('\n', at);
    }

    private boolean begins() {
        return !plain.isEmpty() && plain.charAt(plain.length() - 1) == '\n';
    }

    /// One between two words, however many stood there; none where a line begins.
    private void space(int at) {
        if (!plain.isEmpty() && !begins() && plain.charAt(plain.length() - 1) != ' ') {
            put(' ', at);
        }
    }

    private void put(char c, int at) {
        if (plain.length() + 1 >= from.length) {
            from = Arrays.copyOf(from, from.length * 2 + 16);
        }
        from[plain.length()] = at;
        plain.append(c);
    }

    /// The sentences; very long ones are read in pieces.
    List<Span> sentences() {
        List<Span> spans = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < plain.length(); i++) {
            boolean last = i + 1 == plain.length();
            if (last || ends(i) || i + 1 - start >= SENTENCE_MAX) {
                if (i + 1 - start > 1) {
                    spans.add(new Span(start, i + 1));
                }
                start = i + 1;
            }
        }
        return spans;
    }

    private boolean ends(int i) {
        char c = plain.charAt(i);
        char next = plain.charAt(i + 1);
        if (c == '\n') {
            // A mail is broken into lines; a paragraph or an item of a list ends at its end.
            return next == '\n' || next == '#' || Character.isDigit(next);
        }
        return (c == '.' || c == '!' || c == '?' || c == '。') && (next == ' ' || next == '\n');
    }

    /// The words of a sentence for the patterns, in one line.
    String words(Span span) {
        return plain.substring(span.from(), span.to()).replace('\n', ' ');
    }

    /// Where a character of the plain text stood.
    int original(int at) {
        return at >= plain.length() ? original.length() : from[at];
    }

    /// The original words of a part of the plain text.
    String original(int start, int end) {
        return original.substring(original(start), Math.max(original(start), original(end)));
    }
}
