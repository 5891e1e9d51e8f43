package io.backstay.cli;

import io.backstay.act.Desk;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.ExitCode;
import io.backstay.base.Utc;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Group;
import io.backstay.codec.Json;
import io.backstay.manifest.ManifestHeader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `backstay manifest`: exported statements of what exists.
@Command(name = "manifest", description = "Exported statements of what exists.")
final class ManifestCommand extends Group {
    static CommandLine line(RootCommand root) {
        return new CommandLine(new ManifestCommand())
                .addSubcommand(new ExportCommand(root))
                .addSubcommand(new ImportCommand(root))
                .addSubcommand(new ManifestShowCommand(root));
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

    /// `backstay manifest import`.
    @Command(
            name = "import",
            description = {
                "Takes the facts of exported manifests into the catalogue, so that the console shows them without any",
                "connection. Each asset replaces what was known of it; a file counts whole or not at all."
            })
    static final class ImportCommand extends DeskAct {
        @Parameters(paramLabel = "F", arity = "1..*", description = "The manifests.")
        private List<Path> files = List.of();

        ImportCommand(RootCommand root) {
            super(root);
        }

        @Override
        protected ExitCode run(Desk desk) throws BackstayException {
            List<Map<String, Object>> taken = new ArrayList<>();
            List<String> lines = new ArrayList<>();
            for (Path file : files) {
                ManifestHeader header = desk.importManifest(file);
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("file", file.toString());
                one.put("estate", header.estate());
                one.put("exportedAt", header.exportedAt().toString());
                taken.add(one);
                lines.add(file + ": the estate " + header.estate() + " as of " + Utc.words(header.exportedAt()));
            }
            answer(Map.of("imported", taken), String.join("; ", lines));
            return ExitCode.HOLDS;
        }
    }
}
