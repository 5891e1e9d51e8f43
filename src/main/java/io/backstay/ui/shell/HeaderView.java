package io.backstay.ui.shell;

import io.backstay.act.vault.Vaults.LockCause;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.EnvironmentTag;
import io.backstay.ui.kit.Icons;
import io.backstay.ui.kit.Surroundings;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.Times;
import io.backstay.ui.kit.bell.BellsModel;
import io.backstay.ui.kit.guard.VaultDoor;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The head of the window: environment, subject, the way to everything, clocks, role, lock.
final class HeaderView extends HBox {
    private final EnvironmentTag tag = new EnvironmentTag(Surroundings.OFFLINE);
    private final Label name = Texts.name("");
    private final Label id = Texts.mono("");
    private final Label detail = Texts.muted("");
    private final StackPane menu = new StackPane();
    private final Button find;
    private final Button findNarrow;
    private final HBox zones;
    private final Region role;
    private final Node bell;
    private final Node lock;
    private boolean narrow;
    private boolean covered;

    HeaderView(ShellModel model, Times times, VaultDoor door, BellsModel bells, Runnable openPalette) {
        getStyleClass().add("bs-header");
        setAlignment(Pos.CENTER_LEFT);
        find = commandField(openPalette);
        findNarrow = Buttons.icon("fth-search", "Find or do anything", openPalette);
        name.getStyleClass().add("bs-subject");
        name.setMinWidth(Region.USE_PREF_SIZE);
        VBox utc = clock(model, ZoneOffset.UTC, "UTC", true);
        zones = new HBox(
                divider(),
                clock(model, times.customer(), "Customer, ", false),
                divider(),
                clock(model, times.operator(), "You, ", false));
        zones.getStyleClass().add("bs-zones");
        role = role(model.identity());
        bell = bell(bells);
        lock = lock(door);
        getChildren()
                .addAll(
                        menu,
                        tag,
                        name,
                        id,
                        detail,
                        Card.spring(),
                        find,
                        findNarrow,
                        Card.spring(),
                        utc,
                        zones,
                        role,
                        bell,
                        lock);
        narrow(false, menu);
    }

    /// While the window shows nothing but the lock screen, nothing can be found from here.
    void cover(boolean nothingElse) {
        covered = nothingElse;
        arrange();
    }

    void show(Surroundings surroundings, Subject subject) {
        tag.show(surroundings);
        name.setText(subject.name());
        id.setText(subject.id());
        id.setManaged(!subject.id().isEmpty());
        detail.setText(subject.detail());
    }

    /// Lays out for a narrow window: the menu comes in, the clocks collapse to UTC.
    ///
    /// @param navigation the menu button that takes the rail's place
    void narrow(boolean narrow, Node navigation) {
        this.narrow = narrow;
        if (narrow) {
            menu.getChildren().setAll(navigation);
        } else {
            menu.getChildren().clear();
        }
        arrange();
    }

    private void arrange() {
        shown(menu, narrow && !covered);
        shown(find, !narrow && !covered);
        shown(findNarrow, narrow && !covered);
        shown(zones, !narrow);
        shown(role, !narrow && !covered);
        shown(bell, !covered);
        shown(lock, !covered);
        shown(detail, !narrow);
    }

    private static void shown(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    private static Button commandField(Runnable openPalette) {
        var words = Texts.muted("Find or do anything");
        words.setGraphic(Icons.of("fth-search"));
        var content = new HBox(words, Card.spring(), Texts.key("Ctrl K"));
        content.setAlignment(Pos.CENTER_LEFT);
        var button = new Button(null, content);
        button.getStyleClass().addAll("bs-button", "bs-command-field");
        button.setAccessibleText("Find or do anything");
        content.prefWidthProperty().bind(button.widthProperty().subtract(24));
        button.setOnAction(_ -> openPalette.run());
        return button;
    }

    private static VBox clock(ShellModel model, ZoneId zone, String before, boolean seconds) {
        Label head = Texts.caption("");
        Label time = Texts.clock("");
        var box = new VBox(head, time);
        box.setAlignment(Pos.CENTER_LEFT);
        box.setMinWidth(Region.USE_PREF_SIZE);
        Runnable show = () -> {
            Instant now = model.nowProperty().get();
            head.setText(seconds ? before : before + Times.city(zone) + " " + Times.offset(zone, now));
            time.setText(seconds ? Times.utcClock(now) : Times.shortIn(zone, now));
            box.setAccessibleText(head.getText() + " " + time.getText());
        };
        model.nowProperty().addListener(_ -> show.run());
        show.run();
        return box;
    }

    private static Region divider() {
        var line = new Region();
        line.getStyleClass().add("bs-divider");
        return line;
    }

    private static Label role(Identity identity) {
        Label role = Texts.secondary(identity.allowed().word());
        role.setGraphic(Icons.of("fth-user"));
        role.getStyleClass().add("bs-role");
        role.setMinWidth(Region.USE_PREF_SIZE);
        role.setTooltip(new Tooltip(identity.operator() + ", " + identity.role().word()));
        return role;
    }

    private static Node bell(BellsModel bells) {
        Button bell = Buttons.icon(
                "fth-bell", "", () -> bells.mute(!bells.mutedProperty().get()));
        bell.setId("bell");
        Runnable show = () -> {
            boolean muted = bells.mutedProperty().get();
            String silent = bells.silentProperty().get();
            String does = muted ? "Let the clocks be heard" : "Mute the clocks";
            bell.setGraphic(Icons.of(muted ? "fth-bell-off" : "fth-bell"));
            bell.setAccessibleText(silent.isEmpty() ? does : does + ". " + silent);
            bell.getTooltip().setText(does + ", Ctrl Shift M" + (silent.isEmpty() ? "" : "\n" + silent));
        };
        bells.mutedProperty().subscribe(show);
        bells.silentProperty().subscribe(show);
        show.run();
        return bell;
    }

    private static Node lock(VaultDoor door) {
        Button lock = Buttons.icon("fth-lock", "Lock the vault", () -> door.lock(LockCause.OPERATOR));
        lock.setId("lock");
        // A disabled node gets no mouse events, so its reason sits on the node around it.
        var around = new StackPane(lock);
        var why = new Tooltip();
        Tooltip.install(around, why);
        Runnable show = () -> {
            lock.setDisable(!door.isOpen());
            why.setText(door.isOpen() ? "Lock the vault, Ctrl L" : "Nothing to lock: no vault is open");
            lock.setTooltip(door.isOpen() ? why : null);
        };
        door.statusProperty().subscribe(_ -> show.run());
        return around;
    }
}
