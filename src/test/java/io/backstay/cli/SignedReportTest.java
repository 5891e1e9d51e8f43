package io.backstay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.codec.Value;
import io.backstay.seal.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A final report that was signed, and what a reader finds when something of it was changed.
final class SignedReportTest {
    private static final long END_SECONDS = 60;

    @TempDir
    static Path folder;

    @BeforeAll
    static void sign() throws Exception {
        Path pass = Files.writeString(folder.resolve("pass"), "seven quiet otters row past the mill\n");
        Ran made = line("vault", "init", "--passphrase-file", pass.toString(), "--recovery-file", path("code"));
        assertEquals(0, made.code(), made::toString);
        Path manifest = Files.writeString(folder.resolve("estate.json"), """
                {"format": "backstay-manifest/1", "exportedAt": "2026-03-16T01:00:00Z", "estate": "Made",
                 "assets": [{"id": "db", "kind": "database", "environment": "production"}],
                 "recoveryPoints": [], "restoreTests": []}
                """);
        Ran opened = line(
                ("incident new --policy tax-agent-portal --firm Harrow --dataset invoices --around 2026-03-13T17:51"
                                + " --zone Australia/Melbourne --asked-by Priya --manifest " + manifest)
                        .split(" "));
        assertTrue(opened.out().contains("INC-0001"), opened::toString);
        for (String variant : List.of("auditor", "customer")) {
            Ran written = line(("incident report INC-0001 --variant " + variant + " --final --sign --passphrase-file "
                            + pass + " --out " + folder.resolve(variant))
                    .split(" "));
            assertEquals(0, written.code(), written::toString);
            assertTrue(written.out().contains("report.signed.json"), written.out());
        }
    }

    private static Ran line(String... words) {
        return Offline.line(folder, words);
    }

    private static String path(String name) {
        return folder.resolve(name).toString();
    }

    private static Ran verify(Path report, String... more) {
        return line(Stream.concat(Stream.of("incident", "verify", report.toString()), Stream.of(more))
                .toArray(String[]::new));
    }

