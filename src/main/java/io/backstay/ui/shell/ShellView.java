package io.backstay.ui.shell;

import io.backstay.act.vault.Vaults.LockCause;
import io.backstay.ui.kit.EnvironmentTag;
import io.backstay.ui.kit.Surroundings;
import io.backstay.ui.kit.Theme;
import io.backstay.ui.kit.bell.BellsModel;
import io.backstay.ui.kit.guard.VaultDoor;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// The window's content: header, navigation, the current screen, status line, and the palette over them.
final class ShellView {
    /// Below this width, in sizes of running text, the navigation becomes a menu.
    static final double NARROW_EM = 1100.0 / 13;

    private static final List<KeyCode> DIGITS =
            List.of(KeyCode.DIGIT1, KeyCode.DIGIT2, KeyCode.DIGIT3, KeyCode.DIGIT4, KeyCode.DIGIT5, KeyCode.DIGIT6);

    private static final Subject COVERED = new Subject("Backstay", "", "nothing is open");

    private final ShellModel model;
    private final VaultDoor door;
    private final Navigation navigation;
    private final Appearance appearance;
    private final BellsModel bells;
    private final Map<Section, Screen> screens = new EnumMap<>(Section.class);
    private final StackPane root = new StackPane();
    private final BorderPane frame = new BorderPane();
    private final StackPane content = new StackPane();
    private final HeaderView header;
    private final NavRail nav;
    private final PaletteView palette;
    private final Scene scene;
    private @Nullable Screen current;
    private @Nullable Boolean narrow;

    /// What people can have otherwise.
    record Ways(Appearance appearance, BellsModel bells) {}

    ShellView(ShellModel model, Workbench bench, Ways ways, Theme theme, List<Screen> built) {
        this.model = model;
        this.navigation = bench.navigation();
        this.appearance = ways.appearance();
        this.bells = ways.bells();
        this.door = bench.door();
        built.forEach(screen -> screens.put(screen.section(), screen));
        nav = new NavRail(built, navigation);
        List<Section> listed =
                built.stream().map(Screen::section).filter(Section::isListed).toList();
        palette = new PaletteView(new PaletteModel(model, navigation, acts(), listed), content::requestFocus);
        header = new HeaderView(model, bench.times(), door, bells, this::openPalette);
        content.setMinSize(0, 0);
        frame.setMinSize(0, 0);
        frame.setTop(header);
        frame.setLeft(nav);
        frame.setCenter(content);
        frame.setBottom(new StatusLine(model, door, () -> unlessCovered(() -> navigation.go(new Place.Vault()))));
        root.getChildren().addAll(frame, palette);
        scene = new Scene(root, 1366, 768);
        ways.appearance().lookProperty().subscribe(look -> theme.dress(scene, look));
        ways.appearance().textSizeProperty().subscribe(size -> {
            root.setStyle("-fx-font-size: " + size.px() + "px");
            for (Appearance.TextSize each : Appearance.TextSize.values()) {
                root.getStyleClass().remove(each.styleClass());
            }
            root.getStyleClass().add(size.styleClass());
            fit();
        });
        root.widthProperty().addListener(_ -> fit());
        keys();
        guard();
        follow();
        fit();
    }

    Scene scene() {
        return scene;
    }

    /// Puts something over the frame, under the palette.
    void over(Node node) {
        root.getChildren().add(1, node);
    }

    private void follow() {
        for (Screen screen : screens.values()) {
            screen.subject().addListener(_ -> name());
            screen.surroundings().addListener(_ -> name());
        }
        model.subjectProperty().addListener(_ -> name());
        model.surroundingsProperty().addListener(_ -> name());
        navigation.placeProperty().subscribe(this::go);
        navigation
                .againProperty()
                .addListener(_ -> go(navigation.placeProperty().get()));
        door.statusProperty().addListener(_ -> follow(door));
        door.coveredProperty().addListener(_ -> follow(door));
    }

    private void go(Place place) {
        Screen next = screen(place.section());
        if (next == null) {
            return;
        }
        if (!next.equals(current)) {
            if (current != null) {
                current.onHidden();
            }
            current = next;
            content.getChildren().setAll(next.node());
        }
        nav.select(place.section());
        next.onShown(place);
        name();
        model.refresh();
    }

    /// The vault was opened, locked or made: what is shown may have to change.
    private void follow(VaultDoor changed) {
        boolean covered = changed.coveredProperty().get();
        if (covered) {
            palette.close();
        }
        header.cover(covered);
        frame.setLeft(covered || isNarrow() ? null : nav);
        Place place = navigation.placeProperty().get();
        Screen next = screen(place.section());
        if (next != null && !next.equals(current)) {
            go(place);
        } else {
            name();
        }
    }

    /// What shows a section now: its screen, or the lock screen in its place.
    private @Nullable Screen screen(Section section) {
        Screen gate = screens.get(Section.UNLOCK);
        boolean gated = door.coveredProperty().get()
                || switch (section.reach()) {
                    case ALWAYS -> false;
                    case NOT_LOCKED -> door.isLocked();
                    case OPEN -> !door.isOpen();
                };
        return gated && gate != null ? gate : screens.get(section);
    }

