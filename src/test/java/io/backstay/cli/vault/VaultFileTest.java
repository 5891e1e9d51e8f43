package io.backstay.cli.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.vault.Vaults;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.codec.Value;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The vault as a file: a new passphrase, verifying, importing, exporting.
final class VaultFileTest extends VaultLine {
    private final FakeVaults vaults = locked();

    @Test
    void aNewPassphraseIsAskedForAfterTheOldOneAndTheCodeRetyped() {
        String oldCode = vaults.code;
        var person = new FakePerson(PASSPHRASE, NEXT, NEXT, FakePerson.SHOWN);
        Answer answer = run(vaults, person, "", "vault", "rekey");
        done(answer);
        assertEquals(NEXT, vaults.passphrase);
        assertFalse(vaults.code.equals(oldCode));
        assertTrue(answer.out().contains("older copies of it still open with the old ones"), answer.out());
    }

    @Test
    void aNewPassphraseFromStandardInputIsTheLineAfterTheOldOne() throws Exception {
        Path kept = folder.resolve("code");
        Answer answer = run(
                vaults,
                null,
                PASSPHRASE + "\n" + NEXT + "\n",
                "vault",
                "rekey",
                "--json",
                "--passphrase-file",
                "-",
                "--recovery-file",
                kept.toString());
        done(answer);
        assertEquals(NEXT, vaults.passphrase);
        assertEquals(vaults.code + "\n", Files.readString(kept));
        keys(answer.document(), "vault", "derivation", "recoveryFile");
    }

    @Test
    void aNewPassphraseNeedsTheOldOne() throws Exception {
        String[] words = {
            "vault",
            "rekey",
            "--passphrase-file",
            secretFile("old", NEXT).toString(),
            "--new-passphrase-file",
            secretFile("new", NEXT).toString(),
            "--recovery-file",
            folder.resolve("code").toString()
        };
        refused(run(vaults, null, "", words), 3, "that is not its passphrase");
        assertEquals(PASSPHRASE, vaults.passphrase);
        assertFalse(Files.exists(folder.resolve("code")));
    }

    @Test
    void aNewPassphraseWithoutATerminalNeedsAllItsFiles() throws Exception {
        String pass = secretFile("pass", PASSPHRASE).toString();
        refused(run(vaults, null, "", "vault", "rekey", "--passphrase-file", pass), 3, "--recovery-file");
        refused(
                run(
                        vaults,
                        null,
                        "",
                        "vault",
                        "rekey",
                        "--passphrase-file",
                        pass,
                        "--recovery-file",
                        folder.resolve("code").toString()),
                3,
                "--new-passphrase-file");
        assertEquals(PASSPHRASE, vaults.passphrase);
        assertFalse(Files.exists(folder.resolve("code")));
    }

    @Test
    void verifyingTellsWholeFromDamagedFromAnotherPassphrase() throws Exception {
        String[] words = {"vault", "verify", "--json", "--passphrase-file", "-"};
        Answer whole = run(vaults, null, PASSPHRASE, words);
        done(whole);
        keys(whole.document(), "verdict", "file", "entries", "generation", "vaultId", "problem");
        assertEquals("verified", member(whole, "verdict").text());

        refused(run(vaults, null, NEXT, words), 3, "that is not its passphrase");
        refused(run(absent(), null, NEXT, words), 3, "vault init");

        vaults.brokenEntry = "entry 3 does not open";
        Answer broken = run(vaults, null, PASSPHRASE, words);
        assertEquals(1, broken.code(), broken::toString);
        assertEquals("tampered", member(broken, "verdict").text());
        assertEquals("entry 3 does not open", member(broken, "problem").text());
    }

    @Test
    void verifyingADamagedHeaderAsksForNoPassphrase() {
        vaults.damage = "it ends too early";
        var person = new FakePerson(PASSPHRASE);
        Answer answer = run(vaults, person, "", "vault", "verify");
        assertEquals(1, answer.code(), answer::toString);
        assertTrue(answer.out().contains("it ends too early"), answer.out());
        assertEquals(List.of(), person.heard);
    }

    @Test
    void verifyingAFileElsewhereLooksAtThatOne() throws Exception {
        Answer answer =
                run(absent(), null, NEXT, "vault", "verify", "moved.bsvault", "--json", "--passphrase-file", "-");
        done(answer);
        assertEquals("moved.bsvault", member(answer, "file").text());
        assertEquals(7, member(answer, "generation").whole());
    }

    @Test
    void importingShowsWhatWasFoundAndAsks() throws Exception {
        vaults.found = List.of(found("reader"), found("writer"));
        var no = new FakePerson(PASSPHRASE, "y");
        assertEquals(1, run(vaults, no, "", "vault", "import", "credentials").code());
        assertEquals(0, vaults.size());
        assertTrue(
                no.heard.contains("  profile reader, line 4: reader, API token for read of acct"), no.heard::toString);

        vaults.found = List.of(found("reader"), found("writer"));
        var yes = new FakePerson(PASSPHRASE, "Yes");
        Answer answer = run(vaults, yes, "", "vault", "import", "credentials", "--purpose", "write-to-live");
        done(answer);
        assertEquals(Purpose.WRITE_TO_LIVE, vaults.of("writer").entry().purpose());
        assertEquals(TOKEN + "-reader", vaults.of("reader").fields().get("token"));
        assertTrue(answer.out().contains("still holds them in the clear"), answer.out());
    }

