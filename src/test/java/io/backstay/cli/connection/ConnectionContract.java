package io.backstay.cli.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.connection.Connections.Line;
import io.backstay.act.connection.Connections.Tested;
import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.cli.connection.ConnectionGround.Right;
import io.backstay.cli.connection.ListingGround.Trouble;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What every connection promises besides: about its credential, and about its test.
abstract class ConnectionContract<G extends ConnectionGround> extends ListingContract<G> {
    private static final Set<String> REFUSED = Set.of("refused", "expired-credential");
    private static final int PARTS_MAX = 60;

    private Tested tested(Progress progress) throws BackstayException, InterruptedException {
        return desk().connections().test(ground().connection(), progress);
    }

    private Tested tested() throws BackstayException, InterruptedException {
        Tested tested = tested(Progress.NONE);
        tells(tested.toString());
        return tested;
    }

    private static Map<String, @Nullable Boolean> holding(Tested tested) {
        Map<String, @Nullable Boolean> holding = new HashMap<>();
        tested.lines().forEach(each -> holding.put(each.part(), each.holds()));
        return holding;
    }

    private static Line line(Tested tested, String part) {
        return tested.lines().stream()
                .filter(each -> each.part().equals(part))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line about " + part + ": " + tested.lines()));
    }

    /// What was known stays; nothing is claimed to be there or not.
    @Test
    void aCredentialThatIsRefusedIsSaidWithWhatToDo() throws Exception {
        Known before = listed();
        try (Trouble _ = ground().refusal()) {
            try {
                var told = heard();
                assertEquals(ground().listsWithKey(), !told.isEmpty(), told::toString);
                told.forEach(ListingContract::isAdvice);
            } catch (BackstayException e) {
                assertTrue(REFUSED.contains(e.failure().code()), e::toString);
                told(e);
            }
            assertEquals(before.facts(), known().facts());
            Tested refused = tested();
            assertEquals(false, refused.holds(), () -> "" + refused);
            refused.lines().forEach(each -> isAdvice(each.sentence()));
        }
    }

    @Test
    void aTestSaysRightByRightWhatIsThereAndWhatIsMissing() throws Exception {
        listed();
        Right right = ground().right();
        Tested whole = tested();
        assertEquals(true, line(whole, right.part()).holds(), () -> "" + whole);
        ground().deny();
        Tested lacking = tested();
        Line line = line(lacking, right.part());
        assertEquals(false, line.holds(), () -> "" + lacking);
        assertTrue(line.sentence().contains(right.named()), line::sentence);
        isAdvice(line.sentence());
        String script = lacking.script();
        assertNotNull(script, "nothing to paste");
        assertTrue(script.contains(right.statement()), script);
        Map<String, @Nullable Boolean> others = holding(lacking);
        whole.lines().stream()
                .filter(each -> !each.part().startsWith(right.family()) && Boolean.TRUE.equals(each.holds()))
                .forEach(each -> assertNotEquals(false, others.get(each.part()), each.part()));
        ground().grant(script);
        assertEquals(holding(whole), holding(tested()), "what was printed gives it back");
    }

    @Test
    void aTestChangesNothingThere() throws Exception {
        listed();
        String before = ground().changes();
        tested();
        assertEquals(before, ground().changes());
    }

    @Test
    void aTestThatIsCancelledAtAnyPartEndsAndIsWhole() throws Exception {
        Map<String, @Nullable Boolean> before = holding(tested());
        int n = 1;
        for (; ; n++) {
            Stop stop = new Stop(n);
            assertTrue(n < PARTS_MAX, "a test has no end of parts");
            try {
                tested(stop);
            } catch (InterruptedException e) {
                assertTrue(stop.reached());
            }
            Thread.interrupted();
            if (!stop.reached()) {
                break;
            }
        }
        assertTrue(n > 2, "only " + n + " parts");
        assertEquals(before, holding(tested()));
    }

    /// Of the credentials nothing is told, neither where it goes well nor where it goes wrong.
    @Test
    void noSecretIsInAnythingThatIsToldOrKept() throws Exception {
        listed();
        tested();
        try (Trouble _ = ground().refusal()) {
            tested();
            said(3, "sync", ground().connection(), "--json");
            said(3, "connection", "test", ground().connection());
        }
        for (String[] words : new String[][] {{"connection", "list", "--json"}, {"audit", "show", "--json"}}) {
            tells(ground().commands().run(words).toString());
        }
        for (String secret : ground().secrets()) {
            try (Stream<Path> files = Files.walk(ground().commands().home())) {
                for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                    String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                    assertFalse(bytes.contains(secret), file::toString);
                }
            }
        }
    }

    /// @param most the highest code with which it may end
    private void said(int most, String... words) throws Exception {
        StateCommands.Answer answer = ground().commands().ask(words);
        assertTrue(answer.code() <= most, answer::toString);
        tells(answer.out() + answer.err());
    }
}
