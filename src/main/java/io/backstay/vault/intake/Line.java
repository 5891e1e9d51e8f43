package io.backstay.vault.intake;

import java.util.ArrayList;
import java.util.List;

/// A line that says something: no blank one, no comment.
///
/// @param number counted from 1
/// @param text   without its line break
record Line(int number, Slice text) {
    /// The longest line: a token is a few kilobytes.
    static final int CHARACTERS_MAX = 16 << 10;

    /// Its lines; those that are too long are told to the harvest and left out.
    static List<Line> of(Slice text, Harvest harvest) {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        int start = 0;
        while (start < text.length()) {
            int found = text.indexOf('\n', start);
            int end = found < 0 ? text.length() : found;
            number++;
            Slice whole = text.between(start, end);
            Slice said = whole.strip();
            if (said.length() > CHARACTERS_MAX) {
                harvest.problem("Line " + number + " has more than " + CHARACTERS_MAX + " characters.");
            } else if (!said.isEmpty() && said.at(0) != '#') {
                lines.add(new Line(number, withoutEnd(whole)));
            }
            start = end + 1;
        }
        return lines;
    }

    private static Slice withoutEnd(Slice line) {
        return line.isAt(line.length() - 1, '\r') ? line.between(0, line.length() - 1) : line;
    }

    boolean isIndented() {
        return Character.isWhitespace(text.at(0));
    }
}
