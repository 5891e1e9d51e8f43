package io.backstay.cli.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.LocalDesk;
import io.backstay.act.connection.AwsAccount;
import io.backstay.act.connection.Connection;
import io.backstay.act.connection.Connections.Known;
import io.backstay.act.connection.SupabaseProjects;
import io.backstay.cli.connection.StateCommands.Answer;
import io.backstay.codec.Value;
import io.backstay.estate.Environment;
import io.backstay.fixture.AwsCloud;
import io.backstay.fixture.AwsRds;
import io.backstay.fixture.StandIn;
import io.backstay.fixture.SupabaseApi;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// `connection add` asks a person for what was not typed, over a real vault and a real state folder; the providers are
/// stand-ins on this machine.
final class GuidedAddTest {
    private static final String OPENS = "hidden Passphrase or recovery code";

    private static Person person() {
        return new Person().when(OPENS, StateCommands.PASSPHRASE);
    }

    private static Known known(StateCommands commands, String name) throws Exception {
        try (LocalDesk desk = commands.desk()) {
            return desk.connections().known().stream()
                    .filter(each -> each.connection().name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void says(int code, String words, Answer answer, Person person) {
        assertEquals(code, answer.code(), () -> answer + "\n" + person.heard());
        assertTrue(answer.out().contains(words), () -> answer + "\n" + person.heard());
        assertEquals(0, person.left(), () -> "it did not ask for everything:\n" + person.heard());
    }

    @Test
    void anAccountIsAskedForChosenFromListsProvenAndKeptAlthoughARightIsMissing() throws Exception {
        AwsCloud cloud = AwsCloud.empty();
        cloud.rds().refuses("DescribeDBSnapshots", "403 AccessDenied");
        try (StandIn standIn = new StandIn(cloud);
                StateCommands commands = new StateCommands()) {
            commands.makeEmptyVault();
            key(commands, "AWS, read", "read", standIn.address());
            key(commands, "AWS, write", "write-to-live", standIn.address());
            Person person = person().when("Number", "9")
                    .when("Number", "4")
                    .when("Environment [production]", "")
                    .when("Name (such as crm)", "My AWS")
                    .when("Name", "production")
                    .when("Access key that reads, number, name or new", "AWS, write")
                    .when("Access key that reads", "nobody's")
                    .when("Access key that reads", "1")
                    .when("Access key for backups now", "")
                    .when("numbers or names", "99")
                    .when("numbers or names", "eu-central")
                    .when("numbers or names", "Frankfurt us-east-1")
                    .when("Policy, number or id (Enter: none; it is judged by no policy)", "no-such")
                    .when("Policy, number or id", "2")
                    .when("New servers are made", "perhaps")
                    .when("New servers are made", "")
                    .when("Show what is seldom needed", "yes")
                    .when("Users and roles of production", "")
                    .when("A stand-in is asked instead", standIn.address())
                    .when("Is this right?", "")
                    .when("Save it anyway (yes or no) [no]", "yes");
            Answer answer = commands.asked(person, "connection", "add");
            says(0, "Added production.", answer, person);
            inItsWords(person.heard(), standIn.address());
            Known kept = known(commands, "production");
            AwsAccount account = (AwsAccount) kept.connection().provider();
            assertEquals(List.of("eu-central-1", "us-east-1"), account.regions());
            assertEquals("AWS, read", account.reader());
            assertEquals("daily-two-days", kept.connection().policy());
            assertEquals(false, kept.holds());
            assertNotNull(kept.tested(), "what the trial found stands beside it");
            assertFalse((answer.out() + answer.err() + person.heard()).contains(AwsRds.SECRET), "no secret is shown");
        }
    }

    /// The list is AWS's, and what of it the account has enabled is the account's to say.
    @Test
    void theRegionsOfTheAccountAreMarkedOrItIsSaidWhyNot() throws Exception {
        AwsCloud cloud = AwsCloud.empty();
        cloud.ec2().enables("us-east-1", "eu-central-1", "zz-new-9");
        try (StandIn standIn = new StandIn(cloud);
                StateCommands commands = new StateCommands()) {
            commands.makeEmptyVault();
            key(commands, "AWS, read", "read", standIn.address());
            String heard = regions(commands, standIn.address());
            assertTrue(heard.contains("The account has enabled those that are marked"), heard);
            for (String each : List.of("eu-central-1", "us-east-1", "zz-new-9")) {
                assertTrue(Pattern.compile("[0-9]\\* +" + each).matcher(heard).find(), () -> each + " in\n" + heard);
            }
            assertFalse(Pattern.compile("[0-9]\\* +eu-west-1").matcher(heard).find(), heard);

            cloud.ec2().refuses("DescribeRegions", "403 UnauthorizedOperation");
            String blind = regions(commands, standIn.address());
            assertTrue(
                    blind.contains("all are offered. The key lacks ec2:DescribeRegions, or its organization"), blind);
            assertTrue(blind.contains("\"SeeWhichRegionsAreEnabled\""), blind);
            assertFalse(Pattern.compile("[0-9]\\* +eu-central-1").matcher(blind).find(), blind);

            String away = regions(commands, "http://127.0.0.1:1");
            assertTrue(away.contains("all are offered. The connection regions refused"), away);
            assertEquals(6, acts(commands, "connection.regions"), "each question, and how it ended");
        }
    }

    /// As far as the question for regions, where somebody leaves.
    private static String regions(StateCommands commands, String endpoint) throws Exception {
        Person person = person().when("Name (such as crm)", "production")
                .when("Access key for backups now", "")
                .when("numbers or names", "never answered")
                .interruptingAt(3);
        Answer answer = commands.asked(
                person,
                "connection",
                "add",
                "aws",
                "--environment=production",
                "--key=AWS, read",
                "--endpoint=" + endpoint);
        assertEquals(130, answer.code(), () -> answer + "\n" + person.heard());
        return person.heard();
    }

    private static long acts(StateCommands commands, String act) throws Exception {
        long acts = 0;
        for (Value each : commands.run("audit", "show", "--json").document().items()) {
            acts += each.fields().text("act").equals(act) ? 1 : 0;
        }
        return acts;
    }

    private static void inItsWords(String heard, String address) {
        for (String words : new String[] {
            "Answer with a number from 1 to 6.",
            "A connection's name has 1 to 64 characters",
            "AWS, write is for write-to-live, and read is needed.",
            "The vault has no credential called 'nobody's'; type new to store one.",
            "The list ends at ",
            "A region of AWS is like eu-central-1, not 'eu-central'.",
            "Answer yes or no",
            "  backstay connection add aws production '--key=AWS, read'",
            "There is no policy 'no-such' in the list.",
            " --region=eu-central-1 --region=us-east-1 --policy=daily-two-days --endpoint=" + address,
            "lacks rds:DescribeDBSnapshots",
            "\"rds:DescribeDBSnapshots\"",
            "production is not as it should be yet."
        }) {
            String wanted = words.replace("'--key=AWS, read'", "--key='AWS, read'");
            assertTrue(heard.contains(wanted), () -> "'" + wanted + "' is missing in\n" + heard);
        }
    }

    private static void key(StateCommands commands, String name, String purpose, String endpoint) {
        commands.keep(
                "aws-access-key",
                purpose,
                name,
                "123456789012",
                AwsRds.SECRET,
                "accessKeyId=" + AwsRds.ID,
                "endpoint=" + endpoint);
    }

    @Test
    void aCredentialThatIsNotThereYetIsStoredOnTheWayAndTheAnswersGivenAsOptionsAreNotAskedForAgain() throws Exception {
        try (StandIn standIn = new StandIn(new SupabaseApi());
                StateCommands commands = new StateCommands()) {
            commands.makeEmptyVault();
            Person person = person().when("Name (such as crm)", "projects")
                    .when("Token that reads, the vault has none, type new", "new")
                    .when("Name of the credential", "")
                    .when("Name of the credential", "Supabase, read")
                    .when("Account, project or server", "acme")
                    .when("hidden token", SupabaseApi.TOKEN)
                    .when("Token that restores in place", "")
                    .when("Buckets of files", "")
                    .when("Policy", "")
                    .when("Is this right?", "yes")
                    .when("Save it (yes or no) [yes]", "");
            Answer answer = commands.asked(
                    person,
                    "connection",
                    "add",
                    "supabase",
                    "--environment=staging",
                    "--endpoint=" + standIn.address(),
                    "--storage-endpoint=http://127.0.0.1:4567");
            says(0, "Added projects.", answer, person);
            assertTrue(person.heard().contains("A name has 1 to 200 characters"), person::heard);
            assertTrue(person.heard().contains("Stored Supabase, read."), person::heard);
            assertFalse(person.heard().contains("A stand-in is asked instead (Enter"), person::heard);
            Known kept = known(commands, "projects");
            assertEquals(Environment.STAGING, kept.connection().environment());
            assertEquals("Supabase, read", ((SupabaseProjects) kept.connection().provider()).reader());
            assertEquals(true, kept.holds());
        }
    }

    @Test
    void ctrlCAtAnyQuestionLeavesNoConnection() throws Exception {
        try (StandIn standIn = new StandIn(new SupabaseApi());
                StateCommands commands = new StateCommands()) {
            commands.makeEmptyVault();
            commands.keep(
                    "api-token", "read", "Supabase, read", "a", SupabaseApi.TOKEN, "endpoint=" + standIn.address());
            Person whole = person().when("Number", "supabase")
                    .when("Environment", "")
                    .when("Name", "projects")
                    .when("Token that reads", "1")
                    .when("Token that restores in place", "")
                    .when("Buckets of files", "")
                    .when("Policy", "")
                    .when("Show what is seldom needed", "yes")
                    .when("A stand-in is asked instead", standIn.address())
                    .when("Files are asked for at a stand-in", "")
                    .when("Is this right?", "yes")
                    .when("Save it", "yes");
            int questions = whole.left();
            for (int at = 0; at < questions; at++) {
                Person person = whole.interruptingAt(at);
                Answer answer = commands.asked(person, "connection", "add");
                int number = at;
                assertEquals(130, answer.code(), () -> "at " + number + ": " + answer + "\n" + person.heard());
                assertFalse(Files.exists(commands.home().resolve("connections.json")), "at " + number);
            }
            Person person = whole.interruptingAt(questions);
            says(0, "Added projects.", commands.asked(person, "connection", "add"), person);
        }
    }

    @Test
    void whatIsNotWantedAfterTheTestIsNotKeptAndWhatNoSingleAnswerShowsIsAskedForAgain() throws Exception {
        try (StateCommands commands = new StateCommands()) {
            commands.makeEmptyVault();
            String address = "https://127.0.0.1:1";
            commands.keep("postgres-login", "read", "R", "a", "x", "host=127.0.0.1", "port=1", "database=d", "user=u");
            for (String purpose : new String[] {"read", "restore-to-scratch", "write-to-live"}) {
                commands.keep(
                        "aws-access-key", purpose, "F " + purpose, "a", "x", "accessKeyId=A", "endpoint=" + address);
            }
            List<String> options = new ArrayList<>(List.of("connection", "add", "hosted", "crm"));
            options.addAll(List.of("--asset=crm-db", "--host=127.0.0.1", "--port=1", "--database=d", "--reader=R"));
            options.addAll(List.of("--store=" + address, "--store-region=eu-central-1", "--store-bucket=files"));
            options.addAll(List.of("--store-prefix={tenant}/", "--store-reader=F read"));
            options.addAll(List.of("--store-scratch=F restore-to-scratch", "--store-writer=F write-to-live"));
            Person person = person().when("Environment", "2")
                    .when("Credential that writes, the vault has none", "new")
                    .when("Name of the credential", "R")
                    .when("Name of the credential", "W")
                    .when("Account, project", "a")
                    .when("user:", "")
                    .when("user:", "u")
                    .when("tlsMode", "")
                    .when("ca (Enter", "")
                    .when("hidden password", "x")
                    .when("Account that makes scratch servers", "")
                    .when("Policy", "")
                    .when("Account that owns the bucket", "")
                    .when("The bucket's name stands in [path]", "")
                    .when("The store's asset", "crm-db")
                    .when("Rows that know every file", "")
                    .when("Show what is seldom needed", "");
            for (String question : asksAgain()) {
                person.when(question, question.startsWith("The store's asset [crm-db;") ? "crm-files" : "");
            }
            person.when("Is this right?", "yes")
                    .when("Save it anyway", "no")
                    .when("Change an answer and test again", "no");
            Answer answer = commands.asked(person, options.toArray(String[]::new));
            says(1, "No connection was added.", answer, person);
            assertTrue(person.heard().contains("The database and its object store are two assets"), person::heard);
            assertTrue(person.heard().contains("There is a credential called R already."), person::heard);
            assertFalse(Files.exists(commands.home().resolve("connections.json")), "it was not wanted");
            String record = commands.run("audit", "show", "--json").out();
            assertTrue(record.contains("connection.try"), record);
            assertFalse(record.contains("connection.add"), record);
        }
    }

    /// Everything once more, with what was answered in brackets.
    private static List<String> asksAgain() {
        return List.of(
                "Name [crm]",
                "The database as its provider calls it [crm-db]",
                "Host [127.0.0.1]",
                "Port [1]",
                "Database [d]",
                "Credential that reads, number, name or new [R]",
                "Credential that writes, number, name or new [W]",
                "Account that makes scratch servers",
                "Policy",
                "The tenants' files lie in an object store, and come back with the rows (yes or no) [yes]",
                "Store [https://127.0.0.1:1]",
                "Region, number or name [eu-central-1]",
                "Bucket [files]",
                "A tenant's prefix [{tenant}/]",
                "Key that reads, number, name or new [F read]",
                "Key for restore tests, number, name or new [F restore-to-scratch]",
                "Key that writes, number, name or new [F write-to-live]",
                "Account that owns the bucket",
                "The bucket's name stands in [path]",
                "The store's asset [crm-db; - for none]",
                "Rows that know every file",
                "Show what is seldom needed");
    }

    @Test
    void aNameThatIsTakenIsToldAtOnceAndAProgramIsToldWhatIsMissing() throws Exception {
        try (StateCommands commands = new StateCommands()) {
            commands.makeEmptyVault();
            Answer first = commands.run("connection", "add", "supabase", "projects", "--token=t");
            assertEquals(0, first.code(), first::toString);
            Person person = person().when("Environment", "").when("Name (such as crm)", "other");
            Answer answer = commands.asked(person, "connection", "add", "supabase", "projects");
            assertEquals(3, answer.code(), "the input ended: " + answer);
            assertTrue(person.heard().contains("A connection called projects is there already"), person::heard);

            Answer program = commands.asked(person(), "connection", "add", "supabase", "--json");
            assertEquals(64, program.code(), program::toString);
            assertTrue(
                    program.err().contains("Missing required parameter: 'NAME'; Missing required options: '--token=N'"),
                    program::err);
            Connection only = known(commands, "projects").connection();
            assertEquals("t", ((SupabaseProjects) only.provider()).reader());
        }
    }

    @Test
    void aRoleThatMayNotAddIsRefusedBeforeTheFirstQuestionAndTheRecordHasIt() throws Exception {
        try (StateCommands commands = new StateCommands()) {
            commands.makeEmptyVault();
            Files.writeString(commands.home().resolve("roles.json"), """
                    {"format": "backstay-roles/1", "people": {"jonas": "responder"}, "others": "viewer"}
                    """);
            Person person = new Person();
            Answer answer = commands.asked(person, "connection", "add");
            assertEquals(3, answer.code(), answer::toString);
            assertEquals("", person.heard(), "nothing was asked, not even the passphrase");
            assertTrue(answer.err().contains("the role responder may not"), answer::err);
            assertTrue(answer.err().contains("administrator"), answer::err);
            String record = commands.run("audit", "show", "--json").out();
            assertTrue(record.contains("connection.add") && record.contains("refused"), record);
        }
    }
}
