package io.backstay.cli.tenant;

import io.backstay.act.Desk;
import io.backstay.act.tenant.DataSets;
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
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `backstay tenant export`: a tenant's own rows in files.
@Command(
        name = "export",
        description = {
            "Writes one tenant's rows in live to files, one for each table, all as of one moment, with export.json"
                    + " beside them, which names each with its rows and its SHA-256. With --set or --all-sets it writes"
                    + " the data sets of the mapping instead, from live or from a recovery point.",
            "Nobody else's rows are in them. Personal data is not masked: the files are for the tenant, and only you"
                    + " may read them. In a CSV, a cell that a spreadsheet would calculate begins with an apostrophe."
        },
        footer = {
            "",
            "Examples:",
            "  backstay tenant export --tenant 1003 --all-sets --to firm-1003",
            "  backstay tenant export --tenant 1003 --set invoices --at 2026-11-20T17:00+11:00 --to firm-1003-friday",
            "",
            "JSON: connection, tenant, folder, asOf, tables[{table, label, file, rows, sha256}]; of data sets:",
            "connection, tenant, from (live or the base backup), asOf, folder, sets[{set, table, file, rows, sha256}].",
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

    @Option(
            names = "--set",
            paramLabel = "NAME",
            description = "A data set of the mapping, such as invoices; may be given again. 'tenant sets' lists them.")
    private List<String> sets = List.of();

    @Option(names = "--all-sets", description = "All data sets of the mapping.")
    private boolean allSets;

    @Option(
            names = "--bom",
            description = "Begins each data set's file with a byte order mark, by which Excel knows UTF-8.")
    private boolean orderMark;

    @Mixin
    private final StateChoice state = new StateChoice();

    ExportCommand(Session session) {
        super(session);
        this.access = new VaultAccess(session);
    }

    @Override
    protected void check() {
        boolean ofSets = allSets || !sets.isEmpty();
        if (allSets && !sets.isEmpty()) {
            throw misused("--all-sets and --set exclude each other");
        }
        if (!ofSets && (state.state() != null || orderMark)) {
            throw misused("--from, --at and --bom are for data sets; give --set or --all-sets, too");
        }
        if (ofSets && form != TenantExports.Form.CSV) {
            throw misused("data sets are written as CSV; leave --format away");
        }
        if (state.contradicts()) {
            throw misused("live has one moment, now; leave --at away, or name a base backup with --from");
        }
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException, InterruptedException {
        access.openFor(desk, choice.connection());
        if (allSets || !sets.isEmpty()) {
            return dataSets(desk);
        }
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

    private ExitCode dataSets(Desk desk) throws BackstayException, InterruptedException {
        DataSets.From from = Objects.requireNonNullElseGet(state.state(), DataSets.From.Live::new);
        var order = new DataSets.Order(choice.whose(), from, sets, orderMark, to);
        DataSets.Exported done = watched(progress -> desk.dataSets().export(order, progress));
        if (isForPrograms()) {
            session.print(Json.pretty(done));
            return ExitCode.HOLDS;
        }
        for (DataSets.SetFile each : done.sets()) {
            session.print(Plain.text("  %-40s %12s".formatted(each.file(), Counts.of(each.rows(), "row"))));
        }
        session.print(Plain.text(Counts.of(done.rows(), "row") + " from " + done.from() + " as of "
                + Utc.words(done.asOf()) + " in " + done.folder() + "."));
        return ExitCode.HOLDS;
    }
}
