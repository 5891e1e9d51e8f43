package io.backstay.cli.vault;

import io.backstay.act.Desk;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Prompt;
import io.backstay.cli.terminal.Questions;
import io.backstay.cli.terminal.Session;
import io.backstay.cli.terminal.VaultAccess;
import io.backstay.codec.Json;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// A command on the vault: what is typed is checked first, then the desk is opened, then secrets are asked for.
abstract class VaultAct implements Callable<Integer> {
    final Session session;

    @Mixin
    final VaultAccess access;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    VaultAct(Session session) {
        this.session = session;
        this.access = new VaultAccess(session);
    }

    /// Refuses a command line that makes no sense, before anything is opened or asked.
    void check() {
        // What picocli checks is enough for most.
    }

    /// Does it.
    abstract ExitCode run(Desk desk) throws BackstayException, InterruptedException;

    @Override
    public final Integer call() throws Exception {
        check();
        try (Desk desk = session.open()) {
            return run(desk).code();
        }
    }

    /// The answer, for a program or for people.
    final void answer(Map<String, ?> document, String people) {
        session.print(json ? Json.pretty(document) : Plain.text(people));
    }

    /// Whether one document is asked for.
    final boolean isForPrograms() {
        return json;
    }

    /// Whoever sits at the terminal, null where nobody does.
    final @Nullable Questions person() {
        Prompt prompt = session.terminal().prompt();
        return prompt == null ? null : new Questions(prompt);
    }

    /// Usage, in one sentence.
    final CommandLine.ParameterException misused(String sentence) {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec");
        }
        return new CommandLine.ParameterException(spec.commandLine(), sentence);
    }
}
