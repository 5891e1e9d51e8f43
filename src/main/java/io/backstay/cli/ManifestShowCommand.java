package io.backstay.cli;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.ExitCode;
import io.backstay.base.Failure;
import io.backstay.cli.terminal.Guidance;
import io.backstay.codec.Json;
import io.backstay.manifest.ManifestContents;
import io.backstay.manifest.Manifests;
import io.backstay.seal.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `backstay manifest show`: reads a file that lies elsewhere, and opens no state folder.
@Command(
        name = "show",
        description = {
            "What an exported manifest holds: assets, recovery points, restorable windows and restore tests, observed",
            "when and by whom. Needs no catalogue, network or state folder; any number of points needs the same memory."
        },
        footer = {
            "",
            "A manifest carries no signature and no policy; compare its SHA-256 with the one that its sender names.",
            "",
            "JSON: file, format, exportedAt, estate, bytes, sha256, signature, observedFrom, observedUntil, sources[],",
            "recoveryPoints, restoreTests, assets[{asset, name, kind, environment, provider, points{total, available,",
            "kinds, oldest, newest}, pitr{earliest, latest}, restoreTests{total, newest[{kind, at, outcome}]}}].",
            "",
            "Exit code 3 when the file cannot be read, or is no manifest.",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class ManifestShowCommand implements Callable<Integer> {
    private final RootCommand root;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "F", description = "The manifest.")
    private @Nullable Path file;

    @Option(names = "--schema", description = "The JSON Schema of the format, for editors; needs no manifest.")
    private boolean schema;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    ManifestShowCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws Exception {
        Path named = file;
        if (schema == (named != null) && spec != null) {
            throw new CommandLine.ParameterException(spec.commandLine(), "Name one manifest, or ask for the --schema.");
        }
        if (named == null) {
            root.terminal().out().print(Manifests.schema());
            return ExitCode.HOLDS.code();
        }
        ManifestContents contents = Manifests.contents(named);
        var words = new ManifestWords(named, size(named), hash(named), contents);
        root.print(json ? Json.pretty(words.document()) : words.people());
        return ExitCode.HOLDS.code();
    }

    private static ByteSize size(Path file) throws BackstayException {
        try {
            return new ByteSize(Files.size(file));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static String hash(Path file) throws BackstayException {
        try (InputStream in = Files.newInputStream(file)) {
            return Digest.hex(in);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static BackstayException unreadable(Path file, IOException e) {
        return new BackstayException(
                new Failure.BadInput(file + " cannot be read: " + e.getMessage() + ".", "Check its permissions."), e);
    }
}
