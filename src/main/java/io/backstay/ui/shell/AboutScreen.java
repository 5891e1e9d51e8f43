package io.backstay.ui.shell;

import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.guard.ProtectionsCard;
import io.backstay.ui.kit.guard.ProtectionsModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What this program is, what protects it, its looks and its keys.
final class AboutScreen implements Screen {
    /// Two of them stand beside each other where the window is as wide as it is meant to be.
    private static final double WIDTH = 580;

    private static final double GAP = 16;

    /// What the screens of a case know, in the order of a case.
    private static final Map<String, String> OF_CASES = ofCases();

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
        Card cases = new Card("fth-phone-incoming", "Keys of the cases", "on the screen Incidents");
        OF_CASES.forEach((key, does) -> cases.with(key(does, key)));
        Card about = new Card("fth-info", "Backstay " + identity.version(), "Apache-2.0");
        about.with(
                Texts.wrapped(Texts.muted("See every recovery point, prove every promise, restore one tenant. Nothing"
                        + " leaves this computer except the acts that you start, and every act is in the record.")));
        about.with(pair(
                "Operator",
                Texts.body(identity.operator() + ", " + identity.role().word())));
        var columns =
                new FlowPane(GAP, GAP, column(about, new ProtectionsCard(protections), looks), column(keys, cases));
        var page = new VBox(Texts.title("About"), columns);
        page.getStyleClass().add("bs-page");
        node = new ScrollPane(page);
        node.setFitToWidth(true);
    }

    private static Map<String, String> ofCases() {
        var keys = new LinkedHashMap<String, String>();
        keys.put("Ctrl N", "Open a case, during the call");
        keys.put("Ctrl Enter", "Open it, or correct it, with what was answered");
        keys.put("Ctrl I", "Correct the intake");
        keys.put("Ctrl D", "Declare the incident");
        keys.put("Ctrl Shift D", "Declare it as of a time");
        keys.put("Ctrl M", "Write a line into the timeline");
        keys.put("Ctrl T", "Restore, filled in from the case; in the form of a connection: test it");
        keys.put("Ctrl R", "Write the report");
        keys.put("F8", "In a report: go to the next claim");
        keys.put("Ctrl Space", "In a report: put a fact in");
        keys.put("Ctrl Shift 8", "In a report: make a list");
        keys.put("Ctrl Page Down", "In a report: what the next reader gets");
        keys.put("Ctrl Shift P", "In a report: how it looks on paper");
        keys.put("Ctrl S", "Write the case into a file; in a report: save it");
        keys.put("Ctrl E", "Hand on data sets; in a report: write the files");
        keys.put("Ctrl Shift E", "End the case");
        keys.put("A", "In the list of actions: add one");
        keys.put("D", "In the list of actions: mark the chosen one as done");
        keys.put("T", "In the list of actions: run the chosen restore test");
        keys.put("Ctrl Shift M", "Have the bell quiet");
        keys.put("Ctrl O", "Take a case from a file");
        keys.put("Ctrl F", "Look for cases");
        keys.put("Ctrl B", "See the cases in numbers");
        return keys;
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

    private static VBox column(Node... cards) {
        var column = new VBox(GAP, cards);
        column.setPrefWidth(WIDTH);
        return column;
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
