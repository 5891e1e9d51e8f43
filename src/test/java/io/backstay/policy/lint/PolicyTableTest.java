package io.backstay.policy.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.policy.Policies;
import io.backstay.policy.Policy;
import io.backstay.policy.promise.Clause;
import io.backstay.policy.promise.Statement;
import io.backstay.policy.promise.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `docs/policies.md` against the built-in policies.
final class PolicyTableTest {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Set<String> PLACES = Set.of("person", "product", "not judged");
    private static final int REASON_MIN = 12;
    private static final Map<Class<? extends Record>, Set<String>> JUDGED = Map.ofEntries(
            Map.entry(Target.Rpo.class, Set.of("rpo")),
            Map.entry(Target.Rto.class, Set.of("rto")),
            Map.entry(Target.PitrWindow.class, Set.of("pitr-window")),
            Map.entry(Target.Archiving.class, Set.of("archiving")),
            Map.entry(Target.Schedule.class, Set.of("schedule", "backup-window")),
            Map.entry(Target.Retention.class, Set.of("retention")),
            Map.entry(Target.Expiry.class, Set.of("expiry")),
            Map.entry(Target.Encryption.class, Set.of("encryption", "encryption-in-transit")),
            Map.entry(Target.Copies.class, Set.of("copies")),
            Map.entry(Target.Isolation.class, Set.of("isolation")),
            Map.entry(Target.By.class, Set.of("means")),
            Map.entry(Target.Scenario.class, Set.of("scenario")),
            Map.entry(Statement.NotBackedUp.class, Set.of("exclusion")),
            Map.entry(Target.Tested.class, Set.of("restore-test")));

    @ParameterizedTest
    @CsvSource({
        "tax-agent-portal, 27",
        "daily-two-days, 17",
        "expansive, 19",
        "operations-strategy, 25",
        "agentic-labs, 28"
    })
    void everyObligationHasItsClauseAndWhatChecksIt(String id, int obligations) throws Exception {
        Policy policy = new Policies(null, InstantSource.system()).get(id);
        List<Contradiction> found = Lint.of(policy);
        List<List<String>> rows = rows("## `" + id + "`");
        assertEquals(
                IntStream.rangeClosed(1, obligations)
                        .mapToObj(Integer::toString)
                        .toList(),
                rows.stream().map(List::getFirst).toList());
        Set<String> placed = new HashSet<>();
        for (List<String> row : rows) {
            List<String> ids = codes(row.get(2));
            assertTrue(!ids.isEmpty(), row::toString);
            List<Clause> clauses = policy.clauses().stream()
                    .filter(clause -> ids.contains(clause.id()))
                    .toList();
            assertEquals(ids.size(), clauses.size(), row::toString);
            placed.addAll(ids);
            for (String check : row.get(3).split("; ", -1)) {
                assertTrue(holds(check, clauses, found), () -> id + " " + row + ": " + check);
            }
        }
        assertEquals(
                List.of(),
                policy.clauses().stream()
                        .map(Clause::id)
                        .filter(clause -> !placed.contains(clause))
                        .toList());
    }

    @Test
    void everyKnownContradictionIsFoundOrSaysWhyNot() throws Exception {
        List<List<String>> rows = rows("## Contradictions that are known");
        int none = 0;
        for (List<String> row : rows) {
            String id = codes(row.get(0)).getFirst();
            if (row.get(2).startsWith("none: ")) {
                none++;
                continue;
            }
            List<String> expected = codes(row.get(2));
            assertTrue(
                    Lint.of(new Policies(null, InstantSource.system()).get(id)).stream()
                            .anyMatch(each -> each.rule().equals(expected.get(0))
                                    && each.clauseIds().contains(expected.get(1))),
                    row::toString);
        }
        assertEquals(List.of(44, 0), List.of(rows.size(), none));
    }

    private static boolean holds(String check, List<Clause> clauses, List<Contradiction> found) {
        String code = codes(check).isEmpty() ? "" : codes(check).getFirst();
        if (check.startsWith("`check ")) {
            String rule = code.substring("check ".length());
            return clauses.stream()
                    .flatMap(clause -> Stream.concat(clause.sets().stream(), clause.says().stream()))
                    .anyMatch(promise -> isJudgedBy(promise, rule));
        } else if (check.startsWith("`lint ")) {
            return found.stream()
                    .anyMatch(each -> each.rule().equals(code.substring("lint ".length()))
                            && each.clauses().stream().anyMatch(clauses::contains));
        } else if (code.equals("diff")) {
            return clauses.stream()
                    .flatMap(clause -> clause.says().stream())
                    .anyMatch(Statement.Notice.class::isInstance);
        }
        int colon = check.indexOf(": ");
        return colon > 0 && PLACES.contains(check.substring(0, colon)) && check.length() - colon >= REASON_MIN;
    }

    private static boolean isJudgedBy(Object promise, String rule) {
        return promise instanceof Target.Unbound unbound
                ? unbound.rule().equals(rule)
                : JUDGED.getOrDefault(promise.getClass(), Set.of()).contains(rule);
    }

    private static List<List<String>> rows(String heading) throws Exception {
        List<List<String>> rows = new ArrayList<>();
        boolean here = false;
        for (String line : Files.readAllLines(Path.of("docs/policies.md"))) {
            if (line.startsWith("## ")) {
                here = line.equals(heading);
            } else if (here && line.startsWith("| ") && !line.startsWith("| # ") && !line.startsWith("| policy ")) {
                rows.add(List.of(line.substring(2, line.length() - 2).split(" \\| ")));
            }
        }
        return rows;
    }

    private static List<String> codes(String cell) {
        List<String> codes = new ArrayList<>();
        Matcher code = CODE.matcher(cell);
        while (code.find()) {
            codes.add(code.group(1));
        }
        return codes;
    }
}
