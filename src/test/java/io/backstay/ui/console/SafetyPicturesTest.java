package io.backstay.ui.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.Protection;
import io.backstay.act.record.Records.Filter;
import io.backstay.act.record.Records.Verdict;
import io.backstay.act.role.Role;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.estate.Environment;
import io.backstay.ui.compliance.FakeTests;
import io.backstay.ui.incidents.FakeCases;
import io.backstay.ui.kit.Fx;
import io.backstay.ui.kit.Times;
import io.backstay.ui.kit.guard.FakeVaults;
import io.backstay.ui.kit.guard.Guards;
import io.backstay.ui.lab.FakePractice;
import io.backstay.ui.record.FakeRecords;
import io.backstay.ui.shell.Appearance.Choice;
import io.backstay.ui.shell.Appearance.TextSize;
import io.backstay.ui.shell.ConsoleSetup;
import io.backstay.ui.shell.FakeFacts;
import io.backstay.ui.shell.Identity;
import io.backstay.ui.shell.OpenWindow;
import io.backstay.ui.shell.Place;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every state of the lock screen, the vault, the record and the diagnostics, in the real window.
@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SafetyPicturesTest {
    private static final Path KEPT = Path.of("backstay", "halyard-ops.bsvault.prev");
    private static final int COLOURS_MIN = 12;

    private final FakeRecords records = new FakeRecords();
    private final CountDownLatch hold = new CountDownLatch(1);
    private FakeVaults vaults = FakeVaults.locked(FakeFacts.NOW);
    private Role role = Role.ADMINISTRATOR;
    private @Nullable OpenWindow window;

    /// What a picture shows.
    enum Shot {
        UNLOCK,
        UNLOCK_WRONG,
        UNLOCK_DERIVING,
        UNLOCK_DAMAGED,
        UNLOCK_NEWER,
        UNLOCK_OLDER,
        FIRST_RUN,
        FIRST_RUN_CODE,
        FIRST_RUN_RETYPE,
        FIRST_RUN_OPEN,
        VAULT,
        VAULT_EMPTY,
        VAULT_ADD,
        VAULT_REMOVE,
        VAULT_IMPORT,
        VAULT_EXPORT,
        VAULT_REKEY,
        VAULT_VERIFY,
        VAULT_ROLE,
        RECORD,
        RECORD_ENTRY,
        RECORD_TAMPERED,
        RECORD_UNVERIFIABLE,
        RECORD_HAND_ON,
        RECORD_ODD,
        RECORD_NOTHING,
        PROTECTIONS
    }

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

    @ParameterizedTest
    @EnumSource(Shot.class)
    void everyStateCanBeSeen(Shot shot) throws Exception {
        prepare(shot);
        OpenWindow opened = open();
        window = opened;
        show(shot);
        for (Style style : Style.values()) {
            dress(style);
            WritableImage picture = Fx.shoot(
                    opened.stage(),
                    "safety-" + shot.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-"
                            + style.name().toLowerCase(Locale.ROOT));
            assertTrue(Fx.colours(picture) > COLOURS_MIN, "the screen looks blank");
            if (find("#unlock-scroll") instanceof ScrollPane scroll && scroll.isVisible()) {
                Fx.run(() -> assertEquals(
                        scroll.getContent().getLayoutBounds().getHeight()
                                > scroll.getViewportBounds().getHeight() + 1,
                        hasBar(scroll),
                        shot + " " + style + ": what does not fit can be scrolled to"));
            }
        }
    }

    private static boolean hasBar(ScrollPane scroll) {
        return scroll.lookupAll(".scroll-bar").stream()
                .anyMatch(node -> node instanceof ScrollBar bar
                        && bar.getOrientation() == Orientation.VERTICAL
                        && bar.isVisible());
    }

    private void prepare(Shot shot) {
        switch (shot) {
            case UNLOCK_DAMAGED -> vaults.damaged("its header does not match its body", KEPT);
            case UNLOCK_NEWER ->
                vaults.refusing(new Failure.Unsupported("A vault of version 2", "Install Backstay 1.4 or newer."));
            case UNLOCK_OLDER ->
                vaults.refusing(new Failure.Conflict(
                        "This vault is generation 38; generation 41 was seen here", "Put the newer file back."));
            case UNLOCK_DERIVING -> vaults.waitingFor(hold);
            case FIRST_RUN, FIRST_RUN_CODE, FIRST_RUN_RETYPE, FIRST_RUN_OPEN -> vaults = new FakeVaults(FakeFacts.NOW);
            case VAULT_EMPTY -> vaults = FakeVaults.open(FakeFacts.NOW).emptied();
            case VAULT, VAULT_ADD, VAULT_REMOVE, VAULT_IMPORT, VAULT_EXPORT, VAULT_REKEY, VAULT_VERIFY ->
                vaults = FakeVaults.open(FakeFacts.NOW);
            case VAULT_ROLE -> {
                vaults = FakeVaults.open(FakeFacts.NOW);
                role = Role.RESPONDER;
            }
            case RECORD_TAMPERED -> {
                vaults = FakeVaults.open(FakeFacts.NOW);
                records.finds(Verdict.TAMPERED, 13L, "backstay-ops", "The root is not the one that was signed.");
            }
            case RECORD_UNVERIFIABLE -> {
                vaults = FakeVaults.open(FakeFacts.NOW);
                records.finds(Verdict.UNVERIFIABLE, null, null, "No checkpoint of a key that counts was found.");
            }
            case RECORD_HAND_ON -> {
                vaults = FakeVaults.open(FakeFacts.NOW);
                records.leavesOut(2);
            }
            case RECORD_ODD -> {
                vaults = FakeVaults.open(FakeFacts.NOW);
                records.warns(
                        "entry 7, of 2026-11-20T11:00:00Z, is older than entry 6, of 2026-11-20T12:00:00Z",
                        "entry 9, of 2027-01-01T00:00:00Z, is ahead of the clock of this computer");
            }
            case UNLOCK, UNLOCK_WRONG -> {}
            default -> vaults = FakeVaults.open(FakeFacts.NOW);
        }
    }

    private void show(Shot shot) throws Exception {
        switch (shot) {
            case UNLOCK -> {
                until("#passphrase");
                type("#passphrase", FakeVaults.PASSPHRASE);
            }
            case UNLOCK_WRONG -> {
                until("#passphrase");
                for (int i = 0; i < 3; i++) {
                    int tried = i;
                    type("#passphrase", "not this one");
                    press("#unlock");
                    Fx.until("it was tried", () -> vaults.calls.size() > tried && find("#trouble-title") != null);
                    Fx.until(
                            "it can be tried again or must wait",
                            () -> !text("#unlock").equals("Deriving the key"));
                }
                Fx.until("it must wait", () -> text("#unlock").startsWith("Wait"));
            }
            case UNLOCK_DERIVING -> {
                until("#passphrase");
                type("#passphrase", FakeVaults.PASSPHRASE);
                press("#unlock");
            }
            case UNLOCK_DAMAGED -> until("#trouble-title");
            case UNLOCK_NEWER, UNLOCK_OLDER -> {
                until("#passphrase");
                type("#passphrase", FakeVaults.PASSPHRASE);
                press("#unlock");
                until("#trouble-title");
            }
            case FIRST_RUN, FIRST_RUN_CODE, FIRST_RUN_RETYPE, FIRST_RUN_OPEN -> firstRun(shot);
            case VAULT,
                    VAULT_EMPTY,
                    VAULT_ADD,
                    VAULT_REMOVE,
                    VAULT_IMPORT,
                    VAULT_EXPORT,
                    VAULT_REKEY,
                    VAULT_VERIFY,
                    VAULT_ROLE -> vault(shot);
            case RECORD,
                    RECORD_ENTRY,
                    RECORD_TAMPERED,
                    RECORD_UNVERIFIABLE,
                    RECORD_HAND_ON,
                    RECORD_ODD,
                    RECORD_NOTHING -> record(shot);
            case PROTECTIONS -> {
                go(new Place.About());
                Fx.until(
                        "they were looked at",
                        () -> find("#protections") != null
                                && find("#protections").lookupAll(".bs-mark").size() > 2);
            }
        }
    }

    private void firstRun(Shot shot) throws Exception {
        go(new Place.Vault());
        until("#choice-new");
        if (shot == Shot.FIRST_RUN_OPEN) {
            toggle("#choice-open");
            until("#take-over");
            type("#take-over-file", "backups/halyard-ops.bsvault");
            return;
        }
        press("#suggest");
        Fx.until("it can be made", () -> !find("#make").isDisabled());
        if (shot == Shot.FIRST_RUN) {
            return;
        }
        press("#make");
        until("#recovery-code");
        if (shot == Shot.FIRST_RUN_RETYPE) {
            press("#code-written-down");
            until("#retyped-code");
            type("#retyped-code", "7K3QF-wrong");
            press("#code-confirm");
            Fx.until(
                    "it was refused",
                    () -> find("#code-problem") != null && find("#code-problem").isVisible());
        }
    }

    private void vault(Shot shot) throws Exception {
        go(new Place.Vault());
        if (shot == Shot.VAULT_EMPTY) {
            Fx.until("it says so", () -> find(".bs-message") != null);
            return;
        }
        Fx.until(
                "it is listed",
                () -> find("#vault-entries") instanceof TableView<?> table
                        && !table.getItems().isEmpty());
        switch (shot) {
            case VAULT -> {
                Fx.run(() -> ((TableView<?>) find("#vault-entries"))
                        .getSelectionModel()
                        .select(2));
                press("#test");
                Fx.until("it was tested", () -> vaults.calls.stream().anyMatch(call -> call.startsWith("test")));
                press("#copy-password");
                Fx.until("it is on the clipboard", () -> text("#clipboard-note").contains("s more"));
            }
            case VAULT_ADD -> press("#vault-add");
            case VAULT_REMOVE -> press("#remove");
            case VAULT_IMPORT -> {
                press("#vault-import");
                type("#import-file", "aws/credentials");
                press("#import-read");
                Fx.until("it was read", () -> text("#sheet-primary").contains("3"));
            }
            case VAULT_EXPORT -> press("#vault-export");
            case VAULT_REKEY -> press("#vault-rekey");
            case VAULT_VERIFY -> {
                press("#vault-verify");
                type("#verify-passphrase", FakeVaults.PASSPHRASE);
                press("#sheet-primary");
                until("#verify-verdict");
            }
            default -> {}
        }
    }

    private void record(Shot shot) throws Exception {
        go(new Place.Acts(shot == Shot.RECORD_NOTHING ? new Filter("INC-0099", null, null, "") : null));
        if (shot == Shot.RECORD_NOTHING) {
            Fx.until("it says so", () -> find(".bs-message") != null);
            return;
        }
        Fx.until(
                "it is listed",
                () -> find("#record-entries") instanceof TableView<?> table
                        && !table.getItems().isEmpty());
        switch (shot) {
            case RECORD_ENTRY -> {
                press("#record-verify");
                until("#verdict-word");
                Fx.run(() -> ((TableView<?>) find("#record-entries"))
                        .getSelectionModel()
                        .select(4));
            }
            case RECORD_TAMPERED, RECORD_UNVERIFIABLE, RECORD_ODD -> {
                press("#record-verify");
                until("#verdict-word");
                Fx.until("it was judged", () -> !text("#verdict-word").equals("Checking"));
            }
            case RECORD_HAND_ON -> {
                press("#record-hand-on");
                type("#export-tenant", "firm-07");
                type("#export-file", "harrow-finch.jsonl");
                press("#export-write");
                Fx.until("it was written", () -> text("#export-said").contains("proofs, in"));
            }
            default -> {}
        }
    }

    private OpenWindow open() throws Exception {
        InstantSource clock = InstantSource.fixed(FakeFacts.NOW);
        FakeFacts facts = FakeFacts.estate(Environment.PRODUCTION);
        var acts = new ConsoleScreens.Acts(
                facts,
                FakePractice.quick(),
                _ -> {
                    throw new BackstayException(new Failure.Unsupported("A restore of made-up facts", "None."));
                },
                new FakeCases(),
                records,
                new FakeTests(),
                null);
        return OpenWindow.show(new ConsoleSetup(
                facts,
                records::size,
                clock,
                new Times(ZoneId.of("Australia/Melbourne"), ZoneId.of("Europe/Berlin")),
                new Identity("Jonas Weber", role, "1.0"),
                new Guards(() -> vaults, List.of(), SafetyPicturesTest::protections),
                bench -> ConsoleScreens.build(acts, bench)));
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

    private void go(Place place) throws Exception {
        Objects.requireNonNull(window).go(place);
    }

    private void until(String what) throws Exception {
        Fx.until(what + " is there", () -> find(what) != null && find(what).isVisible());
    }

    private void press(String button) throws Exception {
        until(button);
        Fx.until(button + " can be pressed", () -> !find(button).isDisabled());
        Fx.run(() -> ((ButtonBase) find(button)).fire());
    }

    private void toggle(String radio) throws Exception {
        Fx.run(() -> ((RadioButton) find(radio)).setSelected(true));
    }

    private void type(String field, String words) throws Exception {
        until(field);
        Fx.run(() -> ((TextField) find(field)).setText(words));
    }

    private Node find(String what) {
        return Objects.requireNonNull(window).scene().lookup(what);
    }

    private String text(String what) {
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
