package io.backstay.ui.unlock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.role.Role;
import io.backstay.act.vault.Vaults.LockCause;
import io.backstay.base.Failure;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Times;
import io.backstay.ui.kit.guard.Allowed;
import io.backstay.ui.kit.guard.FakeVaults;
import io.backstay.ui.kit.guard.VaultDoor;
import io.backstay.ui.kit.secret.CodeModel;
import io.backstay.ui.kit.secret.SecretClipboard;
import io.backstay.ui.kit.secret.Typed;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UnlockModelTest {
    private static final Instant NOW = Instant.parse("2026-03-16T02:41:07Z");
    private static final Path COPY = Path.of("backstay", "vault.bsvault.prev");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final List<String> went = new ArrayList<>();
    private final Background background = new Background(Runnable::run, Runnable::run, AssertionError::new);
    private Role role = Role.ADMINISTRATOR;
    private @Nullable VaultDoor door;

    @Test
    void thePassphraseOpensAndTheFieldKeepsNothing() {
        FakeVaults vaults = FakeVaults.locked(NOW);
        UnlockModel model = open(vaults);
        assertEquals(UnlockModel.Card.EVERY_DAY, model.cardProperty().get());
        assertEquals("9 credentials stay encrypted until you do.", model.promise());
        assertEquals("Last opened Sun 15 Mar 22:41 Berlin, on this computer", model.lastOpened());
        Typed typed = Typed.of(FakeVaults.PASSPHRASE);
        model.unlock(typed);
        assertEquals("", typed.text());
        assertTrue(door().isOpen());
        assertFalse(door().coveredProperty().get());
        assertNull(model.troubleProperty().get());
    }

    @Test
    void theRecoveryCodeOpensInTheSameField() {
        UnlockModel model = open(FakeVaults.locked(NOW));
        model.unlock(Typed.of(FakeVaults.CODE));
        assertTrue(door().isOpen());
    }

    @Test
    void whatIsWrongIsSaidInTheSameWordsAndThenOneWaits() {
        FakeVaults vaults = FakeVaults.locked(NOW);
        UnlockModel model = open(vaults);
        model.unlock(Typed.of("not this one"));
        Trouble first = model.troubleProperty().get();
        model.unlock(Typed.of("7K3QF-AAAAA-AAAAA-AAAAA-AAAAA-AAAAA-AAAAA"));
        assertEquals(first, model.troubleProperty().get(), "a wrong code is no other trouble");
        assertEquals("", model.waitProperty().get());
        model.unlock(Typed.of("nor this"));
        assertEquals("Wait 2 s", model.waitProperty().get());
        Typed early = Typed.of(FakeVaults.PASSPHRASE);
        model.unlock(early);
        assertEquals(3, vaults.calls.size(), "nothing is tried while one waits");
        assertEquals(FakeVaults.PASSPHRASE, early.text(), "and what was typed is not lost");
        now.set(NOW.plusSeconds(2));
        vaults.at(now.get());
        door().tick();
        assertEquals("", model.waitProperty().get());
        model.unlock(early);
        assertTrue(door().isOpen());
    }

    @Test
    void aDamagedFileOffersTheKeptCopyBeforeAnythingIsTyped() {
        UnlockModel model = open(FakeVaults.locked(NOW).damaged("its header does not match its body", COPY));
        Trouble trouble = Objects.requireNonNull(model.troubleProperty().get());
        assertEquals(Trouble.Kind.DAMAGED, trouble.kind());
        assertTrue(trouble.blocks());
        assertEquals(COPY, trouble.copyAt());
        assertTrue(trouble.why().contains("was kept"), trouble.why());
    }

    @Test
    void aNewerVaultIsExplainedAndAnOlderOneIsOpenedOnceThatWasSaid() {
        UnlockModel newer = open(FakeVaults.locked(NOW)
                .refusing(new Failure.Unsupported("A vault of version 2", "Install a newer Backstay.")));
        newer.unlock(Typed.of(FakeVaults.PASSPHRASE));
        assertEquals(
                Trouble.Kind.NEWER,
                Objects.requireNonNull(newer.troubleProperty().get()).kind());
        FakeVaults vaults = FakeVaults.locked(NOW)
                .refusing(new Failure.Conflict("Generation 38 was put back; 41 was seen", "Find the newer file."));
        UnlockModel older = open(vaults);
        assertFalse(older.opensOlder());
        older.unlock(Typed.of(FakeVaults.PASSPHRASE));
        Trouble trouble = Objects.requireNonNull(older.troubleProperty().get());
        assertEquals(Trouble.Kind.OLDER, trouble.kind());
        assertTrue(older.opensOlder());
        older.unlock(Typed.of(FakeVaults.PASSPHRASE));
        assertEquals(List.of("unlock", "accept older", "unlock"), vaults.calls);
        assertFalse(older.opensOlder());
    }

    @Test
    void aRoleThatMayNotUnlockIsToldSoAndNotThatThePassphraseIsWrong() {
        UnlockModel model = open(FakeVaults.locked(NOW)
                .refusing(new Failure.Refused("Backstay", "the role viewer may not unlock", "Ask a responder.")));
        model.unlock(Typed.of(FakeVaults.PASSPHRASE));
        Trouble trouble = Objects.requireNonNull(model.troubleProperty().get());
        assertEquals(Trouble.Kind.OTHER, trouble.kind());
        assertTrue(trouble.title().contains("may not unlock"), trouble.title());
    }

    @Test
    void theKeptCopyOfADamagedVaultIsPutBackOnceItWasSaidWhatIsLost() {
        FakeVaults vaults = FakeVaults.locked(NOW).damaged("its header does not match its body", COPY);
        UnlockModel model = open(vaults);
        assertTrue(model.lossProperty().get().contains("the last 2 saves"), model.lossProperty()::get);
        model.putBack();
        assertTrue(vaults.calls.contains("put back"), vaults.calls::toString);
        assertNull(model.troubleProperty().get());
        UnlockModel none = open(FakeVaults.locked(NOW).damaged("its header does not match its body", null));
        assertEquals("", none.lossProperty().get());
        none.putBack();
        assertEquals(
                Trouble.Kind.DAMAGED,
                Objects.requireNonNull(none.troubleProperty().get()).kind());
    }

    @Test
    void aVaultFromElsewhereIsTakenOverAndWhatIsNoneIsSaid() {
        UnlockModel model = open(new FakeVaults(NOW));
        FirstRunModel first = model.firstRun();
        first.adopt();
        assertNull(first.failureProperty().get(), "nothing was named");
        first.sourceProperty().set("notes.txt");
        first.adopt();
        assertNotNull(first.failureProperty().get());
        first.sourceProperty().set("ops.bsvault");
        first.adopt();
        assertNull(first.failureProperty().get());
        assertEquals(UnlockModel.Card.EVERY_DAY, model.cardProperty().get());
    }

    @Test
    void lockingShowsTheCardWithoutAnOldTrouble() {
        FakeVaults vaults = FakeVaults.locked(NOW);
        UnlockModel model = open(vaults);
        model.unlock(Typed.of("wrong"));
        model.unlock(Typed.of(FakeVaults.PASSPHRASE));
        door().lock(LockCause.OPERATOR);
        assertEquals(UnlockModel.Card.EVERY_DAY, model.cardProperty().get());
        assertNull(model.troubleProperty().get());
        model.passBy();
        assertFalse(door().coveredProperty().get());
        assertTrue(door().isLocked());
    }

    @Test
    void aFirstRunMakesAVaultOnlyAfterTheCodeWasTypedAgain() {
        FakeVaults vaults = new FakeVaults(NOW);
        UnlockModel model = open(vaults);
        assertEquals(UnlockModel.Card.FIRST_RUN, model.cardProperty().get());
        FirstRunModel first = model.firstRun();
        Typed typed = Typed.of("");
        Typed again = Typed.of("");
        first.make(typed);
        assertEquals(CodeModel.Step.NONE, first.code().stepProperty().get(), "nothing was typed");
        first.passphrase().suggest(typed, again, () -> {});
        first.make(typed);
        assertEquals("", typed.text());
        assertEquals(CodeModel.Step.SHOWN, first.code().stepProperty().get());
        assertEquals(
                "Argon2id, 256 MiB, 3 passes: about 0.8 s here", first.code().derivation());
        first.code().writtenDown();
        first.code().confirm(Typed.of(FakeVaults.CODE), first::written);
        assertTrue(door().isOpen());
        assertEquals(List.of("create"), vaults.calls);
    }

    @Test
    void leavingTheFirstRunForgetsWhatWasPrepared() {
        FakeVaults vaults = new FakeVaults(NOW);
        FirstRunModel first = open(vaults).firstRun();
        Typed typed = Typed.of("");
        first.passphrase().suggest(typed, Typed.of(""), () -> {});
        Typed again = Typed.of(FakeVaults.SUGGESTED);
        first.passphrase().typed(typed, again);
        first.make(typed);
        assertEquals(1, vaults.alive());
        first.practise();
        assertEquals(0, vaults.alive());
        assertEquals(List.of("lab"), went);
        assertEquals(List.of(), vaults.calls);
    }

    @Test
    void aRoleThatMayNotIsToldSo() {
        role = Role.RESPONDER;
        FakeVaults vaults = new FakeVaults(NOW);
        FirstRunModel first = open(vaults).firstRun();
        Typed typed = Typed.of(FakeVaults.SUGGESTED);
        first.passphrase().typed(typed, Typed.of(FakeVaults.SUGGESTED));
        first.make(typed);
        assertEquals(CodeModel.Step.NONE, first.code().stepProperty().get());
        assertTrue(String.valueOf(first.refusal()).contains("administrator"));
    }

    private UnlockModel open(FakeVaults vaults) {
        VaultDoor opened = new VaultDoor(() -> vaults, background, now::get);
        door = opened;
        var first = new FirstRunModel(
                opened,
                background,
                new Allowed(role),
                new SecretClipboard(new NoBoard()),
                new FirstRunModel.Ways(() -> went.add("lab"), () -> went.add("overview")));
        var model = new UnlockModel(
                opened, background, new Times(ZoneId.of("Australia/Melbourne"), ZoneId.of("Europe/Berlin")), first);
        opened.refresh();
        return model;
    }

    private VaultDoor door() {
        return Objects.requireNonNull(door);
    }

    /// Holds nothing.
    private static final class NoBoard implements SecretClipboard.Board {
        @Override
        public @Nullable String text() {
            return null;
        }

        @Override
        public void put(String text) {
            throw new AssertionError("nothing is copied here");
        }

        @Override
        public void clear() {
            throw new AssertionError("nothing was copied here");
        }
    }
}
