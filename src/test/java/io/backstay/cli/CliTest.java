package io.backstay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.DeskHome;
import io.backstay.act.LocalDesk;
import io.backstay.lab.LabSpec;
import io.backstay.lab.seed.PracticeSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CliTest {
    private static final String NOWHERE = "/proc/backstay-cannot-be-made";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "practise",
                "drill --scenario earthquake",
                "drill --size medium",
                "drill --seed many",
                "drill --loudly",
                "drill --out",
                "drill extra",
                "points --limit 0",
                "points --limit 1001",
                "points --limit ten",
                "audit show --last 0",
                "audit export",
                "audit export --tenant 1003",
                "audit export --tenant= --out x",
                "audit verify one two",
                "check --manifest estate.json",
                "check --policy",
                "check --policy agentic-labs --at 2026-11-23T01:00:00",
                "check --policy agentic-labs --at yesterday",
                "check --policy agentic-labs --at 2026-13-45T01:00:00Z",
                "check --policy agentic-labs --manifest",
                "incident show",
                "policy",
                "test",
                "policy shout",
                "manifest",
                "audit",
                "vault",
                "incident",
                "restore",
                "restore undo",
                "restore undo R-0001",
                "restore undo R-0001 --dry-run --confirm Harrow",
                "restore undo R-0001 --dry-run --include invoices",
                "restore undo R-0001 --dry-run --include practice.invoices:",
                "restore run",
                "restore run --scope everything --to new-place",
                "restore run --scope environment",
                "restore run --scope environment --to new-place --dry-run",
                "restore run --scope environment --to new-place --approval harrow.approval.json",
                "restore run harrow.plan.json --scope environment --to new-place",
                "restore run harrow.plan.json --to new-place",
                "restore find",
                "restore find --tenant 3",
                "restore find --tenant 3 --around friday",
                "restore find --tenant 3 --around 2026-11-23T01:00:00",
                "restore find --tenant= --around 2026-11-23T01:00:00Z",
                "restore find --tenant 3 --around 2026-11-23T01:00:00Z --within 3",
                "restore find --tenant 3 --around 2026-11-23T01:00:00Z --within PT0S",
                "restore find --tenant 3 --around 2026-11-23T01:00:00Z --within P9999D",
                "restore find --tenant 3 --around 2026-11-23T01:00:00Z --key 7",
                "restore find --tenant 3 --around 2026-11-23T01:00:00Z --zone Atlantis",
                "--home"
            })
    void aCommandLineThatMakesNoSenseIsUsage(String typed) {
        Ran ran = ran(typed.split(" "));

        assertEquals(64, ran.code(), ran::toString);
        assertEquals("", ran.out());
        assertTrue(ran.err().startsWith("backstay: "), ran.err());
        assertTrue(ran.err().contains(" --help'."), ran.err());
        assertFalse(ran.showsTrace(), ran.err());
        assertFalse(Files.exists(home()), "nothing was opened");
    }

    @ParameterizedTest
    @CsvSource({
        "drill --scenario x, deletion, planted-trigger",
        "drill --size x, small, large",
        "points --limit 0, 1, 1000",
        "check --policy p --at noon, offset, 2026-11-23T03:00:00Z",
        "restore find --around noon, offset, Europe/Berlin"
    })
    void aRefusedWordIsAnsweredWithThoseThatArePossible(String typed, String one, String two) {
        String err = ran(typed.split(" ")).err();
        assertTrue(err.contains(one) && err.contains(two), err);
    }

    @Test
    void whatWouldMoveTheCursorOrColourTheLineIsSpeltOutInAnAnswer() {
        String hostile = "\u001b[2J\u001b[31mall is well\u202e";
        for (Ran ran : List.of(ran("check", "--policy", hostile), ran("drill", hostile))) {
            assertTrue(ran.err().contains("\\u001B[2J\\u001B[31mall is well\\u202E"), ran::toString);
            assertFalse(ran.err().chars().anyMatch(c -> c == 0x1b || c == 0x202e), ran::toString);
        }
    }

    @Test
    void aPolicyThatDoesNotExistIsInput() {
        refused(ran("check", "--policy", "no-such"), "no-such");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"empty", "words", "list", "null", "cut", "other", "deep", "deeper", "number", "long", "random"})
    void nonsenseInsteadOfAManifestIsRefusedInASentence(String kind) throws Exception {
        Path file = Files.write(folder.resolve(kind + ".json"), nonsense(kind));
        Ran ran = ran("check", "--policy", "agentic-labs", "--manifest", file.toString(), "--json");
        refused(ran, kind + ".json");
        assertTrue(ran.err().length() < 1000, "the nonsense is not repeated");
        assertFalse(Files.exists(home()), "a manifest is judged without a state folder");
    }

    private static byte[] nonsense(String kind) {
        byte[] random = new byte[1 << 20];
        new Random(7).nextBytes(random);
        return switch (kind) {
            case "empty" -> new byte[0];
            case "words" -> "this is not JSON".getBytes(UTF_8);
            case "list" -> "[1, 2, 3]".getBytes(UTF_8);
            case "null" -> "null".getBytes(UTF_8);
            case "cut" -> "{\"format\": \"backstay-manifest/1\", \"exportedAt\": \"2026-".getBytes(UTF_8);
            case "other" -> "{\"format\": \"restic/2\", \"exportedAt\": \"2026-11-23T01:00:00Z\"}".getBytes(UTF_8);
            case "deep" -> "[".repeat(3 << 20).getBytes(UTF_8);
            case "deeper" -> "{\"assets\":".repeat(1 << 19).getBytes(UTF_8);
            case "number" -> "{\"exportedAt\": 1e999999999}".getBytes(UTF_8);
            case "long" -> ("{\"estate\": \"" + "x".repeat(40 << 20) + "\"}").getBytes(UTF_8);
            default -> random;
        };
    }

    @Test
    void aManifestThatIsNotThereOrIsAFolderIsRefusedInASentence() {
        refused(
                ran(
                        "check",
                        "--policy",
                        "agentic-labs",
                        "--manifest",
                        folder.resolve("gone.json").toString()),
                "gone");
        refused(ran("check", "--policy", "agentic-labs", "--manifest", folder.toString()), folder.toString());
    }

    @Test
    void aDrillWithNowhereToWriteEndsBeforeItBegins() throws Exception {
        Path file = Files.writeString(folder.resolve("in-the-way"), "mine");
        for (Path out : List.of(file, file.resolve("below"), Path.of(NOWHERE, "drill"))) {
            refused(ran("drill", "--out", out.toString()), out.toString());
        }
        assertFalse(Files.exists(labs()), "no lab was started");
        assertEquals("mine", Files.readString(file));
    }

    @Test
    void anExportWithNowhereToWriteLeavesNothing() throws Exception {
        Path file = Files.writeString(folder.resolve("in-the-way"), "mine");
        refused(ran("manifest", "export", "--out", file.resolve("m.json").toString()), "m.json");
        refused(ran("manifest", "export", "--out", folder.toString()), folder.toString());
        refused(ran("manifest", "export", "--out", NOWHERE + "/m.json"), NOWHERE);
        try (var left = Files.list(folder)) {
            assertEquals(
                    Set.of("in-the-way", "home"),
                    left.map(path -> path.getFileName().toString()).collect(Collectors.toSet()));
        }
    }

    @Test
    void aHomeThatCannotBeMadeIsRefusedInASentence() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "mine");
        refused(ran("points", "--home", file.toString()), file.toString());
        refused(ran("points", "--home", file.resolve("below").toString()), file.toString());
        refused(ran("points", "--home", NOWHERE), NOWHERE);
    }

    @Test
    void aDamagedStateFileIsRefusedInASentence() throws Exception {
        Files.createDirectories(home());
        Files.writeString(home().resolve("catalogue.db"), "not the bytes of a database ".repeat(100));
        refused(ran("points"), "catalogue.db");
        Files.writeString(home().resolve("restores.db"), "not the bytes of a database ".repeat(100));
        refused(ran("incident", "list"), "restores.db");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INC-9999", "nonsense", "INC-99999999999999999999", "' or 1=1 --"})
    void aCaseThatDoesNotExistIsInput(String id) {
        refused(ran("incident", "show", id), id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "'; drop table points; --", "no-such"})
    void aStrangeAssetIsNoDefect(String asset) {
        Ran ran = ran("points", "--asset", asset);
        assertTrue(Set.of(0, 3, 64).contains(ran.code()), ran::toString);
        assertFalse(ran.showsTrace(), ran::toString);
        assertEquals(0, ran("points").code());
    }

    @Test
    void aPathThatNoSystemTakesIsNoDefect() {
        Ran ran = ran("check", "--policy", "agentic-labs", "--manifest", "a\0b");
        assertTrue(Set.of(3, 64).contains(ran.code()), ran::toString);
        assertFalse(ran.showsTrace(), ran::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "drill",
                "points",
                "check",
                "policy",
                "test",
                "policy list",
                "policy curve",
                "retention",
                "manifest",
                "manifest export",
                "manifest import",
                "audit",
                "audit show",
                "audit verify",
                "audit export",
                "vault",
                "vault init",
                "vault list",
                "vault add",
                "vault replace",
                "vault remove",
                "vault test",
                "vault rekey",
                "vault verify",
                "vault files",
                "vault adopt",
                "vault put-back",
                "vault accept-older",
                "vault set-aside",
                "vault import",
                "vault export",
                "incident",
                "incident new",
                "incident list",
                "incident show",
                "incident verdict",
                "incident clocks",
                "incident note",
                "incident declare",
                "incident message",
                "incident told",
                "incident claims",
                "incident probe",
                "incident handover",
                "incident export",
                "incident import",
                "verdict",
                "restore",
                "restore find",
                "restore plan",
                "restore approve",
                "restore run",
                "restore resume",
                "restore undo",
                "restore status",
                "restore list",
                "connection",
                "connection add",
                "connection list",
                "connection test",
                "connection policy",
                "connection remove",
                "sync",
                "trust",
                "trust key",
                "trust add",
                "trust list",
                "trust revoke",
                "tenant",
                "tenant map",
                "tenant show"
            })
    void everyCommandHelpsAndTellsItsVersionWithoutOpeningAnything(String command) {
        Ran help = broken(command, "--help");
        assertEquals(0, help.code(), help::toString);
        assertTrue(help.out().startsWith(("Usage: backstay " + command).strip()), help.out());
        assertTrue(help.out().contains("--home"), help.out());
        assertTrue(help.out().contains("Exit codes: 0 holds"), help.out());
        assertEquals(command.isEmpty(), help.out().contains("Without a subcommand"), help.out());
        assertEquals("", help.err());
        assertEquals(List.of(), cutSentences(help.out()), "what the list of subcommands says of these is cut off");

        Ran version = broken(command, "--version");
        assertEquals(0, version.code(), version::toString);
        assertEquals("backstay " + Ran.VERSION, version.out().strip());
        assertEquals("", version.err());
    }

    /// The subcommands that a help text lists and of which it says no whole sentence.
    private static List<String> cutSentences(String help) {
        int list = help.indexOf("Commands:\n");
        if (list < 0) {
            return List.of();
        }
        String[] rows = help.substring(list).split("\n\n", 2)[0].split("\n  (?=\\S)", -1);
        return Stream.of(rows).skip(1).filter(row -> !row.strip().endsWith(".")).toList();
    }

    @Test
    void theTestsKnowEveryCommand() {
        var known = new TreeSet<>(List.of(
                "drill",
                "points",
                "check",
                "policy",
                "retention",
                "manifest",
                "test",
                "audit",
                "vault",
                "verdict",
                "incident",
                "restore",
                "connection",
                "sync",
                "tenant",
                "trust"));
        String help = ran("--help").out();
        var told = new TreeSet<String>();
        help.substring(help.indexOf("Commands:"))
                .lines()
                .skip(1)
                .takeWhile(line -> !line.isBlank())
                .filter(line -> line.matches("  \\S.*"))
                .forEach(line -> told.add(line.strip().replaceAll("\\s.*", "")));
        assertEquals(known, told, "a command without a test; add it here and to the help test");
    }

    @ParameterizedTest
    @CsvSource({
        "policy list --json, 0",
        "points --json, 0",
        "check --policy agentic-labs --json, 2",
        "audit show --json, 0",
        "audit verify --json, 2",
        "incident list --json, 0",
        "restore list --json, 0",
        "restore status R-0001 --json, 1",
        "connection list --json, 0",
        "sync --json, 0",
        "trust list --json, 0"
    })
    void jsonIsOneDocumentAndNothingElse(String typed, int code) throws Exception {
        Ran ran = ran(typed.split(" "));
        assertEquals(code, ran.code(), ran::toString);
        ran.document();
        assertEquals("", ran.err());
    }

    @Test
    void anEmptyEstateIsExportedAndJudgedUnknown() throws Exception {
        Path file = folder.resolve("m ü.json");
        Ran exported = ran("manifest", "export", "--json", "--out", file.toString());
        assertEquals(0, exported.code(), exported::toString);
        exported.document();
        Ran judged = ran("check", "--policy", "agentic-labs", "--json", "--manifest", file.toString());
        assertEquals(2, judged.code(), judged::toString);
        judged.document();
    }

    private static void refused(Ran ran, String named) {
        assertEquals(3, ran.code(), ran::toString);
        assertEquals("", ran.out());
        assertTrue(ran.err().startsWith("backstay: "), ran.err());
        assertTrue(ran.err().contains(named), ran.err());
        assertTrue(ran.err().lines().count() >= 2, "what to do is missing: " + ran.err());
        assertFalse(ran.showsTrace(), ran.err());
    }

    private Ran broken(String command, String... more) {
        String[] words = Stream.concat(
                        Arrays.stream(command.split(" ")).filter(word -> !word.isEmpty()), Arrays.stream(more))
                .toArray(String[]::new);
        return Ran.line(_ -> new BrokenDesk(), folder.resolve("defects"), words);
    }

    private Ran ran(String... arguments) {
        return Ran.line(this::desk, folder.resolve("defects"), arguments);
    }

    private LocalDesk desk(@Nullable Path asked) {
        var labs = new LabSpec(labs(), "Linux", "amd64", PracticeSize.SMALL, 1);
        return new LocalDesk(
                new LocalDesk.Place(asked == null ? home() : asked, labs, "tester", "session", Ran.VERSION),
                DeskHome.means());
    }

    private Path home() {
        return folder.resolve("home");
    }

    private Path labs() {
        return folder.resolve("labs");
    }
}
