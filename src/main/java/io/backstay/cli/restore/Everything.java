package io.backstay.cli.restore;

import io.backstay.act.connection.Connection;
import io.backstay.act.environment.EnvironmentRestores;
import io.backstay.act.environment.EnvironmentResult;
import io.backstay.act.environment.InPlaceOrder;
import io.backstay.act.environment.InPlaceOutlook;
import io.backstay.act.environment.InPlaceResult;
import io.backstay.act.environment.ServerOrder;
import io.backstay.act.environment.ServerResult;
import io.backstay.base.BackstayException;
import io.backstay.base.Durations;
import io.backstay.base.ExitCode;
import io.backstay.base.Utc;
import io.backstay.cli.terminal.When;
import io.backstay.cli.terminal.WordOf;
import io.backstay.restore.environment.Check;
import io.backstay.restore.plan.InPlacePlan;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What is restored: one tenant by its plan, or everything of a connection to a new place.
final class Everything {
    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            converter = ScopeWord.class,
            completionCandidates = ScopeWord.class,
            description = "${COMPLETION-CANDIDATES}. Default: tenant.")
    private Scope scope = Scope.TENANT;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            description = "For environment: a folder that does not exist yet; nothing that exists is written over.")
    private @Nullable Path to;

    @Option(
            names = "--connection",
            paramLabel = "NAME",
            description = "For environment: what to restore. Default: lab, the practice lab, started if need be.")
    private @Nullable String connection;

    @Option(
            names = "--at",
            paramLabel = "T",
            converter = When.class,
            description = "For environment: the moment. Default: the latest that can be reached.")
    private @Nullable Instant at;

    @Option(
            names = "--asset",
            paramLabel = "ASSET",
            description = "For environment, of an account of AWS: the database as 'points' shows it. The provider makes"
                    + " a new server; the same command again goes on with it.")
    private @Nullable String asset;

    @Option(names = "--point", paramLabel = "ID", description = "With --asset: a recovery point instead of a moment.")
    private @Nullable String point;

    @Option(
            names = "--in-place",
            description = "With --asset, a project of Supabase, and --at: puts the whole project back where it is, over"
                    + " everything that everybody wrote since. --dry-run says what that would do.")
    private boolean inPlace;

    @Option(
            names = "--confirm",
            paramLabel = "TEXT",
            description =
                    "With --in-place: the project's name and ref, and the run that --dry-run names if it does, where"
                            + " nobody can be asked to type them.")
    private @Nullable String confirm;

    @Option(
            names = "--order",
            paramLabel = "FILE",
            description = "With --in-place: the plan that --dry-run --out wrote, instead of --connection, --asset and"
                    + " --at; --approval says who agreed.")
    private @Nullable Path order;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "With --in-place and --dry-run: writes the plan, for another person's 'restore approve'.")
    private @Nullable Path out;

    @Option(
            names = "--alone",
            paramLabel = "REASON",
            description = "With --out: nobody else can approve, and why; the plan then waits before it may be run.")
    private @Nullable String alone;

    @Mixin
    private final BucketOptions bucket = new BucketOptions();

    /// Whose data.
    enum Scope {
        /// One tenant.
        TENANT,
        /// All of it.
        ENVIRONMENT
    }

    boolean asked() {
        return scope == Scope.ENVIRONMENT;
    }

    /// What is wrong with the command line in one sentence, absent when nothing is.
    ///
    /// @param ofPlan   whether a plan, or what belongs to one, was given
    /// @param rehearse whether it is only looked
    @Nullable
    String misuse(boolean ofPlan, boolean rehearse) {
        if (!asked()) {
            return to == null && connection == null && at == null && !ofServer() && !bucket.given() && !ofProject()
                    ? null
                    : "--to, --connection, --asset, --point, --at, --bucket, --in-place, --order, --out and --confirm"
                            + " go with --scope environment only";
        }
        if (ofProject()) {
            return projectMisuse(rehearse);
        }
        if (ofPlan || rehearse) {
            return "--scope environment restores everything and takes no plan, --approval or --dry-run";
        }
        if (ofServer()) {
            return serverMisuse();
        }
        return to == null ? "--scope environment needs --to, a folder that does not exist yet" : bucket.misuse();
    }

    /// Whether a provider makes a new server.
    boolean ofServer() {
        return asset != null || point != null;
    }

    /// Whether something is put back over what is there.
    boolean ofProject() {
        return inPlace || confirm != null || order != null || out != null || alone != null;
    }

    private @Nullable String projectMisuse(boolean rehearse) {
        if (!inPlace) {
            return "--confirm, --order, --out and --alone go with --in-place only";
        }
        boolean named = asset != null || connection != null || at != null;
        if (!rehearse && (order == null || named)) {
            return "--in-place is carried out by its plan: write it with --dry-run --out FILE, have it approved, then"
                    + " name it with --order";
        }
        if (rehearse && (order != null || asset == null || connection == null || at == null)) {
            return "--in-place needs --connection, --asset, a project of Supabase, and --at, the moment";
        }
        if ((out != null && !rehearse) || (alone != null && out == null)) {
            return "--out goes with --dry-run, and --alone with --out";
        }
        if (to != null || point != null || bucket.given()) {
            return "--in-place takes no --to, no --point and no --bucket";
        }
        return rehearse && confirm != null ? "--dry-run asks for no --confirm" : null;
    }

    InPlaceOrder inPlaceOrder() {
        if (asset == null || connection == null || at == null) {
            throw new IllegalStateException("the command line was not checked");
        }
        return new InPlaceOrder(connection, asset, at);
    }

    /// The plan that is carried out.
    InPlacePlan inPlacePlan() throws BackstayException {
        if (order == null) {
            throw new IllegalStateException("the command line was not checked");
        }
        return InPlacePlan.read(order);
    }

    /// Where the plan is written, absent when it is only looked.
    @Nullable
    Path out() {
        return out;
    }

    /// Why nobody else can approve, absent where somebody has to.
    @Nullable
    String alone() {
        return alone;
    }

    /// What was typed on the command line, absent when a person is asked.
    @Nullable
    String confirm() {
        return confirm;
    }

    static void show(RestoreAct act, InPlaceOutlook outlook) {
        act.say("Project", outlook.project() + " (" + outlook.ref() + "), " + outlook.status());
        act.say("Back to", Utc.words(outlook.at()) + ", IN PLACE");
        outlook.sentences().forEach(each -> act.say("", each));
    }

    static ExitCode tellInPlace(RestoreAct act, InPlaceResult result) {
        act.say("RTO", Durations.words(result.rto()));
        act.answer(result.toJson(), result.outcome().said());
        return switch (result.outcome().ending()) {
            case DONE -> ExitCode.HOLDS;
            case FAILED -> ExitCode.DOES_NOT_HOLD;
            case UNKNOWN -> ExitCode.UNDECIDABLE;
        };
    }

    private @Nullable String serverMisuse() {
        if (asset == null || connection == null) {
            return "a new server needs --connection, an account, and --asset, a database in it";
        }
        if (to != null || bucket.given()) {
            return "--asset has the provider make a new server, which takes no --to and no --bucket";
        }
        return at != null && point != null ? "a new server is of --at or of --point, not of both" : null;
    }

    ServerOrder serverOrder() {
        if (asset == null || connection == null) {
            throw new IllegalStateException("the command line was not checked");
        }
        return new ServerOrder(connection, asset, point, at);
    }

    EnvironmentRestores.Order order() {
        if (to == null) {
            throw new IllegalStateException("the command line was not checked");
        }
        return new EnvironmentRestores.Order(
                connection == null ? Connection.LAB : connection, at, to.toAbsolutePath(), bucket.chosen());
    }

    static ExitCode tell(RestoreAct act, EnvironmentResult result) {
        act.say("Verdict", result.verdict());
        for (Check check : result.outcome().checks()) {
            act.say(
                    check.holds() ? "holds" : "FAILS",
                    check.name() + ": " + check.found()
                            + (check.holds() ? "" : " (expected " + check.expected() + ")"));
        }
        act.say("Recovered", "to " + Utc.words(result.outcome().stoppedAt()) + ", into " + result.place());
        if (result.bucket() != null) {
            act.say("Files", "in " + result.bucket());
        }
        act.say("RPO, RTO", Durations.words(result.rpo()) + ", " + Durations.words(result.rto()));
        act.say("Report", result.report().toString());
        act.answer(
                result.toJson(),
                result.verified() ? "Everything is there, read in full." : "Not everything is as it must be.");
        return result.verified() ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }

    static ExitCode tellServer(RestoreAct act, ServerResult result) {
        for (Check check : result.checks()) {
            act.say(
                    check.holds() ? "holds" : "FAILS",
                    check.name() + ": " + check.found()
                            + (check.holds() ? "" : " (expected " + check.expected() + ")"));
        }
        act.say("New server", result.server());
        act.say("Answers at", result.host() + ":" + result.port());
        act.say("RTO", Durations.words(result.rto()));
        act.say("Report", result.report().toString());
        act.say("Take it away", "backstay restore discard " + result.server() + " --connection " + result.connection());
        act.answer(
                result.toJson(),
                result.verified() ? "Everything on it was read in full." : "Not everything on it is as it must be.");
        return result.verified() ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }

    /// The scopes as they are typed.
    static final class ScopeWord extends WordOf<Scope> {
        ScopeWord() {
            super(Scope.values(), scope -> scope.name().toLowerCase(Locale.ROOT));
        }
    }
}
