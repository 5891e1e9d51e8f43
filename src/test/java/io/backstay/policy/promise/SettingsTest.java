package io.backstay.policy.promise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.policy.Policies;
import io.backstay.policy.Policy;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            agentic-labs     | rpo                      | database        | 1 d              | rpo
            agentic-labs     | retention every 1 d      | database        | 30 d             | retention
            agentic-labs     | scenario rpo             | tenant-deletion | 5 min            | tenant-deletion
            agentic-labs     | isolation: credentials   | database        | yes              | isolation
            agentic-labs     | rto works: core writes   | database        | yes              | rto
            agentic-labs     | notice                   | rpo-reduced     | in advance to account \
            administrators | changes
            expansive        | rpo within 7 d           | database        | 1 s              | rpo-recent
            expansive        | rpo older than 7 d       | database        | 6 h              | rpo-older
            expansive        | rpo                      | object-store    | 2 h              | rpo-media
            expansive        | not backed up            | staging         | no backups       | no-uat
            expansive        | archiving lag            | database        | 1 s              | platform-tiers
            daily-two-days   | window                   | database        | 01:00 to 02:00 IST | window
            daily-two-days   | retention every 1 d, copies | database     | 2 copies         | retention
            operations-strategy | excluded              | derived data    | left out         | exclusions
            operations-strategy | rto                   | database        | no number        | objectives
            operations-strategy | coverage              | object-store    | everything       | scope
            """)
    void everyValueKnowsTheClauseThatSetIt(String id, String field, String subject, String value, String clause)
            throws Exception {
        List<Setting> found = new Policies(null, InstantSource.system())
                .get(id).settings().stream()
                        .filter(setting -> setting.field().equals(field)
                                && setting.subject().equals(subject))
                        .toList();
        assertEquals(1, found.size(), found::toString);
        assertEquals(value, found.getFirst().value());
        assertEquals(clause, found.getFirst().clause().id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tax-agent-portal", "daily-two-days", "expansive", "operations-strategy", "agentic-labs"})
    void whateverAClauseSetsIsFoundAgain(String id) throws Exception {
        Policy policy = new Policies(null, InstantSource.system()).get(id);
        List<Setting> all = Settings.all(policy.clauses());
        for (Clause clause : policy.clauses()) {
            boolean sets = clause.sets().stream().anyMatch(target -> !(target instanceof Target.Scenario));
            assertTrue(
                    !sets || all.stream().anyMatch(setting -> setting.clause().equals(clause)), clause.id());
        }
        assertTrue(all.containsAll(policy.settings()));
    }
}
