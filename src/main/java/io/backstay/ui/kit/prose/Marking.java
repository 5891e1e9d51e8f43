package io.backstay.ui.kit.prose;

import java.util.List;
import java.util.stream.Collectors;

/// Puts the marks of Markdown around what is selected, and takes them away again.
enum Marking {
    BOLD("**"),
    ITALIC("*"),
    LIST("- "),
    LINK("https://");

    private final String mark;

    Marking(String mark) {
        this.mark = mark;
    }

    /// What to write instead, and what is selected then; all in characters of the whole text.
    record Edit(int from, int to, ProseText with, int anchor, int caret) {}

    /// Marks what is selected, or where nothing is, the place of the caret.
    Edit on(ProseText text, int from, int to) {
        return switch (this) {
            case BOLD, ITALIC -> around(text, from, to);
            case LIST -> list(text, from, to);
            case LINK -> link(text, from, to);
        };
    }

    private Edit around(ProseText text, int from, int to) {
        int size = mark.length();
        ProseText inner = text.part(from, to);
        if (marked(text.chars(), from, to)) {
            return new Edit(from - size, to + size, inner, from - size, to - size);
        }
        ProseText sign = ProseText.written(mark);
        return new Edit(from, to, sign.plus(inner).plus(sign), from + size, to + size);
    }

    /// Whether exactly this mark stands on both sides; two stars are not one.
    private boolean marked(String chars, int from, int to) {
        int before = stars(chars, from - 1, -1);
        int after = stars(chars, to, 1);
        int stars = Math.min(before, after);
        return this == BOLD ? stars >= 2 : stars == 1 || stars >= 3;
    }

    private static int stars(String chars, int at, int step) {
        int count = 0;
        for (int i = at; i >= 0 && i < chars.length() && chars.charAt(i) == '*'; i += step) {
            count++;
        }
        return count;
    }

    private Edit list(ProseText text, int from, int to) {
        int start = text.chars().lastIndexOf('\n', from - 1) + 1;
        int next = text.chars().indexOf('\n', to);
        int end = next < 0 ? text.length() : next;
        List<ProseText> lines = text.part(start, end).lines();
        boolean all = lines.stream().allMatch(line -> line.chars().startsWith(mark));
        ProseText with = lines.stream()
                .map(line -> all
                        ? line.part(mark.length(), line.length())
                        : ProseText.written(mark).plus(line))
                .collect(Collectors.reducing(
                        (a, b) -> a.plus(ProseText.written("\n")).plus(b)))
                .orElse(ProseText.EMPTY);
        return new Edit(start, end, with, start + with.length(), start + with.length());
    }

    /// The address is selected, so that the next thing typed is the address.
    private Edit link(ProseText text, int from, int to) {
        ProseText inner = from == to ? ProseText.written("link") : text.part(from, to);
        ProseText with = ProseText.written("[").plus(inner).plus(ProseText.written("](" + mark + ")"));
        int end = from + with.length() - 1;
        return new Edit(from, to, with, end - mark.length(), end);
    }
}
