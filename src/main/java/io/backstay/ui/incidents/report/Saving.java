package io.backstay.ui.incidents.report;

/// Whether what is seen is what is kept.
enum Saving {
    SAVED,
    CHANGED,
    SAVING,
    /// Somebody else saved meanwhile; nothing of either is lost until a person has chosen.
    CONFLICT
}
