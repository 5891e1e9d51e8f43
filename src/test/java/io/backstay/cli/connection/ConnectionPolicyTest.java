package io.backstay.cli.connection;

import static io.backstay.cli.connection.StateCommands.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.LocalDesk;
import io.backstay.act.check.Alerts;
import io.backstay.cli.connection.StateCommands.Answer;
import io.backstay.codec.Json;
import io.backstay.codec.Value;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// A connection names the policy that its assets are held against. AWS is a stand-in that answers as its models say.
final class ConnectionPolicyTest {
    @Test
    void checkAndNoticesJudgeEachConnectionByItsOwnPolicyAndByNoneWhereItNamesNone() throws Exception {
        try (var account = new AwsListingTest.Account(cloud -> cloud)) {
            StateCommands commands = account.commands();
            assertEquals(0, commands.ask("sync", "production").code());
            says(2, "judged by no policy", commands.run("check"));
            Answer none = commands.run("check", "--json");
            assertEquals(2, none.code(), none::toString);
            assertEquals("null", Json.compact(none.at("policy")));
            assertEquals(new TreeSet<>(account.assets()), names(none.at("unjudged")));
            assertEquals(List.of(), none.at("findings").items());
            assertEquals(List.of(), alerts(commands), "no promise is quoted that nobody made");

            says(3, "Choose one of", commands.run("connection", "policy", "production", "no-such"));
            says(3, "is named by its id", commands.run("connection", "policy", "production", "own.yaml"));
            says(3, "A connection called nobody", commands.run("connection", "policy", "nobody", "daily-two-days"));
            says(0, "judged by daily-two-days", commands.run("connection", "policy", "production", "daily-two-days"));
            says(0, "judged by daily-two-days", commands.run("connection", "list"));
            Answer own = commands.run("check", "--json");
            Answer named = commands.run("check", "--policy", "daily-two-days", "--json");
            assertEquals(1, own.code(), own::toString);
            assertEquals(named.code(), own.code());
            assertEquals(
                    named.at("findings").items().size(),
                    own.at("findings").items().size());
            for (Value finding : own.at("findings").items()) {
                assertEquals(
                        "daily-two-days",
                        StateCommands.member(finding, "policy").text());
            }
            List<Alerts.Alert> told = alerts(commands);
            assertFalse(told.isEmpty(), "a breach of one's own policy is told");
            told.forEach(each -> assertEquals("daily-two-days", each.policy(), each::toString));

            says(0, "judged by no policy", commands.run("connection", "policy", "production", "none"));
            says(0, "judged by no policy", commands.run("connection", "list"));
            assertEquals(2, commands.run("check").code());
            String record = commands.run("audit", "show", "--json").out();
            assertTrue(record.contains("connection.policy"), record);
        }
    }

    private static Set<String> names(Value list) throws Exception {
        Set<String> names = new TreeSet<>();
        for (Value each : list.items()) {
            names.add(StateCommands.member(each, "asset").text());
        }
        return names;
    }

    private static List<Alerts.Alert> alerts(StateCommands commands) throws Exception {
        try (LocalDesk desk = commands.desk()) {
            return desk.alerts().fresh();
        }
    }

    @Test
    void aPolicyIsNamedWithTheConnectionAndOneThatIsNotThereKeepsNothing() throws Exception {
        try (StateCommands commands = new StateCommands()) {
            says(
                    3,
                    "The policy 'no-such'",
                    commands.run("connection", "add", "supabase", "projects", "--token=t", "--policy=no-such"));
            assertFalse(Files.exists(commands.home().resolve("connections.json")));
            Answer added = commands.run(
                    "connection", "add", "supabase", "projects", "--token=t", "--policy=expansive", "--json");
            assertEquals(0, added.code(), added::toString);
            assertEquals("expansive", added.at("policy").text());
            Answer staging = commands.run(
                    "connection",
                    "add",
                    "staging",
                    "friday",
                    "--of=a",
                    "--at=2026-11-20T17:30Z",
                    "--host=h",
                    "--database=d",
                    "--login=l",
                    "--policy=expansive");
            assertEquals(64, staging.code(), staging::toString);
        }
    }

    @Test
    void manifestsAndExportsNeedAPolicyThatIsNamed() throws Exception {
        try (StateCommands commands = new StateCommands()) {
            says(64, "Name the policy with --policy", commands.run("check", "--manifest", "estate.json"));
            says(64, "Name the policy with --policy", commands.run("check", "--export", "findings.csv"));
            says(2, "No asset is known", commands.run("check"));
        }
    }
}
