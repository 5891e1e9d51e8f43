package io.backstay.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.policy.promise.Clause;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PoliciesTest {
    private static final List<String> IDS =
            List.of("tax-agent-portal", "daily-two-days", "expansive", "operations-strategy", "agentic-labs");

    @TempDir
    Path folder;

    @Test
    void allFiveBuiltInPoliciesAreThereAndComplete() throws Exception {
        List<Policy> policies = new Policies(null, InstantSource.system()).all();
        assertEquals(IDS, policies.stream().map(Policy::id).toList());
        for (Policy policy : policies) {
            PolicySummary summary = policy.summary();
            assertTrue(summary.obligations() >= 14, summary.toString());
            assertTrue(summary.checkable() >= 5, summary.toString());
            for (Clause clause : policy.clauses()) {
                assertTrue(clause.quotation().length() > 10, clause.toString());
            }
        }
    }

    @Test
    void everyScenarioOfAgenticLabsHasItsNumbersAndItsWords() throws Exception {
        Policy policy = new Policies(null, InstantSource.system()).get("agentic-labs");
        assertScenario(policy, "tenant-deletion", "PT4H", "PT5M", "RTO ≤ 4h · RPO ≤ 5 min");
        assertScenario(policy, "instance-failure", "PT15M", "PT1M", "RTO ≤ 15 min · RPO ≤ 1 min");
        assertScenario(policy, "zone-failure", "PT1H", "PT5M", "RTO ≤ 1h · RPO ≤ 5 min");
        assertScenario(policy, "region-failure", "PT24H", "PT24H", "RTO ≤ 24h · RPO ≤ 24h");
        assertScenario(policy, "ransomware", "PT4H", "PT24H", "RTO ≤ 4h · RPO ≤ 24h");
        assertNull(policy.scenarioObjective("earthquake"));
    }

    @Test
    void ownPoliciesComeAfterTheBuiltInOnes() throws Exception {
        Files.writeString(folder.resolve("own.yaml"), builtIn().replace("id: agentic-labs", "id: own"));
        var policies = new Policies(folder, InstantSource.system());
        assertEquals("own", policies.all().getLast().id());
        assertEquals("own", policies.get("own").id());
        assertEquals(6, policies.all().size());
        Files.writeString(folder.resolve("second.yaml"), builtIn());
        var e = assertThrows(BackstayException.class, policies::all);
        assertTrue(
                e.failure().message().contains("'agentic-labs', which another policy has"),
                e.failure().message());
    }

    @Test
    void anUnknownPolicyIsNamedWithThoseThereAre() {
        var e = assertThrows(
                BackstayException.class,
                () -> new Policies(folder.resolve("none"), InstantSource.system()).get("agentic"));
        assertEquals("The policy 'agentic' does not exist.", e.failure().message());
        assertTrue(e.failure().advice().contains("agentic-labs"), e.failure().advice());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            backstay-policy/1        | backstay-policy/2       | the format is not 'backstay-policy/1'
            id: agentic-labs         | id: Agentic Labs        | an id has up to 64 lower-case letters
            id: agentic-labs         | ids: agentic-labs       | 'id' is missing
            title: Backups           | titel: x\\ntitle: Backups | at titel: unknown field 'titel'
            environments: [production] | environments: []      | the list is empty
            environments: [production] | environments: [live]  | must be one of production, staging, practice
            id: rto                  | id: rpo                 | the clause 'rpo' appears twice
            kind: checkable          | kind: promise           | must be one of checkable, needs-a-number
            kind: checkable          | kind: disclaimer        | only a checkable clause sets a value
            rule: rpo                | rule: rp0               | the rule is not known here; it must be one of \
            archiving, by
            atMost: PT24H            | atMost: 24h             | at clauses[0].sets[0].atMost: expected a duration
            atMost: PT24H            | atMost: PT0S            | the duration is zero
            atMost: PT24H            | atLeast: PT24H          | 'atMost' is missing
            keep: P30D, every: P1D   | keep: P30D, every: P31D | 'every' is longer than 'keep'
            test: full               | test: complete          | the kind of test is not one of full, point-in-time
            every: P3M               | every: quarterly        | expected a period
            every: P3M               | every: P0M              | the period is not longer than nothing
            mechanism: log-archive   | mechanism: wal          | must be one of snapshot, full, incremental
            spread: zones            | spread: planets         | sets[0].spread: 'planets' is not known; it \
            must be one of zones, regions
            atLeast: 2, only         | atLeast: 0, only        | the count is not between 1 and
            task: own-copy           | task: homework          | must be one of own-copy, contact-details
            inAdvance: true          | inAdvance: maybe        | expected true or false
            scenario: ransomware     | scenario: Ransom Ware   | an id has up to 64 lower-case letters
            from: [storage, credentials] | from: []            | 'from' is missing or empty
            every: P1D, by: snapshot | every: P1D, from: "01:00" | a window has both 'from' and 'until'
            every: P1D, by: snapshot | every: P1D, from: dawn, until: "02:00" | expected a time of day such as '01:00'
            rule: limit, to: objectives-only | rule: never, to: objectives-only | the rule is not known here; \
            it must be one of called, clock
            """)
    void aMistakeInAPolicyIsRefusedAtItsPlace(String from, String to, String expected) throws Exception {
        Path file = folder.resolve("own.yaml");
        int first = builtIn().indexOf(from);
        assertTrue(first >= 0, from);
        Files.writeString(
                file,
                builtIn().substring(0, first)
                        + to.translateEscapes()
                        + builtIn().substring(first + from.length()));
        BackstayException e = assertThrows(BackstayException.class, () -> Policies.read(file));
        assertTrue(e.failure().message().contains(expected), e.failure().message());
        assertTrue(
                e.failure().message().contains("own.yaml, line "), e.failure().message());
    }

    private static String builtIn() throws IOException {
        try (InputStream in = Policies.class.getResourceAsStream("agentic-labs.yaml")) {
            assertNotNull(in);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void assertScenario(Policy policy, String scenario, String rto, String rpo, String words) {
        var objective = policy.scenarioObjective(scenario);
        assertNotNull(objective);
        assertEquals(Duration.parse(rto), objective.rto());
        assertEquals(Duration.parse(rpo), objective.rpo());
        assertTrue(objective.quotation().endsWith(words), objective.quotation());
    }
}
