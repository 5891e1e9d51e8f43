package io.backstay.ui.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.policy.Retentions;
import io.backstay.base.Failure;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.estate.Configured;
import io.backstay.estate.RestorableWindow;
import io.backstay.estate.WalGap;
import io.backstay.policy.retention.KeepRules;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.PaneState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ForecastModelTest {
    private final FakeRetentions retentions = new FakeRetentions();
    private final ForecastModel model = retentions.forecast();

    private MomentForecast ask(String moment) {
        model.open("agentic-labs", null);
        model.momentProperty().set(moment);
        model.ask();
        MomentForecast forecast = model.forecastProperty().get();
        if (forecast == null) {
            throw new AssertionError(
                    "nothing was foreseen: " + model.stateProperty().get());
        }
        return forecast;
    }

    @Test
    void theLastPointThatReachesTheMomentIsNamedWithTheTimeThatIsLeft() {
        MomentForecast forecast = ask("2026-03-13 17:30");
        assertEquals("The last good point for that moment goes in 9 h", forecast.headline());
        assertEquals(Mark.WARNING, forecast.mark(), "less than a day is left");
        assertEquals(
                List.of("snap-3", "snap-2"),
                forecast.reaching().stream().map(kept -> kept.point().id()).toList(),
                "the newest loses least");
        assertEquals(
                "snap-3", forecast.last() == null ? "" : forecast.last().point().id());
        assertEquals("5 h 48 min", forecast.loses(forecast.reaching().getFirst()));
        assertTrue(forecast.because().contains("Points stay by last 12 (clauses: retention), if"), forecast.because());
        assertEquals(PaneState.READY, model.stateProperty().get());
    }

    @Test
    void aMomentBeforeEveryPointIsLost() {
        MomentForecast forecast = ask("2026-01-01 06:30");
        assertEquals(Mark.BREACH, forecast.mark());
        assertEquals("No point from before that moment is kept", forecast.headline());
        assertEquals(List.of(), forecast.reaching());
    }

    @Test
    void theQuestionIsAboutOneAssetUnderTheChosenPolicyAtTheJudgedInstant() {
        Instant then = FakePolicies.NOW.minus(Duration.ofDays(1));
        model.choose(FakePolicies.FILES);
        model.open("expansive", then);
        model.momentProperty().set("2026-03-14T06:30:00+11:00");
        model.ask();
        Retentions.Question question = retentions.asked.getLast();
        assertEquals(FakePolicies.FILES, question.asset());
        assertEquals(then, question.at());
        assertEquals("expansive", ((Retentions.Rule.Promised) question.rule()).policy());
        model.choose(FakePolicies.DATABASE);
        assertEquals(FakePolicies.DATABASE, retentions.asked.getLast().asset(), "another asset is asked about at once");
    }

    @Test
    void whatIsNoMomentIsSaidAndNotAsked() {
        model.open("agentic-labs", null);
        model.momentProperty().set("last friday");
        model.ask();
        assertTrue(
                model.problemProperty().get().startsWith("Not a moment"),
                model.problemProperty().get());
        assertEquals(List.of(), retentions.asked);
    }

    @Test
    void withoutANumberInThePolicyNothingIsForeseen() {
        retentions.rules = KeepRules.NONE;
        model.open("agentic-labs", null);
        model.momentProperty().set("2026-03-13 17:30");
        model.ask();
        assertNull(model.forecastProperty().get());
        assertInstanceOf(PaneState.Unknown.class, model.stateProperty().get());
    }

    @Test
    void fromOnePointNothingCanBeForeseenAndThatIsNotGreen() {
        retentions.points = 1;
        MomentForecast forecast = ask("2026-03-16 02:00");
        assertEquals(Mark.UNKNOWN, forecast.mark());
        assertEquals("unknown, the last", forecast.goes(forecast.reaching().getFirst()));
    }

    @Test
    void aFailureIsShownAndCanBeTriedAgain() {
        retentions.failure = new Failure.BadInput("The catalogue cannot be read.", "Check its permissions.");
        model.open("agentic-labs", null);
        model.momentProperty().set("2026-03-13 17:30");
        model.ask();
        assertInstanceOf(PaneState.Failed.class, model.stateProperty().get());
        retentions.failure = null;
        model.ask();
        assertEquals(PaneState.READY, model.stateProperty().get());
    }

    @Test
    void pointInTimeRecoveryIsNamedBesideThePoints() {
        Instant moment = FakePolicies.NOW.minus(Duration.ofDays(2));
        var whole = new RestorableWindow(FakePolicies.NOW.minus(Duration.ofDays(7)), FakePolicies.NOW, null);
        assertEquals("Points only: no restorable window is known.", window(null, List.of(), moment));
        assertEquals(
                "Point-in-time recovery reaches the moment itself; configured to reach back 7 d, it leaves the window"
                        + " in 5 d.",
                window(whole, List.of(), moment));
        assertEquals(
                "Point-in-time recovery does not reach it: the log has a gap there.",
                window(whole, List.of(new WalGap(moment, moment.plusSeconds(1))), moment));
        assertTrue(window(whole, List.of(), FakePolicies.NOW.minus(Duration.ofDays(8)))
                .startsWith("Point-in-time recovery does not reach it: the restorable window goes from 2026-03-09"));
    }

    private String window(@Nullable RestorableWindow pitr, List<WalGap> gaps, Instant moment) {
        Retentions.One one = ask("2026-03-13 17:30").of();
        Asset was = one.asset();
        var configured = new Configured(null, Duration.ofDays(7), null, null, List.of());
        var asset = new Asset(
                was.id(),
                was.name(),
                AssetKind.DATABASE,
                was.environment(),
                was.provider(),
                null,
                null,
                null,
                null,
                null,
                null,
                configured,
                pitr,
                gaps,
                List.of(),
                null,
                null,
                was.observation());
        return MomentForecast.of(
                        new Retentions.One(asset, one.rules(), one.clauses(), one.keeping()), FakePolicies.NOW, moment)
                .window();
    }
}
