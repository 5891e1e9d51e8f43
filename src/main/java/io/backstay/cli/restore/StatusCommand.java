package io.backstay.cli.restore;

import io.backstay.act.Desk;
import io.backstay.act.restore.Runs;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.base.Utc;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `backstay restore status`.
@Command(
        name = "status",
        description = "How a restore stands, step by step, and which command goes on with it.",
        footer = {
            "",
            "JSON: restore, case, tenant, tenantName, planHash, state, plannedAt, expiresAt, steps[{step, detail,",
            "outcome}], said, next. Exit 1 when it needs a person or was not restored.",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class StatusCommand extends RestoreAct {
    @Parameters(paramLabel = "RUN", description = "Such as R-0001; see 'backstay restore list'.")
    private String restore = "";

    StatusCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        Runs.View view = desk.runs().status(restore);
        say("Restore", view.restore() + ", case " + view.caseId());
        say("Tenant", view.tenantName() + " (key " + view.tenant() + ")");
        say("Plan", "sha256 " + view.planHash() + ", until " + Utc.words(view.expiresAt()));
        for (Runs.Step step : view.steps()) {
            say(step.step(), step.outcome() == null ? "under way, or cut short" : step.outcome());
        }
        if (view.said() != null) {
            say("End", view.said());
        }
        if (view.nextAct() != null) {
            say("Next", view.nextAct());
        }
        answer(document(view), view.state());
        return view.state().equals("NEEDS_HUMAN") || view.state().equals("NOT_RESTORED")
                ? ExitCode.DOES_NOT_HOLD
                : ExitCode.HOLDS;
    }

    static Map<String, @Nullable Object> document(Runs.View view) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("restore", view.restore());
        document.put("case", view.caseId());
        document.put("tenant", view.tenant());
        document.put("tenantName", view.tenantName());
        document.put("planHash", view.planHash());
        document.put("state", view.state());
        document.put("plannedAt", view.plannedAt());
        document.put("expiresAt", view.expiresAt());
        document.put("steps", view.steps());
        document.put("said", view.said());
        document.put("next", view.nextAct());
        return document;
    }
}
