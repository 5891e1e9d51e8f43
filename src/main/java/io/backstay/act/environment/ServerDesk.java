package io.backstay.act.environment;

import io.backstay.act.connection.reach.AwsServers;
import io.backstay.act.drill.PhaseClock;
import io.backstay.act.role.Permission;
import io.backstay.act.vault.Occasion;
import io.backstay.audit.Deed;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.base.Utc;
import io.backstay.catalogue.PointFilter;
import io.backstay.connect.aws.scratch.ScratchServers;
import io.backstay.connect.aws.scratch.ServerPlan;
import io.backstay.connect.postgres.Login;
import io.backstay.estate.Asset;
import io.backstay.estate.PointStatus;
import io.backstay.estate.RecoveryPoint;
import io.backstay.estate.RestorableWindow;
import io.backstay.restore.environment.Holdings;
import io.backstay.restore.environment.HoldingsCheck;
import io.backstay.restore.environment.HoldingsReader;
import io.backstay.restore.journal.RestoreStep;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes new servers out of an account's backups and reads everything on them, with intent and outcome in journal and
/// record. What was made stays, whatever stops the run: the same order again goes on with it.
final class ServerDesk {
    private final EnvironmentDesk.Books books;
    private final EnvironmentDesk.Accounts accounts;
    private final InstantSource clock;

    ServerDesk(EnvironmentDesk.Books books, EnvironmentDesk.Accounts accounts, InstantSource clock) {
        this.books = books;
        this.accounts = accounts;
        this.clock = clock;
    }

    ServerResult bringUp(ServerOrder order, Progress progress) throws BackstayException, InterruptedException {
        Instant calledAt = clock.instant();
        AwsServers servers = accounts.sites().servers(order.connection());
        Asset asset = asset(order, servers.source());
        RecoveryPoint point = order.point() == null ? null : point(asset, order.point());
        Instant moment = point == null ? moment(asset, order.at()) : null;
        ServerPlan plan = servers.plan(
                accounts.origin(),
                asset.id().value(),
                point == null ? null : point.id().value(),
                moment);
        String name = plan.name().server();
        Deed deed = Deed.of("restore.environment", order.connection() + " to " + name)
                .with("asset", asset.id().value())
                .with(
                        "from",
                        point == null
                                ? String.valueOf(plan.moment())
                                : point.id().value())
                .underPlan(plan.hash());
        Started started = new Started(order, asset, point, plan, calledAt);
        return books.recorder()
                .act(
                        Permission.RESTORE_ENVIRONMENT,
                        deed,
                        () -> recorded(started, servers, progress),
                        result -> Map.of("run", result.id(), "verified", Boolean.toString(result.verified())));
    }

    boolean discard(String connection, String server, Progress progress)
            throws BackstayException, InterruptedException {
        AwsServers servers = accounts.sites().servers(connection);
        return books.recorder()
                .act(
                        Permission.RESTORE_ENVIRONMENT,
                        Deed.of("restore.discard", server).with("connection", connection),
                        () -> servers.remove(server, progress),
                        removed -> Map.of("removed", Boolean.toString(removed)));
    }

    private record Started(
            ServerOrder order, Asset asset, @Nullable RecoveryPoint point, ServerPlan plan, Instant calledAt) {
        String source() {
            return point == null ? Utc.words(calledFor()) : point.id().value();
        }

        private Instant calledFor() {
            Instant moment = plan.moment();
            return moment == null ? calledAt : moment;
        }
    }

    private ServerResult recorded(Started started, AwsServers servers, Progress progress)
            throws BackstayException, InterruptedException {
        String server = started.plan().name().server();
        String id = books.journal().begin("Everything of " + started.asset().name() + " to the new server " + server);
        PhaseClock phases = new PhaseClock(progress, clock);
        long entry = books.journal()
                .intent(
                        id,
                        RestoreStep.STAGE,
                        server + " out of " + started.source() + "; run it again with"
                                + " that moment or point to go on with it");
        String said = "stopped; " + server + " stays if it was made";
        try {
            phases.step("Making " + server);
            ScratchServers.Made made = Occasion.during(id, () -> servers.make(started.plan(), phases));
            Login login = servers.login(made);
            Holdings holdings = Occasion.during(id, () -> HoldingsReader.read(login::to, phases));
            phases.step("Writing the report");
            RecoveryPoint point = started.point();
            ServerResult result = new ServerResult(
                    id,
                    started.order().connection(),
                    started.asset().id().value(),
                    point == null ? null : point.id().value(),
                    point == null ? started.plan().moment() : point.takenAt(),
                    started.plan().hash(),
                    server,
                    made.host(),
                    made.port(),
                    holdings,
                    HoldingsCheck.of(holdings, null),
                    started.calledAt(),
                    Duration.between(started.calledAt(), clock.instant()),
                    phases.finish(),
                    books.reports().resolve(id));
            ServerReport.write(result, books, clock.instant());
            said = server + " answers, " + (result.verified() ? "read in full" : "and not everything is as it must be");
            return result;
        } finally {
            books.journal().outcome(entry, said);
        }
    }

    private Asset asset(ServerOrder order, String source) throws BackstayException {
        List<Asset> found = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Asset each : accounts.catalogue().assets()) {
            if (each.observation().source().equals(source)) {
                names.add(each.name());
                if (each.id().value().equals(order.asset())) {
                    return each;
                }
                Asset copy = CopiedLogs.of(each, order.asset());
                if (copy != null) {
                    return copy;
                }
                if (each.name().equals(order.asset())) {
                    found.add(each);
                }
            }
        }
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw new BackstayException(
                found.isEmpty()
                        ? new Failure.NotFound(
                                "A database called " + order.asset() + " in " + order.connection(),
                                names.isEmpty()
                                        ? "List it first with 'backstay sync " + order.connection() + "'."
                                        : "There is " + String.join(", ", names) + ".")
                        : new Failure.BadInput(
                                found.size() + " databases are called " + order.asset() + ".",
                                "Name one by its id, as 'backstay points' shows it."));
    }

    private RecoveryPoint point(Asset asset, String named) throws BackstayException {
        List<RecoveryPoint> found = new ArrayList<>();
        accounts.catalogue().eachPoint(new PointFilter(asset.id(), Set.of(), ""), each -> {
            String id = each.id().value();
            if (id.equals(named) || id.endsWith(":" + named)) {
                found.add(each);
            }
        });
        if (found.size() > 1) {
            throw new BackstayException(new Failure.BadInput(
                    found.size() + " points of " + asset.name() + " are called " + named + ".",
                    "Name one by its ARN, as 'backstay points' shows it."));
        }
        if (found.isEmpty()) {
            throw new BackstayException(new Failure.NotFound(
                    "A recovery point " + named + " of " + asset.name(),
                    "List them with 'backstay points', and name one by its id."));
        }
        RecoveryPoint point = found.getFirst();
        if (point.status() != PointStatus.AVAILABLE) {
            throw new BackstayException(new Failure.Conflict(
                    "The recovery point " + named + " cannot be restored from", "Choose another, or sync again."));
        }
        return point;
    }

    private static Instant moment(Asset asset, @Nullable Instant at) throws BackstayException {
        RestorableWindow window = asset.pitr();
        if (window == null) {
            throw new BackstayException(new Failure.NotFound(
                    "A restorable window of " + asset.name(), "Name one of its recovery points with --point."));
        }
        Instant moment = at == null ? window.latest() : at;
        if (moment.isBefore(window.earliest()) || moment.isAfter(window.latest())) {
            throw new BackstayException(new Failure.OutOfWindow(moment, window.earliest(), window.latest()));
        }
        return moment;
    }
}
