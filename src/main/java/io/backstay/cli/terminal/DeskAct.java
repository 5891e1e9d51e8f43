package io.backstay.cli.terminal;

import io.backstay.act.Desk;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.codec.Json;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/// A command that needs the desk: what is typed is checked first, then the desk is opened, then it is done. It answers
/// with one JSON document or in words.
public abstract class DeskAct implements Callable<Integer> {
    /// The run of the command line that this command belongs to.
    protected final Session session;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    /// A command of one run.
    protected DeskAct(Session session) {
        this.session = session;
    }

    /// Refuses a command line that makes no sense, before anything is opened or asked.
    protected void check() {
        // What picocli checks is enough for most.
    }

    /// Does it.
    protected abstract ExitCode run(Desk desk) throws BackstayException, InterruptedException;

    @Override
    public Integer call() throws Exception {
        check();
        try (Desk desk = session.open()) {
            return run(desk).code();
        }
    }

    /// The answer, for a program or for people, to whom it is one line.
    public final void answer(Map<String, ?> document, String people) {
        session.print(json ? Json.pretty(document) : Plain.text(people));
    }

    /// Whether one document is asked for.
    public final boolean isForPrograms() {
        return json;
    }

    /// Usage, in one sentence.
    public final CommandLine.ParameterException misused(String sentence) {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec");
        }
        return new CommandLine.ParameterException(spec.commandLine(), sentence);
    }

    /// Something that takes long.
    @FunctionalInterface
    public interface Watched<T> {
        /// Does it and tells how far it is.
        T run(TerminalProgress progress) throws BackstayException, InterruptedException;
    }

    /// Runs it with its progress: on standard error where standard output is for a program.
    protected final <T> T watched(Watched<T> work) throws BackstayException, InterruptedException {
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
