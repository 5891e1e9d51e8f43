package io.backstay.cli.restore;

import io.backstay.act.Desk;
import io.backstay.act.vault.Vaults;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.base.Failure;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Session;
import io.backstay.cli.terminal.Terminal;
import io.backstay.cli.terminal.TerminalProgress;
import io.backstay.cli.terminal.VaultAccess;
import io.backstay.codec.Json;
import io.backstay.restore.plan.PlanFile;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// A command on restores: opens the desk, unlocks the vault where there is one, and tells a refusal to programs as
/// well as to people.
abstract class RestoreAct implements Callable<Integer> {
    final Session session;

    @Mixin
    final VaultAccess access;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    RestoreAct(Session session) {
        this.session = session;
        this.access = new VaultAccess(session);
    }

    /// Refuses a command line that makes no sense, before anything is opened or asked.
    void check() {
        // What picocli checks is enough for most.
    }

    /// Does it.
    abstract ExitCode run(Desk desk) throws BackstayException, InterruptedException;

    /// What a program is told of a refusal besides its sentence.
    Map<String, Object> refusalDetails() {
        return Map.of();
    }

    @Override
    public final Integer call() throws Exception {
        check();
        try (Desk desk = session.open()) {
            return run(desk).code();
        } catch (BackstayException e) {
            if (json && e.failure() instanceof Failure.Stopped(var code, var exit, var sentence, var advice)) {
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

    /// The answer, for a program or for people.
    final void answer(Map<String, ?> document, String people) {
        session.print(json ? Json.pretty(document) : people);
    }

    /// A line for people only.
    final void say(String label, String words) {
        if (!json) {
            session.print("%-12s %s".formatted(label, Plain.text(words)));
        }
    }

    /// Whether one document is asked for.
    final boolean isForPrograms() {
        return json;
    }

    /// Usage, in one sentence.
    final CommandLine.ParameterException misused(String sentence) {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec");
        }
        return new CommandLine.ParameterException(spec.commandLine(), sentence);
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

    /// Something that takes long.
    @FunctionalInterface
    interface Watched<T> {
        T run(TerminalProgress progress) throws BackstayException, InterruptedException;
    }

    /// Runs it with its progress: on standard error where standard output is for a program.
    final <T> T watched(Watched<T> work) throws BackstayException, InterruptedException {
        Terminal terminal = session.terminal();
        var progress = new TerminalProgress(
                json ? terminal.err() : terminal.out(), terminal.interactive() && !json, terminal.clock());
        boolean done = false;
        try {
            T result = work.run(progress);
            done = true;
            return result;
        } finally {
            progress.end(done ? "done" : "stopped");
        }
    }
}
