package io.backstay.app;

import io.backstay.cli.Cli;
import io.backstay.cli.terminal.Terminal;
import io.backstay.cli.vault.FakeDesk;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.nio.file.Path;
import java.time.InstantSource;

/// A process that runs one command line over a fake desk, as `Main` does over the real one; its last line says how
/// often the vault was written.
final class AskingProcess {
    private AskingProcess() {}

    public static void main(String[] arguments) {
        Interruption interruption = Interruption.watch(Thread.currentThread());
        ConsolePrompt prompt = ConsolePrompt.ofThisProcess();
        FakeDesk desk = FakeDesk.withoutVault(Path.of("vault.bsvault"));
        var terminal = new Terminal(
                System.out,
                System.err,
                new FileInputStream(FileDescriptor.in),
                prompt != null,
                prompt,
                InstantSource.system(),
                Path.of("defects"),
                "test");
        int code = new Cli(terminal, _ -> desk).run(arguments);
        System.out.println("written " + desk.writes());
        interruption.exit(code);
    }
}
