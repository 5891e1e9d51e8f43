package io.backstay.cli.restore;

import io.backstay.act.Desk;
import io.backstay.act.environment.InPlaceOrder;
import io.backstay.act.environment.InPlaceOutlook;
import io.backstay.act.restore.Runs;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.ExitCode;
import io.backstay.base.Utc;
import io.backstay.cli.terminal.Prompt;
import io.backstay.cli.terminal.Questions;
import io.backstay.cli.terminal.Session;
import io.backstay.codec.WholeFile;
import io.backstay.connect.postgres.tenant.load.Claim;
import io.backstay.restore.plan.InPlacePlan;
import io.backstay.restore.plan.PlanFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `backstay restore run`.
@Command(
        name = "run",
        description = {
            "Runs an approved plan, once: recovers the point into a scratch server, writes in one transaction, proves",
            "before the commit, commits, and reads everything again in a new session. A proof that does not hold rolls",
            "everything back. With --scope environment it recovers everything of a connection to a new place instead,",
            "reads all of it, and needs no plan: nothing that exists is written over. Only --in-place does that."
        },
        footer = {
            "",
            "--dry-run is the same code and ends in ROLLBACK; it needs no approval and prints what would change.",
            "",
            "Exit codes: 0 holds: done and verified, 1 a proof did not hold or the plan was refused, 2 it",
            "cannot be decided, 3 input, output or environment, 64 usage, 70 a defect of Backstay, 130 interrupted.",
            "",
            "JSON: restore, planHash, verified, committedAt, transactionId, rowsInserted, claims[{name, planned,",
            "measured, how, holds}], lines[], report; with --dry-run: planHash, dryRun, holds, tables{}, claims[];",
            "when refused: verdict, refusal, sentence, advice. With --scope environment: id, scope, connection, place,",
            "bucket, verdict, point, restoredTo, lastCommit, rpo, rto, tables, rows, files, verified, checks[],",
            "phases[]; with --asset: id, scope, connection, asset, point, restoredTo, planHash, server, host, port,",
            "rto, tables, rows, verified, checks[], phases[]; with --in-place: scope, inPlace, project, ref, status,",
            "earliest, latest, at, unsettled, sentences[], confirmation, with --out planHash, file, mayRunFrom, and",
            "when it was ordered id, outcome (done|failed|unknown), said, rto."
        })
final class RunCommand extends RestoreAct {
    @Parameters(
            arity = "0..1",
            paramLabel = "PLAN",
            description = "The plan's file, or a restore such as R-0001; not with --scope environment.")
    private @Nullable String plan;

    @Mixin
    private final Everything everything = new Everything();

    @Option(names = "--approval", paramLabel = "FILE", description = "A second person's file; may be repeated.")
    private List<Path> approvals = List.of();

    @Option(names = "--dry-run", description = "Rehearses and rolls back.")
    private boolean dryRun;

    RunCommand(Session session) {
        super(session);
    }

    @Override
    protected void check() {
        boolean ofPlan = plan != null || (!approvals.isEmpty() && !everything.ofProject());
        String misuse = everything.misuse(ofPlan, dryRun);
        if (misuse != null) {
            throw misused(misuse);
        }
        boolean nobody = everything.confirm() == null && session.terminal().prompt() == null;
        if (everything.ofProject() && !dryRun && nobody) {
            throw misused("Nobody can be asked here: type the project's name and ref with --confirm, or look with"
                    + " --dry-run");
        }
        if (plan == null && !everything.asked()) {
            throw misused("Missing required parameter: 'PLAN', the plan's file or a restore such as R-0001");
        }
        if (dryRun && !approvals.isEmpty()) {
            throw misused("--dry-run asks for no approval");
        }
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException, InterruptedException {
        String named = plan;
        if (named == null) {
            unlock(desk);
            if (everything.ofProject()) {
                return overwrite(desk);
            }
            if (everything.ofServer()) {
                return Everything.tellServer(
                        this,
                        watched(progress -> desk.environmentRestores().bringUp(everything.serverOrder(), progress)));
            }
            return Everything.tell(
                    this, watched(progress -> desk.environmentRestores().run(everything.order(), progress)));
        }
        PlanFile file = plan(desk, named);
        unlock(desk);
        if (dryRun) {
            return rehearse(desk, file);
        }
        Runs.Outcome outcome = watched(progress -> desk.runs().run(file, approvals, progress));
        return Outcomes.tell(this, file.hash(), outcome);
    }

    private ExitCode overwrite(Desk desk) throws BackstayException, InterruptedException {
        if (dryRun) {
            return planned(desk, everything.inPlaceOrder());
        }
        InPlacePlan order = everything.inPlacePlan();
        InPlaceOutlook outlook = desk.environmentRestores().look(order);
        Everything.show(this, outlook);
        String typed = everything.confirm();
        Prompt prompt = session.terminal().prompt();
        if (typed == null && prompt != null) {
            typed = new Questions(prompt)
                    .shown("Type the project's name and ref" + (outlook.unsettled() == null ? "" : " and the run")
                            + " to put all of it back, such as '" + outlook.project() + " ...': ");
        }
        String agreed = typed == null ? "" : typed;
        return Everything.tellInPlace(
                this, watched(progress -> desk.environmentRestores().overwrite(order, approvals, agreed, progress)));
    }

    /// Says what it would do, and writes the plan of it where one is asked for.
    private ExitCode planned(Desk desk, InPlaceOrder order) throws BackstayException, InterruptedException {
        Path file = everything.out();
        if (file != null) {
            WholeFile.requireFolder(file);
        }
        InPlaceOutlook outlook = desk.environmentRestores().look(order);
        Everything.show(this, outlook);
        Map<String, @Nullable Object> document = new LinkedHashMap<>(outlook.toJson());
        if (file == null) {
            answer(document, "Nothing was ordered.");
            return ExitCode.HOLDS;
        }
        InPlacePlan plan = desk.environmentRestores().plan(order, everything.alone(), file);
        document.put("planHash", plan.hash());
        document.put("file", file.toString());
        document.put("mayRunFrom", plan.validity().notBefore().toString());
        answer(
                document,
                "Nothing was ordered. "
                        + (plan.alone() == null
                                ? "Give " + file + " to a second person, who runs 'backstay restore approve'."
                                : "It may be run from "
                                        + Utc.words(plan.validity().notBefore()) + "; the record shows the reason."));
        return ExitCode.HOLDS;
    }

    private ExitCode rehearse(Desk desk, PlanFile file) throws BackstayException, InterruptedException {
        Runs.Rehearsal found = watched(progress -> desk.runs().rehearse(file, progress));
        found.inserted().forEach((table, rows) -> say(table, "+" + Counts.of(rows)));
        for (Claim claim : found.proof().claims()) {
            say(claim.holds() ? "holds" : "DOES NOT", claim.name() + ": " + claim.measured() + ", " + claim.how());
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("planHash", found.planHash());
        document.put("dryRun", true);
        document.put("holds", found.holds());
        document.put("tables", found.inserted());
        document.put("claims", found.proof().claims());
        answer(document, "Rolled back; live is as it was.");
        return found.holds() ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }
}
