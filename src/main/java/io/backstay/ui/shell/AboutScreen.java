package io.backstay.ui.shell;

import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.guard.ProtectionsCard;
import io.backstay.ui.kit.guard.ProtectionsModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What this program is, what protects it, its looks and its keys.
final class AboutScreen implements Screen {
    private static final double WIDTH = 640;

    private final ScrollPane node;
    private final ProtectionsModel protections;

    AboutScreen(Identity identity, Appearance appearance, ProtectionsModel protections) {
        this.protections = protections;
        Card looks = new Card("fth-sliders", "Looks", "until the console closes");
        looks.with(choice("Theme", List.of(Appearance.Choice.values()), appearance.choiceProperty()));
        looks.with(choice("Text", List.of(Appearance.TextSize.values()), appearance.textSizeProperty()));
        Card keys = new Card("fth-command", "Keys", "everywhere");
        List.of(
                        key("Find or do anything", "Ctrl K"),
                        key("Go to a screen", "Ctrl 1 to Ctrl 6"),
                        key("Read the facts again", "F5"),
                        key("Move between header, navigation and screen", "F6"),
                        key("Close, or go back", "Esc"),
                        key("Lock the vault at once", "Ctrl L"),
                        key("This page", "F1"))
                .forEach(keys::with);
        Card about = new Card("fth-info", "Backstay " + identity.version(), "Apache-2.0");
        about.with(
                Texts.wrapped(Texts.muted("See every recovery point, prove every promise, restore one tenant. Nothing"
                        + " leaves this computer except the acts that you start, and every act is in the record.")));
        about.with(pair(
                "Operator",
                Texts.body(identity.operator() + ", " + identity.role().word())));
        var page = new VBox(Texts.title("About"), about, new ProtectionsCard(protections), looks, keys);
        page.getStyleClass().add("bs-page");
        page.setMaxWidth(WIDTH + 48);
        node = new ScrollPane(page);
        node.setFitToWidth(true);
    }

    @Override
    public void refresh() {
        protections.refresh();
    }

    @Override
    public Section section() {
        return Section.ABOUT;
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public void onShown(Place place) {
        node.setVvalue(0);
        protections.refresh();
    }

    private static HBox key(String does, String key) {
        return pair(does, Texts.key(key));
    }

    private static HBox pair(String name, Node value) {
        Label label = Texts.body(name);
        label.setMinWidth(Region.USE_PREF_SIZE);
        var row = new HBox(label, Card.spring(), value);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static <E extends Enum<E>> HBox choice(String name, List<E> values, ObjectProperty<E> chosen) {
        List<ToggleButton> toggles = new ArrayList<>();
        for (E value : values) {
            String word = value.name().charAt(0) + value.name().substring(1).toLowerCase(Locale.ROOT);
            var toggle = new ToggleButton(word);
            toggle.setSelected(chosen.get() == value);
            toggle.setOnAction(_ -> chosen.set(value));
            chosen.addListener((_, _, now) -> toggle.setSelected(Objects.equals(now, value)));
            toggles.add(toggle);
        }
        HBox segments = Buttons.segments(toggles);
        segments.getStyleClass().add("bs-small");
        return pair(name, segments);
    }
}
