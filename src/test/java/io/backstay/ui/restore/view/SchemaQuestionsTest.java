package io.backstay.ui.restore.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.connect.postgres.tenant.preflight.SchemaDifference;
import io.backstay.connect.postgres.tenant.preflight.SchemaDifference.Kind;
import io.backstay.connect.postgres.tenant.rows.SchemaChoices;
import io.backstay.connect.postgres.tenant.rows.SchemaChoices.Choice;
import io.backstay.restore.journal.RestoreStep;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Fx;
import io.backstay.ui.kit.Theme;
import io.backstay.ui.restore.FakeFacts;
import io.backstay.ui.restore.FakeRestores;
import io.backstay.ui.restore.RestoreModel;
import io.backstay.ui.restore.Samples;
import io.backstay.ui.shell.Place;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Where live's schema has changed, the window asks what becomes of it instead of telling an error.
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SchemaQuestionsTest {
    private static final SchemaDifference ADDED = new SchemaDifference(
            Kind.COLUMN_ADDED,
            "practice.jobs.priority",
            "The column practice.jobs.priority is new in live; rows that come back get its default.",
            List.of(Choice.DEFAULT, Choice.STOP));
    private static final SchemaDifference RENAMED = new SchemaDifference(
            Kind.COLUMN_RENAMED,
            "practice.documents.name to title",
            "The column practice.documents.name is gone and title of the same type stands in its place; it looks"
                    + " renamed.",
            List.of(Choice.MAP, Choice.DEFAULT, Choice.STOP));

    private static final SchemaDifference DROPPED = new SchemaDifference(
            Kind.COLUMN_DROPPED,
            "practice.jobs.notes",
            "The column practice.jobs.notes is gone from live; what it held can be left out.",
            List.of(Choice.LEAVE_OUT, Choice.STOP));
    private static final SchemaDifference HOPELESS = new SchemaDifference(
            Kind.KEYS_CHANGED,
            "practice.jobs",
            "The primary key of practice.jobs is another one in live.",
            List.of(Choice.STOP));

    private final FakeRestores restores = new FakeRestores();

    @ParameterizedTest
    @EnumSource(Theme.Look.class)
    void eachChangeIsAskedAndTheComparisonGoesOnWithTheAnswers(Theme.Look look) throws Exception {
        restores.schema = List.of(ADDED, RENAMED);
        var background = new Background(Thread::startVirtualThread, Platform::runLater, AssertionError::new);
        RestoreModel model = Fx.on(() -> new RestoreModel(restores, new FakeFacts(), background, () -> Samples.NOW));
        RestoreView view = Fx.on(() -> new RestoreView(model));
        var frame = Fx.on(() -> new BorderPane(view.node()));
        var stage = Fx.show(frame, look, 1280, 690);
        Fx.run(() -> {
            view.onShown(new Place.Restore(Samples.intake()));
            model.next();
        });
        Fx.until("the verdict is there", model::canFind);
        Fx.run(model::next);
        Fx.until("it is asked", () -> model.troubleProperty().get() != null);
        waits(frame, "2 changes wait for an answer.");

        press(frame, RENAMED, Choice.MAP);
        waits(frame, "1 change waits for an answer.");
        Fx.shoot(stage, "restore-schema-" + look.name().toLowerCase(Locale.ROOT));

        restores.schema = List.of(ADDED, RENAMED, DROPPED);
        press(frame, ADDED, Choice.DEFAULT);
        Fx.shoot(stage, "restore-schema-answered-" + look.name().toLowerCase(Locale.ROOT));
        Fx.run(() -> primary(frame).fire());
        Fx.until(
                "the new change is asked as well", () -> model.troubleProperty().get() != null);
        waits(frame, "1 change waits for an answer.");
        assertTrue(Fx.on(() -> toggle(frame, RENAMED, Choice.MAP).isSelected()), "an answer was forgotten");

        press(frame, DROPPED, Choice.LEAVE_OUT);
        Fx.run(() -> primary(frame).fire());
        Fx.until(
                "it is compared",
                () -> model.currentProperty().get() == RestoreStep.DIFF
                        && !model.work().runningProperty().get());
        assertEquals(
                SchemaChoices.NONE
                        .with(ADDED.id(), Choice.DEFAULT)
                        .with(RENAMED.id(), Choice.MAP)
                        .with(DROPPED.id(), Choice.LEAVE_OUT),
                restores.answered);
        Fx.run(() -> {
            view.onHidden();
            stage.close();
        });
    }

    @Test
    void aChangeAboutWhichNothingCanBeDoneIsComparedAgainOnceLiveIsMended() {
        restores.schema = List.of(ADDED, HOPELESS);
        var background = new Background(Runnable::run, Runnable::run, AssertionError::new);
        var model = new RestoreModel(restores, new FakeFacts(), background, () -> Samples.NOW);
        model.prefill(Samples.intake());
        model.next();
        model.next();
        assertFalse(model.primaryBinding().get().enabled(), "one has no answer yet");
        model.schema().answer(ADDED, Choice.DEFAULT);
        assertEquals("Compare again", model.primaryBinding().get().text());
        model.next();
        assertNotNull(model.troubleProperty().get(), "a change that cannot be answered was passed over");
        restores.schema = List.of(ADDED);
        model.next();
        assertEquals(RestoreStep.DIFF, model.currentProperty().get());
    }

    /// The window says what it waits for, in its own terms, and does not go on before.
    private static void waits(BorderPane frame, String hint) throws Exception {
        Fx.run(() -> {
            assertEquals(hint, ((Label) frame.lookup("#hint")).getText());
            assertTrue(primary(frame).isDisabled(), "it goes on without an answer");
        });
    }

    private static Button primary(BorderPane frame) {
        return (Button) frame.lookup("#primary");
    }

    private static void press(BorderPane frame, SchemaDifference difference, Choice choice) throws Exception {
        Fx.run(() -> toggle(frame, difference, choice).fire());
    }

    private static ToggleButton toggle(BorderPane frame, SchemaDifference difference, Choice choice) {
        String id = "schema-" + difference.subject() + "-" + choice;
        return frame.lookupAll(".toggle-button").stream()
                .filter(each -> id.equals(each.getId()))
                .map(ToggleButton.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
