package io.backstay.cli.trust;

import io.backstay.act.Desk;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import io.backstay.restore.approve.People;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `backstay trust add`.
@Command(
        name = "add",
        description = "Lets a person's signatures count, after the fingerprint was compared.",
        footer = {"", "JSON: person, key, fingerprint.", "", Guidance.CODES, Guidance.MORE_CODES})
final class AddCommand extends DeskAct {
    @Parameters(index = "0", paramLabel = "PERSON", description = "To whom the key belongs, as in roles.json.")
    private String person = "";

    @Parameters(index = "1", paramLabel = "KEY", description = "The line that 'backstay trust key' printed there.")
    private String key = "";

    @Option(
            names = "--fingerprint",
            required = true,
            paramLabel = "HEX",
            description = "As the person told it on another way.")
    private String fingerprint = "";

    AddCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        People.Known known = desk.approvals().add(person, key, fingerprint);
        answer(
                Map.of(
                        "person",
                        known.person(),
                        "key",
                        known.key(),
                        "fingerprint",
                        known.verifier().fingerprint()),
                "The key " + known.verifier().fingerprint() + " counts as " + known.person() + "'s.");
        return ExitCode.HOLDS;
    }
}
