package io.backstay.ui.kit;

import io.backstay.codec.Words;

/// A status as shape and word; colour only repeats what the shape says. The order of the constants is the
/// order of lists.
///
/// It holds data and no node, so that a screen's model may speak of it; [MarkIcon] draws it.
public enum Mark {
    BREACH("Breach"),
    UNKNOWN("Unknown"),
    WARNING("Warning"),
    HOLDS("Holds"),
    EXEMPT("Exempt"),
    ACCEPTED("Accepted"),
    PARTLY("Partly"),
    RUNNING("Running");

    private final String word;

    Mark(String word) {
        this.word = word;
    }

    /// The word that always stands beside the shape.
    public String word() {
        return word;
    }

    /// The ending of this mark's style classes, such as `breach`.
    String styleName() {
        return Words.of(this);
    }
}
