package io.backstay.cli.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.cli.terminal.Prompt;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// `backstay vault init`, and what every prompt of it does.
final class VaultInitTest extends VaultLine {
    private final FakeVaults vaults = absent();

    @Test
    void onATerminalThePassphraseIsTypedTwiceAndTheCodeRetyped() {
        var person = new FakePerson(PASSPHRASE, PASSPHRASE, FakePerson.SHOWN);
        Answer answer = run(vaults, person, "", "vault", "init");

        done(answer);
        assertEquals(PASSPHRASE, vaults.passphrase);
        assertEquals(vaults.code, person.shown);
        assertEquals(1, vaults.generation);
        assertEquals(
                List.of("hidden Passphrase of the new vault: ", "hidden The same again: ", "hidden Recovery code: "),
                person.heard.stream().filter(line -> line.startsWith("hidden")).toList());
        assertTrue(answer.out().contains(vaults.file.toString()), answer.out());
        assertTrue(answer.out().contains(FakeVaults.DERIVATION), answer.out());
    }

    @Test
    void nothingIsWrittenBeforeTheCodeIsRight() {
        vaults.beforeWriting = () -> assertEquals(List.of("create", "confirm", "confirm"), vaults.acts);
        var person = new FakePerson(PASSPHRASE, PASSPHRASE, "something else", FakePerson.SHOWN);
        done(run(vaults, person, "", "vault", "init"));
        assertTrue(person.heard.contains("That is not the recovery code."), person.heard::toString);
        assertEquals(1, vaults.generation);
    }

    @Test
    void aCodeThatIsNeverRightEndsItUnwritten() {
        var person = new FakePerson(PASSPHRASE, PASSPHRASE, "a", "b", "c", "d", "e", FakePerson.SHOWN);
        refused(run(vaults, person, "", "vault", "init"), 3, "That is not the recovery code.");
        assertEquals(1, person.left().size(), "five attempts");
        assertNull(vaults.passphrase);
    }

    @Test
    void anInputThatEndsBeforeTheCodeLeavesNothingWritten() {
        refused(run(vaults, new FakePerson(PASSPHRASE, PASSPHRASE), "", "vault", "init"), 3, "The input ended");
        assertNull(vaults.passphrase);
    }

    @Test
    void passphrasesThatAreWeakOrDifferAreAskedForAgain() {
        var person = new FakePerson("short", PASSPHRASE, NEXT, PASSPHRASE, PASSPHRASE, FakePerson.SHOWN);
        done(run(vaults, person, "", "vault", "init"));
        assertTrue(person.heard.contains("A passphrase has at least 15 characters."), person.heard::toString);
        assertTrue(person.heard.contains("The two differ."), person.heard::toString);
        assertEquals(PASSPHRASE, vaults.passphrase);
    }

    @Test
    void afterThreeAttemptsNoPassphraseIsAgreedOn() {
        var person = new FakePerson("short", "shorter", "shortest", PASSPHRASE);
        refused(run(vaults, person, "", "vault", "init"), 3, "No passphrase was agreed on");
        assertEquals(List.of(), vaults.acts);
    }

    @Test
    void aSuggestedPassphraseIsShownOnTheTerminalOnly() {
        var person = new FakePerson(FakePerson.SHOWN, FakePerson.SHOWN, FakePerson.SHOWN);
        done(run(vaults, person, "", "vault", "init", "--suggest"));
        assertEquals(FakeVaults.SUGGESTED, vaults.passphrase);

        refused(
                run(absent(), null, "", "vault", "init", "--suggest", "--recovery-file", path("code")),
                3,
                "on a terminal only");
        refused(
                run(absent(), person, "", "vault", "init", "--suggest", "--passphrase-file", path("pass")),
                64,
                "exclude each other");
    }

