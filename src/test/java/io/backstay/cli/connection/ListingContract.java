package io.backstay.cli.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.LocalDesk;
import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.cli.connection.ListingGround.Trouble;
import io.backstay.estate.Asset;
import io.backstay.estate.Observation;
import io.backstay.estate.RecoveryPoint;
import io.backstay.fixture.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What everybody promises who is listed into the catalogue; each has a test class that hands its own to this one.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ListingContract<G extends ListingGround> {
    private static final int STEPS_MAX = 40;

    private @Nullable G ground;
    private @Nullable LocalDesk desk;

    /// Makes one, with its state folder, and connects it.
    abstract G make() throws Exception;

    @BeforeAll
    void begin() throws Exception {
        G made = make();
        ground = made;
        LocalDesk opened = made.commands().desk();
        desk = opened;
        made.begin(opened);
    }

    @AfterAll
    void end() throws Exception {
        try {
            LocalDesk opened = desk;
            if (opened != null) {
                opened.close();
            }
        } finally {
            ground().close();
        }
    }

    final G ground() {
        return Objects.requireNonNull(ground);
    }

    final LocalDesk desk() {
        return Objects.requireNonNull(desk);
    }

    /// Lists all, of which nothing may be missing.
    final Known listed() throws Exception {
        assertEquals(List.of(), heard());
        return known();
    }

    /// Lists, and remembers what is told.
    final List<String> heard() throws BackstayException, InterruptedException {
        List<String> told = ground().list(desk(), Progress.NONE);
        told.forEach(this::tells);
        return told;
    }

    final Known known() throws BackstayException {
        return Known.of(ground().commands().home(), ground().sources());
    }

    /// Nothing that anybody is told has a secret in it.
    final void tells(String text) {
        ground().secrets().forEach(each -> assertFalse(text.contains(each), text));
    }

    /// A sentence for a person, that says what to do.
    static void isAdvice(String sentence) {
        assertTrue(sentence.endsWith(".") && sentence.length() > 20, sentence);
        assertFalse(sentence.contains("java.") || sentence.contains("null"), sentence);
    }

    @Test
    void theSameIsListedASecondTime() throws Exception {
        Known first = listed();
        Known second = listed();
        assertEquals(first.facts(), second.facts());
        for (String each : first.assets().keySet()) {
            assertTrue(second.seen(each).isAfter(first.seen(each)), each);
        }
    }

    @Test
    void everyFactSaysFromWhomAndWhen() throws Exception {
        Instant before = Instant.now();
        Known known = listed();
        Instant after = Instant.now();
        List<Observation> all = new ArrayList<>();
        known.assets().values().stream().map(Asset::observation).forEach(all::add);
        known.points().values().stream().map(RecoveryPoint::observation).forEach(all::add);
        for (Observation each : all) {
            assertTrue(ground().sources().contains(each.source()), each::toString);
            assertFalse(each.observedAt().isBefore(before) || each.observedAt().isAfter(after), each::toString);
        }
    }

    @Test
    void everythingThatWasAskedForIsListedAndNothingElse() throws Exception {
        Known known = listed();
        assertEquals(ground().assets(), known.assets().keySet());
        assertEquals(ground().points().keySet(), known.points().keySet());
        for (RecoveryPoint each : known.points().values()) {
            assertTrue(ground().assets().contains(each.asset().value()), each::toString);
        }
    }

    @Test
    void everyMomentIsThatOfTheOtherSideInUtc() throws Exception {
        Known known = listed();
        ground().points().forEach((id, moment) -> {
            Instant taken = known.point(id).takenAt();
            assertTrue(moment.hold(taken), () -> id + " was taken at " + taken + ", not " + moment);
        });
        String points = ground().commands().run("points", "--json").out();
        for (String line : points.lines().toList()) {
            assertTrue(!line.contains("\"takenAt\"") || line.matches(".*\"[0-9T:.-]+Z\",?"), line);
        }
    }

    @Test
    void whatIsNotToldIsUnknownAndNotNone() throws Exception {
        Known all = listed();
        assertNotNull(ground().told(all), "otherwise this shows nothing");
        ground().neverTold(all).forEach(each -> assertNull(each, "nobody there ever told"));
        try (Trouble _ = ground().silence()) {
            List<String> told = heard();
            assertFalse(told.isEmpty(), "nobody is told");
            told.forEach(ListingContract::isAdvice);
            assertNull(ground().told(known()));
        }
        assertNotNull(ground().told(listed()), "it is told again");
    }

    /// Its own facts are as they were, with their time; the others are new. Where nothing is left to list, that is
    /// said instead.
    @Test
    void aPartThatIsAwayKeepsItsFactsAndNobodyElseWaitsForIt() throws Exception {
        Known before = listed();
        try (Trouble _ = ground().away()) {
            try {
                List<String> told = heard();
                assertFalse(told.isEmpty(), "nobody is told");
                told.forEach(ListingContract::isAdvice);
            } catch (BackstayException e) {
                assertEquals(ground().assets(), ground().partAway(), e::toString);
                told(e);
            }
            Known after = known();
            assertEquals(before.facts(), after.facts());
            for (String each : ground().assets()) {
                boolean stale = ground().partAway().contains(each);
                assertEquals(stale, after.seen(each).equals(before.seen(each)), each);
            }
        }
        Known again = listed();
        ground().assets().forEach(each -> assertTrue(again.seen(each).isAfter(before.seen(each)), each));
    }

    final void told(BackstayException e) {
        isAdvice(e.failure().message() + " " + e.failure().advice());
        tells(Told.by(e));
    }

    /// Whoever cancels at any step is not kept waiting and loses nothing.
    @Test
    void aListingThatIsCancelledAtAnyStepLosesNothing() throws Exception {
        Known before = listed();
        int cancelled = 0;
        int n = 1;
        for (; ; n++) {
            Stop stop = new Stop(n);
            assertTrue(n < STEPS_MAX, "a listing has no end of steps");
            try {
                ground().list(desk(), stop);
            } catch (InterruptedException e) {
                cancelled++;
            }
            boolean interrupted = Thread.interrupted();
            Known after = known();
            assertEquals(before.facts(), after.facts(), "cancelled at step " + n);
            for (String each : before.assets().keySet()) {
                assertFalse(after.seen(each).isBefore(before.seen(each)), each);
            }
            if (!stop.reached()) {
                assertFalse(interrupted);
                break;
            }
        }
        assertTrue(n > 1 && cancelled > 0, n + " steps, " + cancelled + " of them cancelled");
        Known again = listed();
        ground().assets().forEach(each -> assertTrue(again.seen(each).isAfter(before.seen(each)), each));
    }

    /// Cancels at the n-th step.
    static final class Stop implements Progress {
        private final int at;
        private int steps;

        Stop(int at) {
            this.at = at;
        }

        boolean reached() {
            return steps >= at;
        }

        @Override
        public void step(String name) {
            if (++steps == at) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void advance(long done, long total) {}
    }

    @Test
    void listingChangesNothingThere() throws Exception {
        listed();
        String before = ground().changes();
        listed();
        assertEquals(before, ground().changes());
    }

    @Test
    void namesThatWouldDoHarmDoNone() throws Exception {
        Known before = listed();
        try (Trouble _ = ground().malice()) {
            heard();
            assertTrue(known().points().keySet().containsAll(before.points().keySet()), "they hide nothing");
            for (String[] words : new String[][] {
                {"points"}, {"points", "--json"}, {"check", "--policy=operations-strategy"}, {"audit", "show"}
            }) {
                StateCommands.Answer answer = ground().commands().run(words);
                assertTrue(answer.code() < 3, answer::toString);
                harmless(answer.out() + answer.err());
            }
            for (String[] words : ground().listing()) {
                StateCommands.Answer answer = ground().commands().ask(words);
                harmless(answer.out() + answer.err());
            }
        }
    }

    /// No control character moves a cursor or hides a line, and nothing turns the direction of writing.
    static void harmless(String text) {
        text.codePoints().forEach(each -> {
            boolean control = Character.getType(each) == Character.CONTROL && each != '\n';
            boolean turning = (each >= 0x202a && each <= 0x202e) || (each >= 0x2066 && each <= 0x2069);
            assertFalse(control || turning, () -> "U+%04X in %s".formatted(each, text));
        });
    }
}
