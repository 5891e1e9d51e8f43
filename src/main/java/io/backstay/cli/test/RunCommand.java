package io.backstay.cli.test;

import io.backstay.act.Desk;
import io.backstay.act.connection.Connection;
import io.backstay.act.test.TestKind;
import io.backstay.act.test.TestOrder;
import io.backstay.act.test.TestResult;
import io.backstay.base.BackstayException;
import io.backstay.base.Durations;
import io.backstay.base.ExitCode;
import io.backstay.base.TenantId;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Session;
import io.backstay.cli.terminal.VaultAccess;
import io.backstay.cli.terminal.When;
import io.backstay.cli.terminal.WordOf;
import io.backstay.codec.Json;
import io.backstay.incident.after.Tracked;
import io.backstay.restore.environment.Check;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
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
            "log and object versions against its checksum.",
            "A restore test that follows from a case is noted as done with --action, when it passes."
        },
        footer = {"", "JSON: the test's result.json."})
final class RunCommand extends DeskAct {
    private static final long SEED = 20_261_123L;

    @Mixin
    private final VaultAccess access;

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
    private String connection = Connection.LAB;

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

    @Option(
            names = "--action",
            paramLabel = "CASE/ACTION",
            description = "The restore test that this run is, such as INC-0031/A2: it is done when it passes.")
    private @Nullable String action;

    @Option(
            names = "--next",
            paramLabel = "DAY",
            description = "With --action: when it is due again. Default: that was all.")
    private @Nullable LocalDate next;

    RunCommand(Session session) {
        super(session);
        this.access = new VaultAccess(session);
    }

    @Override
    protected void check() {
        if (at != null && kind != TestKind.POINT_IN_TIME) {
            throw misused("--at goes with --kind point-in-time only");
        }
        if (tenant != null && kind != TestKind.TENANT) {
            throw misused("--tenant goes with --kind tenant only");
        }
        if (tenant != null && tenant.isBlank()) {
            throw misused("--tenant is blank");
        }
        if (next != null && action == null) {
            throw misused("--next goes with --action only");
        }
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException, InterruptedException {
        Tracked tracked =
                action == null ? null : TrackedTests.of(desk.incidents().aftermath(), action);
        access.openFor(desk, connection);
        TenantId whose = tenant == null ? null : new TenantId(tenant);
        TestResult result = watched(
                progress -> desk.restoreTests().run(new TestOrder(connection, kind, at, whose, seed), progress));
        if (tracked != null && result.passed()) {
            TrackedTests.finish(desk.incidents().aftermath(), tracked, result, next);
        }
        if (isForPrograms()) {
            session.print(Json.pretty(result.toJson()));
        } else {
            people(result);
            for (String line : TrackedTests.words(desk.incidents().aftermath(), tracked, result, next)) {
                session.print(Plain.text(line));
            }
        }
        return result.passed() ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
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
