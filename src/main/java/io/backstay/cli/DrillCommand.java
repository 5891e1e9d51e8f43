package io.backstay.cli;

import io.backstay.act.Desk;
import io.backstay.act.Drills;
import io.backstay.act.drill.DrillOptions;
import io.backstay.act.drill.DrillOptions.Scenario;
import io.backstay.act.drill.DrillOptions.Size;
import io.backstay.act.drill.DrillResult;
import io.backstay.base.Counts;
import io.backstay.base.Durations;
import io.backstay.base.ExitCode;
import io.backstay.base.Utc;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Terminal;
import io.backstay.cli.terminal.TerminalProgress;
import io.backstay.cli.terminal.WordOf;
import io.backstay.codec.Json;
import io.backstay.restore.environment.Check;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `backstay drill`: practises the whole job on the lab.
@Command(
        name = "drill",
        description = {
            "Practises the whole job on a real PostgreSQL on this machine: a firm's data is deleted by mistake,",
            "comes back alone, and the report proves that no other firm was touched. Other scenarios: corruption",
            "(wrong values over weeks), objects (files deleted and overwritten), ransomware (backups are attacked,",
            "too), full (the server is lost)."
        })
final class DrillCommand implements Callable<Integer> {
    private static final long SEED = 20_261_123L;

    private final RootCommand root;

    @Option(
            names = "--scenario",
            paramLabel = "S",
            converter = ScenarioWord.class,
            completionCandidates = ScenarioWord.class,
            description = "What goes wrong: ${COMPLETION-CANDIDATES}. Default: deletion.")
    private Scenario scenario = Scenario.DELETION;

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            converter = SizeWord.class,
            completionCandidates = SizeWord.class,
            description = "How much data: ${COMPLETION-CANDIDATES}. Default: small.")
    private Size size = Size.SMALL;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed gives the same data and the same counts. Default: ${DEFAULT-VALUE}.")
    private long seed = SEED;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the report and result.json go. Default: ${DEFAULT-VALUE}.")
    private Path folder = Path.of("drill");

    @Option(names = "--screens", description = "Renders the console's screens of this run to PNG.")
    private boolean screens;

    @Option(names = "--json", description = "Prints result.json on standard output and nothing else there.")
    private boolean json;

    DrillCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws Exception {
        Terminal terminal = root.terminal();
        TerminalProgress progress = new TerminalProgress(
                json ? terminal.err() : terminal.out(), terminal.interactive() && !json, terminal.clock());
        DrillResult result = null;
        try (Desk desk = root.open()) {
            Drills.Camera camera =
                    screens ? new ScreenCamera(terminal.clock(), terminal.version()) : Drills.Camera.NONE;
            result = desk.drills().run(new DrillOptions(scenario, size, seed), folder, camera, progress);
        } finally {
            progress.end(result == null ? "stopped" : "done");
        }
        if (json) {
            root.print(Json.pretty(result.toJson()));
        } else {
            summary(result);
        }
        return (result.verified() ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD).code();
    }

    private void summary(DrillResult result) {
        root.print("");
        switch (result.scenario()) {
            case "objects", "full" -> whole(result);
            default -> tenant(result);
        }
        for (Check check : result.checks()) {
            if (!check.holds()) {
                root.print(Plain.text(
                        "FAILS      " + check.name() + ": " + check.found() + " (expected " + check.expected() + ")"));
            }
        }
        root.print("Measured   RPO %s, RTO %s.".formatted(words(result.rpo()), words(result.rto())));
        root.print("Report     " + folder.resolve("report.pdf") + " (also report.html, report.md, result.json)");
    }

    private void whole(DrillResult result) {
        String what = result.rows().restored() > 0
                ? Counts.of(result.rows().restored(), "row") + " and " + Counts.of(result.objectsRestored(), "file")
                        + " of everything, to a new place"
                : Counts.of(result.objectsRestored(), "file") + " of " + result.tenantName() + " (firm "
                        + result.tenant() + "), by version";
        root.print("Restored   " + what + ", as of " + Utc.words(result.restoredTo()) + ".");
        long held = result.checks().stream().filter(Check::holds).count();
        root.print("Looked at  " + Counts.of(held) + " of "
                + Counts.of(result.checks().size(), "thing") + " found as they must be.");
    }

    private void tenant(DrillResult result) {
        if (result.verified()) {
            root.print("Restored   %,d of %s and %s of %s (firm %s), as of %s."
                    .formatted(
                            result.rows().restored(),
                            Counts.of(result.rows().lost(), "lost row"),
                            Counts.of(result.objectsRestored(), "object"),
                            result.tenantName(),
                            result.tenant(),
                            Utc.words(result.restoredTo())));
            long conflicts = result.rows().conflicts();
            root.print("Kept       %s newer than that moment; %s held back, because a newer one has %s place."
                    .formatted(
                            Counts.of(result.rows().keptLive(), "row"),
                            Counts.of(conflicts, "lost row"),
                            conflicts == 1 ? "its" : "their"));
        } else if (result.rows().restored() > 0) {
            root.print("Restored   %,d rows, proven before the commit; but reading them again found something missing."
                    .formatted(result.rows().restored()));
            root.print("Read the look back in the report before telling the firm that it is done.");
        } else {
            root.print("Not restored: a proof did not hold before the commit, so everything was rolled back.");
            root.print("Nothing was changed in live. Read the proof in the report before trying again.");
        }
        root.print("Others     " + Counts.of(result.otherTenantsChanged(), "row")
                + (result.otherTenantsChanged() == 0
                        ? " of other firms changed by the import."
                        : " of other firms written by the import, as the proof saw before its end."));
    }

    private static String words(@Nullable Duration duration) {
        return duration == null ? "not reached" : Durations.words(duration);
    }

    /// The scenarios as they are typed.
    static final class ScenarioWord extends WordOf<Scenario> {
        ScenarioWord() {
            super(Scenario.values(), Scenario::word);
        }
    }

    /// The sizes as they are typed.
    static final class SizeWord extends WordOf<Size> {
        SizeWord() {
            super(Size.values(), Size::word);
        }
    }
}
