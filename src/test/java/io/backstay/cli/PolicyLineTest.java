package io.backstay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.DeskHome;
import io.backstay.act.LocalDesk;
import io.backstay.codec.Json;
import io.backstay.codec.Value;
import io.backstay.lab.LabSpec;
import io.backstay.lab.seed.PracticeSize;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PolicyLineTest {
    private static final String UNTIL = "2027-03-01T00:00:00Z";

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-11-26T09:00:00Z");

    private Path home = Path.of("");

    @BeforeEach
    void makeHome() throws Exception {
        home = Files.createDirectory(folder.resolve("home"));
    }

    @Test
    void aValueIsAskedForWithTheClauseThatSetIt() throws Exception {
        Ran rpo = ran("policy", "show", "agentic-labs", "--value", "rpo", "--subject", "database");
        assertEquals(0, rpo.code(), rpo::toString);
        assertTrue(rpo.out().contains("1 d"), rpo::out);
        assertTrue(rpo.out().contains("\"RPO (Recovery Point Objective) | ≤ 24 hours"), rpo::out);
        Ran nothing = ran("policy", "show", "agentic-labs", "--value", "rpo", "--subject", "configuration");
        assertEquals(2, nothing.code());
        Value document = ran("policy", "show", "expansive", "--json").document();
        assertEquals("expansive", document.fields().text("policy"));
        assertTrue(document.fields().items("settings").size() > 20, document::toString);
        assertEquals(15, document.fields().items("clauses").size());
    }

    @Test
    void anOwnPolicyIsBegunFromABuiltInOne() throws Exception {
        Ran text = ran("policy", "show", "agentic-labs", "--yaml");
        Path own = Files.writeString(
                folder.resolve("own.yaml"),
                text.out().replace("id: agentic-labs", "id: own").replace("keep: P30D", "keep: P14D"));
        assertEquals(1, ran("policy", "lint", own.toString()).code());
        Ran diff = ran("policy", "diff", "agentic-labs", own.toString());
        assertEquals(0, diff.code(), diff::toString);
        assertTrue(diff.out().contains("reduces   retention, database"), diff::out);
        assertTrue(diff.out().contains("| To: account administrators"), diff::out);
        Value document =
                ran("policy", "diff", "agentic-labs", own.toString(), "--json").document();
        assertTrue(document.fields().required("noticeRequired").bool());
        assertEquals(
                "reduces",
                document.fields().items("changes").getFirst().fields().text("effect"));

        Files.createDirectory(home.resolve("policies"));
        Files.copy(own, home.resolve("policies").resolve("own.yaml"));
        assertTrue(ran("policy", "list").out().contains("own "), "the own policy is listed");
        assertEquals(
                Files.readString(own), ran("policy", "show", "own", "--yaml").out());
    }

    @Test
    void theSchemaIsOneDocument() throws Exception {
        Ran schema = ran("policy", "show", "--schema");
        assertEquals(0, schema.code(), schema::toString);
        assertEquals("backstay-policy/1", schema.document().fields().text("title"));
    }

    @Test
    void lintTellsWhatProgramsRelyOn() throws Exception {
        Ran lint = ran("policy", "lint", "expansive", "--json");
        assertEquals(1, lint.code(), lint::toString);
        Value first = lint.document().fields().items("findings").getFirst();
        assertEquals("R1", first.fields().text("rule"));
        assertEquals("high", first.fields().text("severity"));
        assertEquals(
                "Documents and other media have a 2 hour RPO target.",
                first.fields().items("clauses").getFirst().text());
        assertTrue(first.fields().text("arithmetic").contains("3 times"), first::toString);
        assertTrue(first.fields().text("question").endsWith("?"), first::toString);
        Path steady = Files.writeString(folder.resolve("steady.yaml"), resource());
        Ran none = ran("policy", "lint", steady.toString());
        assertEquals(0, none.code(), none::toString);
        assertEquals("steady: 0 findings", none.out().strip());
    }

    @Test
    void whatIsAcceptedIsSilentUntilItsEndAndComesBack() throws Exception {
        Path own = Files.writeString(
                folder.resolve("own.yaml"), resource().replace("task: own-copy, means: the API", "task: own-copy"));
        assertEquals(1, ran("policy", "lint", own.toString()).code());
        Ran accepted = accept(own.toString(), "R17", "own-copy");
        assertEquals(0, accepted.code(), accepted::toString);
        Ran quiet = ran("policy", "lint", own.toString());
        assertEquals(0, quiet.code(), quiet::toString);
        String sentence = "Accepted until 2027-03-01 00:00:00 UTC by Sam: an export comes in spring";
        assertTrue(quiet.out().contains(sentence), quiet::out);
        now = Instant.parse(UNTIL);
        Ran back = ran("policy", "lint", own.toString());
        assertEquals(1, back.code(), back::toString);
        assertTrue(back.out().contains("Was accepted until"), back::out);
        assertTrue(ran("audit", "show", "--json").out().contains("policy.accept"), "the act is recorded");
        Value stored = Json.read(home.resolve("policies").resolve("steady.accepted.json"));
        assertEquals("backstay-accepted/1", stored.fields().text("format"));
    }

    @Test
    void whatIsWithdrawnCountsAgainAtOnceAndStaysReadable() throws Exception {
        String own = Files.writeString(
                        folder.resolve("own.yaml"),
                        resource().replace("task: own-copy, means: the API", "task: own-copy"))
                .toString();
        Ran early = withdraw(own);
        assertEquals(3, early.code(), early::toString);
        assertTrue(early.err().contains("R17 in own-copy is not accepted now"), early::err);
        accept(own, "R17", "own-copy");
        accept(own, "R17", "own-copy");
        now = now.plus(Duration.ofDays(1));
        Ran withdrawn = withdraw(own, "--json");
        assertEquals(0, withdrawn.code(), withdrawn::toString);
        List<Value> ended = withdrawn.document().fields().items("withdrawn");
        assertEquals(2, ended.size(), "both acceptances of it end");
        assertEquals(
                "a customer asked",
                ended.getFirst().fields().required("withdrawn").fields().text("reason"));
        Ran back = ran("policy", "lint", own);
        assertEquals(1, back.code(), back::toString);
        assertTrue(back.out().contains("Was accepted until 2027-03-01"), back::out);
        assertTrue(back.out().contains("by sam: a customer asked"), back::out);
        assertTrue(ran("audit", "show", "--json").out().contains("policy.withdraw"), "the act is recorded");
        assertEquals(3, withdraw(own).code(), "once withdrawn is withdrawn");
        accept(own, "R17", "own-copy");
        assertEquals(0, ran("policy", "lint", own).code(), "it can be accepted again");
    }

    @Test
    void onlyAnAdministratorWithdraws() throws Exception {
        assertEquals(0, accept("daily-two-days", "R10", "window").code());
        Path file = home.resolve("policies").resolve("daily-two-days.accepted.json");
        String before = Files.readString(file);
        Files.writeString(home.resolve("roles.json"), """
                {"format": "backstay-roles/1", "people": {"sam": "approver"}, "others": "viewer"}
                """);
        Ran refused = ran("policy withdraw daily-two-days --rule R10 --clause window --reason a".split(" "));
        assertEquals(3, refused.code(), refused::toString);
        assertEquals(before, Files.readString(file));
    }

    private Ran withdraw(String policy, String... more) {
        List<String> line = new ArrayList<>(List.of("policy", "withdraw", policy, "--rule", "R17"));
        line.addAll(List.of("--clause", "own-copy", "--reason", "a customer asked"));
        line.addAll(List.of(more));
        return ran(line.toArray(String[]::new));
    }

    @Test
    void anotherNumberIsAnotherFinding() throws Exception {
        Path own = folder.resolve("own.yaml");
        Files.writeString(own, resource().replace("atMost: PT15M}", "atMost: PT1M}"));
        assertEquals(0, accept(own.toString(), "R1", "objectives").code());
        assertTrue(ran("policy", "lint", own.toString()).out().contains("Accepted until"));
        Files.writeString(own, resource().replace("atMost: PT15M}", "atMost: PT2M}"));
        assertFalse(ran("policy", "lint", own.toString()).out().contains("ccepted until"));
    }

    @Test
    void onlyAnAdministratorAccepts() throws Exception {
        Files.writeString(home.resolve("roles.json"), """
                {"format": "backstay-roles/1", "people": {"sam": "approver"}, "others": "viewer"}
                """);
        Ran refused = accept("daily-two-days", "R10", "window");
        assertEquals(3, refused.code(), refused::toString);
        assertTrue(refused.err().contains("the role approver may not accept what contradicts itself"), refused::err);
        assertFalse(Files.exists(home.resolve("policies")));
    }

    @Test
    void whatIsNotExactlyOneFindingIsNotAccepted() throws Exception {
        Ran two = accept("agentic-labs", "R4", "region-failure");
        assertEquals(3, two.code(), two::toString);
        assertTrue(two.err().contains("region-failure + geography; instance-failure"), two::err);
        assertEquals(3, accept("agentic-labs", "R17", "region-failure").code());
        now = Instant.parse(UNTIL).plus(Duration.ofSeconds(1));
        Ran late = accept("daily-two-days", "R10", "window");
        assertEquals(3, late.code(), late::toString);
        now = Instant.parse(UNTIL).minus(Duration.ofDays(800));
        assertEquals(3, accept("daily-two-days", "R10", "window").code());
        assertFalse(Files.exists(home.resolve("policies")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "policy show",
                "policy show agentic-labs --schema",
                "policy show agentic-labs --yaml --json",
                "policy lint",
                "policy diff agentic-labs",
                "policy accept agentic-labs",
                "policy accept agentic-labs --rule R21 --clause rpo --reason a --owner b --until " + UNTIL,
                "policy accept agentic-labs --rule R1 --clause rpo --reason a --owner b --until tomorrow",
                "policy withdraw agentic-labs --rule R1 --clause rpo",
                "policy withdraw agentic-labs --rule R0 --clause rpo --reason a"
            })
    void whatMakesNoSenseIsUsage(String line) {
        assertEquals(64, ran(line.split(" ")).code());
    }

    @Test
    void aDamagedFileOfAcceptancesIsNotPassedOver() throws Exception {
        Files.createDirectory(home.resolve("policies"));
        Files.writeString(home.resolve("policies").resolve("expansive.accepted.json"), "{\"format\": \"x\"}");
        Ran ran = ran("policy", "lint", "expansive");
        assertEquals(3, ran.code(), ran::toString);
        assertTrue(ran.err().contains("expansive.accepted.json, line 1"), ran::err);
        assertEquals(
                3, ran("policy", "lint", folder.resolve("none.yaml").toString()).code());
        assertEquals(3, ran("policy", "show", "no-such").code());
    }

    private Ran accept(String policy, String rule, String clause) {
        return ran(
                "policy",
                "accept",
                policy,
                "--rule",
                rule,
                "--clause",
                clause,
                "--reason",
                "an export comes in spring",
                "--owner",
                "Sam",
                "--until",
                UNTIL);
    }

    private Ran ran(String... arguments) {
        LocalDesk.Means means = DeskHome.means();
        LabSpec labs = new LabSpec(folder.resolve("lab"), "Linux", "amd64", PracticeSize.SMALL, 1);
        return Ran.line(
                _ -> new LocalDesk(
                        new LocalDesk.Place(home, labs, "sam", "test", Ran.VERSION),
                        new LocalDesk.Means(
                                () -> now, means.random(), means.storage(), means.keys(), means.idleLimit(), List::of)),
                folder,
                arguments);
    }

    private static String resource() throws Exception {
        try (var in = PolicyLineTest.class.getResourceAsStream("/policy/lint/steady.yaml")) {
            return new String(in == null ? new byte[0] : in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
