package io.backstay.cli.restore;

import io.backstay.act.Desk;
import io.backstay.act.approve.Approvals;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.base.Failure;
import io.backstay.base.Utc;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Prompt;
import io.backstay.cli.terminal.Questions;
import io.backstay.cli.terminal.Session;
import io.backstay.codec.WholeFile;
import io.backstay.codec.Words;
import io.backstay.restore.approve.Approval;
import io.backstay.restore.plan.Approvable;
import io.backstay.restore.plan.PlanFile;
import io.backstay.restore.plan.PlanWords;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `backstay restore approve`.
@Command(
        name = "approve",
        description = {
            "Shows a plan, from the very bytes that are hashed, and signs what you say of it with your own key, as a",
            "file that goes back to whoever planned. Needs no network and no connection.",
            "On a terminal the tenant's key has to be typed; elsewhere --yes says it."
        },
        footer = {
            "",
            "Examples:",
            "  backstay restore approve harrow.plan.json --as mira",
            "  backstay restore approve harrow.plan.json --as mira --decline",
            "  backstay restore approve R-0001 --alone --reason 'Nobody else answers before 6 a.m.'",
            "",
            "One person alone must wait before the run, and the report shows it with the reason.",
            "",
            "JSON: decision, person, key, planHash, tenant, target, notBefore, notAfter, file; with --alone: restore,",
            "reason, mayRunFrom.",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class ApproveCommand extends RestoreAct {
    @Parameters(paramLabel = "PLAN", description = "The plan's file; with --alone also a restore such as R-0001.")
    private String plan = "";

    @Option(names = "--as", paramLabel = "NAME", description = "Whose key signs; see 'backstay trust key'.")
    private @Nullable String person;

    @Option(names = "--decline", description = "Says no: a file that stops the plan.")
    private boolean decline;

    @Option(names = "--out", paramLabel = "FILE", description = "Default: beside the plan, ending in .approval.json.")
    private @Nullable Path out;

    @Option(names = "--alone", description = "One person planned and approves; needs --reason.")
    private boolean alone;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why nobody else can approve.")
    private @Nullable String reason;

    @Option(names = "--yes", description = "Does not ask.")
    private boolean yes;

    ApproveCommand(Session session) {
        super(session);
    }

    @Override
    protected void check() {
        if (alone == (person != null)) {
            throw misused("say either --as NAME or --alone");
        }
        if (alone && (decline || out != null)) {
            throw misused("--alone writes no file and declines nothing");
        }
        if (alone != (reason != null)) {
            throw misused("--alone and --reason belong together");
        }
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException, InterruptedException {
        if (out != null) {
            WholeFile.requireFolder(out);
        }
        Approvable file = approvable(desk, plan);
        for (PlanWords.Line line : file.lines()) {
            say(line.label(), line.value());
        }
        confirm(file);
        String name = person;
        if (name == null) {
            return alone(desk, file);
        }
        unlock(desk);
        Approval.Decision decision = decline ? Approval.Decision.REFUSED : Approval.Decision.APPROVED;
        Path target = out == null ? beside(file) : out;
        Approvals.Signed signed = desk.approvals().sign(file, name, decision, target);
        answer(
                Map.of(
                        "decision", Words.of(decision),
                        "person", name,
                        "key", signed.fingerprint(),
                        "planHash", file.hash(),
                        "tenant", signed.approval().tenant(),
                        "target", signed.approval().target(),
                        "notBefore", signed.approval().notBefore(),
                        "notAfter", signed.approval().notAfter(),
                        "file", target.toString()),
                (decline ? "Declined" : "Approved") + " by " + name + " until "
                        + Utc.words(signed.approval().notAfter()) + ". Give " + target + " to whoever planned.");
        return ExitCode.HOLDS;
    }

    private ExitCode alone(Desk desk, Approvable approvable) throws BackstayException, InterruptedException {
        if (!(approvable instanceof PlanFile file)) {
            throw new BackstayException(new Failure.BadInput(
                    "Whether one person alone puts a project back in place is said when that is planned.",
                    "Plan it with 'restore run --in-place --dry-run --out FILE --alone REASON'."));
        }
        unlock(desk);
        String restore = plan.matches("R-[0-9]{4,}") ? plan : file.plan().restore();
        if (!desk.runs().plan(restore).hash().equals(file.hash())) {
            throw new BackstayException(new Failure.BadInput(
                    "This plan was made in another state folder.", "Approve it there, or with --as."));
        }
        String why = reason == null ? "" : reason;
        Instant from = desk.runs().approveAlone(restore, why);
        answer(
                Map.of(
                        "decision",
                        "approved",
                        "restore",
                        restore,
                        "planHash",
                        file.hash(),
                        "reason",
                        why,
                        "mayRunFrom",
                        from),
                "Approved alone. It may be run from " + Utc.words(from) + "; the report shows the reason.");
        return ExitCode.HOLDS;
    }

    private Path beside(Approvable file) {
        Path given = Path.of(plan);
        String name = String.valueOf(given.getFileName());
        String stem = name.endsWith(PlanFile.SUFFIX)
                ? name.substring(0, name.length() - PlanFile.SUFFIX.length())
                : file.called();
        return given.toAbsolutePath().resolveSibling(stem + Approval.SUFFIX);
    }

    private void confirm(Approvable file) throws BackstayException, InterruptedException {
        if (yes) {
            return;
        }
        Prompt prompt = session.terminal().prompt();
        if (prompt == null) {
            throw new BackstayException(new Failure.BadInput(
                    "There is no terminal on which the tenant's key could be typed.", "Say --yes if it is meant."));
        }
        String key = file.typed();
        String typed = new Questions(prompt)
                .shown(Plain.text("Type the " + (file instanceof PlanFile ? "tenant's key" : "project's ref") + " to "
                        + (decline ? "decline" : "approve") + ": "));
        if (!typed.equals(key)) {
            throw new BackstayException(new Failure.BadInput(
                    "That is another key; nothing was signed.", "Type the key as the plan shows it."));
        }
    }
}
