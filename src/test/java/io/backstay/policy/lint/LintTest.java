package io.backstay.policy.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.policy.Policies;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LintTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"steady", "nightly", "files-and-code"})
    void nothingIsFoundInAConsistentPolicy(String name) throws Exception {
        assertEquals(List.of(), lint(text(name + ".yaml")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            R1  HIGH   | atMost: PT15M}                  | atMost: PT1M}                           | \
            objectives+retention
            R2  HIGH   | within: P30D, needs             | within: P60D, needs                     | tenant+retention
            R3  HIGH   | rto: PT4H, rpo: PT15M           | rto: PT6H, rpo: PT15M                   | objectives+server
            R3  MEDIUM | rto: PT4H, rpo: PT15M           | rto: PT4H, rpo: PT5M                    | objectives+server
            R2  HIGH   | atMost: PT15M}                  | atMost: PT15M}\\n      - {rule: rpo, assets: [database], \
            atMost: P1D, olderThan: P30D} | objectives
            R4  MEDIUM | atLeast: 2}\\n      - {rule: by, assets: [database, object-store], mechanism: \
            cross-region}\\n \
            | atLeast: 1}\\n | region
            R4  MEDIUM | regions, atLeast: 2}\\n      - {rule: by, assets: [database, object-store], mechanism: \
            cross-region}\\n | zones, atLeast: 2}\\n | region
            R4  HIGH   | regions, atLeast: 2}\\n      - {rule: by, assets: [database, object-store], mechanism: \
            cross-region}\\n | zones, atLeast: 2, only: true}\\n | region+storage
            R4  MEDIUM | mechanism: standby}             | mechanism: monitoring}                  | server
            R4  HIGH   | mechanism: standby}             | mechanism: standby, absent: true}       | server+standby
            R4  LOW    | mechanism: cross-region-keys}   | mechanism: monitoring}                  | region+storage
            R5  HIGH   | section: Availability           | section: Backup of the server           | standby
            R6  HIGH   | mechanism: standby}             | mechanism: standby}\\n      - {rule: coverage, \
            assets: [database], part: metadata, data: [rows]} | database+standby
            R6  LOW    | tenant-deletion, assets: [database, object-store] | tenant-deletion, assets: \
            [database] | tenant+files
            R7  LOW    | mechanism: snapshot}            | mechanism: incremental}                 | database
            R8  HIGH   | mechanism: standby}             | mechanism: standby}\\n      - {rule: coverage, \
            assets: [configuration], part: everything} | standby
            R9  MEDIUM | scenario: region-failure, every | scenario: flood, every                  | region+tests
            R9  LOW    | test: full, every: P3M          | test: full, every: P7M                  | tests+retention
            R10 MEDIUM | zone: Europe/Berlin             | zone: CST                               | database
            R10 MEDIUM | , zone: Europe/Berlin           |                                         | database
            R10 LOW    | time], zone: UTC                | time]                                   | own-copy
            R11 MEDIUM | keep: P180D, every: P1D}        | keep: P180D, every: P1D, orCopies: 180} | retention
            R12 MEDIUM | {rule: clock, starts: detection} | {rule: clock, starts: detection}\\n      - {rule: \
            limit, to: newest-point} | objectives+files
            R13 MEDIUM | title: Information backup       | title: Redundancy                       | alignment
            R14 HIGH   | provider: neon, plan: scale     | provider: neon, plan: launch            | retention
            R15 MEDIUM | A standby takes over            | A standby will be available and takes over | standby
            R15 HIGH   | mechanism: standby}             | mechanism: monitoring}\\n    says:\\n      - {rule: \
            future, mechanisms: [standby]} | server+standby
            R16 HIGH   | erasure, within: P180D          | erasure, within: P30D                   | retention
            R16 HIGH   | object-store], atMost: P180D    | object-store], atMost: P90D             | retention
            R17 MEDIUM | task: own-copy, means: the API  | task: own-copy                          | own-copy
            R18 HIGH   | within: P90D                    | within: P200D                           | \
            ransomware+retention
            R19 MEDIUM | {rule: clock, starts: detection} | {rule: limit, to: objectives-only}     | objectives+server
            R20 MEDIUM | columns: 2, ticks: 2            | columns: 3, ticks: 2                    | retention
            R20 LOW    | columns: 2, ticks: 2}           | columns: 2, ticks: 2}\\n      - {rule: called, assets: \
            [database], name: Platform}\\n      - {rule: called, assets: [database, object-store], name: Store} | \
            retention
            R7  LOW    | columns: 2, ticks: 2}           | columns: 2, ticks: 2}\\n      - {rule: guarantee, what: \
            Restores}\\n      - {rule: limit, to: best-effort} | retention
            """)
    void oneChangeToAConsistentPolicyIsFoundByItsRule(String rule, String from, String to, String clauses)
            throws Exception {
        String steady = text("steady.yaml");
        int at = steady.indexOf(from.translateEscapes());
        assertTrue(at >= 0, from);
        String changed = steady.substring(0, at)
                + (to == null ? "" : to.translateEscapes())
                + steady.substring(at + from.translateEscapes().length());
        List<Contradiction> found = lint(changed);
        String[] expected = rule.split("\\s+", -1);
        boolean there = found.stream()
                .anyMatch(each -> each.rule().equals(expected[0])
                        && each.severity().name().equals(expected[1])
                        && String.join("+", each.clauseIds()).startsWith(clauses));
        assertTrue(there, () -> shown(found));
    }

    /// One change each that comes as near to a contradiction as it can without being one.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            R20 | columns: 2, ticks: 2} | columns: 2, ticks: 2}\\n      - {rule: called, assets: [database], name: \
            Platform}\\n      - {rule: called, assets: [object-store], name: Media}\\n      - {rule: called, assets: \
            [database], name: platform}
            R7 | columns: 2, ticks: 2} | columns: 2, ticks: 2}\\n      - {rule: guarantee, what: Restores}
            R7 | columns: 2, ticks: 2} | columns: 2, ticks: 2}\\n      - {rule: limit, to: best-effort}
            R3 | atMost: PT15M} | atMost: PT15M}\\n      - {rule: rpo, assets: [configuration], atMost: \
            PT1H}
            R3  | works: [application]}          | works: [application]}\\n      - {rule: rto, assets: [database], \
            atMost: PT1H, works: [reads]}
            R3 | atMost: PT15M} | atMost: PT15M}\\n      - {rule: rpo, assets: [database], atMost: P1D, \
            olderThan: P30D}
            R1  | atMost: PT15M}                 | atMost: PT5M}
            R2 | atMost: PT15M} | atMost: PT15M}\\n      - {rule: rpo, assets: [database], atMost: P1D, \
            olderThan: P30D, within: P180D}
            R18 | within: P90D                   | within: P180D
            R16 | erasure, within: P180D         | erasure, within: P200D
            R9  | test: full, every: P3M         | test: full, every: P179D
            R13 | title: Information backup      | title: information Backup
            R13 | ISO/IEC 27001:2022", control: A.8.13, title: Information backup | SOC 2", control: A.8.13, title: \
            Redundancy
            R10 | zone: Europe/Berlin            | zone: UTC
            R17 | task: own-copy, means: the API | task: own-copy}\\n      - {rule: export, bytes: true, data: [rows]
            R5  | section: Availability          | section: Continuity
            R5 | mechanism: snapshot} | mechanism: snapshot}\\n      - {rule: by, assets: [database], mechanism: \
            replication}\\n      - {rule: rpo, assets: [database], atMost: PT15M}
            R6  | part: everything, data: [files] | part: metadata, data: [files]
            R7 | mechanism: snapshot} | mechanism: snapshot}\\n      - {rule: by, assets: [database], mechanism: \
            incremental}\\n      - {rule: schedule, assets: [database], every: PT6H, by: incremental}
            R7  | rto: PT24H, rpo: PT24H, needs: [cross-region] | rpo: PT24H, needs: [cross-region]
            R6  | scenario: instance-failure, rto | scenario: instance-failure, assets: [database], rto
            R4 | {rule: by, assets: [database, object-store], mechanism: cross-region} | {rule: by, assets: \
            [database], \
            mechanism: monitoring}
            R4  | {rule: clock, starts: detection} | {rule: clock, starts: detection}\\n      - {rule: limit, to: \
            primary-region}
            """)
    void whatOnlyComesNearIsNoContradiction(String rule, String from, String to) throws Exception {
        String steady = text("steady.yaml");
        assertTrue(steady.contains(from), from);
        List<Contradiction> found = lint(steady.replace(from, to.translateEscapes()));
        assertFalse(found.stream().anyMatch(each -> each.rule().equals(rule)), () -> shown(found));
    }

    @Test
    void aNumberThatIsMissingIsFound() throws Exception {
        String staging = "\n    quotation: \"Staging";
        String asked = text("nightly.yaml").replace("kind: disclaimer" + staging, "kind: needs-a-number" + staging);
        assertEquals("R7 MEDIUM [staging]", shown(lint(asked)));
        String lax = text("nightly.yaml")
                .replace("We do not guarantee", "We regularly look; we do not guarantee")
                .replace("kind: disclaimer\n    quotation: \"We", "kind: checkable\n    quotation: \"We");
        assertEquals("R7 LOW [limits]", shown(lint(lax)));
    }

    @Test
    void aWeekendIsTooLongForTwoDays() throws Exception {
        String short63 = text("nightly.yaml").replace("keep: P30D", "keep: P2D");
        Contradiction weekend = lint(short63).stream()
                .filter(each -> each.rule().equals("R18"))
                .findFirst()
                .orElseThrow();
        assertTrue(weekend.arithmetic().contains("2 d 15 h (63 h)"), weekend.arithmetic());
        assertTrue(weekend.arithmetic().contains("15 h too little"), weekend.arithmetic());
        for (String enough : List.of("keep: P3D", "keep: PT63H")) {
            assertFalse(shown(lint(text("nightly.yaml").replace("keep: P30D", enough)))
                    .contains("R18"));
        }
    }

    @Test
    void theNewestPointIsNoLimitWhereOneAloneIsKept() throws Exception {
        String newest = text("nightly.yaml").replace("limit, to: retention", "limit, to: newest-point");
        assertEquals("R12 MEDIUM [limits, nightly]", shown(lint(newest)));
        assertFalse(shown(lint(newest.replace("keep: P30D", "keep: P1D"))).contains("R12"));
    }

    @Test
    void aPolicyWithoutAnyTestIsFound() throws Exception {
        String test = "      - {rule: restore-test, assets: [database], test: full, every: P1M}\n";
        String untested = text("nightly.yaml").replace(test, "");
        assertEquals("R9 MEDIUM [nightly]", shown(lint(untested)));
        String intact = text("nightly.yaml").replace("test: full", "test: integrity");
        assertEquals("R9 MEDIUM [tests]", shown(lint(intact)));
    }

    @Test
    void everyFindingSaysWhyAndAsks() throws Exception {
        for (var policy : new Policies(null, InstantSource.system()).all()) {
            for (Contradiction each : Lint.of(policy)) {
                assertFalse(each.clauses().isEmpty(), each::toString);
                assertTrue(each.arithmetic().endsWith("."), each.arithmetic());
                assertTrue(each.question().endsWith("?"), each.question());
            }
            assertEquals(Lint.of(policy), Lint.of(policy));
        }
    }

    @Test
    void theArithmeticOfTheMediaObjectiveIsShown() throws Exception {
        Contradiction media = Lint.of(new Policies(null, InstantSource.system()).get("expansive"))
                .getFirst();
        assertEquals("R1", media.rule());
        assertEquals(
                "The RPO of object store is 2 h; its finest tier, as the words are supposed to mean, has a point every "
                        + "6 h, 3 times as far apart: up to 6 h are lost.",
                media.arithmetic());
        assertEquals(List.of("rpo-media", "media-tiers"), media.clauseIds());
    }

    @Test
    void everyRuleIsShownByThisTestOrABuiltInPolicy() throws Exception {
        Set<String> seen = new TreeSet<>();
        for (var policy : new Policies(null, InstantSource.system()).all()) {
            Lint.of(policy).forEach(each -> seen.add(each.rule()));
        }
        seen.addAll(Set.of("R14", "R15"));
        assertEquals(20, seen.size(), seen::toString);
    }

    @Test
    void theBuiltInPoliciesHaveExactlyTheFindingsThatAreWrittenDown() throws Exception {
        var all = new StringBuilder();
        for (var policy : new Policies(null, InstantSource.system()).all()) {
            all.append(policy.id()).append('\n').append(shown(Lint.of(policy))).append("\n\n");
        }
        assertEquals(text("findings.txt"), all.toString());
    }

    private static String shown(List<Contradiction> found) {
        return found.stream()
                .map(each -> each.rule() + " " + each.severity() + " " + each.clauseIds())
                .collect(Collectors.joining("\n"));
    }

    private List<Contradiction> lint(String text) throws Exception {
        return Lint.of(Policies.read(Files.writeString(folder.resolve("own.yaml"), text)));
    }

    private static String text(String name) throws Exception {
        try (InputStream in = LintTest.class.getResourceAsStream("/policy/lint/" + name)) {
            assertNotNull(in);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
