package io.backstay.ui.shell;

import io.backstay.estate.Asset;
import io.backstay.policy.PolicySummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// What the command palette offers for the words typed so far.
final class PaletteModel {
    /// More rows than this help nobody.
    static final int SHOWN_MAX = 12;

    private final ShellModel shell;
    private final Navigation navigation;
    private final List<Entry> acts;
    private final List<Section> sections;
    private final StringProperty query = new SimpleStringProperty("");
    private final ObservableList<Entry> shown = FXCollections.observableArrayList();
    private List<Entry> all = List.of();

    /// @param acts     what can be done from everywhere
    /// @param sections where one can go
    PaletteModel(ShellModel shell, Navigation navigation, List<Entry> acts, List<Section> sections) {
        this.shell = shell;
        this.navigation = navigation;
        this.acts = List.copyOf(acts);
        this.sections = List.copyOf(sections);
        query.addListener(_ -> filter());
    }

    StringProperty queryProperty() {
        return query;
    }

    ObservableList<Entry> shown() {
        return shown;
    }

    int total() {
        return all.size();
    }

    /// Gathers what there is now and forgets the last words.
    void open() {
        var entries = new ArrayList<>(acts);
        for (Section section : sections) {
            entries.add(new Entry(
                    Group.GO, section.word(), "", section.icon(), section.keys(), () -> navigation.go(first(section))));
        }
        for (Asset asset : shell.knownProperty().get().assets()) {
            entries.add(new Entry(
                    Group.GO,
                    "Points of " + asset.name(),
                    asset.provider(),
                    "fth-database",
                    "",
                    () -> navigation.go(new Place.Points(asset.id()))));
        }
        for (PolicySummary policy : shell.knownProperty().get().policies()) {
            entries.add(new Entry(
                    Group.PROMISE,
                    policy.title(),
                    policy.publisher() + ", " + policy.checkable() + " of " + policy.obligations() + " clauses judged",
                    "fth-file-text",
                    "",
                    () -> navigation.go(new Place.Compliance(policy.id(), null))));
        }
        all = List.copyOf(entries);
        query.set("");
        filter();
    }

    private void filter() {
        shown.setAll(all.stream()
                .filter(entry -> matches(entry.title() + " " + entry.detail(), query.get()))
                .sorted(Comparator.comparing(Entry::group)
                        .thenComparing(entry -> !reads(entry.title(), query.get()))
                        .thenComparing(entry -> !reads(entry.title() + " " + entry.detail(), query.get())))
                .limit(SHOWN_MAX)
                .toList());
    }

    /// Whether every word typed is found, each as letters in their order.
    static boolean matches(String text, String query) {
        String where = text.toLowerCase(Locale.ROOT);
        return words(query).allMatch(word -> inOrder(where, word));
    }

    /// Whether every word typed is found as it is, so that what reads so comes before what only has its letters.
    private static boolean reads(String text, String query) {
        String where = text.toLowerCase(Locale.ROOT);
        return words(query).allMatch(where::contains);
    }

    private static Stream<String> words(String query) {
        return Arrays.stream(query.toLowerCase(Locale.ROOT).strip().split("\\s+", -1));
    }

    private static boolean inOrder(String where, String letters) {
        int at = 0;
        for (int i = 0; i < letters.length(); i++) {
            at = where.indexOf(letters.charAt(i), at) + 1;
            if (at == 0) {
                return false;
            }
        }
        return true;
    }

    /// Where a section begins when nothing in particular is wanted.
    static Place first(Section section) {
        return switch (section) {
            case OVERVIEW -> new Place.Overview();
            case POINTS -> new Place.Points(null);
            case COMPLIANCE -> new Place.Compliance(null, null);
            case RESTORE -> new Place.Restore(null);
            case INCIDENTS -> new Place.Incidents(null);
            case LAB -> new Place.Lab();
            case CONNECTIONS -> new Place.Connections();
            case VAULT, UNLOCK -> new Place.Vault();
            case RECORD -> new Place.Acts(null);
            case ABOUT -> new Place.About();
        };
    }

    /// The groups of the list, in order.
    enum Group {
        DO("Do"),
        GO("Go to"),
        PROMISE("Written promises");

        private final String word;

        Group(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /// One row.
    ///
    /// @param keys what does the same, empty for none
    record Entry(Group group, String title, String detail, String icon, String keys, Runnable act) {}
}
