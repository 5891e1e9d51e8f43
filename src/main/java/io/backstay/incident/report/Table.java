package io.backstay.incident.report;

import io.backstay.incident.ReportText;

/// A Markdown table of text from anywhere.
final class Table {
    private static final String NONE = "–";

    private final StringBuilder text = new StringBuilder();

    Table(String... heads) {
        row(heads);
        text.append("|---".repeat(heads.length)).append("|\n");
    }

    /// A table of numbers, each after a first column of names.
    static Table ofNumbers(String... heads) {
        var table = new Table();
        table.text.setLength(0);
        table.row(heads);
        table.text.append("|---").append("|---:".repeat(heads.length - 1)).append("|\n");
        return table;
    }

    Table row(String... cells) {
        text.append('|');
        for (String cell : cells) {
            text.append(' ')
                    .append(cell.isEmpty() ? NONE : ReportText.markdown(cell))
                    .append(" |");
        }
        text.append('\n');
        return this;
    }

    String markdown() {
        return text.toString();
    }
}
