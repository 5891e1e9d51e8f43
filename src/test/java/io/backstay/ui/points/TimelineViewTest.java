package io.backstay.ui.points;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.connect.postgres.backup.Lsn;
import io.backstay.connect.postgres.backup.WalEvent;
import io.backstay.estate.Environment;
import io.backstay.estate.RestorableWindow;
import io.backstay.restore.find.LogHistory;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Fx;
import io.backstay.ui.kit.Theme;
import io.backstay.ui.shell.FakeFacts;
import io.backstay.ui.shell.Navigation;
import io.backstay.ui.shell.Place;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The timeline's picture tells how much was committed and which moments were named, where and when they were.
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TimelineViewTest {
    private static final double WIDTH = 1_000;
    private static final List<Integer> COMMITS = List.of(2, 0, 400, 0);

    /// A picture, and where its time is.
    private record Picture(WritableImage image, View view) {
        double x(Instant at) {
            return TimelineView.LEFT + view.x(at, WIDTH - TimelineView.LEFT - TimelineView.RIGHT);
        }
    }

    @Test
    void aBusyTimeStandsHigherThanAQuietOneAndANamedMomentIsWhereItWas() throws Exception {
        Picture without = picture(null);
        RestorableWindow window = window();
        LogHistory bars = log(window, List.of());
        Picture with = picture(bars);
        int quiet = highest(without, with, bars, 0);
        int busy = highest(without, with, bars, 2);
        assertTrue(quiet > 0, "a few commits are not seen");
        assertTrue(busy > 2 * quiet, "400 commits are " + busy + " high, 2 are " + quiet);
        assertEquals(0, highest(without, with, bars, 1), "something is drawn where nothing was committed");

        Instant release = bars.begin(3).plus(window.length().dividedBy(8));
        LogHistory named = log(window, List.of(new WalEvent.RestorePoint(new Lsn(1), new Lsn(2), release, "before")));
        Picture told = picture(named);
        int x = (int) Math.round(told.x(release));
        assertTrue(changed(with, told, x) > 10, "the named moment has no tick");
        assertEquals(0, changed(with, told, x - 4), "something is drawn before the named moment");
        int name = 0;
        for (int right = x + 4; right < x + 40; right++) {
            name += changed(with, told, right);
        }
        assertTrue(name > 20, "the name is not drawn");
    }

    private static LogHistory log(RestorableWindow window, List<WalEvent.RestorePoint> named) {
        return new LogHistory(window.earliest(), window.latest(), COMMITS, named);
    }

    private static RestorableWindow window() throws Exception {
        return FakeFacts.estate(Environment.PRODUCTION).assets().stream()
                .filter(asset -> asset.id().equals(FakeFacts.CORE))
                .map(asset -> Objects.requireNonNull(asset.pitr()))
                .findFirst()
                .orElseThrow();
    }

    private static Picture picture(@Nullable LogHistory log) throws Exception {
        List<Throwable> defects = new ArrayList<>();
        var background = new Background(Runnable::run, Runnable::run, defects::add);
        PointsModel model = new PointsModel(
                FakeFacts.estate(Environment.PRODUCTION),
                log == null ? null : _ -> log,
                background,
                InstantSource.fixed(FakeFacts.NOW),
                new Navigation(new Place.Points(null)));
        model.show(FakeFacts.CORE);
        Shown shown = model.timescale().shownProperty().get();
        assertNotNull(shown);
        TimelineView timeline = Fx.on(() -> new TimelineView(model.timescale()));
        Stage stage = Fx.show(Fx.on(() -> new BorderPane(timeline)), Theme.Look.LIGHT, WIDTH, 200);
        WritableImage image = Fx.shoot(
                stage,
                "timeline-" + (log == null ? "bare" : "log-" + log.named().size()));
        Fx.run(stage::close);
        assertEquals(List.of(), defects);
        return new Picture(image, shown.view());
    }

    /// How many pixels the tallest column of one slot has changed in.
    private static int highest(Picture one, Picture other, LogHistory log, int slot) {
        int from = (int) Math.max(TimelineView.LEFT, one.x(log.begin(slot))) + 3;
        int to = (int) Math.min(WIDTH - TimelineView.RIGHT, one.x(log.begin(slot + 1))) - 3;
        assertTrue(to > from, "the slot " + slot + " is not in the picture");
        int highest = 0;
        for (int x = from; x < to; x++) {
            highest = Math.max(highest, changed(one, other, x));
        }
        return highest;
    }

    private static int changed(Picture one, Picture other, int x) {
        int changed = 0;
        for (int y = 0; y < 200; y++) {
            boolean same = one.image().getPixelReader().getArgb(x, y)
                    == other.image().getPixelReader().getArgb(x, y);
            changed += same ? 0 : 1;
        }
        return changed;
    }
}
