package io.backstay.ui.incidents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.Cases;
import io.backstay.act.role.Role;
import io.backstay.estate.Environment;
import io.backstay.ui.incidents.call.NewCaseModel;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Fx;
import io.backstay.ui.kit.Theme;
import io.backstay.ui.kit.guard.Allowed;
import io.backstay.ui.shell.FakeFacts;
import io.backstay.ui.shell.Navigation;
import io.backstay.ui.shell.Place;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javafx.event.ActionEvent;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.util.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A case from its call to its end in the window, by keys alone.
@Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CaseCourseTest {
    private final FakeIncidents incidents = new FakeIncidents();
    private final FakeCases cases = new FakeCases();
    private final Background background = new Background(Runnable::run, Runnable::run, AssertionError::new);
    private final Allowed allowed = new Allowed(Role.ADMINISTRATOR);
    private final CaseModel beside = new CaseModel(incidents, background, () -> FakeIncidents.NOW, allowed);
    private final Navigation navigation = new Navigation(new Place.Overview());
    private final NewCaseModel opening = new NewCaseModel(
            incidents,
            FakeFacts.estate(Environment.PRODUCTION),
            background,
            () -> FakeIncidents.NOW,
            ZoneId.of("Europe/Berlin"),
            allowed);
    private IncidentsView view;
    private Stage stage;

    @BeforeEach
    void show() throws Exception {
        var model = new IncidentsModel(cases, incidents, background);
        var lines = new TimelineModel(incidents, background, allowed);
        view = Fx.on(() -> new IncidentsView(model, beside, lines, opening, null, navigation));
        stage = Fx.show(Fx.on(() -> new BorderPane(view.node())), Theme.Look.LIGHT, 1280, 690);
        Fx.run(() -> view.onShown(new Place.Incidents("INC-0031")));
    }

    @AfterEach
    void hide() throws Exception {
        Fx.run(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
    }

    @Test
    void aCaseLeadsToItsRestoreWithWhatItKnows() throws Exception {
        press(KeyCode.T, true, false);
        assertEquals(
                new Place.CaseRestore("INC-0031", incidents.intake("INC-0031")),
                navigation.placeProperty().get());
        Fx.run(() -> navigation.go(new Place.Overview()));
        Fx.run(() -> view.onShown(new Place.Incidents("INC-0030")));
        press(KeyCode.T, true, false);
        assertEquals(new Place.Overview(), navigation.placeProperty().get(), "that case is over");
        assertTrue(Fx.on(() -> stage.getScene().lookup("#case-restore").isDisabled()));
    }

    @Test
    void eachReasonOfTheVerdictHasTheWordsThatItRestsOn() throws Exception {
        Fx.run(() -> {
            stage.getScene().getRoot().applyCss();
            stage.getScene().getRoot().layout();
        });
        Label quoted =
                (Label) Fx.on(() -> stage.getScene().lookup(".in-because").lookup(".bs-quotation"));
        assertEquals("“We retain backups for the most recent 2 days.”", quoted.getText());
    }

    @Test
    void aCaseIsDeclaredAtATimeAndEndedWithAReason() throws Exception {
        press(KeyCode.D, true, true);
        enter("#declare-at", "noon");
        assertTrue(words("#case-said").contains("2026-03-13 18:00"), words("#case-said"));
        assertEquals(List.of(), incidents.done);
        enter("#declare-at", "2026-03-16 02:09");
        assertEquals(List.of("declare 2026-03-16T02:09:00Z"), incidents.done);
        press(KeyCode.E, true, true);
        Fx.shoot(stage, "incidents-end");
        enter("#end-reason", "Nothing to bring back");
        assertEquals(List.of("INC-0031 not restored: Nothing to bring back"), incidents.aftermath.closed);
        assertFalse(Fx.on(() -> stage.getScene().lookup("#end-reason") != null), "what is asked is put away");
    }

    @Test
    void anIntakeIsPutRightWithAReason() throws Exception {
        press(KeyCode.I, true, false);
        Fx.until("the form is laid out", () -> stage.getScene().lookup("#case-why") != null);
        assertEquals("2026-03-13T17:51:00", field("#case-around").getText());
        assertEquals("firm_01J8QW7T4K", field("#case-tenant").getText());
        Fx.shoot(stage, "incidents-correct");
        Fx.run(() -> {
            field("#case-tenant").setText("firm_2");
            field("#case-why").setText("Another firm of that name");
        });
        press(KeyCode.ENTER, true, false);
        assertEquals(List.of("correct firm_2: Another firm of that name"), incidents.done);
        assertFalse(opening.openProperty().get());
        assertEquals("firm_2", beside.knownProperty().get().intake().tenant(), "the card is of what is so now");
    }

    @Test
    void anIntakeThatIsNotThereIsSaidWhereItWouldBeCorrected() throws Exception {
        MenuButton more = (MenuButton) Fx.on(() -> stage.getScene().lookup("#case-more"));
        Fx.run(more::show);
        assertFalse(Fx.on(() -> more.getItems().getFirst().isDisable()));
        Fx.run(more::hide);
        Fx.run(() -> view.onShown(new Place.Incidents("INC-0030")));
        Fx.run(more::show);
        assertTrue(Fx.on(() -> more.getItems().getFirst().isDisable()));
        assertTrue(Fx.on(() -> more.getItems().getFirst().getText()).contains("no intake"));
        Fx.run(more::hide);
        press(KeyCode.I, true, false);
        assertFalse(opening.openProperty().get());
        assertTrue(words("#note-problem").contains("no intake"), words("#note-problem"));
    }

    @Test
    void theFirstDraftGetsTheKeyboardWhenItStandsThere() throws Exception {
        Fx.run(() -> ((Button) stage.getScene().lookup("#draft-first")).fire());
        assertEquals("draft-body", Fx.on(() -> stage.getScene().getFocusOwner().getId()));
    }

    @Test
    void aCaseThatIsReadAgainLeavesTheKeyboardWhereItIs() throws Exception {
        Fx.run(() -> stage.getScene().lookup("#hand-over").requestFocus());
        Cases.Summary was = cases.all.getFirst();
        cases.all.set(
                0,
                new Cases.Summary(
                        was.id(), "Another title", was.tenant(), was.state(), was.openedAt(), was.practice(), null));
        Fx.run(view::refresh);
        assertEquals("INC-0031  Another title", words("#case"));
        // What has left its scene loses the keyboard with the next pulse.
        Fx.live(Duration.millis(100));
        assertEquals("hand-over", Fx.on(() -> stage.getScene().getFocusOwner().getId()));
    }

    @Test
    void whatIsOutOfSightBesideANoteDoesNotCount() throws Exception {
        Fx.run(() -> {
            var kind = (ComboBox<?>) stage.getScene().lookup("#note-kind");
            kind.getSelectionModel().select(1);
            field("#note-at").setText("2026-03-16 03:00");
            Region line = (Region) kind.getParent();
            line.setMaxWidth(400);
            stage.getScene().getRoot().layout();
        });
        assertFalse(Fx.on(() -> stage.getScene().lookup("#note-kind").isVisible()));
        enter("#note-words", "Priya called");
        assertEquals(List.of("note Priya called"), incidents.done);
    }

    @Test
    void aDecisionIsNotedAtTheTimeWhenItWasTaken() throws Exception {
        Fx.until(
                "there is room for a kind and a time",
                () -> stage.getScene().lookup("#note-kind").isVisible());
        press(KeyCode.M, true, false);
        Fx.run(() -> {
            ((ComboBox<?>) stage.getScene().lookup("#note-kind"))
                    .getSelectionModel()
                    .select(1);
            field("#note-words").setText("We restore this night");
        });
        enter("#note-at", "2026-03-16 03:00");
        assertEquals(List.of("decision We restore this night 2026-03-16T03:00:00Z"), incidents.done);
        assertEquals("", Fx.on(() -> field("#note-words").getText()));
        Fx.run(() -> field("#note-words").setText("x"));
        enter("#note-at", "yesterday");
        assertEquals(1, incidents.done.size());
        assertFalse(words("#note-problem").isEmpty());
    }

    @Test
    void aMessageThatMustNotBeSaidCannotBeMarkedAsSent() throws Exception {
        incidents.claims = true;
        Fx.run(() -> ((Button) stage.getScene().lookup("#draft-update")).fire());
        Fx.run(() -> stage.getScene().getRoot().applyCss());
        assertTrue(Fx.on(() -> stage.getScene().lookup("#mark-sent").isDisabled()));
        assertTrue(Fx.on(() -> stage.getScene().lookup("#copy-banner").isDisabled()));
        Fx.shoot(stage, "incidents-message-blocked");
        Fx.run(() -> ((TextArea) stage.getScene().lookup("#draft-body")).setText("We are working on it."));
        assertFalse(Fx.on(() -> stage.getScene().lookup("#mark-sent").isDisabled()));
        Fx.run(() -> ((Button) stage.getScene().lookup("#mark-sent")).fire());
        assertEquals(List.of("told UPDATE"), incidents.done);
        Label first =
                (Label) Fx.on(() -> stage.getScene().lookup("#messages-sent").lookup(".bs-name"));
        assertEquals("Update 1", first.getText());
        Fx.shoot(stage, "incidents-message-sent");
    }

    @ParameterizedTest
    @EnumSource(Theme.Look.class)
    void atTwiceTheSizeOfTextEveryActIsStillReached(Theme.Look look) throws Exception {
        BorderPane frame = (BorderPane) stage.getScene().getRoot();
        Fx.run(() -> {
            new Theme().dress(stage.getScene(), look);
            stage.setWidth(1366);
            stage.setHeight(768);
            frame.setStyle("-fx-font-size: 26px");
            frame.getStyleClass().add("bs-text-double");
            ((Button) stage.getScene().lookup("#draft-update")).fire();
        });
        Fx.shoot(stage, "incidents-double-" + look.name().toLowerCase(Locale.ROOT));
        for (String id : List.of("#case-restore", "#case-more", "#hand-over", "#note-words", "#new-incident")) {
            Bounds is = Fx.on(() -> {
                Node node = stage.getScene().lookup(id);
                return node.localToScene(node.getBoundsInLocal());
            });
            assertTrue(is.getMinX() >= 0 && is.getMaxX() <= 1366 && is.getMaxY() <= 768, id + " lies at " + is);
        }
        Node list = stage.getScene().lookup("#cases");
        Bounds room = Fx.on(() -> list.localToScene(list.getBoundsInLocal()));
        for (Node each : Fx.on(() -> List.copyOf(list.lookupAll(".bs-mark-word")))) {
            Bounds is = Fx.on(() -> each.localToScene(each.getBoundsInLocal()));
            assertTrue(is.getMaxX() <= room.getMaxX(), each + " ends at " + is.getMaxX());
        }
        for (Node each :
                Fx.on(() -> List.copyOf(stage.getScene().lookup("#case-clocks").lookupAll(".bs-name")))) {
            double has = Fx.on(() -> ((Label) each).getWidth());
            double wants = Fx.on(() -> longestWord((Label) each));
            assertTrue(wants <= has, ((Label) each).getText() + " needs " + wants + " of " + has);
        }
    }

    private static double longestWord(Label label) {
        return Arrays.stream(label.getText().split(" ", -1))
                .mapToDouble(word -> {
                    var text = new Text(word);
                    text.setFont(label.getFont());
                    return text.getLayoutBounds().getWidth();
                })
                .max()
                .orElseThrow();
    }

    private TextField field(String id) {
        TextField field = (TextField) stage.getScene().lookup(id);
        assertNotNull(field, id);
        return field;
    }

    private void enter(String id, String words) throws Exception {
        Fx.run(() -> {
            field(id).setText(words);
            field(id).fireEvent(new ActionEvent());
        });
    }

    private String words(String id) throws Exception {
        return Fx.on(() -> ((Label) stage.getScene().lookup(id)).getText());
    }

    private void press(KeyCode code, boolean control, boolean shift) throws Exception {
        Fx.run(() ->
                view.node().fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, control, false, false)));
    }
}