    @Test
    void whatWasFoundIsClosedWhateverHappens() throws Exception {
        vaults.found = List.of(found("reader"));
        Vaults.Found found = vaults.found.getFirst();
        assertEquals(
                1,
                run(vaults, new FakePerson(PASSPHRASE, "no"), "", "vault", "import", "x")
                        .code());
        assertThrows(
                IllegalStateException.class,
                () -> FakeVaults.text(found.credential().secret("token")));
    }

    @Test
    void importingWithoutATerminalTakesYes() throws Exception {
        vaults.found = List.of(found("reader"));
        String[] words = {"vault", "import", "credentials", "--json", "--passphrase-file", "-"};
        refused(run(vaults, null, PASSPHRASE, words), 3, "--yes");
        assertEquals(List.of(), vaults.acts);

        String[] sure = {"vault", "import", "credentials", "--json", "--passphrase-file", "-", "--yes"};
        Answer answer = run(vaults, null, PASSPHRASE, sure);
        done(answer);
        keys(answer.document(), "file", "added");
        if (answer.document().get("added") instanceof Value.Items(var _, var added)
                && added.getFirst() instanceof Value.Members(var _, var one)) {
            assertEquals(
                    "profile reader, line 4",
                    Objects.requireNonNull(one.get("where")).text());
        } else {
            throw new AssertionError(answer.out());
        }
    }

    @Test
    void importingANameThatIsTakenAddsNothing() throws Exception {
        vaults.put(EntryKind.API_TOKEN, "writer", Map.of());
        vaults.found = List.of(found("reader"), found("writer"));
        refused(run(vaults, null, PASSPHRASE, imports()), 3, "The name 'writer' of profile writer, line 4 is taken");
        vaults.found = List.of(found("twice"), found("twice"));
        refused(run(vaults, null, PASSPHRASE, imports()), 3, "is taken");
        assertEquals(1, vaults.size());
    }

    @Test
    void importingNothingDoesNotHold() throws Exception {
        Answer answer = run(vaults, null, PASSPHRASE, imports());
        assertEquals(1, answer.code(), answer::toString);
        assertTrue(answer.out().contains("No credential was found"), answer.out());
    }

    private static String[] imports() {
        return new String[] {"vault", "import", "credentials", "--yes", "--passphrase-file", "-"};
    }

    private static Vaults.Found found(String name) throws Exception {
        return new Vaults.Found(
                "profile " + name + ", line 4",
                new Vaults.Draft(EntryKind.API_TOKEN, Purpose.READ, name, "acct", null, null),
                Credential.of(EntryKind.API_TOKEN, Map.of("token", FakeVaults.secret(TOKEN + "-" + name))));
    }

    @Test
    void exportingWritesChosenEntriesWithAPassphraseAndACodeOfTheirOwn() throws Exception {
        vaults.put(EntryKind.API_TOKEN, "One", Map.of("token", TOKEN));
        vaults.put(EntryKind.API_TOKEN, "Two", Map.of("token", TOKEN));
        Path kept = folder.resolve("code");
        Answer answer = run(vaults, null, PASSPHRASE + "\n" + NEXT, exported("--entry", "One", "--entry", "Two"));
        done(answer);
        assertTrue(vaults.acts.contains("export 2"), vaults.acts::toString);
        assertEquals(FakeVaults.CANARY + "-CODE-2\n", Files.readString(kept));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)));
        keys(answer.document(), "file", "entries", "recoveryFile");
    }

    @Test
    void exportingOnATerminalShowsTheCode() {
        vaults.put(EntryKind.API_TOKEN, "One", Map.of("token", TOKEN));
        var person = new FakePerson(PASSPHRASE, NEXT, NEXT, "");
        done(run(vaults, person, "", "vault", "export", target(), "--entry", "One"));
        assertEquals(FakeVaults.CANARY + "-CODE-2", person.shown);
    }

    @Test
    void exportingOverAFileIsRefused() throws Exception {
        Files.writeString(Path.of(target()), "mine");
        refused(run(vaults, null, PASSPHRASE + "\n" + NEXT, exported("--entry", "One")), 3, "in the way");
        assertEquals("mine", Files.readString(Path.of(target())));
        assertEquals(List.of(), vaults.acts);
    }

    @Test
    void exportingWhatIsNotThereWritesNothing() {
        refused(run(vaults, null, PASSPHRASE + "\n" + NEXT, exported("--entry", "One")), 3, "named 'One'");
        assertFalse(Files.exists(Path.of(target())));
        assertFalse(Files.exists(folder.resolve("code")));
    }

    @Test
    void anExportThatFailsLeavesNoCode() {
        vaults.put(EntryKind.API_TOKEN, "One", Map.of("token", TOKEN));
        vaults.failure = new BackstayException(new Failure.DiskFull("x.bsvault", "0 bytes"));
        refused(run(vaults, null, PASSPHRASE + "\n" + NEXT, exported("--entry", "One")), 3, "No room left");
        assertFalse(Files.exists(folder.resolve("code")));
    }

    @Test
    void anExportWhoseCodeWasNotSeenSaysSo() {
        vaults.put(EntryKind.API_TOKEN, "One", Map.of("token", TOKEN));
        var person = new FakePerson(PASSPHRASE, NEXT, NEXT);
        Answer answer = run(vaults, person, "", "vault", "export", target(), "--entry", "One");
        refused(answer, 3, "its recovery code was not kept");
    }

    private String target() {
        return folder.resolve("x.bsvault").toString();
    }

    private String[] exported(String... more) {
        var words = new ArrayList<>(List.of(
                "vault",
                "export",
                target(),
                "--json",
                "--passphrase-file",
                "-",
                "--recovery-file",
                folder.resolve("code").toString()));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    private static Value member(Answer answer, String name) throws Exception {
        return Objects.requireNonNull(answer.document().get(name), name);
    }
}
