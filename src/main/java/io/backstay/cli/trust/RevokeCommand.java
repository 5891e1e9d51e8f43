package io.backstay.cli.trust;

import io.backstay.act.Desk;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `backstay trust revoke`.
@Command(
        name = "revoke",
        description = "Lets a key's signatures count no more; what was signed before is refused as well.",
        footer = {"", "JSON: revoked, reason.", "", Guidance.CODES, Guidance.MORE_CODES})
final class RevokeCommand extends DeskAct {
    @Parameters(paramLabel = "FINGERPRINT", description = "See 'backstay trust list'.")
    private String fingerprint = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    private String reason = "";

    RevokeCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        desk.approvals().revoke(fingerprint, reason);
        answer(Map.of("revoked", fingerprint, "reason", reason), "The key " + fingerprint + " counts no more.");
        return ExitCode.HOLDS;
    }
}
