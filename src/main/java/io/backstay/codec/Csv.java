package io.backstay.codec;

import io.backstay.codec.csv.Formula;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes CSV that no spreadsheet takes for a formula: UTF-8, every cell quoted, lines ended by CR LF.
///
/// A cell that a spreadsheet would calculate gets an apostrophe in front, as [Formula] says. An absent cell is left
/// empty, unquoted, and
/// so differs from an empty text.
public final class Csv implements AutoCloseable {
    private final Writer out;
    private final int columns;

    /// Writes the heading at once.
    ///
    /// @param out stays open when this is closed
    public Csv(OutputStream out, List<String> heading) throws IOException {
        this.out = new OutputStreamWriter(new Unclosed(out), StandardCharsets.UTF_8);
        this.columns = heading.size();
        row(heading);
    }

    /// Writes one line; it must have as many cells as the heading.
    public void row(List<? extends @Nullable String> cells) throws IOException {
        write(cells, true);
    }

    /// Writes one line whose cells are guarded already, each by what its column holds: a negative number needs no
    /// apostrophe, a text that looks like one does. It must have as many cells as the heading.
    public void guardedRow(List<? extends @Nullable String> cells) throws IOException {
        write(cells, false);
    }

    private void write(List<? extends @Nullable String> cells, boolean guard) throws IOException {
        if (cells.size() != columns) {
            throw new IllegalArgumentException("a row has " + columns + " cells, not " + cells.size());
        }
        String separator = "";
        for (String cell : cells) {
            out.write(separator);
            if (cell != null) {
                out.write(quoted(guard ? Formula.guarded(cell) : cell));
            }
            separator = ",";
        }
        out.write("\r\n");
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private static String quoted(String cell) {
        return '"' + cell.replace("\"", "\"\"") + '"';
    }
}
