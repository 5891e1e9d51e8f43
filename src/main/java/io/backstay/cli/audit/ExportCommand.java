package io.backstay.cli.audit;

import io.backstay.act.Desk;
import io.backstay.act.record.Records;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Session;
import io.backstay.codec.Json;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `backstay audit export`.
@Command(
        name = "export",
        description = {
            "Writes the entries of one tenant with proofs that they are in the record, and nothing about the others.",
            "Whoever receives the file checks it with 'backstay audit verify FILE --trust KEYS'."
        },
        footer = {
            "",
            "Example:",
            "  backstay audit export --tenant 1003 --out firm-1003.audit",
            "",
            "Entries that no signature covers yet are left out, which it says: unlock the vault, then write it again.",
            "",
            "JSON: tenant, file, entries, leftOut.",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class ExportCommand implements Callable<Integer> {
    private final Session session;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Option(names = "--tenant", paramLabel = "T", required = true, description = "The tenant's key, such as 1003.")
    private String tenant = "";

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The file to write.")
    private Path file = Path.of("");

    @Option(names = "--json", description = "Prints one JSON document about the export.")
    private boolean json;

    ExportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        if (tenant.isBlank() && spec != null) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--tenant takes a tenant's key, not nothing");
        }
        Records.HandedOn done;
        try (Desk desk = session.open()) {
            done = desk.records().export(tenant, file);
        }
        if (json) {
            Map<String, @Nullable Object> document = new LinkedHashMap<>();
            document.put("tenant", tenant);
            document.put("file", file.toString());
            document.put("entries", done.entries());
            document.put("leftOut", done.leftOut());
            session.print(Json.pretty(document));
        } else {
            session.print(Plain.entries(done.entries()) + " written to " + file);
            if (done.leftOut() > 0) {
                session.print(done.lacks());
            }
        }
        return ExitCode.HOLDS.code();
    }
}
