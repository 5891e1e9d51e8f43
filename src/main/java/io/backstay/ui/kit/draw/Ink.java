package io.backstay.ui.kit.draw;

import io.backstay.codec.Words;

/// A colour of a [Drawing] by its role; the style sheet says which colour it is in which theme.
public enum Ink {
    TEXT,
    MUTED,
    /// Lines of a grid.
    LINE,
    /// The ground of a bar.
    TRACK,
    /// The ground of a chart.
    WELL,
    /// Points.
    POINT,
    /// The restorable band.
    BAND,
    DANGER,
    DANGER_TEXT,
    DANGER_SUBTLE,
    WARNING,
    /// What fills a bar within its promise.
    FILL,
    /// The page behind.
    PAGE;

    /// The name of its property in the style sheet, such as `-bs-ink-text`.
    String property() {
        return "-bs-ink-" + Words.of(this);
    }
}
