package io.backstay.ui.shell;

import io.backstay.codec.Words;
import io.backstay.ui.kit.Icons;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The navigation on the left: one item per screen, the practice watermark between them, and a menu for narrow
/// windows.
final class NavRail extends VBox {
    private final Map<Section, ToggleButton> items = new EnumMap<>(Section.class);
    private final Label drill = new Label("DRILL");
    private final MenuButton menu = new MenuButton(null, Icons.of("fth-menu"));

    NavRail(List<Screen> screens, Navigation navigation) {
        getStyleClass().add("bs-nav");
        var group = new ToggleGroup();
        List<Node> top = new ArrayList<>();
        List<Node> bottom = new ArrayList<>();
        for (Screen screen : screens) {
            Section section = screen.section();
            if (!section.isListed()) {
                continue;
            }
            ToggleButton item = item(section, navigation);
            item.setToggleGroup(group);
            items.put(section, item);
            (section.isBelow() ? bottom : top).add(badged(item, screen));
            var entry = new MenuItem(section.word(), Icons.of(section.icon()));
            entry.setOnAction(_ -> navigation.go(PaletteModel.first(section)));
            menu.getItems().add(entry);
        }
        menu.getStyleClass().addAll("bs-button", "flat", "bs-icon-button", "bs-menu");
        menu.setAccessibleText("Navigation");
        getChildren().addAll(top);
        getChildren().add(watermark());
        getChildren().addAll(bottom);
    }

    /// Marks where the operator is.
    void select(Section section) {
        ToggleButton item = items.get(section);
        if (item != null) {
            item.setSelected(true);
        }
    }

    /// Says DRILL, outside the data, while everything shown is practice.
    void practice(boolean practice) {
        drill.setVisible(practice);
    }

    /// The same items as a menu.
    MenuButton menu() {
        return menu;
    }

    private Node watermark() {
        drill.getStyleClass().add("bs-watermark");
        drill.setRotate(-90);
        // Turned as a picture: the software renderer nicks large glyphs that it draws on their side.
        drill.setCache(true);
        drill.setVisible(false);
        drill.setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        var place = new StackPane(new Group(drill));
        place.setMinHeight(0);
        VBox.setVgrow(place, Priority.ALWAYS);
        place.setMouseTransparent(true);
        return place;
    }

    private static ToggleButton item(Section section, Navigation navigation) {
        var item = new ToggleButton(section.word(), Icons.large(section.icon()));
        item.getStyleClass().add("bs-nav-item");
        item.setContentDisplay(ContentDisplay.TOP);
        item.setId("nav-" + Words.of(section));
        item.setOnAction(_ -> {
            item.setSelected(true);
            navigation.go(PaletteModel.first(section));
        });
        return item;
    }

    private static Node badged(ToggleButton item, Screen screen) {
        var badge = new Label();
        badge.getStyleClass().add("bs-badge");
        badge.setMouseTransparent(true);
        Runnable show = () -> {
            int number = screen.badge().get();
            badge.setText(Integer.toString(number));
            badge.setVisible(number > 0);
            item.setAccessibleText(
                    number > 0
                            ? screen.section().word() + ", " + number
                            : screen.section().word());
        };
        screen.badge().addListener(_ -> show.run());
        show.run();
        var stack = new StackPane(item, badge);
        StackPane.setAlignment(badge, Pos.TOP_RIGHT);
        item.setMaxWidth(Double.MAX_VALUE);
        return stack;
    }
}
