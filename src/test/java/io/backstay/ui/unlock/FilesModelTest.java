package io.backstay.ui.unlock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.role.Role;
import io.backstay.act.vault.VaultFound;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.Times;
import io.backstay.ui.kit.guard.Allowed;
import io.backstay.ui.kit.guard.FakeVaults;
import io.backstay.ui.kit.guard.VaultDoor;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FilesModelTest {
    private static final Instant NOW = Instant.parse("2026-03-16T02:41:07Z");

    private final FakeVaults vaults = FakeVaults.locked(NOW);

    private FilesModel model(Role role) {
        var background = new Background(Runnable::run, Runnable::run, AssertionError::new);
        return new FilesModel(
                new VaultDoor(() -> vaults, background, () -> NOW),
                background,
                new Times(ZoneOffset.UTC, ZoneId.of("Europe/Berlin")),
                new Allowed(role));
    }

    @Test
    void eachFileIsToldWithItsAgeItsStateAndWhatCanBeDone() {
        FilesModel model = model(Role.ADMINISTRATOR);
        vaults.littered();
        assertFalse(model.openProperty().get());
        model.review();
        assertTrue(model.openProperty().get());
        List<FilesModel.Row> rows = model.rowsProperty().get();
        FilesModel.Row damaged = rows.getFirst();
        assertEquals("The vault", damaged.what());
        assertEquals(Mark.BREACH, damaged.mark());
        assertEquals("Its header does not match its body.", damaged.facts());
        FilesModel.Row kept = rows.get(2);
        assertEquals("The copy that the last save kept", kept.what());
        assertEquals(Mark.HOLDS, kept.mark());
        assertEquals("Generation 40, saved Sat 14 Mar 20:41 Berlin, 1 d 7 h ago; 9 credentials", kept.facts());
        model.act(damaged, VaultFound.Act.PUT_BACK);
        assertEquals(List.of(), vaults.calls, "that cannot be done with it");
        model.act(kept, VaultFound.Act.PUT_BACK);
        assertEquals(List.of("put back"), vaults.calls);
        assertTrue(model.saidProperty().get().startsWith("The kept copy is the vault now."));
        model.act(damaged, VaultFound.Act.SET_ASIDE);
        assertEquals(List.of("put back", "set aside vault.bsvault"), vaults.calls);
        model.leave();
        assertFalse(model.openProperty().get());
    }

    @Test
    void whatIsNoVaultIsSaidAndTheListStays() {
        FilesModel model = model(Role.ADMINISTRATOR);
        vaults.found.add(new VaultFound(
                Path.of("notes.txt"), VaultFound.Kind.OTHER, null, null, Set.of(VaultFound.Act.TAKE_OVER)));
        model.review();
        FilesModel.Row row = model.rowsProperty().get().getFirst();
        model.act(row, VaultFound.Act.TAKE_OVER);
        assertNotNull(model.failureProperty().get());
        assertEquals("", model.saidProperty().get());
        assertEquals(1, model.rowsProperty().get().size());
        model.look();
        assertEquals(null, model.failureProperty().get());
    }

    @Test
    void aRoleThatMayNotIsToldWhyAndNothingIsDone() {
        FilesModel model = model(Role.RESPONDER);
        vaults.littered();
        model.review();
        FilesModel.Row kept = model.rowsProperty().get().get(2);
        assertNotNull(kept.acts().getFirst().refusal());
        model.act(kept, VaultFound.Act.PUT_BACK);
        assertEquals(List.of(), vaults.calls);
    }
}
