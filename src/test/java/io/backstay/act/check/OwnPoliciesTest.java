package io.backstay.act.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.connection.AwsAccount;
import io.backstay.act.connection.Connection;
import io.backstay.act.connection.HostedDatabase;
import io.backstay.act.connection.SelfManaged;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.estate.Asset;
import io.backstay.estate.Environment;
import io.backstay.estate.Observation;
import io.backstay.fixture.Taken;
import io.backstay.policy.check.CheckResult.Verdict;
import io.backstay.policy.facts.EstateFacts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnPoliciesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final String CRM = "arn:aws:rds:eu-central-1:123456789012:db:crm";

    @TempDir
    Path own;

    @Test
    void aDatabasesConnectionCountsBeforeTheAccountThatListsIt() throws Exception {
        EstateFacts facts = new EstateFacts()
                .add(asset(CRM, Environment.PRODUCTION, "connection production"))
                .add(asset("volume", Environment.PRODUCTION, "connection production"))
                .add(asset("imported", Environment.PRODUCTION, "manifest estate.json"))
                .add(asset("daybook", Environment.PRACTICE, "the lab"));
        OwnCheck check = check(facts, account("daily-two-days"), hosted("expansive"));
        assertEquals("expansive", check.policy(new AssetId(CRM)));
        assertEquals("daily-two-days", check.policy(new AssetId("volume")));
        assertEquals("agentic-labs", check.policy(new AssetId("daybook")));
        assertNull(check.policy(new AssetId("imported")));
        assertEquals(
                List.of("imported"),
                check.unjudged().stream().map(each -> each.asset().value()).toList());
        assertTrue(
                check.unjudged().getFirst().why().contains("manifest estate.json"),
                check.unjudged().getFirst()::why);
        check.held()
                .forEach(held -> held.result().findings().forEach(finding -> {
                    boolean whole = finding.asset().value().equals("estate");
                    assertTrue(whole || held.assets().contains(finding.asset()), finding::toString);
                }));
        OwnCheck none = check(facts, account("daily-two-days"), hosted(null));
        assertEquals("daily-two-days", none.policy(new AssetId(CRM)), "the account speaks where the database does not");
    }

    @Test
    void whatNoPolicyJudgesIsUnknownAndNeverCompliant() throws Exception {
        EstateFacts facts = new EstateFacts().add(asset("volume", Environment.PRODUCTION, "connection production"));
        OwnCheck none = check(facts, account(null));
        assertEquals(Verdict.UNKNOWN, none.verdict());
        assertEquals(
                "The connection production names no policy; name one with"
                        + " 'backstay connection policy production POLICY'.",
                none.unjudged().getFirst().why());
        assertEquals(Verdict.UNKNOWN, check(new EstateFacts()).verdict(), "nothing is known");
    }

    @Test
    void aPolicyThatIsGoneAndAListThatCannotBeReadLeaveTheirAssetsUnjudgedAndTheOthersNot() throws Exception {
        EstateFacts facts = new EstateFacts()
                .add(asset("crm", Environment.PRODUCTION, "connection crm"))
                .add(asset("volume", Environment.PRODUCTION, "connection production"))
                .add(asset("daybook", Environment.PRACTICE, "the lab"));
        OwnCheck gone = check(facts, account("taken-away"), server());
        assertEquals("daily-two-days", gone.policy(new AssetId("crm")));
        assertEquals(new AssetId("volume"), gone.unjudged().getFirst().asset());
        assertTrue(
                gone.unjudged().getFirst().why().contains("'taken-away'"),
                gone.unjudged().getFirst()::why);

        OwnPolicies unread = new OwnPolicies(new PolicyDesk(own, () -> NOW), () -> {
            throw new BackstayException(new Failure.Corrupt("connections.json", "it is damaged"));
        });
        OwnCheck damaged = unread.check(facts, NOW, List.of());
        assertEquals(
                Set.of(new AssetId("daybook")), damaged.held().getFirst().assets(), "practice needs no connection");
        assertEquals(2, damaged.unjudged().size());
        assertTrue(
                damaged.unjudged().getFirst().why().contains("connections.json"),
                damaged.unjudged().getFirst()::why);
    }

    @Test
    void aPromiseOfWhichNothingWasListedYetIsNotKeptByWhatOthersShow() throws Exception {
        EstateFacts facts = new EstateFacts().add(asset("crm", Environment.PRODUCTION, "connection crm"));
        assertEquals(List.of(), check(facts, server()).unjudged());
        OwnCheck unlisted = check(facts, server(), account("daily-two-days"));
        assertEquals(new AssetId("production"), unlisted.unjudged().getFirst().asset());
        assertEquals(
                "The connection production names the policy daily-two-days and has listed nothing yet;"
                        + " list it with 'backstay sync production'.",
                unlisted.unjudged().getFirst().why());
        assertEquals(Set.of(new AssetId("crm")), unlisted.held().getFirst().assets());
    }

    @Test
    void aRestoreIsHeldAgainstWhatTheOverviewJudgesBy() throws Exception {
        Asset crm = asset(CRM, Environment.PRODUCTION, "connection production");
        List<Connection> known = List.of(account("daily-two-days"), hosted(null));
        var policies = new OwnPolicies(new PolicyDesk(own, () -> NOW), () -> known);
        assertEquals(
                "daily-two-days", policies.policy(crm.id(), crm), "the account speaks where the database does not");
        assertNull(policies.policy(crm.id(), null), "of what was never listed no account is known");
        assertNull(policies.policy(new AssetId("nobodys"), null));
    }

    private OwnCheck check(EstateFacts facts, Connection... known) {
        return new OwnPolicies(new PolicyDesk(own, () -> NOW), () -> List.of(known)).check(facts, NOW, List.of());
    }

    private static Connection account(@Nullable String policy) {
        return new Connection(
                "production",
                new AssetId("production"),
                Environment.PRODUCTION,
                new AwsAccount(List.of("eu-central-1"), "AWS, read", null, null, null, null),
                policy);
    }

    private static Connection hosted(@Nullable String policy) {
        return new Connection(
                "crm",
                new AssetId(CRM),
                Environment.PRODUCTION,
                new HostedDatabase(
                        new SelfManaged.Server("db.example", 5432, "crm"), null, "/srv/crm.yaml", "r", "w", null),
                policy);
    }

    private static Connection server() {
        return new Connection(
                "crm",
                new AssetId("crm"),
                Environment.PRODUCTION,
                new SelfManaged(
                        new SelfManaged.Server("db.example", 5432, "crm"),
                        new SelfManaged.Folders("/mnt/base", "/mnt/wal", null, null),
                        "/srv/crm.yaml",
                        new SelfManaged.Credentials("r", "s", "w", null),
                        null),
                "daily-two-days");
    }

    private static Asset asset(String id, Environment environment, String source) {
        return Taken.database(new AssetId(id), environment, new Observation(source, NOW));
    }
}
