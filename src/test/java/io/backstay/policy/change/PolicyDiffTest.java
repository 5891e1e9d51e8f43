package io.backstay.policy.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.policy.Policies;
import io.backstay.policy.Policy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PolicyDiffTest {
    private final Policies policies = new Policies(null, InstantSource.system());

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"tax-agent-portal", "daily-two-days", "expansive", "operations-strategy", "agentic-labs"})
    void aPolicyDoesNotDifferFromItself(String id) throws Exception {
        PolicyDiff diff = PolicyDiff.between(policies.get(id), policies.get(id));
        assertEquals(List.of(), diff.changes());
        assertEquals(List.of(), diff.notices());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            keep: P30D, every: P1D | keep: P14D, every: P1D | REDUCES retention database every moment for 7 d, \
            every 1 d for 30 d -> every moment for 7 d, every 1 d for 14 d | true
            keep: P30D, every: P1D | keep: P30D, every: PT12H | IMPROVES retention database every moment for 7 \
            d, every 1 d for 30 d -> every moment for 7 d, every 12 h for 30 d | false
            keep: P30D, every: P1D | keep: P35D, every: P2D | REDUCES retention database every moment for 7 d, \
            every 1 d for 30 d -> every moment for 7 d, every 2 d for 35 d | true
            atLeast: P7D}          | atLeast: P3D}          | REDUCES retention database every moment for 7 d, \
            every 1 d for 30 d -> every moment for 3 d, every 1 d for 30 d | true
            atMost: PT24H}         | atMost: PT48H}         | REDUCES rpo database 1 d -> 2 d;REDUCES rpo \
            object-store 1 d -> 2 d | true
            rto: PT4H, rpo: PT5M   | rto: PT2H, rpo: PT5M   | IMPROVES scenario rto tenant-deletion 4 h -> 2 h | false
            rto: PT4H, rpo: PT5M   | rto: PT4H, rpo: PT1H   | REDUCES scenario rpo tenant-deletion 5 min -> 1 h | true
            atLeast: 2, only: true | atLeast: 1, only: true | REDUCES copies in zones database at least 2 -> at \
            least 1;REDUCES copies in zones object-store at least 2 -> at least 1 | true
            from: [storage, credentials] | from: [storage]  | REDUCES isolation: credentials database yes -> \
            null | false
            algorithm: AES-256, transport: TLS 1.2 | algorithm: AES-256 | REDUCES encryption in transit \
            database TLS 1.2 -> null;REDUCES encryption in transit object-store TLS 1.2 -> null | false
            algorithm: AES-256     | algorithm: AES-128     | NEUTRAL encryption algorithm database AES-256 -> \
            AES-128;NEUTRAL encryption algorithm object-store AES-256 -> AES-128 | false
            test: full, every: P3M | test: full, every: P1Y | REDUCES restore-test full database every P3M -> \
            every P1Y | false
            environments: [production] | environments: [staging, production] | IMPROVES environment staging \
            null -> covered | false
            Results and any remediation items | Results of tests | NEUTRAL words test-records Results and any \
            remediation items are tracked internally. -> Results of tests are tracked internally. | false
            """)
    void everyChangeSaysWhatItDoesToProtection(String from, String to, String expected, boolean notice)
            throws Exception {
        PolicyDiff diff = PolicyDiff.between(policies.get("agentic-labs"), changed(from, to));
        assertEquals(expected, shown(diff));
        assertEquals(notice, diff.noticeRequired());
    }

    @Test
    void whatAPolicyLeavesOutReducesIt() throws Exception {
        Policy less = changed(
                "{rule: limit, to: objectives-only}",
                "{rule: limit, to: objectives-only}\n      - {rule: not-backed-up, environments: [staging]}\n"
                        + "      - {rule: limit, to: newest-point}");
        assertEquals(
                "REDUCES limit newest-point null -> no farther;REDUCES not backed up staging null -> no backups",
                shown(PolicyDiff.between(policies.get("agentic-labs"), less)));
        assertEquals(
                "IMPROVES limit newest-point no farther -> null;IMPROVES not backed up staging no backups -> null",
                shown(PolicyDiff.between(less, policies.get("agentic-labs"))));
    }

    @Test
    void aNumberThatIsGivenAtLastImprovesAndOneThatGoesReduces() throws Exception {
        String vague = policies.text("daily-two-days");
        String bound = vague.replace(
                        "kind: needs-a-number\n    section: Backup Storage",
                        "kind: checkable\n    section: Backup Storage")
                .replace("wants:\n      - {rule: encryption", "sets:\n      - {rule: encryption");
        PolicyDiff diff = PolicyDiff.between(policies.get("daily-two-days"), read(bound));
        assertTrue(shown(diff).contains("IMPROVES encryption: at rest database null -> yes"), shown(diff));
        PolicyDiff back = PolicyDiff.between(read(bound), policies.get("daily-two-days"));
        assertTrue(shown(back).contains("REDUCES encryption: at rest database yes -> null"), shown(back));
    }

    @Test
    void theNoticeQuotesThePromiseToGiveItAndBothVersions() throws Exception {
        Policy after = changed("keep: P30D, every: P1D", "keep: P14D, every: P1D");
        PolicyDiff diff = PolicyDiff.between(policies.get("agentic-labs"), after);
        DueNotice notice =
                diff.notices().stream().filter(DueNotice::personal).findFirst().orElseThrow();
        assertTrue(notice.inAdvance());
        assertEquals("""
                To: account administrators
                Subject: Changes to "Backups & Disaster Recovery"

                On [date] the following changes take effect; we tell you before, as we promised:
                "Material changes to RPO, RTO, retention or geographic posture will be reflected here and, \
                where they reduce protection, communicated to account administrators in advance."

                - retention, database: every moment for 7 d, every 1 d for 14 d instead of every moment for 7 \
                d, every 1 d for 30 d.
                  Until now: "Retention: 7 days of point-in-time recovery; 30 days of daily snapshots."
                  From then on: "Retention: 7 days of point-in-time recovery; 30 days of daily snapshots."

                Why: [reason]
                What you can do: [for example, export your own copy before that date]

                Agentic Labs LLC
                """, notice.draft(after));
    }

    @Test
    void aPolicyThatOnlyPublishesOwesNoPersonalNotice() throws Exception {
        String text = policies.text("daily-two-days").replace("keep: P2D", "keep: P1D");
        PolicyDiff diff = PolicyDiff.between(policies.get("daily-two-days"), read(text));
        assertFalse(diff.noticeRequired());
        assertEquals(1, diff.notices().size());
        assertEquals("readers of the page", diff.notices().getFirst().to());
    }

    private static String shown(PolicyDiff diff) {
        return diff.changes().stream()
                .map(change -> change.effect() + " " + change.field() + " " + change.subject() + " " + change.from()
                        + " -> " + change.to())
                .collect(Collectors.joining(";"));
    }

    private Policy changed(String from, String to) throws Exception {
        String text = policies.text("agentic-labs");
        int at = text.indexOf(from);
        assertTrue(at >= 0, from);
        return read(text.substring(0, at) + to + text.substring(at + from.length()));
    }

    private Policy read(String text) throws Exception {
        return Policies.read(Files.writeString(folder.resolve("own.yaml"), text));
    }
}