    @Test
    void withoutATerminalTheCodeGoesIntoAFileOfItsOwnersAloneBeforeTheVaultIsWritten() throws Exception {
        Path pass = secretFile("pass", PASSPHRASE + "\nanother line\n");
        Path kept = folder.resolve("code");
        vaults.beforeWriting = () -> assertTrue(Files.exists(kept), "the code is not on disk yet");
        Answer answer = run(
                vaults,
                null,
                "",
                "vault",
                "init",
                "--json",
                "--passphrase-file",
                pass.toString(),
                "--recovery-file",
                kept.toString());

        done(answer);
        assertEquals("", answer.err());
        assertEquals(PASSPHRASE, vaults.passphrase);
        assertEquals(vaults.code + "\n", Files.readString(kept));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)));
        keys(answer.document(), "vault", "derivation", "recoveryFile");
    }

    @Test
    void standardInputHoldsThePassphraseOnItsFirstLine() {
        done(run(vaults, null, PASSPHRASE + "\r\nrest\n", init("-", "code")));
        assertEquals(PASSPHRASE, vaults.passphrase);
    }

    @Test
    void withoutATerminalBothFilesAreNeeded() throws Exception {
        Path pass = secretFile("pass", PASSPHRASE);
        refused(run(vaults, null, "", "vault", "init", "--recovery-file", path("code")), 3, "--passphrase-file");
        refused(run(vaults, null, "", "vault", "init", "--passphrase-file", pass.toString()), 3, "--recovery-file");
        assertFalse(Files.exists(folder.resolve("code")));
        assertEquals(List.of(), vaults.acts);
    }

    @Test
    void aFileInThePlaceOfTheCodeIsNeverTouched() throws Exception {
        Path pass = secretFile("pass", PASSPHRASE);
        Path taken = Files.writeString(folder.resolve("taken"), "mine");
        Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("nowhere"));
        for (Path place : List.of(taken, dangling, folder)) {
            refused(run(vaults, null, "", init(pass.toString(), place.toString())), 3, "in the way");
        }
        assertEquals("mine", Files.readString(taken));
        assertTrue(Files.exists(dangling, LinkOption.NOFOLLOW_LINKS));
        assertFalse(Files.exists(folder.resolve("nowhere")));
        assertEquals(List.of(), vaults.acts);
    }

    @Test
    void aCodeThatCannotBeWrittenLeavesNoVault() throws Exception {
        Path pass = secretFile("pass", PASSPHRASE);
        refused(run(vaults, null, "", init(pass.toString(), path("no/such/folder"))), 3, "Cannot write");
        assertEquals(List.of("create"), vaults.acts);
        assertNull(vaults.passphrase);
    }

    @Test
    void aVaultThatCannotBeWrittenKeepsTheCodeAndSaysSo() throws Exception {
        Path pass = secretFile("pass", PASSPHRASE);
        vaults.failure = new BackstayException(new Failure.DiskFull("vault.bsvault", "0 bytes"));
        Answer answer = run(vaults, null, "", init(pass.toString(), path("code")));
        refused(answer, 3, "No room left");
        assertTrue(answer.err().contains("code stays, in case the vault was written"), answer.err());
        assertTrue(Files.exists(folder.resolve("code")));
    }

    @Test
    void aDiskThatIsFullIsNotAskedAboutFiveTimes() {
        vaults.failure = new BackstayException(new Failure.DiskFull("vault.bsvault", "0 bytes"));
        var person = new FakePerson(PASSPHRASE, PASSPHRASE, FakePerson.SHOWN, FakePerson.SHOWN);
        refused(run(vaults, person, "", "vault", "init"), 3, "No room left");
        assertEquals(1, person.left().size());
    }

    @Test
    void aWeakOrMissingPassphraseInAFileIsRefused() throws Exception {
        refused(run(vaults, null, "", init(secretFile("weak", "short").toString(), "code")), 3, "15 characters");
        refused(run(vaults, null, "", init(secretFile("empty", "").toString(), "code")), 3, "is missing");
        refused(
                run(
                        vaults,
                        null,
                        "",
                        init(secretFile("blank", "\n" + PASSPHRASE).toString(), "code")),
                3,
                "is missing");
        refused(run(vaults, null, "", init(path("gone"), "code")), 3, "gone");
        refused(run(vaults, null, "", init(folder.toString(), "code")), 3, folder.toString());
        refused(run(vaults, null, "", init("-", "code")), 3, "is missing");
        refused(
                run(vaults, null, "", init(secretFile("long", "x".repeat(5000)).toString(), "code")),
                3,
                "larger than the limit");
        refused(run(vaults, null, "", init(latin().toString(), "code")), 3, "no UTF-8");
        assertEquals(List.of(), vaults.acts);
    }

    private Path latin() throws Exception {
        return Files.write(secretFile("latin", ""), new byte[] {'p', (byte) 0xE4, 's'});
    }

    @Test
    void aPassphraseFileThatOthersReadIsWarnedOf() throws Exception {
        Path pass = secretFile("pass", PASSPHRASE);
        Files.setPosixFilePermissions(pass, PosixFilePermissions.fromString("rw-r-----"));
        Answer answer = run(vaults, null, "", init(pass.toString(), path("code")));
        done(answer);
        assertTrue(answer.err().contains("Others may read or change " + pass), answer.err());
    }

    @Test
    void standardInputThatIsATerminalIsRefusedForItWouldShowThePassphrase() {
        refused(
                run(vaults, new FakePerson(), PASSPHRASE, "vault", "init", "--passphrase-file", "-"),
                3,
                "would show what is typed");
    }

    @Test
    void aVaultThatIsThereIsNotMadeAgain() {
        var person = new FakePerson(PASSPHRASE);
        refused(run(locked(), person, "", "vault", "init"), 3, "There is a vault already");
        assertEquals(List.of(), person.heard, "nothing was asked");
    }

    @Test
    void ctrlCAtAPromptEndsItWithNothingWritten() throws Exception {
        var asked = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        var person = new Prompt() {
            @Override
            public char @Nullable [] hidden(String question) {
                asked.countDown();
                boolean waiting = true;
                while (waiting) {
                    try {
                        never.await();
                        waiting = false;
                    } catch (InterruptedException _) {
                        // As a terminal does: an interrupt of the reader ends no read.
                    }
                }
                return PASSPHRASE.toCharArray();
            }

            @Override
            public char @Nullable [] shown(String question) {
                return hidden(question);
            }

            @Override
            public void show(char[] line) {}

            @Override
            public void say(String line) {
                throw new AssertionError("a terminal that is being read lets nothing through");
            }
        };
        var ended = new AtomicReference<Answer>();
        Thread command = Thread.ofPlatform().start(() -> ended.set(run(vaults, person, "", "vault", "init")));
        asked.await();
        command.interrupt();
        command.join();
        never.countDown();

        assertEquals(130, ended.get().code(), () -> ended.get().toString());
        assertTrue(ended.get().err().contains("Interrupted."), ended.get().err());
        assertEquals(List.of(), vaults.acts);
    }

    private String[] init(String pass, String code) {
        return new String[] {
            "vault",
            "init",
            "--passphrase-file",
            pass,
            "--recovery-file",
            folder.resolve(code).toString()
        };
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }
}
