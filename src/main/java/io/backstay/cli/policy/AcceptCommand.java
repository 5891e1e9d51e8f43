package io.backstay.cli.policy;

import io.backstay.act.Desk;
import io.backstay.act.policy.LintDocument;
import io.backstay.act.policy.PolicyTexts;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.base.Utc;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import io.backstay.cli.terminal.When;
import io.backstay.policy.lint.Acceptance;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `backstay policy accept`.
@Command(
        name = "accept",
        description = {
            "Accepts a finding of 'policy lint' for a while. It holds for exactly what was found: it comes back after",
            "its end, and when a clause or a number changes. Kept in policies/ of the state folder, and the act in the",
            "record."
        },
        footer = {
            "",
            "JSON: policy, accepted[{rule, clauses, reason, owner, until}].",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class AcceptCommand extends DeskAct {
    @Mixin
    private final FindingChoice finding = new FindingChoice();

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why it is lived with.")
    private String reason = "";

    @Option(names = "--owner", paramLabel = "NAME", required = true, description = "Who answers for that.")
    private String owner = "";

    @Option(
            names = "--until",
            paramLabel = "T",
            required = true,
            converter = When.class,
            description = "When it comes back, ISO-8601 with offset or zone; less than two years away.")
    private Instant until = Instant.EPOCH;

    AcceptCommand(Session session) {
        super(session);
    }

    @Override
    protected void check() {
        String misuse = finding.misuse();
        if (misuse != null) {
            throw misused(misuse);
        }
        if (reason.isBlank() || owner.isBlank()) {
            throw misused("Say why, and who answers for it.");
        }
        if (reason.length() > Acceptance.TEXT_MAX || owner.length() > Acceptance.TEXT_MAX) {
            throw misused("A reason and an owner have at most " + Acceptance.TEXT_MAX + " characters.");
        }
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        var choice = new PolicyTexts.Choice(finding.rule(), finding.clauses(), reason, owner, until);
        List<Acceptance> accepted = desk.policyTexts().accept(finding.policy(), choice);
        answer(
                Map.of(
                        "policy",
                        finding.policy(),
                        "accepted",
                        accepted.stream().map(LintDocument::acceptance).toList()),
                "Accepted until " + Utc.words(until) + ": " + finding.rule() + " in "
                        + String.join(" + ", accepted.getFirst().clauses()) + ".");
        return ExitCode.HOLDS;
    }
}
