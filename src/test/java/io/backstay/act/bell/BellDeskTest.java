package io.backstay.act.bell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.incident.clock.CaseClock;
import io.backstay.incident.clock.CaseClock.Kind;
import io.backstay.incident.clock.CaseClock.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When a clock rings, on a clock of the test and real files.
class BellDeskTest {
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    @TempDir
    Path home;

    private final List<BellDesk.Case> open = new ArrayList<>(List.of(new BellDesk.Case("INC-0001", "Invoices")));
    private Instant now = NOON;
    private Instant due = NOON.plus(Duration.ofHours(1));
    private Kind kind = Kind.RTO_LEFT;
    private boolean stopped;

    private Bells desk() {
        return new BellDesk(() -> open, this::clocks, home);
    }

    private List<CaseClock> clocks(String caseId) throws BackstayException {
        if (caseId.equals("INC-0000")) {
            throw new BackstayException(new Failure.NotFound("The policy daily", "See the list."));
        }
        Duration left = Duration.between(now, due);
        State state = stopped ? State.STOPPED : left.isNegative() ? State.OVERDUE : State.RUNNING;
        return List.of(
                new CaseClock(Kind.SINCE_REPORTED, State.RUNNING, Duration.ofHours(9), null, ""),
                new CaseClock(kind, state, left, due, ""));
    }

    private List<String> rung(Bells bells) throws Exception {
        return bells.fresh().rings().stream()
                .map(ring -> ring.caseId() + " " + ring.bell().words())
                .toList();
    }

    private void minutesLeft(long minutes) {
        now = due.minus(Duration.ofMinutes(minutes));
    }

    @Test
    void aClockRingsOnceBeforeItsEndAndOnceAfterIt() throws Exception {
        Bells bells = desk();
        minutesLeft(11);
        assertEquals(List.of(), rung(bells));
        minutesLeft(10);
        assertEquals(List.of("INC-0001 The time to recover runs out"), rung(bells));
        minutesLeft(9);
        assertEquals(List.of(), rung(bells), "not at every look");
        minutesLeft(-1);
        assertEquals(List.of("INC-0001 The time to recover is over"), rung(bells));
        minutesLeft(-600);
        assertEquals(List.of(), rung(bells));
    }

    @Test
    void aRestartIsNoReasonToRingAgain() throws Exception {
        minutesLeft(5);
        assertEquals(1, rung(desk()).size());
        assertEquals(List.of(), rung(desk()));
        minutesLeft(-5);
        assertEquals(1, rung(desk()).size());
        assertEquals(List.of(), rung(desk()));
    }

    @Test
    void theNextUpdateIsAnotherEvent() throws Exception {
        kind = Kind.NEXT_UPDATE;
        minutesLeft(-1);
        assertEquals(List.of("INC-0001 The customer's update is overdue"), rung(desk()));
        due = due.plus(Duration.ofHours(1));
        minutesLeft(30);
        assertEquals(List.of(), rung(desk()), "the customer was told");
        minutesLeft(3);
        assertEquals(List.of("INC-0001 The customer's next update is due soon"), rung(desk()));
    }

    @Test
    void aPointThatGoesRingsAnHourBefore() throws Exception {
        kind = Kind.POINT_EXPIRES;
        minutesLeft(61);
        assertEquals(List.of(), rung(desk()));
        minutesLeft(60);
        assertEquals(List.of("INC-0001 The best point goes soon"), rung(desk()));
    }

    @Test
    void whatHasStoppedAndWhatIsClosedIsQuiet() throws Exception {
        minutesLeft(1);
        stopped = true;
        assertEquals(List.of(), rung(desk()));
        stopped = false;
        open.clear();
        assertEquals(List.of(), rung(desk()));
    }

    @Test
    void aCaseThatCannotBeReadIsSaidAndKeepsNoOtherFromRinging() throws Exception {
        open.addFirst(new BellDesk.Case("INC-0000", "Of a policy that is gone"));
        minutesLeft(1);
        Bells.Look look = desk().fresh();
        assertEquals(1, look.rings().size());
        assertEquals(1, look.problems().size());
        assertTrue(look.problems().getFirst().startsWith("INC-0000: "), look::toString);
    }

    @Test
    void aClockThatIsPutBackOrNotThereForAWhileRingsNotAgain() throws Exception {
        minutesLeft(9);
        assertEquals(1, rung(desk()).size());
        minutesLeft(11);
        assertEquals(List.of(), rung(desk()), "the workstation's clock was put back");
        minutesLeft(9);
        assertEquals(List.of(), rung(desk()));
        minutesLeft(-1);
        assertEquals(1, rung(desk()).size());
        minutesLeft(1);
        assertEquals(List.of(), rung(desk()), "what was over is not soon");
        stopped = true;
        assertEquals(List.of(), rung(desk()));
        stopped = false;
        minutesLeft(-1);
        assertEquals(List.of(), rung(desk()));
    }

    @Test
    void thatItIsToBeQuietIsKeptBesideWhatRang() throws Exception {
        assertFalse(desk().muted());
        minutesLeft(1);
        assertEquals(1, rung(desk()).size());
        desk().mute(true);
        assertTrue(desk().muted());
        assertEquals(List.of(), rung(desk()));
        minutesLeft(-1);
        assertEquals(1, rung(desk()).size(), "it is shown although it is not heard");
        assertTrue(desk().muted());
        desk().mute(false);
        assertFalse(desk().muted());
    }

    @Test
    void ofTwoWindowsThatLookAtOnceOneRings() throws Exception {
        minutesLeft(5);
        List<List<String>> other = new ArrayList<>();
        Bells second = desk();
        Bells first = new BellDesk(
                () -> {
                    try {
                        // The other one looks while this one does.
                        other.add(rung(second));
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                    return open;
                },
                this::clocks,
                home);
        assertEquals(1, rung(first).size());
        assertEquals(List.of(List.of()), other);
        assertEquals(List.of(), rung(second), "it was heard");
        minutesLeft(-1);
        assertEquals(1, rung(second).size(), "the next one rings wherever somebody looks first");
    }

    @Test
    void aDamagedFileIsSaidAndNotWrittenOver() throws Exception {
        Path file = Files.writeString(
                home.resolve("bells.json"), "{\"format\": \"other/1\", \"muted\": true, \"rung\": []}");
        minutesLeft(1);
        assertThrows(BackstayException.class, () -> desk().fresh());
        assertThrows(BackstayException.class, () -> desk().mute(true));
        assertTrue(Files.readString(file).contains("other/1"));
    }
}
