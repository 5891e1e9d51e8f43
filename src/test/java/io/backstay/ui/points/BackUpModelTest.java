package io.backstay.ui.points;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.connection.Connections.Created;
import io.backstay.act.role.Role;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.lab.Lab;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.Said;
import io.backstay.ui.kit.guard.Allowed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BackUpModelTest {
    private static final AssetId CRM = new AssetId("crm");

    private final List<Throwable> defects = new ArrayList<>();
    private final List<AssetId> made = new ArrayList<>();
    private final List<String> listed = new ArrayList<>();
    private boolean open;

    private BackUpModel model(Role role, BackUpModel.Making making) {
        var background = new Background(Runnable::run, Runnable::run, defects::add);
        return new BackUpModel(making, background, new Allowed(role), () -> open, () -> listed.add("again"));
    }

    private Created make(AssetId asset) {
        made.add(asset);
        return new Created("crm", asset.value(), "backstay-crm-1", "backstay-crm-1");
    }

    private static Said said(BackUpModel model) {
        Said said = model.saidProperty().get();
        assertNotNull(said);
        return said;
    }

    @Test
    void aBackupIsMadeOnceAndThePointsAreReadAgain() {
        open = true;
        BackUpModel model = model(Role.RESPONDER, (asset, _) -> make(asset));
        assertNull(model.refusal(CRM));
        model.make(CRM);
        assertEquals(List.of(CRM), made);
        assertEquals(List.of("again"), listed);
        assertEquals(new Said(Mark.HOLDS, "backstay-crm-1 can be restored from."), said(model));
        assertEquals("", model.doingProperty().get());
        assertEquals(List.of(), defects);
    }

    @Test
    void whileOneIsMadeNoOtherIsBegun() {
        open = true;
        BackUpModel[] model = new BackUpModel[1];
        model[0] = model(Role.RESPONDER, (asset, progress) -> {
            progress.step("Taking a base backup");
            model[0].make(CRM);
            return make(asset);
        });
        model[0].make(CRM);
        assertEquals(List.of(CRM), made);
    }

    @Test
    void withALockedVaultOnlyTheLabIsBackedUp() {
        BackUpModel model = model(Role.RESPONDER, (asset, _) -> make(asset));
        model.make(CRM);
        assertEquals(List.of(), made);
        assertTrue(said(model).sentence().contains("Unlock the vault"), said(model)::sentence);
        model.make(Lab.DATABASE);
        assertEquals(List.of(Lab.DATABASE), made);
    }

    @Test
    void aViewerIsToldWhyNot() {
        open = true;
        BackUpModel model = model(Role.VIEWER, (asset, _) -> make(asset));
        model.make(CRM);
        assertEquals(List.of(), made);
        assertEquals(model.refusal(CRM), said(model).sentence());
    }

    @Test
    void whatItsProviderDoesNotOfferIsToldInOneSentence() {
        open = true;
        BackUpModel model = model(Role.RESPONDER, (_, _) -> {
            throw new BackstayException(new Failure.Unsupported("A manual backup of crm", "Keep dumps of your own."));
        });
        model.make(CRM);
        assertEquals(Mark.BREACH, said(model).mark());
        assertTrue(said(model).sentence().contains("Keep dumps of your own."), said(model)::sentence);
        assertEquals(List.of(), listed);
    }
}
