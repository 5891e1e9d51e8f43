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
