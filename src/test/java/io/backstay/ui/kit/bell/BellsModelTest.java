package io.backstay.ui.kit.bell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.bell.Bells;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.incident.clock.Bell;
import io.backstay.incident.clock.CaseClock;
import io.backstay.ui.kit.Background;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What is heard, by a loudspeaker that writes it down.
class BellsModelTest {
    private final List<Chime.Tone> heard = new ArrayList<>();
    private final List<String> desktop = new ArrayList<>();
    private final List<Bells.Ring> next = new ArrayList<>();
    private int looks;
    private boolean muted;
    private boolean unreadable;
    private List<String> problems = List.of();
    private @Nullable Failure failure;

    private final BellsModel model = new BellsModel(
            new Bells() {
                @Override
                public Look fresh() throws BackstayException {
                    looks++;
                    refuse();
                    List<Ring> fresh = List.copyOf(next);
                    next.clear();
                    return new Look(fresh, problems);
                }

                @Override
                public boolean muted() throws BackstayException {
                    if (unreadable) {
                        throw new BackstayException(new Failure.Corrupt("bells.json", "it is no JSON"));
                    }
                    return muted;
                }

                @Override
                public void mute(boolean on) throws BackstayException {
                    refuse();
                    muted = on;
                }
            },
            heard::add,
            (title, text) -> desktop.add(title + ": " + text),
            new Background(Runnable::run, Runnable::run, AssertionError::new));

    private void refuse() throws BackstayException {
        if (failure != null) {
            throw new BackstayException(failure);
        }
    }

    private static Bells.Ring ring(int number, Bell.Stage stage) {
        return new Bells.Ring(
                "INC-000" + number, "Invoices", new Bell(CaseClock.Kind.NEXT_UPDATE, stage, Instant.EPOCH));
    }

    @Test
    void whatRingsIsHeardOnceSeenAndToldOnTheDesktop() {
        next.add(ring(1, Bell.Stage.SOON));
        model.look();
        model.look();
        assertEquals(List.of(Chime.Tone.SOON), heard);
        assertEquals(List.of("The customer's next update is due soon: INC-0001"), desktop);
        assertEquals(1, model.shown().size());
        model.close(model.shown().getFirst());
        assertEquals(List.of(), model.shown());
        assertEquals(1, heard.size(), "nothing rings because it is drawn again");
    }

    @Test
    void manyAtOnceAreOneSoundAndThreeNotices() {
        next.add(ring(9, Bell.Stage.OVER));
        for (int i = 1; i < 6; i++) {
            next.add(ring(i, Bell.Stage.SOON));
        }
        model.look();
        assertEquals(List.of(Chime.Tone.OVER), heard);
        assertEquals(
                List.of("INC-0009", "INC-0004", "INC-0005"),
                model.shown().stream().map(Bells.Ring::caseId).toList(),
                "what is over is not thrown away for what runs out");
        assertEquals(3, model.moreProperty().get());
        assertEquals(3, desktop.size());
        assertEquals("And 4 more clocks have rung: The screen Incidents shows its cases.", desktop.getLast());
        model.closeMore();
        next.add(ring(8, Bell.Stage.OVER));
        model.look();
        assertEquals(
                List.of("INC-0009", "INC-0005", "INC-0008"),
                model.shown().stream().map(Bells.Ring::caseId).toList());
        assertEquals(1, model.moreProperty().get());
    }

    @Test
    void whatIsNotHeardIsSaidAndNothingIsLostByIt() {
        problems = List.of("INC-0002: The policy daily is not there.");
        next.add(ring(1, Bell.Stage.SOON));
        model.look();
        assertEquals(1, model.shown().size());
        assertTrue(model.silentProperty().get().contains("INC-0002"), model.silentProperty()::get);
        problems = List.of();
        unreadable = true;
        next.add(ring(3, Bell.Stage.OVER));
        model.look();
        assertTrue(model.silentProperty().get().contains("bells.json"), model.silentProperty()::get);
        unreadable = false;
        model.look();
        assertEquals(2, model.shown().size(), "it did not count as heard meanwhile");
        assertEquals("", model.silentProperty().get());
    }

    @Test
    void whoeverWantsItQuietSeesItAllTheSame() {
        model.look();
        model.mute(true);
        assertTrue(muted);
        assertTrue(model.mutedProperty().get());
        next.add(ring(1, Bell.Stage.OVER));
        model.look();
        assertEquals(List.of(), heard);
        assertEquals(1, model.shown().size());
        model.mute(false);
        next.add(ring(2, Bell.Stage.OVER));
        model.look();
        assertEquals(List.of(Chime.Tone.OVER), heard);
    }

    @Test
    void aQuarterOfAMinutePassesBeforeItIsLookedAgain() {
        for (int i = 0; i < 29; i++) {
            model.tick();
        }
        assertEquals(1, looks);
        failure = new Failure.Corrupt("cases.db", "page 7 cannot be read");
        model.tick();
        assertEquals(2, looks);
        model.mute(true);
        assertTrue(model.problemProperty().get().contains("page 7"));
        failure = null;
        next.add(ring(1, Bell.Stage.SOON));
        for (int i = 0; i < 15; i++) {
            model.tick();
        }
        assertEquals(1, heard.size(), "a failure does not end the looking");
    }
}
