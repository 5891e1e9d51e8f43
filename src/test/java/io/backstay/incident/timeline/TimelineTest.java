package io.backstay.incident.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.role.Permission;
import io.backstay.codec.Json;
import io.backstay.incident.CaseEntry;
import io.backstay.incident.CasePapers.Paper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimelineTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final CaseEntry NOTE = new CaseEntry(NOON, "jonas", "Note: They called");
    private static final CaseEntry VERDICT = new CaseEntry(NOON.plusSeconds(60), "jonas", "Verdict: no. Nothing left.");

    @Test
    void anActLocksTheLineThatItNamesAndWhatAPersonSaidStaysByHand() throws Exception {
        List<Line> lines = Timeline.of(
                List.of(VERDICT, NOTE),
                List.of(),
                List.of(act(3, "incident.verdict", "done", VERDICT), act(5, "incident.note", "done", NOTE)));
        assertEquals(List.of(NOTE.sentence(), VERDICT.sentence()), whats(lines));
        assertEquals(List.of(Line.Mark.HAND, Line.Mark.RECORD), marks(lines));
        assertEquals(5, Objects.requireNonNull(lines.getFirst().reference()).entry());
    }

    @Test
    void aLineThatWasChangedAfterwardsIsNotTheOneThatTheRecordKnows() throws Exception {
        var changed = new CaseEntry(VERDICT.at(), VERDICT.actor(), "Verdict: recoverable. All is there.");
        List<Line> lines =
                Timeline.of(List.of(changed), List.of(), List.of(act(3, "incident.verdict", "done", VERDICT)));
        assertEquals(2, lines.size());
        Line found = lines.stream()
                .filter(line -> line.what().equals(changed.sentence()))
                .findFirst()
                .orElseThrow();
        assertEquals(Line.Mark.HAND, found.mark());
        assertNull(found.reference());
        assertTrue(whats(lines).stream().anyMatch(what -> what.contains("not here any more")), lines::toString);
    }

    @Test
    void actsElsewhereEnterByThemselvesWithHowTheyEndedAndThoseOfKeysDoNot() throws Exception {
        List<Line> lines = Timeline.of(
                List.of(),
                List.of(),
                List.of(
                        act(1, "connection.test", "failed", null),
                        act(2, "vault.lend", "done", null),
                        act(3, "point.create", "begun", null),
                        act(4, "incident.note", "done", null)));
        assertEquals(
                List.of(
                        "Connection target tested; it failed",
                        "Backup made of target; begun, without an end in the record"),
                whats(lines));
        assertEquals(List.of(Line.Mark.RECORD, Line.Mark.RECORD), marks(lines));
    }

    @Test
    void aStepOfARestoreIsNotWrittenTwice() throws Exception {
        var step = new CaseEntry(NOON, "Backstay", "Scratch is ready");
        var act = new RecordedAct("o", 9L, NOON, "jonas", "restore.stage", "t", "done", "Scratch is ready", null);
        List<Line> lines = Timeline.of(List.of(step), List.of(), List.of(act));
        assertEquals(List.of("Scratch is ready"), whats(lines));
        assertEquals(Line.Mark.RECORD, lines.getFirst().mark());
        var typed = new CaseEntry(NOON, "jonas", "Scratch is ready");
        assertEquals(
                Line.Mark.HAND,
                Timeline.of(List.of(typed), List.of(), List.of(act)).getFirst().mark(),
                "whoever types the same words has no lock");
    }

    @Test
    void theSameActFromTheRecordAndFromAFileIsOneAndTheOneWithAnEndHolds() throws Exception {
        RecordedAct begun = act(1, "connection.test", "begun", null);
        RecordedAct done = act(1, "connection.test", "done", null);
        for (List<RecordedAct> order : List.of(List.of(begun, done), List.of(done, begun))) {
            List<Line> lines = Timeline.of(List.of(), List.of(paper(order.get(0))), List.of(order.get(1)));
            assertEquals(List.of("Connection target tested"), whats(lines));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aCorrectionKeepsTheFirstTimeInWhicheverOrderTheyCame(long seed) throws Exception {
        var random = new Random(seed);
        String id = LineId.of(NOTE);
        List<Paper> papers = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            var how = new Retiming(id, NOON.minusSeconds(random.nextInt(9_999)), "reason " + i);
            papers.add(new Paper(Retiming.PAPER, NOON.plusSeconds(i), "p" + i, Json.compact(how)));
        }
        Instant last =
                Json.parse("t", papers.getLast().document(), Retiming.class).at();
        Collections.shuffle(papers, random);
        Line line = Timeline.of(List.of(NOTE), papers, List.of()).getFirst();
        assertEquals(last, line.at(), () -> "seed " + seed);
        assertEquals(new Line.Retimed(NOON, "p5", NOON.plusSeconds(5), "reason 5"), line.retimed());
        assertEquals(id, line.id(), "the line keeps its name");
    }

    @Test
    void aTimeOfTheRecordIsNotMovedByAPaperFromElsewhere() throws Exception {
        Paper moved = new Paper(
                Retiming.PAPER,
                NOON,
                "mira",
                Json.compact(new Retiming(LineId.of(VERDICT), NOON.minus(Duration.ofDays(9)), "so")));
        Line line = Timeline.of(List.of(VERDICT), List.of(moved), List.of(act(3, "incident.verdict", "done", VERDICT)))
                .getFirst();
        assertEquals(VERDICT.at(), line.at());
        assertNull(line.retimed());
    }

    private static RecordedAct act(long entry, String act, String ending, @Nullable CaseEntry line) {
        return new RecordedAct(
                "backstay/1", entry, NOON, "jonas", act, "target", ending, "", line == null ? null : LineId.of(line));
    }

    private static Paper paper(RecordedAct act) {
        return new Paper(RecordedAct.PAPER, act.at(), act.actor(), Json.compact(act));
    }

    private static List<String> whats(List<Line> lines) {
        return lines.stream().map(Line::what).toList();
    }

    private static List<Line.Mark> marks(List<Line> lines) {
        return lines.stream().map(Line::mark).toList();
    }

    @Test
    void everyActOfTheRecordThatCanStandInACaseHasWords() {
        for (Permission permission : Permission.values()) {
            for (String name : permission.acts()) {
                var act = new RecordedAct("record", 1L, Instant.EPOCH, "mira", name, "it", "done", "", null);
                boolean ofACase = name.matches("(connection|drill|files|point|policy|restore|tenant|test)\\..*");
                if (ActWords.belongs(act) && ofACase) {
                    assertFalse(ActWords.of(act).contains(name), name);
                }
            }
        }
    }
}
