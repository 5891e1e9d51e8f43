package io.backstay.cli;

import io.backstay.act.Desk;
import io.backstay.base.Counts;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.Group;
import io.backstay.codec.Json;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `backstay manifest`: exported statements of what exists.
@Command(name = "manifest", description = "Exported statements of what exists.")
final class ManifestCommand extends Group {
    static CommandLine line(RootCommand root) {
        return new CommandLine(new ManifestCommand()).addSubcommand(new ExportCommand(root));
    }

    /// `backstay manifest export`.
    @Command(name = "export", description = "Writes what the catalogue knows as a backstay-manifest/1 file.")
    static final class ExportCommand implements Callable<Integer> {
        private final RootCommand root;

        @Option(
                names = "--out",
                paramLabel = "F",
                description = "The file to write; it is whole or not there. Default: ${DEFAULT-VALUE}.")
        private Path file = Path.of("backstay-manifest.json");

        @Option(names = "--json", description = "Prints one JSON document about the export.")
        private boolean json;

        ExportCommand(RootCommand root) {
            this.root = root;
        }

        @Override
        public Integer call() throws Exception {
            long points;
            try (Desk desk = root.open()) {
                points = desk.exportManifest(file);
            }
            if (json) {
                root.print(Json.pretty(Map.of("file", file.toString(), "recoveryPoints", points)));
            } else {
                root.print(Counts.of(points, "recovery point") + " written to " + file);
            }
            return ExitCode.HOLDS.code();
        }
    }
}
