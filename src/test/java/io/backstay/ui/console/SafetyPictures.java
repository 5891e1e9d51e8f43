package io.backstay.ui.console;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.Protection;
import io.backstay.act.connection.Connections;
import io.backstay.act.policy.Retentions;
import io.backstay.act.role.Role;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.estate.Environment;
import io.backstay.ui.compliance.FakeTests;
import io.backstay.ui.compliance.FakeTexts;
import io.backstay.ui.incidents.FakeCases;
import io.backstay.ui.incidents.FakeIncidents;
import io.backstay.ui.kit.Fx;
import io.backstay.ui.kit.Times;
import io.backstay.ui.kit.guard.FakeVaults;
import io.backstay.ui.kit.guard.Guards;
import io.backstay.ui.lab.FakePractice;
import io.backstay.ui.record.FakeRecords;
import io.backstay.ui.restore.FakeUndos;
import io.backstay.ui.shell.Appearance.Choice;
import io.backstay.ui.shell.Appearance.TextSize;
import io.backstay.ui.shell.ConsoleSetup;
import io.backstay.ui.shell.FakeFacts;
import io.backstay.ui.shell.Identity;
import io.backstay.ui.shell.OpenWindow;
import io.backstay.ui.shell.Place;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/// The real window over made-up facts, in every style, for pictures of what keeps it safe.
@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class SafetyPictures {
    private static final int COLOURS_MIN = 12;

    final FakeRecords records = new FakeRecords();
    final CountDownLatch hold = new CountDownLatch(1);
    FakeVaults vaults = FakeVaults.open(FakeFacts.NOW);
    Role role = Role.ADMINISTRATOR;

    @Nullable
    Connections connections;

    private @Nullable OpenWindow window;

    /// How a picture looks.
    enum Style {
        LIGHT(Choice.LIGHT, TextSize.NORMAL),
        DARK(Choice.DARK, TextSize.NORMAL),
        DOUBLE(Choice.LIGHT, TextSize.DOUBLE);

        private final Choice theme;
        private final TextSize text;

        Style(Choice theme, TextSize text) {
            this.theme = theme;
            this.text = text;
        }
    }

    @AfterEach
    void leave() throws Exception {
        hold.countDown();
        if (window != null) {
            window.close();
        }
    }

    /// Opens the window.
    final void open() throws Exception {
        window = show();
    }

    /// Takes a picture in every style.
    ///
    /// @param name of the state, such as `VAULT_ADD`
    final void shoot(String name) throws Exception {
        OpenWindow opened = Objects.requireNonNull(window);
        for (Style style : Style.values()) {
            dress(style);
            WritableImage picture = Fx.shoot(
                    opened.stage(),
                    "safety-" + name.toLowerCase(Locale.ROOT).replace('_', '-') + "-"
                            + style.name().toLowerCase(Locale.ROOT));
            assertTrue(Fx.colours(picture) > COLOURS_MIN, "the screen looks blank");
            dressed(name + " " + style);
        }
    }

    /// Looks at more than the picture.
    ///
    /// @param picture which one it is
    void dressed(String picture) throws Exception {
        // Most pictures are all there is to look at.
    }

    private OpenWindow show() throws Exception {
        InstantSource clock = InstantSource.fixed(FakeFacts.NOW);
        FakeFacts facts = FakeFacts.estate(Environment.PRODUCTION);
        var acts = new ConsoleScreens.Acts(
                facts,
                FakePractice.quick(),
                (_, _) -> {
                    throw new BackstayException(new Failure.Unsupported("A restore of made-up facts", "None."));
                },
                new FakeCases(),
                new FakeIncidents(),
                null,
                records,
                new FakeTests(),
                FakeTexts.quiet(),
                (_, _) -> {},
                _ -> new Retentions.Answer(FakeFacts.NOW, List.of()),
                null);
        return OpenWindow.show(new ConsoleSetup(
                facts,
                records::size,
                clock,
                new Times(ZoneId.of("Australia/Melbourne"), ZoneId.of("Europe/Berlin")),
                new Identity("Jonas Weber", role, "1.0"),
                new Guards(() -> vaults, List.of(), SafetyPictures::protections),
                bench -> connections == null
                        ? ConsoleScreens.build(acts, bench)
                        : ConsoleScreens.build(acts, new FakeUndos(), connections, bench)));
    }

    private static List<Protection> protections() {
        return List.of(
                new Protection("Core dumps are off", Protection.State.ACTIVE, "The limit was read back as 0."),
                new Protection(
                        "Nobody else may attach",
                        Protection.State.INACTIVE,
                        "Start Backstay by its launcher, which sets the flag."),
                new Protection(
                        "The screen's lock is seen",
                        Protection.State.UNKNOWN,
                        "No session service answers here, so only the idle limit locks."));
    }

    private void dress(Style style) throws Exception {
        Fx.run(() -> {
            Objects.requireNonNull(window).appearance().choiceProperty().set(style.theme);
            window.appearance().textSizeProperty().set(style.text);
        });
    }

    final void go(Place place) throws Exception {
        Objects.requireNonNull(window).go(place);
    }

    final void until(String what) throws Exception {
        Fx.until(what + " is there", () -> find(what) != null && find(what).isVisible());
    }

    /// Waits until a table has its lines, or the screen says that there are none.
    final void listed(String table, boolean nothing) throws Exception {
        if (nothing) {
            Fx.until("it says so", () -> find(".bs-message") != null);
        } else {
            Fx.until(
                    "it is listed",
                    () -> find(table) instanceof TableView<?> lines
                            && !lines.getItems().isEmpty());
        }
    }

    /// Selects a line of a table, counted from 0.
    final void select(String table, int line) throws Exception {
        Fx.run(() -> ((TableView<?>) find(table)).getSelectionModel().select(line));
    }

    final void press(String button) throws Exception {
        until(button);
        Fx.until(button + " can be pressed", () -> !find(button).isDisabled());
        Fx.run(() -> ((ButtonBase) find(button)).fire());
    }

    final void toggle(String radio) throws Exception {
        until(radio);
        Fx.run(() -> ((RadioButton) find(radio)).setSelected(true));
    }

    final void type(String field, String words) throws Exception {
        until(field);
        Fx.run(() -> ((TextField) find(field)).setText(words));
    }

    final Node find(String what) {
        return Objects.requireNonNull(window).scene().lookup(what);
    }

    final String text(String what) {
        return switch (find(what)) {
            case Button button
            when button.getGraphic() instanceof HBox box ->
                box.getChildren().stream()
                        .filter(Label.class::isInstance)
                        .map(node -> ((Label) node).getText())
                        .findFirst()
                        .orElse("");
            case Labeled labeled -> labeled.getText();
            case null, default -> "";
        };
    }
}
