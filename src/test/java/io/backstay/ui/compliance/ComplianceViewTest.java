package io.backstay.ui.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.incident.Aftermath;
import io.backstay.act.role.Role;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Fx;
import io.backstay.ui.kit.Theme;
import io.backstay.ui.kit.guard.Allowed;
import io.backstay.ui.shell.Place;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javafx.event.ActionEvent;
import javafx.event.Event;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.TreeCell;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The compliance screen can be seen, in both looks.
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ComplianceViewTest {
    private static ExportModel export() {
        return new ExportModel((_, _) -> {}, new Background(Runnable::run, Runnable::run, AssertionError::new));
    }

    private static ComplianceView.Beside beside(TestsModel tests, CurveModel curves, AcceptModel accept) {
        return new ComplianceView.Beside(tests, curves, FakeRetentions.model(), accept, export());
    }

    private static AcceptModel accept(ComplianceModel model) {
        return accept(model, FakeTexts.quiet());
    }

    private static AcceptModel accept(ComplianceModel model, FakeTexts texts) {
        return new AcceptModel(
                texts,
                new Background(Runnable::run, Runnable::run, AssertionError::new),
                new Allowed(Role.ADMINISTRATOR),
                ZoneId.of("Europe/London"),
                model::check);
    }

    @ParameterizedTest
    @EnumSource(Theme.Look.class)
    void theFindingsCanBeSeen(Theme.Look look) throws Exception {
        var background = new Background(Runnable::run, Runnable::run, AssertionError::new);
        var policies = new FakePolicies();
        var model = new ComplianceModel(policies, FakeTexts.quiet(), background);
        ComplianceView view = Fx.on(() -> new ComplianceView(
                model,
                beside(FakeTests.model(background), new CurveModel(new FakePolicies(), background), accept(model))));
        var frame = Fx.on(() -> new BorderPane(view.node()));
        var stage = Fx.show(frame, look, 1280, 690);
        Fx.run(() -> view.onShown(new Place.Compliance(null, null)));
        var picture = Fx.shoot(stage, "compliance-" + look.name().toLowerCase(Locale.ROOT));
        long rows = Fx.on(() -> frame.lookupAll(".tree-cell").stream()
                .filter(cell -> cell instanceof TreeCell<?> line && !line.isEmpty())
                .count());
        List<String> notes = Fx.on(() -> frame.lookupAll("#check-notes .cp-note .label").stream()
                .map(note -> ((Label) note).getText())
                .toList());
        policies.notes = List.of();
        Fx.run(model::check);
        boolean noted = Fx.on(() -> frame.lookup("#check-notes").isVisible());
        Fx.run(stage::close);
        assertEquals(3, notes.size(), notes::toString);
        assertTrue(notes.getLast().startsWith("Not judged, because no fact"), notes::toString);
        assertFalse(noted, "without notes there is no place for them");
        assertEquals(6, rows, "three groups, of which what holds is folded, and three findings");
        assertTrue(Fx.colours(picture) > 40, "the screen looks blank");
    }

    @ParameterizedTest
    @EnumSource(Theme.Look.class)
    void theCurveIsSeenBesideTheFindingAndSaysTheSameAsATable(Theme.Look look) throws Exception {
        var background = new Background(Runnable::run, Runnable::run, AssertionError::new);
        var model = new ComplianceModel(new FakePolicies(), FakeTexts.quiet(), background);
        var curves = new CurveModel(new FakePolicies(), background);
        ComplianceView view =
                Fx.on(() -> new ComplianceView(model, beside(FakeTests.model(background), curves, accept(model))));
        var frame = Fx.on(() -> new BorderPane(view.node()));
        var stage = Fx.show(frame, look, 1280, 690);
        Fx.run(() -> view.onShown(new Place.Compliance(null, null)));
        Fx.run(() -> curves.setCursor(0.61));
        var picture = Fx.shoot(stage, "curve-" + look.name().toLowerCase(Locale.ROOT));
        assertEquals(FakePolicies.DATABASE, curves.shownProperty().get().asset().id());
        String reading = curves.readingProperty().get();
        assertTrue(reading.endsWith("promised 6 h, configured 7 d, actual 14 d"), reading);
        assertEquals(
                "Promised: “Older than 7 days | 6 hours” Configured: nothing between 2 Mar and 9 Mar."
                        + " Actual: nothing between 2 Mar and 9 Mar.",
                Fx.on(() -> ((Label) frame.lookup("#curve-because")).getText()));
        Fx.run(() -> ((ToggleButton) frame.lookup("#curve-as-table")).fire());
        List<String> cells = Fx.on(() -> frame.lookupAll("#curve-table .table-cell .label").stream()
                .map(cell -> ((Label) cell).getText())
                .toList());
        Fx.shoot(stage, "curve-table-" + look.name().toLowerCase(Locale.ROOT));
        Fx.run(stage::close);
        assertTrue(
                cells.containsAll(List.of("up to 7 d", "7 d to 14 d", "6 h", "14 d", "31 d", "none")), cells::toString);
        assertTrue(Fx.colours(picture) > 40, "the screen looks blank");
    }

    @ParameterizedTest
    @EnumSource(Theme.Look.class)
    void aContradictionIsSeenAndAcceptedWhereItStands(Theme.Look look) throws Exception {
        String name = look.name().toLowerCase(Locale.ROOT);
        var background = new Background(Runnable::run, Runnable::run, AssertionError::new);
        FakeTexts texts = FakeTexts.strict();
        var model = new ComplianceModel(new FakePolicies(), texts, background);
        ComplianceView view = Fx.on(() -> new ComplianceView(
                model,
                beside(
                        FakeTests.model(background),
                        new CurveModel(new FakePolicies(), background),
                        accept(model, texts))));
        var frame = Fx.on(() -> new BorderPane(view.node()));
        var stage = Fx.show(frame, look, 1280, 690);
        Fx.run(() -> view.onShown(new Place.Compliance("expansive", null)));
        Fx.run(() -> model.selectedProperty().set(written(model, "R2")));
        Fx.shoot(stage, "contradiction-" + name);
        Fx.run(() -> model.selectedProperty().set(written(model, "R16")));
        Fx.run(() -> ((Button) frame.lookup("#accept")).fire());
        Fx.run(() -> ((Button) frame.lookup("#accept-confirm")).fire());
        var form = Fx.shoot(stage, "accept-" + name);
        assertTrue(
                Fx.on(() -> ((Label) frame.lookup("#accept-problem")).getText()).startsWith("Say why"));
        Fx.run(() -> {
            ((TextField) frame.lookup("#accept-reason")).setText("Deletion requests are rare");
            ((TextField) frame.lookup("#accept-owner")).setText("Ada");
            ((TextField) frame.lookup("#accept-until")).setText("2026-06-30");
            ((Button) frame.lookup("#accept-confirm")).fire();
        });
        Fx.shoot(stage, "accepted-" + name);
        boolean asked = Fx.on(() -> frame.lookup("#accept") != null);
        boolean excepted = Fx.on(() -> frame.lookup("#exception") != null);
        Fx.run(() -> ((Button) frame.lookup("#withdraw")).fire());
        Fx.run(() -> ((TextField) frame.lookup("#withdraw-reason")).setText("A customer asked"));
        Fx.shoot(stage, "withdraw-" + name);
        Fx.run(() -> ((Button) frame.lookup("#withdraw-confirm")).fire());
        Fx.shoot(stage, "withdrawn-" + name);
        boolean askedAgain = Fx.on(() -> frame.lookup("#accept") != null);
        Fx.run(stage::close);
        assertEquals(1, texts.accepted.size());
        assertFalse(asked, "what is accepted is not offered again");
        assertTrue(excepted, "the exception says until when");
        assertEquals(1, texts.ended.size());
        assertTrue(askedAgain, "what is withdrawn can be accepted again");
        assertTrue(Fx.colours(form) > 40, "the screen looks blank");
    }

    private static Item written(ComplianceModel model, String rule) {
        return model.items().stream()
                .filter(item -> item.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(Theme.Look.class)
    void theRestoreTestsCanBeSeenAndRun(Theme.Look look) throws Exception {
        var background = new Background(Runnable::run, Runnable::run, AssertionError::new);
        var tests = new FakeTests();
        var model = new ComplianceModel(new FakePolicies(), FakeTexts.quiet(), background);
        var list = new TestsModel(tests, FakeWaiting::new, background, FakeTests.CLOCK, model::check);
        ComplianceView view = Fx.on(() ->
                new ComplianceView(model, beside(list, new CurveModel(new FakePolicies(), background), accept(model))));
        var frame = Fx.on(() -> new BorderPane(view.node()));
        var stage = Fx.show(frame, look, 1366, 768);
        Fx.run(() -> view.onShown(new Place.Compliance(null, null)));
        Fx.run(() -> ((ToggleButton) frame.lookup("#show-restore-tests")).fire());
        Fx.run(() -> ((TableView<?>) frame.lookup("#restore-tests"))
                .getSelectionModel()
                .selectFirst());
        var picture = Fx.shoot(stage, "restore-tests-" + look.name().toLowerCase(Locale.ROOT));
        assertEquals(5, list.rows().size());
        Fx.run(() -> list.run(list.rows().getFirst()));
        Fx.run(stage::close);
        assertEquals(1, tests.ran.size());
        assertTrue(
                list.saidProperty().get().startsWith("R-0042 passed"),
                list.saidProperty().get());
        assertTrue(Fx.colours(picture) > 40, "the screen looks blank");
    }

    @ParameterizedTest
    @EnumSource(Theme.Look.class)
    void theTestOfACaseIsRunWhereItsActionLeadsAndIsDoneWhenItPasses(Theme.Look look) throws Exception {
        var background = new Background(Runnable::run, Runnable::run, AssertionError::new);
        var waiting = new FakeWaiting();
        var tests = new FakeTests();
        var model = new ComplianceModel(new FakePolicies(), FakeTexts.quiet(), background);
        var list = new TestsModel(tests, () -> waiting, background, FakeTests.CLOCK, () -> {});
        ComplianceView view = Fx.on(() ->
                new ComplianceView(model, beside(list, new CurveModel(new FakePolicies(), background), accept(model))));
        var frame = Fx.on(() -> new BorderPane(view.node()));
        var stage = Fx.show(frame, look, 1366, 768);
        Fx.run(() -> view.onShown(new Place.RestoreTest(FakeWaiting.WAITS)));
        var action = (ComboBox<?>) Fx.on(() -> frame.lookup("#test-finishes"));
        var next = (TextField) Fx.on(() -> frame.lookup("#test-next"));
        assertEquals(2, action.getItems().size(), "what is done for good and what is no test is not offered");
        assertEquals(list.waiting().getLast(), action.getValue());
        Fx.run(() -> next.setText("soon"));
        Fx.run(() -> list.run(list.rows().getFirst()));
        assertEquals("Give the day such as 2026-12-24.", list.saidProperty().get());
        assertEquals(0, tests.ran.size(), "nothing runs for an hour that cannot be noted then");
        Fx.run(() -> next.setText("2026-07-30"));
        Fx.shoot(stage, "restore-test-of-a-case-" + look.name().toLowerCase(Locale.ROOT));
        tests.passes = false;
        Fx.run(() -> list.run(list.rows().getFirst()));
        assertTrue(
                list.saidProperty().get().endsWith(" A2-77aa of INC-0031 stays open, since the test failed."),
                list.saidProperty().get());
        assertEquals(list.waiting().getLast(), action.getValue(), "the next run can be the one that passes");
        tests.passes = true;
        waiting.refuses = true;
        Fx.run(() -> list.run(list.rows().getFirst()));
        String refused = list.saidProperty().get();
        assertTrue(refused.startsWith("R-0042 passed; ") && refused.contains("is not noted as done: "), refused);
        waiting.refuses = false;
        Fx.run(() -> list.run(list.rows().getFirst()));
        Fx.shoot(stage, "restore-test-of-a-case-done-" + look.name().toLowerCase(Locale.ROOT));
        String said = list.saidProperty().get();
        Object after = action.getValue();
        Fx.run(() -> list.finishesProperty().set(list.waiting().getLast()));
        waiting.finish("INC-0031", "A2-77aa", new Aftermath.Done(null, null, "passed", "elsewhere", null));
        Fx.run(() -> list.open("agentic-labs"));
        boolean offered = Fx.on(() -> action.getParent().isVisible());
        Fx.run(stage::close);
        assertEquals(TestsModel.Finishes.NOTHING, action.getValue(), "it was done elsewhere meanwhile");
        assertFalse(offered, "nothing waits any more");
        waiting.done.removeLast();
        assertEquals(
                List.of(new Aftermath.Done(null, null, "passed in 40 s", "R-0042", LocalDate.of(2026, 7, 30))),
                waiting.done);
        assertTrue(said.endsWith(". A2-77aa of INC-0031 is done; due again on 2026-07-30."), said);
        assertEquals(TestsModel.Finishes.NOTHING, after, "it is not noted twice by the run after it");
    }

    @ParameterizedTest
    @EnumSource(Theme.Look.class)
    void aWantedMomentIsForeseenFromTheKeyboard(Theme.Look look) throws Exception {
        var background = new Background(Runnable::run, Runnable::run, AssertionError::new);
        var model = new ComplianceModel(new FakePolicies(), FakeTexts.quiet(), background);
        var curves = new CurveModel(new FakePolicies(), background);
        ComplianceView view =
                Fx.on(() -> new ComplianceView(model, beside(FakeTests.model(background), curves, accept(model))));
        var frame = Fx.on(() -> new BorderPane(view.node()));
        var stage = Fx.show(frame, look, 1366, 768);
        Fx.run(() -> view.onShown(new Place.Compliance(null, null)));
        Fx.run(() -> Event.fireEvent(frame.lookup("#findings"), pressed(KeyCode.G)));
        var moment = (TextField) Fx.on(() -> frame.lookup("#forecast-moment"));
        boolean focused = Fx.on(moment::isFocused);
        Fx.run(() -> {
            moment.setText("2026-03-13 17:30");
            Event.fireEvent(moment, new ActionEvent());
        });
        var picture = Fx.shoot(stage, "forecast-" + look.name().toLowerCase(Locale.ROOT));
        String headline = Fx.on(() -> ((Label) frame.lookup("#forecast-headline")).getText());
        int rows = Fx.on(() ->
                ((TableView<?>) frame.lookup("#forecast-points")).getItems().size());
        Fx.run(() -> {
            moment.setText("2026-01-01 06:30");
            Event.fireEvent(moment, new ActionEvent());
        });
        Fx.shoot(stage, "forecast-none-" + look.name().toLowerCase(Locale.ROOT));
        String none = Fx.on(() -> ((Label) frame.lookup("#forecast-headline")).getText());
        Fx.run(stage::close);
        assertTrue(focused, "the key leads to the moment");
        assertEquals("The last good point for that moment goes in 9 h", headline);
        assertEquals(2, rows);
        assertEquals("No point from before that moment is kept", none);
        assertTrue(Fx.colours(picture) > 40, "the screen looks blank");
    }

    private static KeyEvent pressed(KeyCode key) {
        return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false);
    }
}
