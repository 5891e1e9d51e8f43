package io.backstay.cli.tenant;

import io.backstay.act.Desk;
import io.backstay.act.tenant.TenantExports;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.ExitCode;
import io.backstay.base.Utc;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Session;
import io.backstay.cli.terminal.VaultAccess;
import io.backstay.codec.Json;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `backstay tenant export`: a tenant's own rows in files.
@Command(
        name = "export",
        description = {
            "Writes one tenant's rows in live to files, one for each table, all as of one moment, with export.json"
                    + " beside them, which names each with its rows and its SHA-256.",
            "Nobody else's rows are in them. Personal data is not masked: the files are for the tenant, and only you"
                    + " may read them. In a CSV, a cell that a spreadsheet would calculate begins with an apostrophe."
        },
        footer = {
            "",
            "JSON: connection, tenant, folder, asOf, tables[{table, label, file, rows, sha256}].",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class ExportCommand extends DeskAct {
    @Mixin
    private final VaultAccess access;

    @Mixin
    private final TenantChoice choice = new TenantChoice();

    @Option(
            names = "--to",
            paramLabel = "DIR",
            required = true,
            description = "A folder that does not exist yet; nothing that exists is written over.")
    private Path to = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "csv|copy",
            defaultValue = "csv",
            description = "csv for people, in the order of the key; copy for another PostgreSQL, value for value, with"
                    + " load.sql, which psql runs. Default: ${DEFAULT-VALUE}.")
    private TenantExports.Form form = TenantExports.Form.CSV;

    ExportCommand(Session session) {
        super(session);
        this.access = new VaultAccess(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException, InterruptedException {
        access.openFor(desk, choice.connection());
        var order = new TenantExports.Order(choice.connection(), choice.tenant(), choice.mapping(), form, to);
        TenantExports.Result result = watched(progress -> desk.tenantExports().export(order, progress));
        if (isForPrograms()) {
            session.print(Json.pretty(result));
            return ExitCode.HOLDS;
        }
        for (TenantExports.File each : result.tables()) {
            session.print(Plain.text("  %-40s %12s".formatted(each.file(), Counts.of(each.rows(), "row"))));
        }
        session.print(Plain.text(Counts.of(result.rows(), "row") + " as of " + Utc.words(result.asOf()) + " in "
                + result.folder() + "."));
        return ExitCode.HOLDS;
    }
}