    /// The same report elsewhere, to be changed.
    private static Path copy(String variant, String as) throws IOException {
        Path from = folder.resolve(variant);
        Path to = folder.resolve(as);
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Files.copy(each, to.resolve(from.relativize(each).toString()));
            }
        }
        return to;
    }

    private static Path signed(Path report) {
        return report.resolve("report.signed.json");
    }

    private static String payload(Path report) throws IOException {
        String envelope = Files.readString(signed(report));
        String base64 = envelope.replaceAll(".*\"payload\":\"([^\"]*)\".*", "$1");
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    @Test
    void whatWasSignedHoldsAndNamesEveryFileTheEvidenceAndTheRecord() throws Exception {
        Ran ran = verify(folder.resolve("auditor"), "--json");
        assertEquals(0, ran.code(), ran::toString);
        Value.Members said = (Value.Members) ran.document();
        Value verdict = Objects.requireNonNull(said.values().get("verdict"));
        assertEquals("verified", verdict.text());
        String all = ran.out();
        String payload = payload(folder.resolve("auditor"));
        try (Stream<Path> files = Files.walk(folder.resolve("auditor"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.resolve("auditor").relativize(file).toString();
                assertEquals(!name.equals("report.signed.json"), payload.contains("\"" + name + "\""), name);
            }
        }
        assertTrue(payload.contains("evidence/0001-intake.json"), payload);
        assertTrue(payload.contains("\"finalBy\":\"tester\""), payload);
        assertTrue(all.contains("The record of acts here is the one that the report names."), all);
        Ran record = line("audit", "show", "--json");
        assertTrue(record.out().contains("\"signed\""), "the record has the hash of what was signed");
        String entry = payload.replaceAll(".*\"entry\":(\\d+).*", "$1");
        assertTrue(Long.parseLong(entry) > 0, payload);
    }

    @Test
    void theHashesOfTheAppendixAreThoseOfThePapersBesideIt() throws Exception {
        String markdown = Files.readString(folder.resolve("auditor/report.md"));
        String payload = payload(folder.resolve("auditor"));
        try (Stream<Path> papers = Files.list(folder.resolve("auditor/evidence"))) {
            List<Path> all = papers.toList();
            assertFalse(all.isEmpty());
            for (Path paper : all) {
                String hash = Digest.hex(Files.readAllBytes(paper));
                assertTrue(markdown.contains(hash), () -> paper + " is not in the appendix");
                assertTrue(payload.contains(hash), () -> paper + " is not signed");
            }
        }
    }

    @Test
    void whatGoesToTheCustomerNamesNobodyOfOursAndTakesNoPapersAlong() throws Exception {
        assertFalse(Files.exists(folder.resolve("customer/evidence")));
        String payload = payload(folder.resolve("customer"));
        assertFalse(payload.contains("tester"), payload);
        assertEquals(0, verify(folder.resolve("customer")).code());
    }

    @Test
    void aChangedFileAMissingOneAndAPaperAreNamedOneSentenceEach() throws Exception {
        Path report = copy("auditor", "changed");
        byte[] pdf = Files.readAllBytes(report.resolve("report.pdf"));
        pdf[pdf.length / 2] ^= 1;
        Files.write(report.resolve("report.pdf"), pdf);
        Files.delete(report.resolve("report.html"));
        Files.writeString(report.resolve("evidence/0001-intake.json"), "{}");
        Ran ran = verify(report);
        assertEquals(1, ran.code(), ran::toString);
        assertTrue(
                ran.out().matches("(?s).*report\\.pdf +It was changed: its SHA-256 is not the signed one.*"),
                ran.out());
        assertTrue(ran.out().matches("(?s).*report\\.html +It was signed and is not there.*"), ran.out());
        assertTrue(ran.out().matches("(?s).*intake\\.json +It was changed: it has 2 bytes, .*"), ran.out());
        assertTrue(ran.out().matches("(?s).*report\\.md +It is as it was signed.*"), ran.out());
    }

    @Test
    void everyChangedLetterOfWhatIsSignedIsSeen() throws Exception {
        Path report = copy("customer", "resigned");
        String envelope = Files.readString(signed(report));
        String words = payload(report).replace("INC-0001", "INC-0002");
        String forged = Base64.getEncoder().encodeToString(words.getBytes(StandardCharsets.UTF_8));
        Files.writeString(
                signed(report), envelope.replaceAll("\"payload\":\"[^\"]*\"", "\"payload\":\"" + forged + "\""));
        Ran ran = verify(report);
        assertEquals(1, ran.code(), ran::toString);
        assertTrue(ran.out().contains("The signature is wrong"), ran.out());
    }

    @Test
    void aKeyThatNobodyComparedIsUndecidedAndCountsOnceItIsNamed() throws Exception {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        String report = folder.resolve("auditor").toString();
        Ran stranger = Offline.line(elsewhere, "incident", "verify", report);
        assertEquals(2, stranger.code(), stranger::toString);
        assertTrue(stranger.out().contains("which does not count here"), stranger.out());
        assertFalse(Files.exists(elsewhere.resolve("home/audit.db")), "checking makes nothing");
        String key = payload(folder.resolve("auditor")).replaceAll(".*\"key\":\"([^\"]*)\".*", "$1");
        Path keys = Files.writeString(elsewhere.resolve("keys.txt"), key + "\n");
        Ran told = Offline.line(elsewhere, "incident", "verify", report, "--trust", keys.toString());
        assertEquals(0, told.code(), told::toString);
    }

    @Test
    void whatIsNoSignedReportIsAFailureOfTheInput() throws Exception {
        Ran absent = verify(Files.createDirectories(folder.resolve("empty")));
        assertEquals(3, absent.code(), absent::toString);
        Path other = Files.writeString(folder.resolve("other.json"), "{\"payload\": 1}");
        assertEquals(3, verify(other).code());
        assertEquals(64, line("incident", "verify").code());
    }

    @Test
    void aNewDraftInTheSameFolderTakesTheOldSignatureAndThePapersAway() throws Exception {
        Path report = copy("auditor", "again");
        Ran draft = line("incident", "report", "INC-0001", "--variant", "nda", "--out", report.toString());
        assertEquals(0, draft.code(), draft::toString);
        assertFalse(Files.exists(signed(report)));
        try (Stream<Path> papers = Files.list(report.resolve("evidence"))) {
            assertEquals(0, papers.count());
        }
        Ran locked = line("incident", "report", "INC-0001", "--variant", "auditor", "--out", report.toString());
        assertEquals(0, locked.code(), locked::toString);
        assertTrue(locked.out().contains("Not signed, since the vault is locked"), locked.out());
    }

    @Test
    @Tag("peers")
    void opensslAloneComesToTheSame() throws Exception {
        Path report = copy("auditor", "openssl");
        assertEquals("Verified", openssl(report));
        String envelope = Files.readString(signed(report));
        String forged = Base64.getEncoder()
                .encodeToString(payload(report).replace("INC-0001", "INC-0002").getBytes(StandardCharsets.UTF_8));
        Files.writeString(
                signed(report), envelope.replaceAll("\"payload\":\"[^\"]*\"", "\"payload\":\"" + forged + "\""));
        assertEquals("Failure", openssl(report));
    }

    /// Runs the lines of `docs/formats/report.md` as they stand there.
    private static String openssl(Path report) throws Exception {
        String page = Files.readString(Path.of("docs/formats/report.md"));
        String script = page.substring(page.indexOf("```sh\n") + 6, page.indexOf("\n```", page.indexOf("```sh\n")));
        Process shell = new ProcessBuilder("sh", "-c", script)
                .directory(report.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(shell.waitFor(END_SECONDS, TimeUnit.SECONDS), said);
        String hash = Digest.hex(Files.readAllBytes(report.resolve("report.pdf")));
        assertTrue(said.contains(hash), said);
        assertTrue(payload(report).contains(hash));
        return said.contains("Signature Verified Successfully")
                ? "Verified"
                : said.contains("Signature Verification Failure") ? "Failure" : said;
    }
}
