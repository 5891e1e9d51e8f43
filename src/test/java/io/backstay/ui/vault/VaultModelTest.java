package io.backstay.ui.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.role.Permission;
import io.backstay.act.role.Role;
import io.backstay.act.vault.Vaults.LockCause;
import io.backstay.seal.Secret;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.PaneState;
import io.backstay.ui.kit.Said;
import io.backstay.ui.kit.guard.Allowed;
import io.backstay.ui.kit.guard.FakeVaults;
import io.backstay.ui.kit.guard.VaultDoor;
import io.backstay.ui.kit.secret.CodeModel;
import io.backstay.ui.kit.secret.SecretClipboard;
import io.backstay.ui.kit.secret.Typed;
import io.backstay.ui.vault.sheet.EntryForm;
import io.backstay.ui.vault.sheet.ExportModel;
import io.backstay.ui.vault.sheet.ImportModel;
import io.backstay.ui.vault.sheet.RekeyModel;
import io.backstay.ui.vault.sheet.Removal;
import io.backstay.ui.vault.sheet.VerifyModel;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VaultModelTest {
    private static final Instant NOW = Instant.parse("2026-03-16T02:41:07Z");

    private final FakeVaults vaults = FakeVaults.open(NOW);
    private final Board board = new Board();
    private final Background background = new Background(Runnable::run, Runnable::run, AssertionError::new);
    private final VaultDoor door = new VaultDoor(() -> vaults, background, () -> NOW);
    private final SecretClipboard clipboard = new SecretClipboard(board);
    private final VaultModel model = model(Role.ADMINISTRATOR);

    @Test
    void theTitleSaysHowManyAreDue() {
        assertEquals("9 credentials, 3 due", model.title());
        assertEquals(3, model.dueProperty().get());
        assertEquals(
                model.items().stream().map(item -> item.entry().name()).sorted().toList(),
                model.items().stream().map(item -> item.entry().name()).toList());
    }

    @Test
    void aNewCredentialIsAskedForByItsKind() {
        model.add();
        EntryForm form = sheet(EntryForm.class);
        form.kindProperty().set(EntryKind.API_TOKEN);
        assertEquals(List.of(Purpose.READ, Purpose.RESTORE_TO_SCRATCH, Purpose.WRITE_TO_LIVE), form.purposes());
        form.nameProperty().set("neon-token");
        form.accountProperty().set("platform-tenants");
        form.purposeProperty().set(Purpose.WRITE_TO_LIVE);
        Typed token = Typed.of("");
        form.save(Map.of("token", token));
        assertEquals("Token is missing.", form.problemProperty().get());
        token = Typed.of("t0ken");
        form.rotateAfterDaysProperty().set("soon");
        form.save(Map.of("token", token));
        assertTrue(form.problemProperty().get().contains("number of days"));
        assertEquals("t0ken", token.text(), "what was typed stays until everything is there");
        form.rotateAfterDaysProperty().set("");
        form.save(Map.of("token", token));
        assertEquals("", token.text());
        assertNull(model.sheetProperty().get());
        assertEquals("t0ken", vaults.kept("neon-token", "token"));
        var chosen = Objects.requireNonNull(model.selectedProperty().get());
        assertEquals("neon-token", chosen.entry().name());
        assertEquals(Purpose.WRITE_TO_LIVE, chosen.entry().purpose());
        assertNull(chosen.entry().rotateAfterDays());
    }

    @Test
    void aNameThatIsTakenKeepsTheFormOpen() {
        model.add();
        EntryForm form = sheet(EntryForm.class);
        form.kindProperty().set(EntryKind.API_TOKEN);
        form.nameProperty().set("core-reader");
        form.accountProperty().set("db.core.test");
        form.save(Map.of("token", Typed.of("t0ken")));
        assertNotNull(form.attempt().failureProperty().get());
        assertNotNull(model.sheetProperty().get());
    }

    @Test
    void newFieldsTakeThePlaceOfTheOldOnes() {
        choose("core-reader");
        model.replace();
        EntryForm form = sheet(EntryForm.class);
        form.open("host").set("db.core.test");
        form.open("port").set("5432");
        form.open("database").set("core");
        form.open("user").set("reader");
        form.save(Map.of("password", Typed.of("n3w")));
        assertEquals("n3w", vaults.kept("core-reader", "password"));
        assertEquals(
                2,
                Objects.requireNonNull(model.selectedProperty().get()).entry().revision());
    }

    @Test
    void removingAsksForTheNameAndSaysWhoUsesIt() {
        choose("core-reader");
        model.remove();
        Removal removal = sheet(Removal.class);
        assertEquals(List.of("ctizero-core"), removal.item().usedBy());
        removal.typedProperty().set("core-read");
        removal.remove();
        assertFalse(vaults.calls.contains("remove core-reader"));
        removal.typedProperty().set("core-reader");
        removal.remove();
        assertTrue(vaults.calls.contains("remove core-reader"));
        assertEquals(8, model.items().size());
    }

    @Test
    void testingSaysOneSentenceAndNeverMoreThanIsKnown() {
        choose("core-reader");
        model.test();
        assertEquals(Mark.HOLDS, said().mark());
        choose("media-reader");
        model.test();
        assertEquals(Mark.BREACH, said().mark());
        choose("supabase-token");
        model.test();
        assertEquals(Mark.UNKNOWN, said().mark(), "a kind that cannot be tried is unknown");
    }

    @Test
    void aCopiedSecretLeavesWithTheLock() {
        choose("core-reader");
        model.copy("password");
        assertEquals("made-up-secret", board.text);
        assertEquals("password of core-reader", clipboard.whatProperty().get());
        assertTrue(vaults.calls.contains("reveal core-reader password"));
        model.add();
        door.lock(LockCause.OPERATOR);
        assertNull(board.text);
        assertNull(model.sheetProperty().get(), "what lay over the list is closed");
        assertEquals(List.of(), model.items());
        assertInstanceOf(PaneState.NotAllowed.class, model.stateProperty().get());
    }

    @Test
    void nothingOfAFileIsStoredBeforeItIsAdded() {
        model.importFile();
        ImportModel sheet = sheet(ImportModel.class);
        sheet.fileProperty().set("aws/nothing");
        sheet.read();
        assertNotNull(sheet.attempt().failureProperty().get());
        sheet.fileProperty().set("aws/credentials");
        sheet.read();
        assertEquals(3, sheet.chosenProperty().get());
        assertEquals(9, model.items().size());
        sheet.rows().get(2).chosenProperty().set(false);
        sheet.rows().get(0).purposeProperty().set(Purpose.RESTORE_TO_SCRATCH);
        var left = sheet.rows().get(2).found();
        sheet.add();
        assertTrue(vaults.calls.contains("add backup-reader restore-to-scratch"));
        assertTrue(vaults.calls.contains("add backup-writer write-to-live"));
        assertEquals(11, model.items().size());
        assertThrows(
                IllegalStateException.class,
                () -> left.credential().secret("secretAccessKey").lendBytes(bytes -> bytes.length),
                "what was not wanted is erased");
    }

    @Test
    void closingAnImportErasesWhatWasFound() {
        model.importFile();
        ImportModel sheet = sheet(ImportModel.class);
        sheet.fileProperty().set("aws/credentials");
        sheet.read();
        var found = sheet.rows().getFirst().found();
        door.lock(LockCause.IDLE);
        assertThrows(
                IllegalStateException.class,
                () -> found.credential().secret("secretAccessKey").lendBytes(bytes -> bytes.length));
        assertEquals(List.of("read credentials", "lock IDLE"), vaults.calls);
    }

    @Test
    void anExportIsAnotherVaultWhoseCodeIsSeenOnce() {
        model.export();
        ExportModel sheet = sheet(ExportModel.class);
        Typed first = Typed.of("");
        sheet.passphrase().suggest(first, Typed.of(FakeVaults.SUGGESTED), () -> {});
        sheet.passphrase().typed(first, Typed.of(FakeVaults.SUGGESTED));
        sheet.fileProperty().set("handover.bsvault");
        sheet.export(first);
        assertEquals(CodeModel.Step.NONE, sheet.code().stepProperty().get(), "nothing is chosen");
        sheet.chosen().add(model.items().getFirst().entry().id());
        sheet.export(first);
        assertTrue(vaults.calls.contains("export 1 to handover.bsvault"));
        assertEquals(FakeVaults.CODE, sheet.code().codeProperty().get());
        model.close();
        assertEquals("", sheet.code().codeProperty().get());
    }

    @Test
    void aNewPassphraseCountsOnceItsCodeWasTypedAgain() throws Exception {
        model.rekey();
        RekeyModel sheet = sheet(RekeyModel.class);
        Typed next = Typed.of(FakeVaults.SUGGESTED);
        sheet.passphrase().typed(next, Typed.of(FakeVaults.SUGGESTED));
        sheet.prepare(Typed.of("not the present one"), next);
        assertNotNull(sheet.attempt().failureProperty().get());
        next.put(secret(FakeVaults.SUGGESTED));
        sheet.prepare(Typed.of(FakeVaults.PASSPHRASE), next);
        assertFalse(vaults.calls.contains("rekey"));
        sheet.code().writtenDown();
        sheet.code().confirm(Typed.of(FakeVaults.CODE), sheet::written);
        assertTrue(vaults.calls.contains("rekey"));
        assertNull(model.sheetProperty().get());
        assertEquals(0, vaults.alive());
    }

    @Test
    void verifyingSaysWhatWasFound() {
        model.verify();
        VerifyModel sheet = sheet(VerifyModel.class);
        sheet.verify(Typed.of("wrong"));
        assertNotNull(sheet.attempt().failureProperty().get());
        sheet.verify(Typed.of(FakeVaults.PASSPHRASE));
        assertEquals(9, Objects.requireNonNull(sheet.foundProperty().get()).entries());
    }

    @Test
    void aRoleThatMayNotOpensNothing() {
        VaultModel responder = model(Role.RESPONDER);
        responder.add();
        responder.importFile();
        responder.export();
        responder.rekey();
        responder.remove();
        assertNull(responder.sheetProperty().get());
        responder.copy("password");
        assertNull(board.text);
        responder.test();
        assertTrue(vaults.calls.stream().anyMatch(call -> call.startsWith("test")), "a responder may try one");
        assertNotNull(responder.refusal(Permission.CHANGE_CREDENTIALS));
    }

    private VaultModel model(Role role) {
        door.onLock(clipboard::clear);
        door.refresh();
        var made = new VaultModel(door, background, new Allowed(role), clipboard);
        made.refresh();
        return made;
    }

    private void choose(String name) {
        model.selectedProperty()
                .set(model.items().stream()
                        .filter(item -> item.entry().name().equals(name))
                        .findFirst()
                        .orElseThrow());
    }

    private Said said() {
        var chosen = Objects.requireNonNull(model.selectedProperty().get());
        return Objects.requireNonNull(model.tries().said().get(chosen.entry().id()));
    }

    private <T> T sheet(Class<T> type) {
        return assertInstanceOf(type, model.sheetProperty().get());
    }

    private static Secret secret(String text) throws Exception {
        return Secret.ofChars(text.toCharArray());
    }

    /// A clipboard without a toolkit.
    private static final class Board implements SecretClipboard.Board {
        private @Nullable String text;

        @Override
        public @Nullable String text() {
            return text;
        }

        @Override
        public void put(String now) {
            text = now;
        }

        @Override
        public void clear() {
            text = null;
        }
    }
}
