package io.backstay.cli.policy;

import io.backstay.act.Desk;
import io.backstay.act.policy.LintDocument;
import io.backstay.act.policy.PolicyTexts;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import io.backstay.policy.lint.Acceptance;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `backstay policy withdraw`.
@Command(
        name = "withdraw",
        description = {
            "Withdraws what 'policy accept' accepted, before its end. The finding counts again at once. What was",
            "accepted stays readable in policies/ of the state folder, with who withdrew it and why, and the act in",
            "the record."
        },
        footer = {
            "",
            "JSON: policy, withdrawn[{rule, clauses, reason, owner, until, withdrawn{reason, by, at}}].",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class WithdrawCommand extends DeskAct {
    @Parameters(paramLabel = "POLICY", description = "Its id, see 'policy list', or a file *.yaml.")
    private String policy = "";

    @Option(names = "--rule", paramLabel = "R", required = true, description = "The rule, R1 to R20.")
    private String rule = "";

    @Option(
            names = "--clause",
            paramLabel = "ID",
            required = true,
            description = "A clause of the finding; once for each that tells it from others.")
    private List<String> clauses = List.of();

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why it is not lived with.")
    private String reason = "";

    WithdrawCommand(Session session) {
        super(session);
    }

    @Override
    protected void check() {
        if (!rule.matches(AcceptCommand.RULES)) {
            throw misused("A rule is R1 to R20.");
        }
        if (reason.isBlank() || reason.length() > Acceptance.TEXT_MAX) {
            throw misused("Say why, in at most " + Acceptance.TEXT_MAX + " characters.");
        }
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        var end = new PolicyTexts.End(rule, clauses, reason);
        List<Acceptance> withdrawn = desk.policyTexts().withdraw(policy, end);
        answer(
                Map.of(
                        "policy",
                        policy,
                        "withdrawn",
                        withdrawn.stream().map(LintDocument::acceptance).toList()),
                "Not accepted any more: " + rule + " in "
                        + String.join(" + ", withdrawn.getFirst().clauses()) + ".");
        return ExitCode.HOLDS;
    }
}
