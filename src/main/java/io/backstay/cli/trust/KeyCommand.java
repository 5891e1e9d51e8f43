package io.backstay.cli.trust;

import io.backstay.act.Desk;
import io.backstay.act.approve.Approvals;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import io.backstay.cli.terminal.VaultAccess;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `backstay trust key`.
@Command(
        name = "key",
        description = {
            "Your own signing key, made in the vault when there is none: its line for others, and its fingerprint."
        },
        footer = {"", "JSON: person, key, fingerprint.", "", Guidance.CODES, Guidance.MORE_CODES})
final class KeyCommand extends DeskAct {
    @Mixin
    private final VaultAccess access;

    @Option(names = "--as", required = true, paramLabel = "NAME", description = "Your name, as in roles.json.")
    private String person = "";

    KeyCommand(Session session) {
        super(session);
        this.access = new VaultAccess(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException, InterruptedException {
        access.open(desk);
        Approvals.Key key = desk.approvals().ownKey(person);
        answer(Map.of("person", key.person(), "key", key.line(), "fingerprint", key.fingerprint()), key.line());
        if (!isForPrograms()) {
            session.print("Fingerprint " + key.fingerprint() + ": read it to the others, who compare it.");
        }
        return ExitCode.HOLDS;
    }
}
