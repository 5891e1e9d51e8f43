package io.backstay.cli.policy;

import io.backstay.act.Desk;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Session;
import io.backstay.codec.Json;
import io.backstay.policy.PolicySummary;
import java.util.List;
import picocli.CommandLine.Command;

/// `backstay policy list`.
@Command(name = "list", description = "The policies that can be checked.")
final class ListCommand extends DeskAct {
    ListCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        List<PolicySummary> policies = desk.facts().policies();
        if (isForPrograms()) {
            session.print(Json.pretty(policies));
            return ExitCode.HOLDS;
        }
        for (PolicySummary policy : policies) {
            session.print(Plain.text("%-20s %s (%d obligations, %d checked from facts)"
                    .formatted(policy.id(), policy.title(), policy.obligations(), policy.checkable())));
        }
        return ExitCode.HOLDS;
    }
}
