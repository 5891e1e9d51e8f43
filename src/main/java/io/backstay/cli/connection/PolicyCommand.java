package io.backstay.cli.connection;

import io.backstay.act.Desk;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `backstay connection policy`.
@Command(
        name = "policy",
        description = {
            "Says which policy the assets of a connection are held against by overview, notices and 'check' without",
            "--policy. A connection that names none is judged by none, and that is unknown, never compliant."
        },
        footer = {
            "",
            "Examples:",
            "  backstay connection policy crm daily-two-days",
            "  backstay connection policy crm none",
            "",
            "JSON: connection, policy.",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class PolicyCommand extends DeskAct {
    private static final String NONE = "none";

    @Parameters(index = "0", paramLabel = "NAME", description = "See 'backstay connection list'.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "POLICY", description = "Its id, see 'backstay policy list'; or none.")
    private String policy = "";

    PolicyCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        String held = policy.equals(NONE) ? null : policy;
        desk.connections().hold(name, held);
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("connection", name);
        document.put("policy", held);
        answer(
                document,
                held == null
                        ? name + " is judged by no policy now."
                        : name + " is judged by " + held + " now. See 'backstay check'.");
        return ExitCode.HOLDS;
    }
}
