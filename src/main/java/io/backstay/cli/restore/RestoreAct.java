package io.backstay.cli.restore;

import io.backstay.act.Desk;
import io.backstay.act.vault.Vaults;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Session;
import io.backstay.cli.terminal.VaultAccess;
import io.backstay.codec.Json;
import io.backstay.restore.plan.Approvable;
import io.backstay.restore.plan.InPlacePlan;
import io.backstay.restore.plan.PlanFile;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Mixin;

/// A command on restores: unlocks the vault where there is one, and tells a refusal to programs as well as to people.
abstract class RestoreAct extends DeskAct {
    @Mixin
    final VaultAccess access;

    RestoreAct(Session session) {
        super(session);
        this.access = new VaultAccess(session);
    }

    /// What a program is told of a refusal besides its sentence.
    Map<String, Object> refusalDetails() {
        return Map.of();
    }

    @Override
    public final Integer call() throws Exception {
        try {
            return super.call();
        } catch (BackstayException e) {
            if (isForPrograms()
                    && e.failure() instanceof Failure.Stopped(var code, var exit, var sentence, var advice)) {
                Map<String, Object> document = new LinkedHashMap<>();
                document.put("verdict", "refused");
                document.put("refusal", code);
                document.put("sentence", sentence);
                document.put("advice", advice);
                document.putAll(refusalDetails());
                session.print(Json.pretty(document));
                return exit.code();
            }
            throw e;
        }
    }

    /// Opens the vault, where there is one, so that what is needed can be borrowed and the record is signed.
    final void unlock(Desk desk) throws BackstayException, InterruptedException {
        if (desk.vaults().status().state() == Vaults.State.LOCKED) {
            access.open(desk);
        }
    }

    /// A line for people only.
    final void say(String label, String words) {
        if (!isForPrograms()) {
            session.print("%-12s %s".formatted(label, Plain.text(words)));
        }
    }

    /// What can be approved: a plan's file of either kind, or the plan of a restore of this state folder.
    static Approvable approvable(Desk desk, String fileOrRestore) throws BackstayException {
        try {
            Path file = Path.of(fileOrRestore);
            if (Files.exists(file) && InPlacePlan.is(PlanFile.small(file, PlanFile.SIZE_MAX))) {
                return InPlacePlan.read(file);
            }
        } catch (InvalidPathException _) {
            // Told below.
        }
        return plan(desk, fileOrRestore);
    }

    /// A plan's file, or the plan of a restore of this state folder.
    static PlanFile plan(Desk desk, String fileOrRestore) throws BackstayException {
        if (fileOrRestore.matches("R-[0-9]{4,}") && Files.notExists(Path.of(fileOrRestore))) {
            return desk.runs().plan(fileOrRestore);
        }
        try {
            return PlanFile.read(Path.of(fileOrRestore));
        } catch (InvalidPathException e) {
            throw new BackstayException(
                    new Failure.BadInput("'" + fileOrRestore + "' is no path here.", "Check the path."), e);
        }
    }
}
