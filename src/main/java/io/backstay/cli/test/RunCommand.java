package io.backstay.cli.test;

import io.backstay.act.Desk;
import io.backstay.act.connection.Connection;
import io.backstay.act.test.TestKind;
import io.backstay.act.test.TestOrder;
import io.backstay.act.test.TestResult;
import io.backstay.base.Durations;
import io.backstay.base.ExitCode;
import io.backstay.base.TenantId;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Session;
import io.backstay.cli.terminal.Terminal;
import io.backstay.cli.terminal.TerminalProgress;
import io.backstay.cli.terminal.VaultAccess;
import io.backstay.cli.terminal.When;
import io.backstay.cli.terminal.WordOf;
import io.backstay.codec.Json;
import io.backstay.restore.environment.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `backstay test run`.
@Command(
        name = "run",
        description = {
            "Runs one restore test and measures it. full: everything to a new place, up to the last commit.",
            "point-in-time: to an instant between two commits. object-rollback: copies of files by version.",
            "tenant: one tenant deleted in a scratch server and brought back there. integrity: every byte of backups,",
            "log and object versions against its checksum."
        })
final class RunCommand implements Callable<Integer> {
    private static final long SEED = 20_261_123L;

    private final Session session;

    @Mixin
    private final VaultAccess access;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            required = true,
            converter = KindWord.class,
            completionCandidates = KindWord.class,
            description = "${COMPLETION-CANDIDATES}.")
    private TestKind kind = TestKind.FULL;

    @Option(
            names = "--connection",
            paramLabel = "NAME",
            description = "Where to test. Default: ${DEFAULT-VALUE}, the practice lab, which is started if need be.")
    private String connection = "lab";

    @Option(
            names = "--at",
            paramLabel = "T",
            converter = When.class,
            description = "For point-in-time: the instant. Default: one between two commits, chosen by the seed.")
    private @Nullable Instant at;

    @Option(
            names = "--tenant",
            paramLabel = "ID",
            description = "For tenant: whose restore. Default: chosen by the seed.")
    private @Nullable String tenant;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Chooses what is left to chance. Default: ${DEFAULT-VALUE}.")
    private long seed = SEED;

    @Option(names = "--json", description = "Prints the test's result.json and nothing else.")
    private boolean json;

    RunCommand(Session session) {
        this.session = session;
        this.access = new VaultAccess(session);
    }

    @Override
    public Integer call() throws Exception {
        refuse(at != null && kind != TestKind.POINT_IN_TIME, "--at goes with --kind point-in-time only");
        refuse(tenant != null && kind != TestKind.TENANT, "--tenant goes with --kind tenant only");
        refuse(tenant != null && tenant.isBlank(), "--tenant is blank");
        Terminal terminal = session.terminal();
        TerminalProgress progress = new TerminalProgress(
                json ? terminal.err() : terminal.out(), terminal.interactive() && !json, terminal.clock());
        TestResult result = null;
        try (Desk desk = session.open()) {
            if (!connection.equals(Connection.LAB)) {
                desk.connections().require(connection);
                access.open(desk);
            }
            TenantId whose = tenant == null ? null : new TenantId(tenant);
            result = desk.restoreTests().run(new TestOrder(connection, kind, at, whose, seed), progress);
        } finally {
            progress.end(result == null ? "stopped" : "done");
        }
        if (json) {
            session.print(Json.pretty(result.toJson()));
        } else {
            people(result);
        }
        return (result.passed() ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD).code();
    }

    private void refuse(boolean wrong, String why) {
        if (wrong && spec != null) {
            throw new CommandLine.ParameterException(spec.commandLine(), why);
        }
    }

    private void people(TestResult result) {
        session.print("");
        for (Check check : result.checks()) {
            session.print(Plain.text("%-6s %s: %s%s"
                    .formatted(
                            check.holds() ? "holds" : "FAILS",
                            check.name(),
                            check.found(),
                            check.holds() ? "" : " (expected " + check.expected() + ")")));
        }
        session.print("");
        session.print(result.id() + " " + (result.passed() ? "passed" : "failed") + ". Measured RPO "
                + words(result.rpo()) + ", RTO " + words(result.rto()) + ".");
        session.print("Evidence   " + result.evidence().resolve("report.html") + " (also report.pdf, report.md,"
                + " result.json)");
    }

    private static String words(@Nullable Duration duration) {
        return duration == null ? "not measured" : Durations.words(duration);
    }

    /// The kinds as they are typed.
    static final class KindWord extends WordOf<TestKind> {
        KindWord() {
            super(TestKind.values(), TestKind::word);
        }
    }
}
