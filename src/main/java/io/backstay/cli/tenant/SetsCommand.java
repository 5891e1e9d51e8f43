package io.backstay.cli.tenant;

import io.backstay.act.Desk;
import io.backstay.act.tenant.DataSets;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.ExitCode;
import io.backstay.base.TenantId;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Session;
import io.backstay.cli.terminal.TenantWord;
import io.backstay.cli.terminal.VaultAccess;
import io.backstay.codec.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `backstay tenant sets`: the data sets of a mapping.
@Command(
        name = "sets",
        description = "The data sets that a tenant is handed, by the mapping; with --tenant, how many rows each has in"
                + " live and what does not fit, and then exit code 1.",
        footer = {
            "",
            "JSON: sets[{name, table, label, columns[{column, heading}], without[], unsaid[], rows, problems[]}].",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class SetsCommand extends DeskAct {
    @Mixin
    private final VaultAccess access;

    @Mixin
    private final ConnectionChoice connection = new ConnectionChoice();

    @Option(
            names = "--tenant",
            paramLabel = "ID",
            converter = TenantWord.class,
            description = "A tenant's key, to count its rows and to hold the sets against the database.")
    private @Nullable TenantId tenant;

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description = "The mapping. Default: mappings/NAME.yaml of the state folder.")
    private @Nullable Path mapping;

    SetsCommand(Session session) {
        super(session);
        this.access = new VaultAccess(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException, InterruptedException {
        access.openFor(desk, connection.name());
        List<DataSets.Described> sets =
                watched(progress -> desk.dataSets().list(connection.name(), tenant, mapping, progress));
        if (isForPrograms()) {
            session.print(Json.pretty(Map.of("sets", sets)));
        } else {
            people(sets);
        }
        boolean fits = sets.stream().allMatch(each -> each.problems().isEmpty());
        return fits ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }

    private void line(String words) {
        session.print(Plain.text(words));
    }

    private void people(List<DataSets.Described> sets) {
        if (sets.isEmpty()) {
            line("The mapping declares no data sets; docs/data-sets.md says how.");
        }
        for (DataSets.Described each : sets) {
            Long rows = each.rows();
            line("%-26s %-32s %s"
                    .formatted(
                            each.name(),
                            each.table(),
                            Counts.of(each.columns().size(), "column")
                                    + (rows == null ? "" : ", " + Counts.of(rows, "row"))));
            if (!each.without().isEmpty()) {
                line("    without " + String.join(", ", each.without()));
            }
            if (!each.unsaid().isEmpty()) {
                line("    the mapping does not say: " + String.join(", ", each.unsaid()) + "; left out, too");
            }
            each.problems().forEach(problem -> line("  ! " + problem));
        }
    }
}
