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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
    @Mixin
    private final FindingChoice finding = new FindingChoice();

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why it is not lived with.")
    private String reason = "";

    WithdrawCommand(Session session) {
        super(session);
    }

    @Override
    protected void check() {
        String misuse = finding.misuse();
        if (misuse != null) {
            throw misused(misuse);
        }
        if (reason.isBlank() || reason.length() > Acceptance.TEXT_MAX) {
            throw misused("Say why, in at most " + Acceptance.TEXT_MAX + " characters.");
        }
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        var end = new PolicyTexts.End(finding.rule(), finding.clauses(), reason);
        List<Acceptance> withdrawn = desk.policyTexts().withdraw(finding.policy(), end);
        answer(
                Map.of(
                        "policy",
                        finding.policy(),
                        "withdrawn",
                        withdrawn.stream().map(LintDocument::acceptance).toList()),
                "Not accepted any more: " + finding.rule() + " in "
                        + String.join(" + ", withdrawn.getFirst().clauses()) + ".");
        return ExitCode.HOLDS;
    }
}
