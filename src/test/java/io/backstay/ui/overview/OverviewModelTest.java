package io.backstay.ui.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.backstay.estate.Environment;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.PaneState;
import io.backstay.ui.shell.FakeFacts;
import io.backstay.ui.shell.Navigation;
import io.backstay.ui.shell.Place;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverviewModelTest {
    private final Navigation navigation = new Navigation(new Place.Overview());
    private final List<Throwable> defects = new ArrayList<>();

    @Test
    void theTitleIsTheAnswerAndTheWorstComesFirst() {
        OverviewModel model = model(FakeFacts.estate(Environment.PRODUCTION));
        assertEquals("2 breaches, 1 unknown", model.titleProperty().get());
        assertEquals(2, model.breachesProperty().get());
        assertEquals(
                List.of(Mark.BREACH, Mark.BREACH, Mark.UNKNOWN, Mark.HOLDS, Mark.EXEMPT),
                model.rows().stream().map(AssetRow::mark).toList());
    }

    @Test
    void whatNoPolicyJudgesIsUnknownAndNamedAndAFindingLeadsToItsOwnPolicy() {
        OverviewModel model = model(FakeFacts.estate(Environment.PRODUCTION).unjudged("expansive-media"));
        assertEquals("2 breaches, 2 unknown", model.titleProperty().get());
        AssetRow media = model.rows().stream()
                .filter(row -> row.asset().name().equals("expansive-media"))
                .findFirst()
                .orElseThrow();
        assertEquals(Mark.UNKNOWN, media.mark(), "it would hold under the practice lab's policy");
        assertNull(media.policy());
        assertEquals(
                List.of("expansive-media"),
                model.unjudged().stream().map(each -> each.asset().value()).toList());
        assertEquals("agentic-labs", model.policies());
        model.openFinding(model.findings().getFirst());
        assertEquals(
                new Place.Compliance("agentic-labs", model.findings().getFirst().asset()),
                navigation.placeProperty().get());
    }

    @Test
    void exposureCountsFromTheLastGoodMoment() {
        AssetRow core = model(FakeFacts.estate(Environment.PRODUCTION)).rows().getFirst();
        assertEquals(Duration.ofSeconds(192), core.exposure());
        assertEquals("5 min", core.promise());
    }

    @Test
    void anAssetWithoutAnyPointHasNoExposureRatherThanNone() {
        AssetRow unknown =
                model(FakeFacts.estate(Environment.PRODUCTION)).rows().get(2);
        assertEquals("platform-secrets", unknown.asset().name());
        assertNull(unknown.exposure());
        assertNull(unknown.lastGood());
    }

    @Test
    void whatIsOverdueIsNamedAndWhatDoesNotFitIsCounted() {
        List<String> six = List.of("A1", "A2", "A3", "A4", "A5", "A6");
        OverviewModel model = model(FakeFacts.estate(Environment.PRODUCTION).with(six));
        assertEquals(
                List.of("A1", "A2", "A3", "A4", "2 more; 'incident actions' names them."),
                List.copyOf(model.overdue()));
        assertEquals(List.of(), model(FakeFacts.estate(Environment.PRODUCTION)).overdue());
    }

    @Test
    void aFilterShowsOneMarkOnly() {
        OverviewModel model = model(FakeFacts.estate(Environment.PRODUCTION));
        model.filterProperty().set(Mark.HOLDS);
        assertEquals(
                List.of("expansive-media"),
                model.rows().stream().map(row -> row.asset().name()).toList());
    }

    @Test
    void aFirstRunOffersTheLabAndNothingElse() {
        OverviewModel model = model(FakeFacts.empty());
        var empty =
                assertInstanceOf(PaneState.Empty.class, model.stateProperty().get());
        assertEquals("Nothing observed yet", empty.title());
        model.act();
        assertEquals(new Place.Lab(), navigation.placeProperty().get());
    }

    @Test
    void aCatalogueThatCannotBeReadIsSaid() {
        OverviewModel model = model(FakeFacts.failing());
        var failed =
                assertInstanceOf(PaneState.Failed.class, model.stateProperty().get());
        assertEquals("corrupt", failed.failure().code());
    }

    @Test
    void aPromiseInWordsIsReadBack() {
        assertEquals(Duration.ofSeconds(278), PromiseWords.duration("4 min 38 s"));
        assertEquals(Duration.ofDays(1), PromiseWords.duration("at most 1 d"));
        assertNull(PromiseWords.duration("promptly"));
    }

    private OverviewModel model(FakeFacts facts) {
        var background = new Background(Runnable::run, Runnable::run, defects::add);
        var model = new OverviewModel(facts, background, InstantSource.fixed(FakeFacts.NOW), navigation);
        model.refresh();
        assertEquals(List.of(), defects);
        return model;
    }
}
