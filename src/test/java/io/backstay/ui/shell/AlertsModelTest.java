package io.backstay.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.backstay.act.check.Alerts;
import io.backstay.act.check.Alerts.Alert;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.ui.kit.Background;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertsModelTest {
    private static final Alert ONE =
            new Alert(new AssetId("daybook"), "agentic-labs", "Breach: rpo of daybook", "Take a backup.");

    private final List<String> desktop = new ArrayList<>();
    private final Navigation navigation = new Navigation(new Place.Overview());

    private AlertsModel model(Alerts alerts) {
        return new AlertsModel(
                new Notices(alerts, (title, _) -> desktop.add(title)),
                new Background(Runnable::run, Runnable::run, AssertionError::new),
                navigation);
    }

    @Test
    void whatIsFreshIsToldOnTheDesktopAndInTheWindow() {
        List<List<Alert>> answers = new ArrayList<>(List.of(List.of(ONE), List.of()));
        AlertsModel model = model(answers::removeFirst);
        model.look();
        model.look();
        assertEquals(List.of("Breach: rpo of daybook"), desktop);
        assertEquals(List.of(ONE), model.shown());
        model.open(ONE);
        assertEquals(List.of(), model.shown());
        assertEquals(
                new Place.Compliance("agentic-labs", new AssetId("daybook")),
                navigation.placeProperty().get());
    }

    @Test
    void whatNoPolicyJudgesLeadsToItsPoints() {
        AssetId shop = new AssetId("shop");
        AlertsModel model = model(() -> List.of());
        model.open(new Alert(shop, null, "A backup of shop failed", "Take another."));
        assertEquals(new Place.Points(shop), navigation.placeProperty().get());
    }

    @Test
    void manyAtOnceAreTwoAndANumber() {
        List<Alert> many = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            many.add(new Alert(new AssetId("db" + i), "p", "Breach " + i, "text"));
        }
        AlertsModel model = model(() -> many);
        model.look();
        assertEquals(List.of("Breach 0", "Breach 1", "And 38 more failed or missed runs"), desktop);
        model.open(model.shown().getLast());
        assertEquals(new Place.Overview(), navigation.placeProperty().get());
    }

    @Test
    void aMinutePassesBeforeItIsLookedAgain() {
        int[] looks = {0};
        AlertsModel model = model(() -> {
            looks[0]++;
            throw new BackstayException(new Failure.Corrupt("told.json", "it is damaged"));
        });
        for (int i = 0; i < 119; i++) {
            model.tick();
        }
        assertEquals(1, looks[0]);
        model.tick();
        assertEquals(2, looks[0], "a failure does not end the looking");
        assertEquals(List.of(), desktop);
    }
}
