package io.backstay.cli.trust;

import io.backstay.act.Desk;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Session;
import io.backstay.codec.Json;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/// A command on the keys of persons.
abstract class TrustAct implements Callable<Integer> {
    final Session session;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    TrustAct(Session session) {
        this.session = session;
    }

    /// Does it.
    abstract void run(Desk desk) throws BackstayException, InterruptedException;

    @Override
    public final Integer call() throws Exception {
        try (Desk desk = session.open()) {
            run(desk);
        }
        return ExitCode.HOLDS.code();
    }

    /// The answer, for a program or for people.
    final void answer(Map<String, ?> document, String people) {
        session.print(json ? Json.pretty(document) : Plain.text(people));
    }

    /// Whether one document is asked for.
    final boolean isForPrograms() {
        return json;
    }
}
