package io.backstay.codec;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import org.jspecify.annotations.Nullable;

/// Where a value stands in a document: source, line, column and path.
public final class Place {
    private static final String ADVICE = "Correct the document and try again.";

    private final String source;
    private final @Nullable Place parent;
    private final String step;
    private final int line;
    private final int column;

    private Place(String source, @Nullable Place parent, String step, int line, int column) {
        this.source = source;
        this.parent = parent;
        this.step = step;
        this.line = line;
        this.column = column;
    }

    static Place root(String source, int line, int column) {
        return new Place(source, null, "", line, column);
    }

    Place member(String name, int memberLine, int memberColumn) {
        return new Place(source, this, "." + name, memberLine, memberColumn);
    }

    Place item(long index, int itemLine, int itemColumn) {
        return new Place(source, this, "[" + index + "]", itemLine, itemColumn);
    }

    /// The document's name, as a person knows it.
    public String source() {
        return source;
    }

    /// The line, counted from 1.
    public int line() {
        return line;
    }

    /// The column, counted from 1.
    public int column() {
        return column;
    }

    /// The way from the root, such as `assets[3].kind`; empty at the root.
    public String path() {
        var steps = new StringBuilder();
        for (Place place = this; place != null; place = place.parent) {
            steps.insert(0, place.step);
        }
        return steps.indexOf(".") == 0 ? steps.substring(1) : steps.toString();
    }

    /// What is wrong here, ready to be thrown.
    ///
    /// @param problem a clause without a full stop, such as `expected text, found a number`
    public BackstayException bad(String problem) {
        return new BackstayException(new Failure.BadInput(this + ": " + problem + ".", ADVICE));
    }

    @Override
    public String toString() {
        String path = path();
        return source + ", line " + line + ", column " + column + (path.isEmpty() ? "" : ", at " + path);
    }
}
