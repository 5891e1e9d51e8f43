package io.backstay.ui.shell;

/// A part of the console with its own item in the navigation, in the order of its keys Ctrl 1 to Ctrl 6.
public enum Section {
    OVERVIEW("Overview", "fth-activity"),
    POINTS("Points", "fth-database"),
    COMPLIANCE("Compliance", "fth-check-square"),
    RESTORE("Restore", "fth-rotate-ccw"),
    INCIDENTS("Incidents", "fth-alert-circle"),
    LAB("Lab", "fth-target"),
    /// What this program is, its looks and keys; stands at the bottom of the navigation.
    ABOUT("About", "fth-info");

    private final String word;
    private final String icon;

    Section(String word, String icon) {
        this.word = word;
        this.icon = icon;
    }

    /// What the navigation calls it.
    public String word() {
        return word;
    }

    /// Its Feather icon.
    public String icon() {
        return icon;
    }
}
