package io.backstay.ui.connections;

import io.backstay.act.connection.KnownRegion;
import io.backstay.act.connection.RegionOffer;
import io.backstay.act.connection.form.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The regions of AWS beside a field: looked for by typing, and put into the field or taken out of it. The field itself
/// stays free, for regions that are not in the list.
final class RegionsModel {
    private final boolean several;
    private final StringProperty typed;
    private final StringProperty search = new SimpleStringProperty("");
    private final ReadOnlyObjectProperty<RegionOffer> offer;
    private final ObservableList<KnownRegion> shown = FXCollections.observableArrayList();

    /// @param typed what stands in the field
    /// @param offer what can be chosen, with what is known of the account
    RegionsModel(Field field, StringProperty typed, ReadOnlyObjectProperty<RegionOffer> offer) {
        this.several = field.several();
        this.typed = typed;
        this.offer = offer;
        search.addListener((_, _, words) -> shown.setAll(offer.get().matching(words)));
        offer.subscribe(now -> shown.setAll(now.matching(search.get())));
    }

    /// What can be chosen.
    ReadOnlyObjectProperty<RegionOffer> offerProperty() {
        return offer;
    }

    /// Whether the account has enabled it, in a word; empty while nobody knows.
    String standing(KnownRegion region) {
        return offer.get().enabled() == null ? "" : offer.get().isEnabled(region) ? "enabled" : "not enabled";
    }

    /// What is looked for.
    StringProperty searchProperty() {
        return search;
    }

    /// What was found, by name.
    ObservableList<KnownRegion> shown() {
        return shown;
    }

    /// Whether the field takes more than one.
    boolean several() {
        return several;
    }

    /// Whether it stands in the field.
    boolean chosen(KnownRegion region) {
        return words().contains(region.name());
    }

    /// Puts it into the field or takes it out; a field for one has that one then.
    void toggle(KnownRegion region) {
        if (!several) {
            typed.set(region.name());
            return;
        }
        List<String> words = new ArrayList<>(words());
        if (!words.remove(region.name())) {
            words.add(region.name());
        }
        typed.set(String.join(" ", words));
    }

    private List<String> words() {
        return Stream.of(typed.get().strip().split("[\\s,]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
