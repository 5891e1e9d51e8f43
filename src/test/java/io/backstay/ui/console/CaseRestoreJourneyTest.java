package io.backstay.ui.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.DeskHome;
import io.backstay.act.LocalDesk;
import io.backstay.base.Progress;
import io.backstay.lab.Lab;
import io.backstay.restore.verdict.Intake;
import io.backstay.ui.kit.Fx;
import io.backstay.ui.kit.Times;
import io.backstay.ui.kit.guard.Guards;
import io.backstay.ui.shell.ConsoleSetup;
import io.backstay.ui.shell.Identity;
import io.backstay.ui.shell.OpenWindow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/// A call about the real lab in the real window, by keys alone: the case, its verdict, the guided restore that the case
/// leads to, and one report of one case that holds the call, the rows and the proof.
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CaseRestoreJourneyTest {
    private static final long WAIT_SECONDS = 120;

    /// From how the caller was verified, past the reason, the severity, when we were told and how often they hear.
    private static final int TO_THE_DATABASE = 5;

    /// To the microsecond: the practice's base backup may have ended in the second in which the loss begins.
    private static final DateTimeFormatter TYPED = DateTimeFormatter.ISO_LOCAL_DATE_TIME;

    @TempDir
    Path folder;

    private final FxRobot robot = new FxRobot();
    private @Nullable LocalDesk desk;
    private @Nullable OpenWindow open;

    @AfterEach
    void leave() throws Exception {
        try {
            if (open != null) {
                open.close();
            }
            Fx.run(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
        } finally {
            if (desk != null) {
                desk.close();
            }
        }
    }

    @Test
    void aCallLeadsToItsRestoreAndToOneReportOfOneCase() throws Exception {
        LocalDesk on = new DeskHome(folder).open();
        Intake call = on.practice().start(Progress.NONE);
        openConsole(on);
        take(call);
        until("the verdict is there", () -> text("#card-answer").equals("Recoverable"));

        robot.push(KeyCode.CONTROL, KeyCode.T);
        until("the restore is of the case", () -> text("#intake-case").startsWith("For INC-0001"));
        assertEquals(call.tenant().name(), text("#intake-tenant-name"));
        assertEquals(call.tenant().id().value(), text("#intake-tenant-id"));
        assertEquals("invoices", text("#intake-dataset"));
        restore(call.tenant().name());

        assertEquals(1, on.cases().list().size(), "the restore became part of the case");
        assertEquals("restored", on.cases().list().getFirst().state());
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT5);
        until("the case is restored", () -> says("Restored"));
        robot.push(KeyCode.CONTROL, KeyCode.R);
        until("the report is there", () -> shown("#report") && find("#report").lookup(".pr-area") != null);
        robot.push(KeyCode.CONTROL, KeyCode.PAGE_UP);
        until("the internal one is written in", () -> ((ToggleButton) find("#variant-internal")).isSelected());
        robot.push(KeyCode.CONTROL, KeyCode.E);
        until("the report is written", () -> text("#report-words").startsWith("Written: report.pdf"));
        holds(folder, call);
    }

    /// What was said on the phone, what came back and what was proven stand in the same report.
    private static void holds(Path home, Intake call) throws Exception {
        try (Stream<Path> all = Files.walk(home)) {
            Path report = all.filter(file -> file.endsWith(Path.of("internal", "report.md")))
                    .findFirst()
                    .orElseThrow();
            String text = Files.readString(report);
            for (String words : List.of(
                    call.tenant().name(),
                    call.tenant().id().value(),
                    "Called back",
                    "Verdict: recoverable",
                    "| Together |",
                    "proofs[^proofs-held] held before the commit; 0 rows")) {
                assertTrue(text.contains(words), words + " is missing in " + text);
            }
            assertTrue(Files.size(report.resolveSibling("report.pdf")) > 0);
        }
    }

    /// What is asked on the phone, in the order of the form.
    private void take(Intake call) throws Exception {
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT5);
        robot.push(KeyCode.CONTROL, KeyCode.N);
        robot.write("ag", 0);
        until("the policy is chosen", () -> "agentic-labs".equals(((ComboBox<?>) find("#case-policy")).getValue()));
        robot.push(KeyCode.TAB);
        robot.write(call.tenant().name(), 0);
        robot.push(KeyCode.TAB);
        robot.write("invoices", 0);
        robot.push(KeyCode.TAB);
        robot.write(call.tenant().id().value(), 0);
        robot.push(KeyCode.TAB);
        robot.write(TYPED.format(call.about().atZone(call.zone())), 0);
        robot.push(KeyCode.TAB);
        robot.push(KeyCode.TAB);
        robot.write(call.zone().getId(), 0);
        robot.push(KeyCode.TAB);
        robot.push(KeyCode.TAB);
        robot.write(call.asker(), 0);
        robot.push(KeyCode.TAB);
        robot.write("Called back", 0);
        for (int i = 0; i < TO_THE_DATABASE; i++) {
            robot.push(KeyCode.TAB);
        }
        // Nobody's data is lost from a practice unless the case says so.
        robot.write("pr", 0);
        until("the practice is chosen", () -> Lab.DATABASE.equals(((ComboBox<?>) find("#case-asset")).getValue()));
        until("the moment is understood", () -> text("#moment").startsWith("Customer: "));
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
    }

    /// From the filled intake to the verified restore.
    private void restore(String tenant) throws Exception {
        next("Ask for the verdict", "Stage this point");
        next("Stage this point", "Build the plan");
        until(
                "a conflict can be decided",
                () -> shown("#conflicts-live")
                        && find("#conflicts-live") instanceof ToggleButton live
                        && !live.isDisabled());
        Fx.run(() -> ((ToggleButton) find("#conflicts-live")).fire());
        next("Build the plan", "Approve alone");
        type("#reason", "Nobody else");
        next("Approve alone", "Import");
        type("#typed-tenant", tenant);
        next("Import", "Verify after commit");
        next("Verify after commit", "Close this restore");
        next("Close this restore", "Ask for the verdict");
    }

    /// The console as it opens on a desk.
    private void openConsole(LocalDesk on) throws Exception {
        desk = on;
        var acts = new ConsoleScreens.Acts(
                on.facts(),
                on.practice(),
                on.restores(),
                on.cases(),
                on.incidents(),
                on.reports(),
                on.records(),
                on.restoreTests(),
                on.policyTexts(),
                on.complianceExports(),
                on.retentions(),
                on.searches()::history);
        open = OpenWindow.show(new ConsoleSetup(
                acts.facts(),
                acts.records()::size,
                InstantSource.system(),
                new Times(ZoneOffset.UTC, ZoneOffset.UTC),
                new Identity("Jonas Weber", on.role(), "0.1.0"),
                new Guards(on::vaults, List.of(), on::protections),
                bench -> ConsoleScreens.build(acts, bench)));
    }

    /// Does what comes next, when it can be done, and waits for what comes after it.
    private void next(String act, String then) throws Exception {
        until("'" + act + "' can be pressed", () -> text("#primary").equals(act) && !disabled("#primary"));
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        until(
                "'" + then + "' follows",
                () -> shown("#cause") || text("#primary").equals(then));
        assertFalse(Fx.on(() -> shown("#cause")), () -> act + " stopped");
    }

    private void type(String field, String words) throws Exception {
        until(field + " can be typed into", () -> shown(field) && !disabled(field));
        Fx.run(() -> {
            find(field).requestFocus();
            ((TextField) find(field)).end();
        });
        robot.write(words, 0);
    }

    private void until(String what, Callable<Boolean> condition) throws Exception {
        try {
            WaitForAsyncUtils.waitFor(WAIT_SECONDS, TimeUnit.SECONDS, () -> Fx.on(condition));
        } catch (TimeoutException e) {
            OpenWindow shown = window();
            Fx.shoot(shown.stage(), "case-restore-stopped");
            throw new AssertionError(
                    "never happened: " + what + "; focus on "
                            + Fx.on(() -> String.valueOf(shown.scene().getFocusOwner())),
                    e);
        }
    }

    private OpenWindow window() {
        return Objects.requireNonNull(open, "the window is open");
    }

    private boolean shown(String what) {
        return window().scene().lookup(what) != null;
    }

    private Node find(String what) {
        return Objects.requireNonNull(window().scene().lookup(what), what);
    }

    private boolean disabled(String what) {
        return find(what).isDisabled();
    }

    private String text(String what) {
        return switch (window().scene().lookup(what)) {
            case Labeled labeled -> labeled.getText();
            case TextField field -> field.getText();
            case null, default -> "";
        };
    }

    /// Whether a label of the window has this text.
    private boolean says(String words) {
        return says(window().scene().getRoot(), words);
    }

    private static boolean says(Parent parent, String words) {
        for (Node child : parent.getChildrenUnmodifiable()) {
            if ((child instanceof Labeled labeled && words.equals(labeled.getText()))
                    || (child instanceof Parent inner && says(inner, words))) {
                return true;
            }
        }
        return false;
    }
}
