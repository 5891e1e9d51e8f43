package io.backstay.ui.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.policy.Retentions;
import io.backstay.act.record.Records.Filter;
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
import io.backstay.ui.shell.ConsoleSetup;
import io.backstay.ui.shell.FakeFacts;
import io.backstay.ui.shell.Identity;
import io.backstay.ui.shell.OpenWindow;
import io.backstay.ui.shell.Place;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testfx.api.FxRobot;

/// A vault's first day in the real window: made, filled, locked by a key, opened again.
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class VaultJourneyTest {
    private final FxRobot robot = new FxRobot();
    private FakeVaults vaults = new FakeVaults(FakeFacts.NOW);
    private @Nullable OpenWindow window;

    @AfterEach
    void leave() throws Exception {
        if (window != null) {
            window.close();
        }
    }

    @Test
    void aVaultIsMadeFilledLockedAndOpenedAgain() throws Exception {
        open();
        assertEquals("PRODUCTION", text(".bs-environment"), "without a vault the console opens as ever");
        press("#status-vault");
        assertEquals(new Place.Vault(), window().place());
        make();
        add();
        copyAndLock();
        unlock();
        assertEquals(
                List.of("create", "add live-reader write-to-live", "reveal live-reader password", "lock OPERATOR"),
                vaults.calls.subList(0, 4));
    }

    @Test
    void whatNeedsNoVaultIsReachedWithoutUnlocking() throws Exception {
        vaults = FakeVaults.locked(FakeFacts.NOW);
        open();
        until("#passphrase");
        assertEquals("LOCKED", text(".bs-environment"));
        assertNull(find(".bs-nav"), "nothing else can be reached");
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        assertEquals(new Place.Overview(), window().place());
        press("#pass-by");
        until(".bs-nav");
        assertEquals("Vault locked", text("#status-vault"));
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        assertNull(find("#passphrase"), "points are facts");
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT4);
        until("#passphrase");
        window().go(new Place.Acts(Filter.ALL));
        until("#record-entries");
        window().go(new Place.Vault());
        until("#passphrase");
    }

    @Test
    void thePanicKeyTakesEverythingOffTheScreenFromInsideASheet() throws Exception {
        vaults = FakeVaults.open(FakeFacts.NOW);
        open();
        window().go(new Place.Vault());
        Fx.until("it is listed", () -> rows() == 9);
        press("#vault-add");
        type("#entry-name", "half-typed");
        type("#entry-password", "s3cret");
        robot.press(KeyCode.CONTROL).press(KeyCode.SHIFT).press(KeyCode.L);
        robot.release(KeyCode.L).release(KeyCode.SHIFT).release(KeyCode.CONTROL);
        until("#passphrase");
        assertNull(find("#entry-password"));
        assertNull(find("#vault-entries"));
        Fx.until("the keys are gone", () -> vaults.calls.contains("lock OPERATOR"));
    }

    private void make() throws Exception {
        type("#new-passphrase", FakeVaults.PASSPHRASE);
        assertTrue(Fx.on(() -> find("#make").isDisabled()), "it is typed once only");
        type("#new-passphrase-again", FakeVaults.PASSPHRASE);
        press("#make");
        until("#recovery-code");
        assertEquals(FakeVaults.CODE, Fx.on(() -> text("#recovery-code") + text("#recovery-code-end")));
        press("#code-written-down");
        type("#retyped-code", "7K3QF");
        robot.push(KeyCode.ENTER);
        Fx.until(
                "it is refused",
                () -> find("#code-problem") != null && find("#code-problem").isVisible());
        assertEquals(List.of(), vaults.calls, "nothing is written yet");
        type("#retyped-code", FakeVaults.CODE);
        robot.push(KeyCode.ENTER);
        Fx.until("it is open", () -> vaults.calls.contains("create"));
    }

    private void add() throws Exception {
        press(".bs-message > .bs-button");
        type("#entry-name", "live-reader");
        type("#entry-account", "db.example.test");
        Fx.run(() -> ((RadioButton) find("#purpose-write-to-live")).fire());
        type("#entry-host", "db.example.test");
        type("#entry-port", "5432");
        type("#entry-database", "core");
        type("#entry-user", "writer");
        type("#entry-password", "s3cret");
        robot.push(KeyCode.ENTER);
        Fx.until("it is listed", () -> rows() == 1);
        assertEquals("s3cret", vaults.kept("live-reader", "password"));
    }

    private void copyAndLock() throws Exception {
        press("#copy-password");
        Fx.until(
                "it is copied",
                () -> "s3cret".equals(Clipboard.getSystemClipboard().getString()));
        robot.push(KeyCode.CONTROL, KeyCode.L);
        until("#passphrase");
        assertEquals("LOCKED", text(".bs-environment"));
        assertFalse(Fx.on(() -> "s3cret".equals(Clipboard.getSystemClipboard().getString())));
        assertNull(find("#vault-entries"));
        Fx.until("the keys are gone", () -> text("#status-vault").equals("Vault locked"));
    }

    private void unlock() throws Exception {
        type("#passphrase", "not this one");
        robot.push(KeyCode.ENTER);
        until("#trouble-title");
        assertEquals("That does not open this vault.", text("#trouble-title"));
        Fx.until("it can be tried again", () -> !find("#passphrase").isDisabled());
        type("#passphrase", FakeVaults.PASSPHRASE);
        robot.push(KeyCode.ENTER);
        Fx.until("it is listed again", () -> rows() == 1);
        assertEquals(new Place.Vault(), window().place(), "one is where one was");
        assertTrue(text("#status-vault").startsWith("Vault locks in"), text("#status-vault"));
    }

    private void open() throws Exception {
        InstantSource clock = InstantSource.fixed(FakeFacts.NOW);
        FakeFacts facts = FakeFacts.estate(Environment.PRODUCTION);
        var records = new FakeRecords();
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
        FakeVaults given = vaults;
        window = OpenWindow.show(new ConsoleSetup(
                facts,
                records::size,
                clock,
                new Times(ZoneOffset.UTC, ZoneOffset.UTC),
                new Identity("Jonas Weber", Role.ADMINISTRATOR, "1.0"),
                new Guards(() -> given, List.of(), List::of),
                bench -> ConsoleScreens.build(acts, bench)));
        Fx.until("the vault was looked at", () -> !text("#status-vault").isEmpty());
        Fx.until("the facts were read", () -> !text(".bs-environment").equals("OFFLINE"));
    }

    private OpenWindow window() {
        return Objects.requireNonNull(window, "the window is open");
    }

    private void until(String what) throws Exception {
        Fx.until(what + " is there", () -> find(what) != null && find(what).isVisible());
    }

    private void press(String button) throws Exception {
        Fx.until(
                button + " can be pressed",
                () -> find(button) != null && !find(button).isDisabled());
        Fx.run(() -> ((Button) find(button)).fire());
    }

    private void type(String field, String words) throws Exception {
        Fx.until(
                field + " can be typed into",
                () -> find(field) != null && !find(field).isDisabled());
        Fx.run(() -> {
            find(field).requestFocus();
            ((TextField) find(field)).end();
        });
        robot.write(words, 0);
    }

    private Node find(String what) {
        return window().scene().lookup(what);
    }

    private int rows() {
        return find("#vault-entries") instanceof TableView<?> table
                ? table.getItems().size()
                : -1;
    }

    private String text(String what) {
        return find(what) instanceof Labeled labeled && labeled.getText() != null ? labeled.getText() : "";
    }
}
