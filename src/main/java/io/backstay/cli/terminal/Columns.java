package io.backstay.cli.terminal;

import java.util.List;

/// Rows of words under each other, each column as wide as its longest word.
public final class Columns {
    private static final String APART = "  ";

    private Columns() {}

    /// The lines, without what a terminal would take for more than words.
    ///
    /// @param rows all of one length; the first is the head
    public static String of(List<List<String>> rows) {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], Plain.text(row.get(i)).length());
            }
        }
        var lines = new StringBuilder();
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String word = Plain.text(row.get(i));
                line.append(word).append(" ".repeat(widths[i] - word.length())).append(APART);
            }
            lines.append(lines.isEmpty() ? "" : System.lineSeparator())
                    .append(line.toString().stripTrailing());
        }
        return lines.toString();
    }
}
