package io.backstay.ui.console;

import io.backstay.act.Drills;
import io.backstay.act.restore.GuidedRestore;
import io.backstay.base.BackstayException;
import io.backstay.codec.Words;
import io.backstay.restore.journal.RestoreStep;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Times;
import io.backstay.ui.kit.guard.Guards;
import io.backstay.ui.restore.RestoreModel;
import io.backstay.ui.shell.ConsoleSetup;
import io.backstay.ui.shell.Identity;
import io.backstay.ui.shell.Place;
import io.backstay.ui.shell.RecordSize;
import io.backstay.ui.shell.Screen;
import io.backstay.ui.shell.Screenshots;
import io.backstay.ui.shell.Shot;
import io.backstay.ui.shell.Workbench;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/// Pictures of the console's screens as they are at the end of a run, with the run's own results.
public final class RunPictures {
    /// More steps than any restore has; a replay that needs more does not come to an end.
    private static final int STEPS_MAX = 20;

    private final Drills.Scene scene;
    private final RecordSize record;
    private final InstantSource clock;
    private final ZoneId operator;
    private final Identity identity;

    /// Pictures of one run.
    public RunPictures(Drills.Scene scene, RecordSize record, InstantSource clock, ZoneId operator, Identity identity) {
        this.scene = scene;
        this.record = record;
        this.clock = clock;
        this.operator = operator;
        this.identity = identity;
    }

    /// Takes them, light and dark; must not be called on the UI thread.
    public List<Path> take(Path folder) throws BackstayException, InterruptedException {
        AtomicReference<RestoreModel> restore = new AtomicReference<>();
        ConsoleSetup setup = new ConsoleSetup(
                scene.facts(),
                record,
                clock,
                new Times(scene.restore().intake().zone(), operator),
                identity,
                Guards.none(),
                bench -> screens(bench, restore));
        return new Screenshots(setup).take(folder, shots(restore));
    }

    private List<Screen> screens(Workbench bench, AtomicReference<RestoreModel> restore) {
        RestoreModel model = replayed();
        restore.set(model);
        var acts = new ConsoleScreens.Acts(
                scene.facts(),
                scene.practice(),
                (_, _) -> scene.restore(),
                scene.cases(),
                scene.incidents(),
                null,
                scene.records(),
                scene.tests(),
                scene.texts(),
                scene.exports(),
                scene.retentions(),
                scene.searches()::history);
        return ConsoleScreens.build(acts, bench, model);
    }

    private List<Shot> shots(AtomicReference<RestoreModel> restore) {
        GuidedRestore run = scene.restore();
        List<Shot> shots = new ArrayList<>(List.of(
                new Shot("overview", new Place.Overview()),
                new Shot("points", new Place.Points(run.intake().database())),
                new Shot("compliance", new Place.Compliance("agentic-labs", null)),
                new Shot("incidents", new Place.Incidents(null)),
                new Shot("lab", new Place.Lab())));
        for (RestoreStep step : List.of(RestoreStep.VERDICT, RestoreStep.DIFF, RestoreStep.PROVE)) {
            String name = "restore-" + Words.of(step);
            shots.add(
                    new Shot(name, new Place.Restore(null), () -> restore.get().look(step)));
        }
        return shots;
    }

    /// Steps through the recorded restore at once: nothing in a replay blocks for long, and nothing is done again.
    private RestoreModel replayed() {
        GuidedRestore run = scene.restore();
        Background atOnce = new Background(Runnable::run, Runnable::run, defect -> {
            throw new IllegalStateException("the replay failed", defect);
        });
        RestoreModel model = new RestoreModel((_, _) -> run, scene.facts(), atOnce, clock);
        model.open();
        model.prefill(run.intake());
        RestoreStep before = null;
        for (int i = 0; i < STEPS_MAX && model.troubleProperty().get() == null; i++) {
            RestoreStep now = model.currentProperty().get();
            if ((now == RestoreStep.VERIFY && before == RestoreStep.VERIFY) || now == RestoreStep.PROVE) {
                break;
            }
            before = now;
            model.reasonProperty().set("A drill on made-up data, practised by one person");
            model.typedTenantProperty().set(run.intake().tenant().name());
            model.next();
        }
        return model;
    }
}
