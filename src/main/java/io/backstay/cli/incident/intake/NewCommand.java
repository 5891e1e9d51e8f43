package io.backstay.cli.incident.intake;

import io.backstay.act.Desk;
import io.backstay.act.incident.Incidents;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Session;
import io.backstay.codec.Json;
import io.backstay.incident.intake.CaseIntake;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `backstay incident new`: from what the customer said to the verdict.
@Command(
        name = "new",
        description = {
            "Opens a case from what the customer told us, starts its clocks and answers with the verdict.",
            "An hour that happened twice or never in the customer's zone is asked back, not guessed."
        },
        footer = {
            "",
            "Examples:",
            "  backstay incident new --policy tax-agent-portal --mail mail.txt --zone Australia/Melbourne",
            "  backstay incident new --policy agentic-labs --firm Harrow --dataset invoices --within PT2H"
                    + " --around 2026-11-20T18:00 --zone Europe/Berlin --asked-by 'Priya Nair'"
                    + " --verified-by 'called back'",
            "",
            "JSON: case, and all of 'backstay verdict'.",
            "Ends with 0 when the case is open, whatever the verdict.",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
public final class NewCommand extends DeskAct {
    @Mixin
    private final IntakeOptions options = new IntakeOptions();

    @Option(
            names = "--policy",
            paramLabel = "P",
            required = true,
            description = "The policy that is promised to this customer; see 'policy list'.")
    private String policy = "";

    @Mixin
    private final JudgedBy by = new JudgedBy();

    /// The command of one run.
    public NewCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        CaseIntake intake =
                options.form(session, policy).intake(session.terminal().clock().instant());
        Incidents incidents = desk.incidents();
        // A manifest that cannot be read must not leave a case behind.
        incidents.look(intake, by.manifests(), null);
        String id = incidents.open(intake);
        var text = new CardText(intake, incidents.verdict(id, by.manifests()));
        if (isForPrograms()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("case", id);
            document.putAll(text.document());
            session.print(Json.pretty(document));
            return ExitCode.HOLDS;
        }
        session.print(id + " is open.");
        if (!intake.recognised().isEmpty()) {
            session.print("Recognised in the mail, please check: " + String.join(", ", intake.recognised()) + ".");
            session.print(Plain.text("  " + intake.firm() + "; " + intake.dataset() + "; " + intake.asker()));
        }
        text.lines().forEach(session::print);
        return ExitCode.HOLDS;
    }
}
