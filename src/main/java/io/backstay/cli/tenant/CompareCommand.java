package io.backstay.cli.tenant;

import io.backstay.act.Desk;
import io.backstay.act.tenant.DataSets;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Session;
import io.backstay.cli.terminal.VaultAccess;
import io.backstay.codec.Json;
import io.backstay.connect.postgres.tenant.sets.SetDifference;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `backstay tenant compare`: what a data set that a customer has is missing.
@Command(
        name = "compare",
        description = {
            "Compares a data set that a customer has with a recovery point or with live: the rows that only the",
            "database has, those that only the file has, and those with other values, old and new side by side.",
            "The file may have gone through a spreadsheet: its columns and rows in any order, another separator,",
            "other quotes and line ends, with or without a byte order mark. Nothing is changed."
        },
        footer = {
            "",
            "Examples:",
            "  backstay tenant compare invoices.csv --tenant 1003 --at 2026-11-20T17:00+11:00",
            "  backstay tenant compare firm-1003 --tenant 1003 --from live --out missing",
            "",
            "JSON: connection, tenant, from, asOf, sets[{set, file, database, same, missing, added, changed, equal,",
            "shown[{kind, line, key[{heading, value}], cells[{heading, file, database}]}], notes[], undecided[]}],",
            "absent[], notes[], out.",
            "0 nothing differs, 1 something does, 2 it cannot be decided: no key column, or one key twice,",
            "3 a file is no CSV; its line and column are named.",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class CompareCommand extends DeskAct {
    private static final int SHOWN_MAX = 10_000;

    @Mixin
    private final VaultAccess access;

    @Mixin
    private final TenantChoice choice = new TenantChoice();

    @Mixin
    private final StateChoice state = new StateChoice();

    @Parameters(
            paramLabel = "FILE|FOLDER",
            description = "A file, called after its data set; or a folder with such files.")
    private Path path = Path.of("");

    @Option(
            names = "--set",
            paramLabel = "NAME",
            description = "The data set that the file is; or those of the folder that are meant.")
    private List<String> sets = List.of();

    @Option(
            names = "--out",
            paramLabel = "FILE|DIR",
            description = "Writes the rows that are missing, unmasked, to a new file; for a folder, to a new folder. It"
                    + " takes the right to hand on a tenant's rows.")
    private @Nullable Path out;

    @Option(
            names = "--show",
            paramLabel = "N",
            description = "How many rows of each kind are shown, at most 10,000; they are all counted. Default:"
                    + " ${DEFAULT-VALUE}.")
    private int shown = 20;

    @Option(
            names = "--reveal",
            paramLabel = "WHY",
            description = "Shows personal data, which is masked otherwise; the reason stands in the record.")
    private @Nullable String reveal;

    CompareCommand(Session session) {
        super(session);
        this.access = new VaultAccess(session);
    }

    @Override
    protected void check() {
        if (state.state() == null) {
            throw misused("say what to compare with: --from live, --from a base backup, or --at a moment");
        }
        if (state.contradicts()) {
            throw misused("live has one moment, now; leave --at away, or name a base backup with --from");
        }
        if (shown < 0 || shown > SHOWN_MAX) {
            throw misused("--show takes a number from 0 to 10,000");
        }
        if (reveal != null && reveal.isBlank()) {
            throw misused("--reveal takes a reason, not nothing");
        }
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException, InterruptedException {
        access.openFor(desk, choice.connection());
        DataSets.From from = state.state();
        if (from == null) {
            throw new IllegalStateException("it was checked");
        }
        var look = new DataSets.Look(shown, reveal);
        var question = new DataSets.Question(choice.whose(), from, path, sets, look, out);
        DataSets.Compared done = watched(progress -> desk.dataSets().compare(question, progress));
        if (isForPrograms()) {
            session.print(Json.pretty(ComparedText.document(done)));
        } else {
            ComparedText.lines(done).forEach(line -> session.print(Plain.text(line)));
        }
        if (done.sets().stream().anyMatch(each -> !each.undecided().isEmpty())) {
            return ExitCode.UNDECIDABLE;
        }
        return done.sets().stream().allMatch(SetDifference::equal) ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }
}
