package io.backstay.cli.policy;

import io.backstay.act.Desk;
import io.backstay.act.policy.LintDocument;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Session;
import io.backstay.codec.Json;
import io.backstay.codec.Words;
import io.backstay.policy.lint.Contradiction;
import io.backstay.policy.lint.LintReport;
import io.backstay.policy.lint.LintReport.Judged;
import io.backstay.policy.promise.Clause;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `backstay policy lint`.
@Command(
        name = "lint",
        description = {
            "Where a policy contradicts itself or leaves open what it promises: the quotations that collide, the",
            "arithmetic, and the question to put to its owner. Exit code 1 when there is one that is not accepted."
        },
        footer = {
            "",
            "JSON: policy, findings[{rule, severity, clauses, clauseIds, arithmetic, question, accepted,",
            "acceptance{rule, clauses, reason, owner, until,",
            "withdrawn{reason, by, at}}}].",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class LintCommand extends DeskAct {
    @Parameters(paramLabel = "POLICY", description = "Its id, see 'policy list', or a file *.yaml.")
    private String policy = "";

    LintCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        LintReport report = desk.policyTexts().lint(policy);
        if (isForPrograms()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("policy", report.policy().id());
            document.put(
                    "findings", report.findings().stream().map(LintDocument::of).toList());
            session.print(Json.pretty(document));
        } else {
            people(report);
        }
        return report.contradicts() ? ExitCode.DOES_NOT_HOLD : ExitCode.HOLDS;
    }

    private void people(LintReport report) {
        long accepted = report.findings().stream().filter(Judged::accepted).count();
        session.print(report.policy().id() + ": " + Counts.of(report.findings().size(), "finding")
                + (accepted == 0 ? "" : ", " + accepted + " of them accepted"));
        for (Judged judged : report.findings()) {
            Contradiction found = judged.contradiction();
            session.print("");
            session.print(Plain.text("%-4s %-7s %s"
                    .formatted(found.rule(), Words.of(found.severity()), String.join(" + ", found.clauseIds()))));
            for (Clause clause : found.clauses()) {
                session.print(Plain.text("     \"" + clause.quotation() + "\""));
            }
            session.print(Plain.text("     " + found.arithmetic()));
            session.print(Plain.text("     Ask: " + found.question()));
            if (!judged.exception().isEmpty()) {
                session.print(Plain.text("     " + judged.exception()));
            }
        }
    }
}
