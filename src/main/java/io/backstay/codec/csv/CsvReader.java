package io.backstay.codec.csv;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads CSV (RFC 4180) record by record, as our own exports and spreadsheets write it: UTF-8 with or without a
/// byte order mark, lines ended by CR LF, LF or CR, cells in quotes or not, any separator.
///
/// What is not CSV is refused with its line and column: a quote inside a cell without quotes, something after a
/// closing quote, a quote that is never closed, bytes that are not UTF-8, the character 0. Lines without a
/// character are passed over. Memory holds one record.
public final class CsvReader implements AutoCloseable {
    /// The longest cell, in UTF-16 code units.
    public static final int CELL_MAX = 16 << 20;

    /// The most cells of one record.
    public static final int CELLS_MAX = 2_000;

    private static final char QUOTE = '"';

    private final String source;
    private final char separator;
    private final CsvText text;
    private final StringBuilder cell = new StringBuilder();
    private final List<@Nullable String> cells = new ArrayList<>();
    private long line;

    private CsvReader(String source, char separator, CsvText text) {
        this.source = source;
        this.separator = separator;
        this.text = text;
    }

    /// Opens a file.
    ///
    /// @param separator between cells, such as `,` or `;`
    public static CsvReader open(Path file, char separator) throws BackstayException {
        return new CsvReader(file.toString(), separator, CsvText.open(file));
    }

    /// Reads bytes that are there already.
    ///
    /// @param source what a refusal calls them
    public static CsvReader of(String source, byte[] bytes, char separator) {
        return new CsvReader(source, separator, CsvText.of(source, bytes));
    }

    /// Goes to the next record.
    ///
    /// @return whether there is one
    /// @throws BackstayException naming the line and the column of what is not CSV
    public boolean next() throws BackstayException {
        int c = text.read();
        while (c == '\n' || c == '\r') {
            c = text.read();
        }
        cells.clear();
        line = text.line();
        if (c < 0) {
            return false;
        }
        while (true) {
            c = cell(c);
            if (cells.size() > CELLS_MAX) {
                throw bad("a line has more than " + CELLS_MAX + " cells");
            }
            if (c != separator) {
                return true;
            }
            c = text.read();
        }
    }

    /// The cells of the record; one that is empty and stands in no quotes is absent.
    public List<@Nullable String> cells() {
        return Collections.unmodifiableList(cells);
    }

    /// The line in which the record begins, from 1.
    public long line() {
        return line;
    }

    /// Refuses the record that was just read.
    public BackstayException refused(String why) {
        return CsvText.bad(source, line, 1, why);
    }

    /// Reads one cell and answers what ended it: the separator, a line break or the end of the file.
    private int cell(int first) throws BackstayException {
        cell.setLength(0);
        if (first == QUOTE) {
            int after = quoted();
            cells.add(cell.toString());
            return after;
        }
        int c = first;
        while (!ends(c)) {
            if (c == QUOTE) {
                throw bad("a quote stands in a cell that does not begin with one");
            }
            take(c);
            c = text.read();
        }
        cells.add(cell.isEmpty() ? null : cell.toString());
        return c;
    }

    private int quoted() throws BackstayException {
        long beganLine = text.line();
        long beganColumn = text.column();
        while (true) {
            int c = text.read();
            if (c < 0) {
                throw CsvText.bad(source, beganLine, beganColumn, "a quote that is opened here is never closed");
            }
            if (c == QUOTE) {
                c = text.read();
                if (ends(c)) {
                    return c;
                }
                if (c != QUOTE) {
                    throw bad("something stands after the quote that ends a cell");
                }
            }
            take(c);
        }
    }

    private boolean ends(int c) {
        return c < 0 || c == separator || c == '\n' || c == '\r';
    }

    private void take(int c) throws BackstayException {
        if (cell.length() == CELL_MAX) {
            throw bad("a cell is longer than " + CELL_MAX + " characters");
        }
        cell.append((char) c);
    }

    private BackstayException bad(String what) {
        return CsvText.bad(source, text.line(), text.column(), what);
    }

    @Override
    public void close() throws BackstayException {
        try {
            text.close();
        } catch (IOException e) {
            throw new BackstayException(
                    new Failure.BadInput(source + " could not be read to its end.", "Check the disk that it is on."),
                    e);
        }
    }
}
