package io.backstay.ui.points;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.postgres.backup.Lsn;
import io.backstay.connect.postgres.backup.WalEvent;
import io.backstay.estate.Environment;
import io.backstay.estate.PointKind;
import io.backstay.restore.find.LogHistory;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.PaneState;
import io.backstay.ui.shell.FakeFacts;
import io.backstay.ui.shell.Navigation;
import io.backstay.ui.shell.Place;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PointsModelTest {
    private final Navigation navigation = new Navigation(new Place.Points(null));
    private final List<Throwable> defects = new ArrayList<>();

    @Test
    void anAssetShowsItsPointsNewestFirstAndChoosesTheNewest() {
        PointsModel model = core();
        assertEquals(47, model.pointsProperty().get().size());
        assertEquals(
                model.pointsProperty().get().getFirst(), model.chosenProperty().get());
        assertEquals(7L, model.countsProperty().get().get(PointKind.SNAPSHOT));
    }

    @Test
    void whatItsProviderSaysOfTheAssetIsReadWithItsPoints() {
        PointsModel model = core();
        assertEquals(
                "ctizero-core has no deletion protection.",
                model.circumstancesProperty().get().getFirst().sentence());
    }

    @Test
    void aFacetNarrowsTheListAndGoesAwayAgain() {
        PointsModel model = core();
        model.toggle(PointKind.SNAPSHOT);
        assertEquals(7, model.pointsProperty().get().size());
        model.toggle(PointKind.FULL);
        assertEquals(9, model.pointsProperty().get().size());
        model.toggle(PointKind.SNAPSHOT);
        model.toggle(PointKind.FULL);
        assertEquals(Set.of(), model.kindsProperty().get());
        assertEquals(47, model.pointsProperty().get().size());
    }

    @Test
    void nothingThatMatchesIsSaidAndUndone() {
        PointsModel model = core();
        model.textProperty().set("no such id");
        assertInstanceOf(PaneState.Empty.class, model.listStateProperty().get());
        model.act();
        assertEquals(47, model.pointsProperty().get().size());
    }

    @Test
    void withoutAnyAssetTheLabIsOffered() {
        PointsModel model = model(FakeFacts.empty());
        model.show(null);
        assertInstanceOf(PaneState.Empty.class, model.stateProperty().get());
        model.act();
        assertEquals(new Place.Lab(), navigation.placeProperty().get());
    }

    @Test
    void theTimelineZoomsAndPansAndComesHome() {
        Timescale scale = core().timescale();
        scale.spanProperty().set(Span.DAY);
        View day = view(scale);
        assertEquals(Duration.ofDays(1), day.length());
        assertTrue(day.to().isAfter(FakeFacts.NOW), "a part of the line is the future");
        scale.pan(-5);
        assertEquals(day.later(Duration.ofDays(-1)), view(scale));
        scale.home();
        assertEquals(day, view(scale));
        scale.zoom(true);
        assertEquals(Duration.ofHours(1), view(scale).length());
        scale.zoom(true);
        assertEquals(Duration.ofHours(1), view(scale).length(), "there is nothing shorter");
    }

    @Test
    void theLogIsShownWithTheAssetThatItBelongsToAndAFailureLeavesItOut() {
        LogHistory log = new LogHistory(
                FakeFacts.NOW.minus(Duration.ofHours(2)),
                FakeFacts.NOW,
                List.of(3, 0, 40),
                List.of(new WalEvent.RestorePoint(
                        new Lsn(1), new Lsn(2), FakeFacts.NOW.minus(Duration.ofHours(1)), "before release")));
        assertEquals(40, log.most());
        assertEquals(FakeFacts.NOW, log.begin(3));
        var background = new Background(Runnable::run, Runnable::run, defects::add);
        FakeFacts facts = FakeFacts.estate(Environment.PRODUCTION);
        PointsModel with = new PointsModel(facts, _ -> log, background, InstantSource.fixed(FakeFacts.NOW), navigation);
        with.show(FakeFacts.CORE);
        assertEquals(log, shown(with).log());
        with.timescale().pan(1);
        assertEquals(log, shown(with).log(), "the log stays while one moves along it");
        PointsModel without = new PointsModel(
                facts,
                _ -> {
                    throw new BackstayException(new Failure.NotFound("A log", "Look elsewhere."));
                },
                background,
                InstantSource.fixed(FakeFacts.NOW),
                navigation);
        without.show(FakeFacts.CORE);
        assertNull(shown(without).log());
        assertEquals(List.of(), defects);
    }

    private static Shown shown(PointsModel model) {
        Shown shown = model.timescale().shownProperty().get();
        assertNotNull(shown);
        return shown;
    }

    @Test
    void ticksAreRoundAndFarEnoughApart() {
        var minute = new View(Instant.parse("2026-03-16T02:40:13Z"), Instant.parse("2026-03-16T02:41:13Z"));
        Ticks ticks = Ticks.of(minute, 640, 84);
        assertEquals(Instant.parse("2026-03-16T02:40:15Z"), ticks.at().getFirst());
        assertEquals("02:40:15", ticks.label().format(ticks.at().getFirst()));
        var month = new View(Instant.parse("2026-02-16T00:00:00Z"), Instant.parse("2026-03-18T00:00:00Z"));
        List<Instant> days = Ticks.of(month, 640, 84).at();
        for (int i = 1; i < days.size(); i++) {
            assertTrue(month.x(days.get(i), 640) - month.x(days.get(i - 1), 640) >= 84);
        }
    }

    private PointsModel core() {
        PointsModel model = model(FakeFacts.estate(Environment.PRODUCTION));
        model.show(FakeFacts.CORE);
        assertEquals(List.of(), defects);
        return model;
    }

    private PointsModel model(FakeFacts facts) {
        var background = new Background(Runnable::run, Runnable::run, defects::add);
        return new PointsModel(facts, null, background, InstantSource.fixed(FakeFacts.NOW), navigation);
    }

    private static View view(Timescale scale) {
        Shown shown = scale.shownProperty().get();
        assertNotNull(shown);
        return shown.view();
    }
}
