package io.backstay.ui.incidents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.role.Role;
import io.backstay.act.tenant.DataSets;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.base.TenantId;
import io.backstay.estate.Environment;
import io.backstay.ui.incidents.call.NewCaseForm;
import io.backstay.ui.incidents.call.NewCaseModel;
import io.backstay.ui.incidents.report.FakeReports;
import io.backstay.ui.incidents.report.ReportModel;
import io.backstay.ui.incidents.sets.SetsModel;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Fx;
import io.backstay.ui.kit.Theme;
import io.backstay.ui.kit.guard.Allowed;
import io.backstay.ui.shell.FakeFacts;
import io.backstay.ui.shell.Navigation;
import io.backstay.ui.shell.Place;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What lies over what on the screen of cases, and that keys act on what is in sight alone.
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CaseScreenKeysTest {
    private final FakeIncidents incidents = new FakeIncidents();
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean slow;
    private final Background background = new Background(
            work -> {
                if (slow) {
                    waiting.add(work);
                } else {
                    work.run();
                }
            },
            Runnable::run,
            AssertionError::new);
    private final Allowed allowed = new Allowed(Role.RESPONDER);
    private final CaseModel beside = new CaseModel(incidents, background, () -> FakeIncidents.NOW, allowed);
    private final NewCaseModel opening = new NewCaseModel(
            incidents,
            FakeFacts.estate(Environment.PRODUCTION),
            background,
            () -> FakeIncidents.NOW,
            ZoneId.of("Europe/Berlin"),
            allowed);
    private final SetsModel sets = new SetsModel(new NoSets(), List::of, background, allowed);
    private IncidentsView view;
    private Stage stage;

    @BeforeEach
    void show() throws Exception {
        var model = new IncidentsModel(new FakeCases(), incidents, background);
        var lines = new TimelineModel(incidents, background, allowed);
        var writer = new ReportModel(new FakeReports(incidents), background, allowed);
        var navigation = new Navigation(new Place.Overview());
        view = Fx.on(() -> new IncidentsView(model, beside, lines, opening, writer, navigation).with(sets));
        stage = Fx.show(Fx.on(() -> new BorderPane(view.node())), Theme.Look.LIGHT, 1280, 690);
        Fx.run(() -> view.onShown(new Place.Incidents("INC-0031")));
    }

    @AfterEach
    void hide() throws Exception {
        Fx.run(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
    }

    @Test
    void aCallThatIsBeingTypedComesBackFromUnderTheDataSets() throws Exception {
        press(KeyCode.N, true);
        Fx.run(() -> opening.form().text(NewCaseForm.Field.FIRM).set("Harrow"));
        Fx.run(() -> view.onShown(new Place.DataSets()));
        assertNotNull(at("#sets"), "the palette leads there from everywhere");
        press(KeyCode.ESCAPE, false);
        assertNull(at("#sets"));
        assertNotNull(at("#new-case"), "the call goes on");
        assertEquals(
                "Harrow",
                Fx.on(() -> opening.form().text(NewCaseForm.Field.FIRM).get()));
        press(KeyCode.ESCAPE, false);
        assertNotNull(at("#cases"));
        press(KeyCode.N, true);
        assertNotNull(at("#new-case"), "keys still act");
    }

    @Test
    void theDataSetsSayInWhichCaseTheyAreHandedOn() throws Exception {
        press(KeyCode.E, true);
        // What a scroll pane holds stands in the scene from its first layout on.
        Fx.until("the form is laid out", () -> stage.getScene().lookup("#sets-title") != null);
        String firm = Fx.on(() -> ((Label) stage.getScene().lookup("#sets-title")).getText());
        assertTrue(firm.endsWith(", INC-0031"), firm);
    }

    @Test
    void whatIsOpenHearsItsKeysWhereverTheKeyboardIs() throws Exception {
        press(KeyCode.N, true);
        press(KeyCode.ENTER, true);
        assertTrue(opening.problemProperty().get().contains("policy"), opening.problemProperty()::get);
        assertTrue(Fx.on(view::escape), "Esc from the header closes the form, not the screen");
        assertNotNull(at("#cases"));
        assertFalse(Fx.on(view::escape));
        press(KeyCode.R, true);
        assertTrue(chosen("#variant-customer"));
        press(KeyCode.PAGE_DOWN, true);
        assertFalse(chosen("#variant-customer"), "the next reader's is shown");
        assertTrue(Fx.on(view::escape));
        assertNull(at("#report"));
    }

    @Test
    void nothingIsDoneToACaseThatTheNumbersCover() throws Exception {
        press(KeyCode.B, true);
        assertNotNull(at("#past-chart"));
        press(KeyCode.D, true);
        press(KeyCode.R, true);
        press(KeyCode.F, true);
        press(KeyCode.M, true);
        assertEquals(List.of(), incidents.done);
        press(KeyCode.ESCAPE, false);
        assertNull(at("#report"), "no report was begun behind them");
        press(KeyCode.D, true);
        assertEquals(List.of("declare"), incidents.done);
    }

    @Test
    void aCaseFileIsTakenAndAnIntakeCorrectedInSightOnly() throws Exception {
        List<KeyCode> unheard = new ArrayList<>();
        Fx.run(() -> stage.getScene()
                .getRoot()
                .addEventHandler(KeyEvent.KEY_PRESSED, pressed -> unheard.add(pressed.getCode())));
        press(KeyCode.B, true);
        press(KeyCode.O, true);
        assertEquals(List.of(KeyCode.O), unheard, "the numbers cover the cases");
        press(KeyCode.ESCAPE, false);
        press(KeyCode.R, true);
        press(KeyCode.I, true);
        assertFalse(opening.openProperty().get(), "a report is being written");
        press(KeyCode.ESCAPE, false);
        press(KeyCode.I, true);
        assertTrue(opening.openProperty().get());
    }

    @Test
    void aFormThatIsDoneTwiceIsOneWish() throws Exception {
        Fx.run(() ->
                view.node().fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.D, true, true, false, false)));
        slow = true;
        Fx.run(() -> {
            ((TextField) stage.getScene().lookup("#declare-at")).setText("2026-03-16 02:09");
            Button does = (Button) stage.getScene().lookup("#course-do");
            does.fire();
            does.fire();
        });
        end();
        assertEquals(List.of("declare 2026-03-16T02:09:00Z"), incidents.done);
    }

    @Test
    void aHeldKeyDeclaresOnce() throws Exception {
        slow = true;
        press(KeyCode.D, true);
        press(KeyCode.D, true);
        end();
        press(KeyCode.D, true);
        end();
        assertEquals(List.of("declare"), incidents.done);
    }

    @Test
    void aDeclarationThatFailedCanBeTriedAgain() throws Exception {
        incidents.failure = new Failure.Corrupt("cases.db", "page 7 cannot be read");
        press(KeyCode.D, true);
        assertEquals(List.of(), incidents.done);
        assertFalse(beside.problemProperty().get().isEmpty());
        incidents.failure = null;
        press(KeyCode.D, true);
        assertEquals(List.of("declare"), incidents.done);
    }

    private boolean chosen(String toggle) throws Exception {
        return Fx.on(() -> ((ToggleButton) stage.getScene().lookup(toggle)).isSelected());
    }

    private void end() throws Exception {
        Fx.run(() -> {
            while (!waiting.isEmpty()) {
                waiting.remove().run();
            }
        });
    }

    private @Nullable Node at(String id) throws Exception {
        return Fx.on(() -> Optional.ofNullable(stage.getScene().lookup(id))).orElse(null);
    }

    private void press(KeyCode code, boolean control) throws Exception {
        Fx.run(() ->
                view.node().fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, control, false, false)));
    }

    /// No data set is asked for here.
    private static final class NoSets implements DataSets {
        @Override
        public List<Described> list(
                String connection, @Nullable TenantId tenant, @Nullable Path mapping, Progress progress) {
            throw new UnsupportedOperationException("nothing is listed");
        }

        @Override
        public Exported export(Order order, Progress progress) {
            throw new UnsupportedOperationException("nothing is written");
        }

        @Override
        public Compared compare(Question question, Progress progress) {
            throw new UnsupportedOperationException("nothing is compared");
        }
    }
}
