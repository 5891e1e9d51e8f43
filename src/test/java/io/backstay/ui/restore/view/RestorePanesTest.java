package io.backstay.ui.restore.view;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.AssetId;
import io.backstay.base.Failure;
import io.backstay.connect.postgres.tenant.diff.Choice;
import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Fx;
import io.backstay.ui.kit.Theme;
import io.backstay.ui.restore.FakeFacts;
import io.backstay.ui.restore.FakeRestores;
import io.backstay.ui.restore.FakeRestores.Call;
import io.backstay.ui.restore.FakeUndos;
import io.backstay.ui.restore.RestoreModel;
import io.backstay.ui.restore.Samples;
import io.backstay.ui.restore.UndoChoice;
import io.backstay.ui.restore.diff.DiffModel;
import io.backstay.ui.shell.Place;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.BorderPane;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every pane of the restore screen can be seen, in both looks.
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RestorePanesTest {
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 690;
    private static final int COLOURS_MIN = 40;

    /// How far a picture's restore has come.
    enum Shot {
        INTAKE,
        INTAKE_IN_PLACE,
        VERDICT,
        NO,
        RUNNING,
        FAILED,
        DIFF,
        DIFF_THREE,
        DIFF_COLUMNS,
        DIFF_REFUSED,
        DIFF_REVEALED,
        PLAN,
        IMPORT,
        WAITING,
        PROOF,
        ROLLED_BACK,
        REPORT,
        UNDO,
        UNDO_TOUCHED,
        UNDO_ASKED,
        UNDO_SEEN,
        UNDONE
    }

    private final FakeRestores restores = new FakeRestores();
    private final FakeUndos undos = new FakeUndos();
    private final AtomicReference<java.time.Instant> now = new AtomicReference<>(Samples.NOW);

    static Stream<Arguments> shots() {
        return Stream.of(Shot.values())
                .flatMap(shot -> Stream.of(Theme.Look.values()).map(look -> Arguments.of(shot, look)));
    }

    @ParameterizedTest
    @MethodSource("shots")
    void everyPaneCanBeSeen(Shot shot, Theme.Look look) throws Exception {
        prepare(shot);
        Background background = shot == Shot.RUNNING
                ? new Background(Thread::startVirtualThread, Platform::runLater, AssertionError::new)
                : new Background(Runnable::run, Runnable::run, AssertionError::new);
        RestoreModel model =
                Fx.on(() -> new RestoreModel(restores, new FakeFacts(), undos, background, (InstantSource) now::get));
        RestoreView view = Fx.on(() -> new RestoreView(model));
        var frame = Fx.on(() -> new BorderPane(view.node()));
        var stage = Fx.show(frame, look, WIDTH, HEIGHT);
        Fx.run(() -> {
            view.onShown(new Place.Restore(Samples.intake()));
            walk(model, shot);
        });
        if (shot == Shot.RUNNING) {
            Fx.until("the staging begins", () -> restores.calls.contains(Call.STAGE));
            now.set(Samples.NOW.plus(Duration.ofSeconds(72)));
            Fx.until(
                    "it is slow enough to be shown",
                    () -> model.work().slowProperty().get());
        }
        WritableImage picture = Fx.shoot(
                stage,
                "restore-" + shot.name().toLowerCase(Locale.ROOT) + "-"
                        + look.name().toLowerCase(Locale.ROOT));
        Fx.run(() -> {
            model.cancel();
            view.onHidden();
            stage.close();
        });
        assertTrue(Fx.colours(picture) > COLOURS_MIN, "the pane looks blank");
    }

    private static void undo(RestoreModel model, Shot shot) {
        if (shot.compareTo(Shot.UNDO) >= 0) {
            model.lookAtUndo();
            model.undo().typedProperty().set(shot == Shot.UNDO ? "Harrow" : Samples.TENANT);
        }
        if (shot == Shot.UNDO_ASKED || shot == Shot.UNDO_SEEN) {
            UndoChoice choice = model.undo().choice();
            choice.unmasked().ask(choice.groups().getFirst().rows().get(1).shown());
            choice.unmasked().reasonProperty().set(shot == Shot.UNDO_SEEN ? "The firm asks which client" : "");
            choice.unmasked().reveal();
        }
        if (shot == Shot.UNDONE) {
            model.runUndo();
        }
    }

    private void prepare(Shot shot) {
        switch (shot) {
            case NO -> restores.verdict = Samples.no();
            case RUNNING -> restores.hold(Call.STAGE);
            case FAILED ->
                restores.failing.put(
                        Call.STAGE, new Failure.DiskFull("/var/lib/backstay/scratch", "9.7 GB needed, 2.1 GB free"));
            case ROLLED_BACK -> restores.proof = Samples.broken();
            case WAITING -> restores.soloWait = Duration.ofMinutes(15);
            case UNDO_TOUCHED, UNDO_ASKED, UNDO_SEEN -> undos.touched = FakeUndos.touchedRows();
            case DIFF, DIFF_THREE, DIFF_COLUMNS, DIFF_REFUSED, DIFF_REVEALED -> restores.chosenBefore = Choices.DEFAULT;
            case INTAKE -> restores.stagings.put(Samples.DATABASE, List.of("copy-of-friday"));
            case INTAKE_IN_PLACE, VERDICT, PLAN, IMPORT, PROOF, REPORT, UNDO, UNDONE -> {}
        }
    }

    private static void walk(RestoreModel model, Shot shot) {
        model.reasonProperty().set(shot == Shot.PLAN ? "" : "Nobody else is on call tonight.");
        int presses = switch (shot) {
            case INTAKE, INTAKE_IN_PLACE -> 0;
            case VERDICT, NO, RUNNING -> 1;
            case DIFF, DIFF_THREE, DIFF_COLUMNS, DIFF_REFUSED, DIFF_REVEALED, FAILED -> 2;
            case PLAN -> 3;
            case IMPORT, WAITING -> 4;
            case PROOF, ROLLED_BACK -> 5;
            case REPORT, UNDO, UNDO_TOUCHED, UNDO_ASKED, UNDO_SEEN, UNDONE -> 6;
        };
        for (int i = 0; i < presses; i++) {
            model.typedTenantProperty().set(Samples.TENANT);
            model.next();
        }
        if (shot == Shot.INTAKE_IN_PLACE) {
            model.form().databaseProperty().set(new AssetId("supabase:abcdefghijklmnopqrst"));
            model.staging().with((_, _) -> {});
        }
        undo(model, shot);
        DiffModel diff = model.diff();
        if (shot == Shot.DIFF_THREE) {
            diff.damaged().look();
            diff.nextConflict();
            diff.choose(Choice.LIVE);
            diff.nextConflict();
        }
        if (shot == Shot.DIFF_COLUMNS) {
            diff.selectedProperty().set(diff.tables().get(1));
            diff.columns().ask(diff.tables().get(1));
            Objects.requireNonNull(diff.columns().askedProperty().get())
                    .columns()
                    .getFirst()
                    .mended()
                    .set(true);
            diff.columns().mend();
            diff.columns().ask(diff.tables().get(1));
        }
        if (shot == Shot.DIFF_REFUSED || shot == Shot.DIFF_REVEALED) {
            diff.nextConflict();
            diff.unmasked().ask(Objects.requireNonNull(diff.rowProperty().get()));
            diff.unmasked().reasonProperty().set(shot == Shot.DIFF_REVEALED ? "The firm asks which client" : "");
            diff.unmasked().reveal();
        }
        if (shot == Shot.IMPORT) {
            model.typedTenantProperty().set("Harrow");
            model.borrowsProperty().set("write-to-live credential core-writer");
        }
        // The staging begins when the verdict is there; both come from another thread.
        if (shot == Shot.RUNNING) {
            model.currentProperty().subscribe(_ -> Platform.runLater(model::next));
            model.work().runningProperty().subscribe(_ -> Platform.runLater(model::next));
        }
    }
}
