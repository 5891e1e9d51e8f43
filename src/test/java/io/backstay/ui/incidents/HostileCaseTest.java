package io.backstay.ui.incidents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.DeskHome;
import io.backstay.act.LocalDesk;
import io.backstay.act.incident.Incidents;
import io.backstay.incident.after.Action;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.message.MessageKind;
import io.backstay.ui.incidents.call.NewCaseForm;
import io.backstay.ui.incidents.call.NewCaseModel;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Fx;
import io.backstay.ui.kit.Theme;
import io.backstay.ui.kit.guard.Allowed;
import io.backstay.ui.shell.Navigation;
import io.backstay.ui.shell.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a customer can be called and can write: a formula, markup, a script, and characters that turn a line round.
/// Every pane of a case is opened with it, on a real case book.
@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileCaseTest {
    private static final String HOSTILE =
            "=HYPERLINK(\"x\") <b>Harrow</b> <script>alert(1)</script> \u202Egpj.exe\u2066 \u0007\u200B%s ${x}";
    private static final int LONG = 100_000;

    @TempDir
    Path folder;

    private final Background background = new Background(Runnable::run, Runnable::run, AssertionError::new);
    private LocalDesk desk;
    private CaseModel beside;
    private NewCaseModel opening;
    private IncidentsView view;
    private Stage stage;

    @BeforeEach
    void open() throws Exception {
        desk = new DeskHome(folder).open();
        Instant now = Instant.now();
        Incidents incidents = desk.incidents();
        String id = incidents.open(new CaseIntake(
                HOSTILE,
                HOSTILE,
                HOSTILE,
                now.minus(Duration.ofHours(3)),
                null,
                "UTC",
                HOSTILE,
                HOSTILE,
                null,
                2,
                "daily-two-days",
                null,
                now,
                null,
                List.of("firm")));
        incidents.verdict(id, List.of());
        incidents.note(id, Incidents.Note.NOTE, HOSTILE.repeat(90), null);
        incidents.told(id, MessageKind.UPDATE, null);
        incidents.aftermath().plan(id, Action.Kind.CORRECTIVE, HOSTILE, HOSTILE, LocalDate.parse("2030-01-01"));
        var allowed = new Allowed(desk.role());
        beside = new CaseModel(incidents, background, InstantSource.system(), allowed);
        opening =
                new NewCaseModel(incidents, desk.facts(), background, InstantSource.system(), ZoneOffset.UTC, allowed);
        var model = new IncidentsModel(desk.cases(), incidents, background);
        var lines = new TimelineModel(incidents, background, allowed);
        view = Fx.on(
                () -> new IncidentsView(model, beside, lines, opening, null, new Navigation(new Place.Overview())));
        stage = Fx.show(Fx.on(() -> new BorderPane(view.node())), Theme.Look.LIGHT);
        Fx.run(() -> view.onShown(new Place.Incidents(id)));
    }

    @AfterEach
    void close() throws Exception {
        Fx.run(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
        desk.close();
    }

    @Test
    void everyPaneShowsItAsWordsAndNothingTurnsALineRound() throws Exception {
        harmless("verdict");
        String mail = Fx.on(() -> ((Labeled) stage.getScene().lookup("#card-recognised")).getText());
        assertTrue(mail.startsWith("From the mail, not confirmed yet: firm."), mail);
        Fx.run(() -> beside.messages().draft(MessageKind.FIRST));
        harmless("message");
        Fx.run(() -> ((ToggleButton) stage.getScene().lookup("#case-events")).fire());
        harmless("timeline");
        Fx.run(() -> ((ToggleButton) stage.getScene().lookup("#case-actions")).fire());
        harmless("actions");
        Fx.run(() -> ((TextField) stage.getScene().lookup("#case-search")).setText("Harrow"));
        harmless("search");
        press(KeyCode.B);
        harmless("numbers");
        press(KeyCode.ESCAPE);
        press(KeyCode.N);
        Fx.run(() -> opening.form().text(NewCaseForm.Field.MAIL).set("""
                From: %s <x@example.com>
                Firm: %s

                Our invoices are gone since Friday evening.
                """.formatted(HOSTILE, HOSTILE)));
        harmless("call");
    }

    @Test
    void whatIsMuchTooLongIsRefusedInASentenceAndLeavesTheWindowQuick() throws Exception {
        press(KeyCode.N);
        Fx.until("the form is laid out", () -> stage.getScene().lookup("#case-mail") != null);
        long begin = System.nanoTime();
        Fx.run(() -> {
            opening.form().policyProperty().set("agentic-labs");
            ((TextField) stage.getScene().lookup("#case-firm")).setText("x\u202E".repeat(LONG / 2));
            ((TextArea) stage.getScene().lookup("#case-mail")).setText("<b>\u202E ".repeat(LONG / 5));
            opening.submit();
        });
        harmless("long");
        assertTrue(Duration.ofNanos(System.nanoTime() - begin).toSeconds() < 60, "the window stood still");
        assertTrue(
                opening.problemProperty().get().contains("longer than 200 characters"), opening.problemProperty()::get);
        assertEquals(1, desk.cases().list().size());
    }

    private void harmless(String pane) throws Exception {
        Fx.shoot(stage, "hostile-" + pane);
        List<String> bad = new ArrayList<>();
        List<String> foreign = new ArrayList<>();
        Fx.run(() -> {
            for (Node each : stage.getScene().getRoot().lookupAll("*")) {
                List<String> words = new ArrayList<>();
                if (each instanceof Labeled labeled) {
                    words.add(labeled.getText());
                    words.add(
                            labeled.getTooltip() == null
                                    ? null
                                    : labeled.getTooltip().getText());
                }
                words.add(each.getAccessibleText());
                for (String text : words) {
                    if (text != null && text.chars().anyMatch(HostileCaseTest::turns)) {
                        bad.add(each + ": " + text.substring(0, Math.min(80, text.length())));
                    }
                    if (text != null && text.contains("<script>")) {
                        foreign.add(text);
                    }
                }
            }
        });
        assertEquals(List.of(), bad, pane);
        // The numbers name no customer, and the fields of a call are no labels.
        boolean labels = !List.of("numbers", "call", "long").contains(pane);
        assertFalse(labels && foreign.isEmpty(), "nothing foreign is in " + pane);
    }

    private static boolean turns(int c) {
        int type = Character.getType(c);
        return c != '\n' && c != '\t' && (type == Character.FORMAT || type == Character.CONTROL);
    }

    private void press(KeyCode code) throws Exception {
        boolean control = code != KeyCode.ESCAPE;
        Fx.run(() ->
                view.node().fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, control, false, false)));
    }
}
