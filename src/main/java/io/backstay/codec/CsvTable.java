package io.backstay.codec;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads a small CSV (RFC 4180) strictly: UTF-8, every row as long as the first, quotes only around whole cells.
public final class CsvTable {
    private final String source;
    private final String text;
    private int place;

    private CsvTable(String source, String text) {
        this.source = source;
        this.text = text;
    }

    /// All rows with the heading. An empty last line counts for nothing; a byte order mark neither.
    ///
    /// @param source what a refusal calls it
    public static List<List<String>> parse(String source, byte[] bytes) throws BackstayException {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BackstayException(new Failure.BadInput(source + " is not UTF-8.", "Save it as CSV in UTF-8."), e);
        }
        return new CsvTable(source, text.startsWith("\uFEFF") ? text.substring(1) : text).rows();
    }

    private List<List<String>> rows() throws BackstayException {
        List<List<String>> rows = new ArrayList<>();
        while (place < text.length()) {
            List<String> row = row(rows.size() + 1);
            if (!rows.isEmpty() && row.size() != rows.getFirst().size()) {
                throw bad(
                        rows.size() + 1,
                        "has " + row.size() + " cells and not "
                                + rows.getFirst().size());
            }
            rows.add(List.copyOf(row));
        }
        return rows;
    }

    private List<String> row(int number) throws BackstayException {
        List<String> cells = new ArrayList<>();
        while (true) {
            cells.add(next() == '"' ? quoted(number) : plain(number));
            int after = next();
            if (after == ',') {
                place++;
                continue;
            }
            if (after == '\r') {
                place++;
                after = next();
                if (after != '\n') {
                    throw bad(number, "has a CR without LF");
                }
            }
            if (after == '\n') {
                place++;
            } else if (after != -1) {
                throw bad(number, "goes on after a closing quote");
            }
            return cells;
        }
    }

    private String quoted(int number) throws BackstayException {
        var cell = new StringBuilder();
        place++;
        while (true) {
            int quote = text.indexOf('"', place);
            if (quote < 0) {
                throw bad(number, "has a quote that is not closed");
            }
            cell.append(text, place, quote);
            place = quote + 1;
            if (next() != '"') {
                return cell.toString();
            }
            cell.append('"');
            place++;
        }
    }

    private String plain(int number) throws BackstayException {
        int begin = place;
        while (place < text.length() && ",\r\n".indexOf(text.charAt(place)) < 0) {
            if (text.charAt(place) == '"') {
                throw bad(number, "has a quote within a cell that is not quoted");
            }
            place++;
        }
        return text.substring(begin, place);
    }

    private int next() {
        return place < text.length() ? text.charAt(place) : -1;
    }

    private BackstayException bad(int row, String why) {
        return new BackstayException(
                new Failure.BadInput("Row " + row + " of " + source + " " + why + ".", "Mend the file; see RFC 4180."));
    }
}
