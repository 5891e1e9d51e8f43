package io.backstay.ui.shell;

/// A part of the console, in the order of its keys Ctrl 1 to Ctrl 6; all but the lock screen have an item in the
/// navigation.
public enum Section {
    OVERVIEW("Overview", "fth-activity", "Ctrl 1", Reach.ALWAYS),
    POINTS("Points", "fth-database", "Ctrl 2", Reach.ALWAYS),
    COMPLIANCE("Compliance", "fth-check-square", "Ctrl 3", Reach.ALWAYS),
    RESTORE("Restore", "fth-rotate-ccw", "Ctrl 4", Reach.NOT_LOCKED),
    INCIDENTS("Incidents", "fth-alert-circle", "Ctrl 5", Reach.NOT_LOCKED),
    LAB("Lab", "fth-target", "Ctrl 6", Reach.ALWAYS),
    /// Databases of one's own; stands at the bottom of the navigation, as do those after it.
    CONNECTIONS("Connections", "fth-server", "", Reach.ALWAYS),
    /// Credentials.
    VAULT("Vault", "fth-key", "", Reach.OPEN),
    /// The record of acts.
    RECORD("Record", "fth-list", "", Reach.ALWAYS),
    /// What this program is, its looks and keys, and what protects it.
    ABOUT("About", "fth-info", "F1", Reach.ALWAYS),
    /// Takes the place of what needs the vault while it is locked; has no item.
    UNLOCK("Unlock", "fth-lock", "", Reach.ALWAYS);

    private final String word;
    private final String icon;
    private final String keys;
    private final Reach reach;

    Section(String word, String icon, String keys, Reach reach) {
        this.word = word;
        this.icon = icon;
        this.keys = keys;
        this.reach = reach;
    }

    /// When a section can be seen.
    enum Reach {
        ALWAYS,
        /// Whenever no vault is locked: without any vault, the lab can still be practised on.
        NOT_LOCKED,
        /// While the vault is open.
        OPEN
    }

    /// When it can be seen.
    Reach reach() {
        return reach;
    }

    /// Whether it stands at the bottom of the navigation.
    boolean isBelow() {
        return compareTo(CONNECTIONS) >= 0;
    }

    /// Whether the navigation has an item for it.
    boolean isListed() {
        return this != UNLOCK;
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