    private void name() {
        boolean covered = door.coveredProperty().get();
        Surroundings own = current == null ? null : current.surroundings().getValue();
        Surroundings surroundings = covered
                ? Surroundings.LOCKED
                : own == null ? model.surroundingsProperty().get() : own;
        EnvironmentTag.frame(root, surroundings);
        nav.practice(surroundings == Surroundings.PRACTICE);
        Subject subject =
                covered ? COVERED : current == null ? null : current.subject().getValue();
        header.show(surroundings, subject == null ? model.subjectProperty().get() : subject);
    }

    private void fit() {
        boolean now = isNarrow();
        if (narrow == null || narrow != now) {
            narrow = now;
            frame.setLeft(now || door.coveredProperty().get() ? null : nav);
            header.narrow(now, nav.menu());
        }
    }

    private boolean isNarrow() {
        return root.getWidth() > 0
                && root.getWidth()
                        < NARROW_EM * appearance.textSizeProperty().get().px();
    }

    /// Any key and any move of the pointer keeps the vault open; two of them close it.
    private void guard() {
        scene.addEventFilter(KeyEvent.KEY_PRESSED, _ -> door.touched());
        scene.addEventFilter(MouseEvent.MOUSE_MOVED, _ -> door.touched());
        scene.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> door.touched());
        scene.addEventFilter(ScrollEvent.SCROLL, _ -> door.touched());
        on(KeyCode.L, true, this::lock);
        scene.getAccelerators()
                .put(
                        new KeyCodeCombination(KeyCode.M, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
                        this::mute);
        scene.getAccelerators()
                .put(
                        new KeyCodeCombination(KeyCode.L, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
                        this::lock);
    }

    private void mute() {
        bells.mute(!bells.mutedProperty().get());
    }

    private void lock() {
        door.lock(LockCause.OPERATOR);
    }

    private void unlessCovered(Runnable act) {
        if (!door.coveredProperty().get()) {
            act.run();
        }
    }

    private void openPalette() {
        palette.open(model.subjectProperty().get().name());
    }

    private List<PaletteModel.Entry> acts() {
        List<PaletteModel.Entry> acts = new ArrayList<>();
        acts.add(act(
                "Restore a tenant's data",
                "Asks what was lost and when; nothing runs yet",
                "fth-rotate-ccw",
                "",
                () -> navigation.go(new Place.Restore(null))));
        acts.add(act(
                "Export a firm's data sets",
                "From live or a recovery point; a copy can be compared, too",
                "fth-folder",
                "",
                () -> navigation.show(new Place.DataSets())));
        acts.add(act(
                "Start the practice lab",
                "Opens the lab; nothing runs yet",
                "fth-target",
                "",
                () -> navigation.go(new Place.Lab())));
        acts.add(act("Read the facts again", "From the catalogue", "fth-refresh-cw", "F5", this::refresh));
        acts.add(act(
                "Lock the vault",
                "At once; a run that is under way goes on",
                "fth-lock",
                "Ctrl L",
                () -> door.lock(LockCause.OPERATOR)));
        acts.add(act(
                "Mute the clocks, or let them be heard",
                "The sound when a case's clock runs out; it is shown in any case",
                "fth-bell",
                "Ctrl Shift M",
                this::mute));
        acts.add(act("Change to the other theme", "Light or dark", "fth-moon", "", appearance::flip));
        return acts;
    }

    private static PaletteModel.Entry act(String title, String detail, String icon, String keys, Runnable act) {
        return new PaletteModel.Entry(PaletteModel.Group.DO, title, detail, icon, keys, act);
    }

    private void refresh() {
        model.refresh();
        door.refresh();
        if (current != null) {
            current.refresh();
        }
    }

    private void keys() {
        List<Section> sections = List.of(Section.values());
        for (int i = 0; i < DIGITS.size(); i++) {
            Section section = sections.get(i);
            on(DIGITS.get(i), true, () -> unlessCovered(() -> navigation.go(PaletteModel.first(section))));
        }
        on(KeyCode.K, true, () -> unlessCovered(this::openPalette));
        on(KeyCode.F5, false, this::refresh);
        on(KeyCode.F1, false, () -> unlessCovered(() -> navigation.go(new Place.About())));
        on(KeyCode.F6, false, this::nextPane);
        root.addEventHandler(KeyEvent.KEY_PRESSED, press -> {
            if (press.getCode() == KeyCode.ESCAPE && !palette.isVisible()) {
                escape();
                press.consume();
            }
        });
        root.addEventHandler(KeyEvent.KEY_PRESSED, this::forward);
    }

    /// A screen's keys hold wherever the keyboard is: in the header, on the navigation, or where a control was that
    /// has gone.
    private void forward(KeyEvent press) {
        boolean screens = press.isShortcutDown() || press.getCode() == KeyCode.F8;
        boolean plain = !screens || press.getCode().isModifierKey() || palette.isVisible();
        if (!plain && current != null && !PaneFocus.inside((Node) press.getTarget(), current.node())) {
            press.consume();
            current.node().fireEvent(press.copyFor(current.node(), current.node()));
        }
    }

    private void on(KeyCode code, boolean control, Runnable act) {
        var keys = control ? new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN) : new KeyCodeCombination(code);
        scene.getAccelerators().put(keys, act);
    }

    private void escape() {
        if (current == null || !current.escape()) {
            unlessCovered(navigation::back);
        }
    }

    private void nextPane() {
        PaneFocus.next(scene, List.of(header, nav, content));
    }
}
