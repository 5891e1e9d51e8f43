package io.backstay.ui.shell;

/// A part of the console with its own item in the navigation, in the order of its keys Ctrl 1 to Ctrl 6.
public enum Section {
    OVERVIEW("Overview", "fth-activity", "Ctrl 1"),
    POINTS("Points", "fth-database", "Ctrl 2"),
    COMPLIANCE("Compliance", "fth-check-square", "Ctrl 3"),
    RESTORE("Restore", "fth-rotate-ccw", "Ctrl 4"),
    INCIDENTS("Incidents", "fth-alert-circle", "Ctrl 5"),
    LAB("Lab", "fth-target", "Ctrl 6"),
    /// What this program is, its looks and keys; stands at the bottom of the navigation.
    ABOUT("About", "fth-info", "F1");

    private final String word;
    private final String icon;
    private final String keys;

    Section(String word, String icon, String keys) {
        this.word = word;
        this.icon = icon;
        this.keys = keys;
    }

    /// What the navigation calls it.
    public String word() {
        return word;
    }

    /// Its Feather icon.
    public String icon() {
        return icon;
    }

    /// The keys that lead there, such as `Ctrl 1`.
    public String keys() {
        return keys;
    }
}
