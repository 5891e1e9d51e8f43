package io.backstay.cli.incident.intake;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/// By which facts a verdict is given.
final class JudgedBy {
    @Option(
            names = "--manifest",
            paramLabel = "F",
            arity = "1..*",
            description = "Exported manifests to judge by instead of the catalogue; needs no network.")
    private List<Path> manifests = List.of();

    /// Empty for the catalogue.
    List<Path> manifests() {
        return manifests;
    }
}
