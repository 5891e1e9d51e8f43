package io.backstay.ui.incidents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.Cases;
import io.backstay.act.role.Role;
import io.backstay.estate.Environment;
import io.backstay.incident.message.MessageKind;
import io.backstay.ui.incidents.call.NewCaseForm;
import io.backstay.ui.incidents.call.NewCaseModel;
import io.backstay.ui.incidents.report.FakeReports;
import io.backstay.ui.incidents.report.ReportModel;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Fx;
import io.backstay.ui.kit.Theme;
import io.backstay.ui.kit.guard.Allowed;
import io.backstay.ui.shell.FakeFacts;
import io.backstay.ui.shell.Navigation;
import io.backstay.ui.shell.Place;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The incidents screen can be seen in both looks, and a case can be opened by keys alone.
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class IncidentsViewTest {
    @TempDir
    Path folder;

    private final Navigation navigation = new Navigation(new Place.Overview());
    private final FakeCases cases = new FakeCases();
    private final FakeIncidents incidents = new FakeIncidents();
    private final FakeReports reports = new FakeReports(incidents);
    private final Background background = new Background(Runnable::run, Runnable::run, AssertionError::new);
    private final CaseModel beside =
            new CaseModel(incidents, background, () -> FakeIncidents.NOW, new Allowed(Role.RESPONDER));
    private final TimelineModel lines = new TimelineModel(incidents, background, new Allowed(Role.RESPONDER));
    private final NewCaseModel opening = new NewCaseModel(
            incidents,
            FakeFacts.estate(Environment.PRODUCTION),
            background,
            () -> FakeIncidents.NOW,
            ZoneId.of("Europe/Berlin"),
            new Allowed(Role.RESPONDER));

    enum What {
        VERDICT,
        DRAFT,
        TIMELINE,
        FORM,
        REPORT,
        NUMBERS,
        ACTIONS,
        NONE
    }

    static Stream<Arguments> shots() {
        return Stream.of(Theme.Look.values())
                .flatMap(look -> Stream.of(What.values()).map(what -> Arguments.of(look, what)));
    }

    private final ReportModel writer = new ReportModel(reports, background, new Allowed(Role.RESPONDER));

    private IncidentsView view() throws Exception {
        var model = new IncidentsModel(cases, incidents, background);
        return Fx.on(() -> new IncidentsView(model, beside, lines, opening, writer, navigation));
    }

    @ParameterizedTest
    @MethodSource("shots")
    void theCasesCanBeSeen(Theme.Look look, What what) throws Exception {
        if (what == What.NONE) {
            cases.all.clear();
        }
        incidents.timelines.picture = shot();
        incidents.claims = what == What.DRAFT;
        IncidentsView view = view();
        var frame = Fx.on(() -> new BorderPane(view.node()));
        var stage = Fx.show(frame, look, 1280, 690);
        Fx.run(() -> {
            view.onShown(new Place.Incidents(what == What.TIMELINE ? "INC-0030" : "INC-0031"));
            if (what == What.DRAFT) {
                beside.messages().draft(MessageKind.UPDATE);
            } else if (what == What.FORM) {
                opening.begin();
                filled();
            } else if (what == What.ACTIONS) {
                acts(view);
                press(view.node().lookup("#actions"), KeyCode.A, false);
            } else if (what == What.NUMBERS) {
                press(view, KeyCode.B, true);
            } else if (what == What.REPORT) {
                beside.messages().draft(MessageKind.UPDATE);
                press(view, KeyCode.R, true);
            }
        });
        var picture = Fx.shoot(stage, "incidents-" + (what + "-" + look).toLowerCase(Locale.ROOT));
        Fx.run(stage::close);
        assertTrue(Fx.colours(picture) > (what == What.NONE ? 10 : 40), "the screen looks blank");
    }

    @Test
    void readingTheCasesAgainLeavesWhoeverWritesInTheReport() throws Exception {
        IncidentsView view = view();
        Stage stage = Fx.show(Fx.on(() -> new BorderPane(view.node())), Theme.Look.LIGHT, 1280, 690);
        Fx.run(() -> {
            view.onShown(new Place.Incidents("INC-0031"));
            press(view, KeyCode.R, true);
        });
        assertNotNull(Fx.on(() -> stage.getScene().lookup("#report")));
        Fx.run(() -> {
            Cases.Summary one = cases.all.getFirst();
            cases.all.set(
                    0,
                    new Cases.Summary(
                            one.id(), "Another title", one.tenant(), one.state(), one.openedAt(), false, null));
            view.refresh();
        });
        assertNotNull(Fx.on(() -> stage.getScene().lookup("#report")), "the report is still written");
        Fx.run(() -> view.onShown(new Place.Incidents("INC-0030")));
        assertNull(Fx.on(() -> stage.getScene().lookup("#report")), "another case begins with what happened");
        Fx.run(stage::close);
    }

    private Path shot() throws Exception {
        Path file = folder.resolve("shot.png");
        var image = new BufferedImage(320, 120, BufferedImage.TYPE_INT_RGB);
        image.createGraphics().fillRect(20, 20, 200, 60);
        assertTrue(ImageIO.write(image, "png", file.toFile()));
        return file;
    }

    @Test
    void aTimeIsCorrectedByKeysAloneAndOneOfTheRecordIsNot() throws Exception {
        IncidentsView view = view();
        Stage stage = Fx.show(Fx.on(() -> new BorderPane(view.node())), Theme.Look.LIGHT, 1280, 690);
        Fx.run(() -> {
            view.onShown(new Place.Incidents("INC-0030"));
            ListView<?> list = (ListView<?>) stage.getScene().lookup("#timeline");
            list.getSelectionModel().select(1);
            press(list, KeyCode.T, false);
        });
        assertTrue(words(stage, "#timeline-problem").contains("measured"), "the verdict is of the record");
        Fx.run(() -> {
            ListView<?> list = (ListView<?>) stage.getScene().lookup("#timeline");
            list.getSelectionModel().select(0);
            press(list, KeyCode.T, false);
            ((TextField) stage.getScene().lookup("#retime-at")).setText("2026-03-16 02:01");
            TextField why = (TextField) stage.getScene().lookup("#retime-why");
            why.fireEvent(new ActionEvent());
            why.setText("phone log");
            why.fireEvent(new ActionEvent());
        });
        assertEquals(List.of("retime id02:05:00 2026-03-16T02:01:00Z phone log"), incidents.timelines.done);
        Fx.run(() -> {
            lines.look(Path.of("chat.csv"), "");
            assertTrue(lines.problemProperty().get().contains("zone"));
            ((TextField) stage.getScene().lookup("#merge-zone")).setText("Europe/Berlin");
            stage.getScene().lookup("#merge-zone").fireEvent(new ActionEvent());
        });
        assertTrue(words(stage, "#merge-preview").startsWith("chat.csv: 1 new, 1 there already"));
        Fx.run(() -> ((Button) stage.getScene().lookup("#merge-take")).fire());
        Fx.run(stage::close);
        assertEquals("merge Europe/Berlin", incidents.timelines.done.getLast());
    }

    private void filled() {
        opening.form().policyProperty().set("daily-two-days");
        opening.form().text(NewCaseForm.Field.MAIL).set("""
                From: Priya Nair <priya@harrow-finch.example>
                Date: Mon, 16 Mar 2026 13:05:00 +1100

                Firm: Harrow & Finch
                Hello, since Friday evening our invoices are gone.
                """);
        opening.form().text(NewCaseForm.Field.VERIFIED_BY).set("Called back");
    }

    @Test
    void aCaseIsOpenedByKeysAloneAndItsVerdictIsThere() throws Exception {
        IncidentsView view = view();
        Stage stage = Fx.show(Fx.on(() -> new BorderPane(view.node())), Theme.Look.LIGHT, 1280, 690);
        Fx.run(() -> {
            view.onShown(new Place.Incidents(null));
            press(view, KeyCode.N, true);
        });
        assertTrue(opening.openProperty().get(), "Ctrl N");
        Fx.run(() -> {
            press(stage.getScene().lookup("#new-case"), KeyCode.ENTER, true);
        });
        assertTrue(opening.problemProperty().get().contains("policy"), opening.problemProperty()::get);
        Fx.run(() -> {
            filled();
            press(stage.getScene().lookup("#new-case"), KeyCode.ENTER, true);
        });
        assertFalse(opening.openProperty().get(), opening.problemProperty()::get);
        assertEquals("Harrow & Finch", incidents.opened.getFirst().firm());
        assertTrue(incidents.opened.getFirst().recognised().contains("firm"), "what was not typed is marked");
        assertEquals("verdict INC-0031", incidents.done.getFirst());
        // What scrolls is in the scene when it has been laid out once.
        Fx.run(() -> {
            stage.getScene().getRoot().applyCss();
            stage.getScene().getRoot().layout();
        });
        assertEquals("Not recoverable", words(stage, "#card-answer"));
        Fx.run(() -> ((Button) stage.getScene().lookup("#declare")).fire());
        Fx.run(() -> ((Button) stage.getScene().lookup("#record-verdict")).fire());
        Fx.run(stage::close);
        assertEquals(List.of("verdict INC-0031", "declare", "verdict INC-0031"), incidents.done);
    }

    @Test
    void pastCasesAreFoundByKeysAloneAndEscShowsAllAgain() throws Exception {
        IncidentsView view = view();
        Stage stage = Fx.show(Fx.on(() -> new BorderPane(view.node())), Theme.Look.LIGHT, 1280, 690);
        Fx.run(() -> {
            view.onShown(new Place.Incidents("INC-0030"));
            press(view, KeyCode.F, true);
        });
        TextField field = (TextField) stage.getScene().lookup("#case-search");
        ListView<?> list = (ListView<?>) stage.getScene().lookup("#cases");
        assertTrue(field.isFocused(), "Ctrl F");
        Fx.run(() -> field.setText("  ÁLDER "));
        assertEquals(1, list.getItems().size());
        assertEquals("1 case.", words(stage, "#case-searched"));
        assertEquals(0, list.getSelectionModel().getSelectedIndex(), "the chosen case stays chosen");
        Fx.shoot(stage, "incidents-search");
        String where = Fx.on(() -> ((Label) Objects.requireNonNull(list.lookup(".in-found"))).getText());
        assertEquals(
                "In the record: Mira: Scratch database made: alder-7f2c\n"
                        + "In the timeline: Mira: Alder [U+202E]has its documents",
                where);
        Fx.run(() -> field.setText("alder x"));
        assertEquals(0, list.getItems().size());
        assertEquals("No case has all these words.", words(stage, "#case-searched"));
        Fx.shoot(stage, "incidents-search-none");
        Fx.run(() -> field.setText("x ".repeat(600)));
        assertTrue(words(stage, "#case-searched").contains("at most 16 words"), () -> words(stage, "#case-searched"));
        Fx.run(() -> press(field, KeyCode.ESCAPE, false));
        assertEquals(2, list.getItems().size());
        assertEquals(1, list.getSelectionModel().getSelectedIndex());
        Fx.run(stage::close);
    }

    @Test
    void theNumbersAreReadAloudAndAsTablesAndEscGoesBack() throws Exception {
        IncidentsView view = view();
        Stage stage = Fx.show(Fx.on(() -> new BorderPane(view.node())), Theme.Look.LIGHT, 1280, 690);
        Fx.run(() -> {
            view.onShown(new Place.Incidents(null));
            press(view, KeyCode.B, true);
        });
        Node chart = stage.getScene().lookup("#past-chart");
        assertTrue(chart.isFocused(), "Ctrl B");
        String aloud = chart.getAccessibleText();
        assertTrue(aloud.contains("2 kept, 1 broken, 1 without a promise, 3 not measured"), aloud);
        Fx.run(() -> ((ToggleButton) stage.getScene().lookup("#past-as-table")).fire());
        TableView<?> results = (TableView<?>) stage.getScene().lookup("#past-results");
        assertTrue(results.isVisible() && !chart.isVisible());
        assertEquals(4, results.getItems().size());
        assertEquals(
                3,
                ((TableView<?>) stage.getScene().lookup("#past-causes"))
                        .getItems()
                        .size());
        Fx.shoot(stage, "incidents-numbers-table");
        Fx.run(() -> press(results, KeyCode.ESCAPE, false));
        assertNotNull(stage.getScene().lookup("#cases"), "Esc");
        Fx.run(stage::close);
    }

    private static void acts(IncidentsView view) {
        ((ToggleButton) view.node().lookup("#case-actions")).fire();
    }

    private static void type(Stage stage, String id, String words) {
        ((TextField) stage.getScene().lookup(id)).setText(words);
    }

    @Test
    void aRestoreTestThatWaitsLeadsToWhereItIsRun() throws Exception {
        IncidentsView view = view();
        Stage stage = Fx.show(Fx.on(() -> new BorderPane(view.node())), Theme.Look.LIGHT, 1366, 768);
        Fx.run(() -> {
            view.onShown(new Place.Incidents("INC-0031"));
            acts(view);
        });
        TableView<?> table = (TableView<?>) stage.getScene().lookup("#actions");
        var run = (Button) stage.getScene().lookup("#action-test");
        assertTrue(run.isDisabled(), "none is chosen");
        Fx.run(() -> table.getSelectionModel().select(0));
        assertTrue(run.isDisabled(), "a corrective action is no test");
        Fx.run(() -> press(table, KeyCode.T, false));
        assertEquals(new Place.Overview(), navigation.placeProperty().get());
        Fx.run(() -> table.getSelectionModel().select(1));
        assertFalse(run.isDisabled());
        Fx.shoot(stage, "case-restore-test");
        Fx.run(() -> press(table, KeyCode.T, false));
        assertEquals(
                new Place.RestoreTest(incidents.aftermath.all.get(1)),
                navigation.placeProperty().get());
        Fx.run(stage::close);
    }

    @Test
    void whatFollowsIsAddedAndDoneByKeysAlone() throws Exception {
        IncidentsView view = view();
        Stage stage = Fx.show(Fx.on(() -> new BorderPane(view.node())), Theme.Look.LIGHT, 1280, 690);
        Fx.run(() -> {
            view.onShown(new Place.Incidents("INC-0031"));
            acts(view);
            press(stage.getScene().lookup("#actions"), KeyCode.A, false);
            type(stage, "#action-what", "Tell the firm");
            type(stage, "#action-due", "soon");
            stage.getScene().lookup("#action-due").fireEvent(new ActionEvent());
        });
        assertTrue(words(stage, "#actions-problem").contains("2026-12-24"));
        Fx.run(() -> {
            type(stage, "#action-due", "2026-05-01");
            stage.getScene().lookup("#action-due").fireEvent(new ActionEvent());
        });
        assertEquals("The owner is missing. Name one.", words(stage, "#actions-problem"));
        Fx.run(() -> {
            type(stage, "#action-owner", "Mira");
            stage.getScene().lookup("#action-owner").fireEvent(new ActionEvent());
        });
        TableView<?> table = (TableView<?>) stage.getScene().lookup("#actions");
        assertEquals(3, table.getItems().size());
        assertEquals("", words(stage, "#actions-problem"));
        Fx.run(() -> {
            press(table, KeyCode.D, false);
            type(stage, "#done-result", "Kept");
            type(stage, "#done-evidence", "ticket 7");
            type(stage, "#done-by", "Amara");
            type(stage, "#done-at", "2026-03-15 09:30");
            stage.getScene().lookup("#done-evidence").fireEvent(new ActionEvent());
        });
        assertEquals("done", incidents.aftermath.all.getFirst().state(FakeIncidents.NOW));
        var last = Objects.requireNonNull(incidents.aftermath.all.getFirst().last());
        assertEquals("Amara 2026-03-15T09:30:00Z", last.by() + " " + last.at());
        Fx.run(() -> press(table, KeyCode.A, false));
        Fx.run(() -> press(stage.getScene().lookup("#action-what"), KeyCode.ESCAPE, false));
        assertNull(stage.getScene().lookup("#action-what"), "Esc");
        assertEquals(3, table.getItems().size());
        Fx.run(stage::close);
    }

    private static String words(Stage stage, String id) {
        return ((Label) Objects.requireNonNull(stage.getScene().lookup(id), id)).getText();
    }

    private static void press(IncidentsView view, KeyCode code, boolean control) {
        press(view.node(), code, control);
    }

    private static void press(Node on, KeyCode code, boolean control) {
        on.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, control, false, false));
    }
}
