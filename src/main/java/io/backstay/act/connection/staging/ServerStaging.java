package io.backstay.act.connection.staging;

import io.backstay.base.BackstayException;
import io.backstay.base.PointId;
import io.backstay.base.Progress;
import io.backstay.base.Utc;
import io.backstay.connect.aws.scratch.ScratchServers;
import io.backstay.connect.aws.scratch.ServerPlan;
import io.backstay.connect.postgres.Login;
import io.backstay.estate.RecoveryPoint;
import io.backstay.restore.staging.Origin;
import io.backstay.restore.staging.Staged;
import io.backstay.restore.staging.Staging;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// New servers that RDS makes for one restore, out of a snapshot or for a moment.
///
/// A server takes minutes to hours to make and costs money while it stands, so it stays while the restore is under
/// way, whoever carries it on, and goes when the restore is over.
public final class ServerStaging implements Staging {
    private final String connection;
    private final NewServers.Source source;
    private final String asset;
    private final String planner;

    /// @param connection the account, by its name
    /// @param asset      the database's ARN
    /// @param planner    whose plans these are: the record of acts and the restore
    public ServerStaging(String connection, NewServers.Source source, String asset, String planner) {
        this.connection = connection;
        this.source = source;
        this.asset = asset;
        this.planner = planner;
    }

    private record Server(String connection, Origin origin, String name, Login login) implements Staged {
        @Override
        public Login login(String database) {
            return login.to(database);
        }

        @Override
        public Instant reached() {
            return origin.moment();
        }

        @Override
        public String said() {
            return "RDS made " + name + " out of " + origin.point() + " as of " + Utc.words(reached())
                    + "; which commit was its last, RDS does not say. "
                    + stays(name, connection);
        }

        /// Whoever takes the restore up finds it by its name.
        @Override
        public void close() {
            // Nothing is open.
        }
    }

    @Override
    public String by() {
        return connection;
    }

    /// A point's own moment is made of the point; any other out of the log, which is restored to whole seconds.
    @Override
    public Origin origin(RecoveryPoint base, Instant wanted) {
        return wanted.equals(base.frozenAt()) ? new Origin(base.id(), wanted) : moment(wanted);
    }

    @Override
    public Origin later(Origin used, Instant wanted) {
        return moment(wanted);
    }

    private Origin moment(Instant wanted) {
        return new Origin(new PointId(asset), wanted.truncatedTo(ChronoUnit.SECONDS));
    }

    @Override
    public Staged bringUp(Origin origin, Progress progress) throws BackstayException, InterruptedException {
        NewServers servers = source.servers();
        ServerPlan plan = plan(servers, origin);
        String name = plan.name().server();
        progress.step("Making " + name);
        // Before it is asked for: whoever is cut off must know what may have been made.
        progress.note("RDS is asked for " + name + ". " + stays(name, connection) + ".");
        ScratchServers.Made made = servers.make(plan, progress);
        return new Server(connection, origin, made.name().server(), servers.login(made));
    }

    private static String stays(String name, String connection) {
        return "It stays and costs money until the restore is over; 'backstay restore discard " + name
                + " --connection " + connection + "' takes it away before that";
    }

    private ServerPlan plan(NewServers servers, Origin origin) throws BackstayException {
        String point = origin.point().value();
        return point.equals(asset)
                ? servers.plan(planner, asset, null, origin.moment())
                : servers.plan(planner, asset, point, null);
    }

    @Override
    public @Nullable String lasting(Origin origin) throws BackstayException {
        return plan(source.servers(), origin).name().server();
    }

    @Override
    public List<String> over(List<Origin> used, Recording recording, Progress progress) throws InterruptedException {
        List<String> said = new ArrayList<>();
        for (Origin each : used) {
            String name = "The scratch server of " + each.moment();
            try {
                NewServers servers = source.servers();
                String server = plan(servers, each).name().server();
                name = server;
                progress.step("Removing " + server);
                if (recording.removed(server, connection, () -> servers.remove(server, progress))) {
                    said.add("Took " + name + " away, which was made for this restore.");
                }
            } catch (BackstayException e) {
                said.add(name + " may still be there and cost money: "
                        + e.failure().message() + " "
                        + e.failure().advice() + " Take it away with 'backstay restore discard " + name
                        + " --connection " + connection + "'.");
            }
        }
        return said;
    }

    @Override
    public void close() {
        // What it made stays until the restore is over.
    }
}
