package io.backstay.policy.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.estate.AssetKind;
import io.backstay.policy.Policies;
import io.backstay.policy.rules.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PolicyVersionTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws Exception {
        own("a.yaml", "effective: 2026-01-01T00:00:00Z\n", "PT24H");
        own("b.yaml", "effective: 2026-06-01T00:00:00+02:00\n", "PT6H");
        own("c.yaml", "effective: 2027-01-01T00:00:00Z\n", "PT1H");
    }

    @Test
    void theVersionThatWasInForceThenIsTheOneThatCounts() throws Exception {
        assertEquals("1 d", target("2026-05-31T21:59:59Z"));
        assertEquals("6 h", target("2026-05-31T22:00:00Z"));
        assertEquals("1 h", target("2027-01-01T00:00:00Z"));
        assertEquals(
                "Judged by the version in force since 2026-05-31 22:00:00 UTC until 2027-01-01 00:00:00 UTC, one of 3"
                        + " that are known.",
                check("2026-07-01T00:00:00Z").notes().getFirst());
    }

    @Test
    void beforeTheFirstVersionNothingCanBeSaidToHold() throws Exception {
        CheckResult result = check("2025-12-31T23:59:59Z");
        Finding none = result.findings().stream()
                .filter(finding -> finding.rule().equals("policy-version"))
                .findFirst()
                .orElseThrow();
        assertEquals(Finding.Status.UNKNOWN, none.status());
        assertEquals(CheckResult.Verdict.UNKNOWN, result.verdict());
        assertTrue(result.notes().getFirst().startsWith("No version of the policy was in force then;"));
    }

    @Test
    void everythingElseTakesTheVersionInForceNow() throws Exception {
        assertEquals(
                Instant.parse("2026-05-31T22:00:00Z"), policies().get("own").effective());
        assertEquals(6, policies().all().size());
        assertTrue(policies().text("own").contains("PT6H"));
    }

    @Test
    void theSameBeginningTwiceIsRefused() throws Exception {
        own("d.yaml", "effective: 2026-06-01T00:00:00+02:00\n", "PT2H");
        var e = assertThrows(BackstayException.class, () -> policies().get("own"));
        assertTrue(
                e.failure().message().contains("d.yaml has the id 'own'"),
                e.failure().message());
    }

    @Test
    void aBuiltInPolicyNamesNoDateAndSaysSo() throws Exception {
        assertEquals(
                "The policy names no date from which it holds, so this text is used for every moment.",
                policies().inForce("agentic-labs", Instant.EPOCH).sentence());
    }

    private Policies policies() {
        return new Policies(folder, InstantSource.fixed(NOW));
    }

    private String target(String at) throws Exception {
        return check(at).findings().stream()
                .filter(finding -> finding.rule().equals("rpo"))
                .map(Finding::target)
                .findFirst()
                .orElseThrow();
    }

    private CheckResult check(String at) throws Exception {
        Instant when = Instant.parse(at);
        MadeAsset asset =
                Probe.asset(AssetKind.DATABASE, when).with(new Probe.MadePoint(when.minus(Duration.ofMinutes(1))));
        return PolicyCheck.check(policies().inForce("own", when), asset.facts(), when);
    }

    private void own(String name, String effective, String atMost) throws Exception {
        Files.writeString(folder.resolve(name), """
                format: backstay-policy/1
                id: own
                title: Own
                publisher: Own
                %senvironments: [production]
                clauses:
                  - id: only
                    kind: checkable
                    quotation: "So it is promised."
                    sets:
                      - {rule: rpo, assets: [database], atMost: %s}
                """.formatted(effective, atMost));
    }
}
