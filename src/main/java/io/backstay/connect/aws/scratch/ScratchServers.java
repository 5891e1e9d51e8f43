package io.backstay.connect.aws.scratch;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.aws.api.AwsAccess;
import io.backstay.connect.aws.api.AwsRegion;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes new servers in an account, never over one that exists, and takes them away again.
///
/// Everything is looked at before it is made, and again when the answer was lost or says that the name is taken; the
/// tag with the plan's hash tells what this very plan made from what merely has its name. So a plan that was cut off
/// anywhere is carried out again from where it stands, and has one effect.
public final class ScratchServers {
    private final AwsAccess access;
    private final Waiting waiting;
    private final @Nullable String role;

    /// Without restore jobs of AWS Backup.
    ///
    /// @param access in the name of a key that may restore to scratch
    public ScratchServers(AwsAccess access, Waiting waiting) {
        this(access, waiting, null);
    }

    /// @param access in the name of a key that may restore to scratch
    /// @param role   the ARN of the role that AWS Backup restores with; absent where it restores nothing
    public ScratchServers(AwsAccess access, Waiting waiting, @Nullable String role) {
        this.access = access;
        this.waiting = waiting;
        this.role = role;
    }

    private @Nullable RestoreJobs jobs(AwsRegion region) {
        return role == null ? null : new RestoreJobs(access, region, role);
    }

    /// Every permission that restore jobs of AWS Backup take besides, without `iam:PassRole` for their role and
    /// `rds:AddTagsToResource` for what they make.
    public static List<String> jobPermissions() {
        return RestoreJobs.permissions();
    }

    /// Every permission that making and removing servers takes, besides `rds:AddTagsToResource` for their tags.
    public static List<String> permissions() {
        return List.of(
                "rds:DescribeDBInstances",
                "rds:DescribeDBClusters",
                "rds:DescribeDBClusterSnapshots",
                "rds:DescribeDBClusterAutomatedBackups",
                "rds:RestoreDBInstanceFromDBSnapshot",
                "rds:RestoreDBInstanceToPointInTime",
                "rds:RestoreDBClusterFromSnapshot",
                "rds:RestoreDBClusterToPointInTime",
                "rds:CreateDBInstance",
                "rds:DeleteDBInstance",
                "rds:DeleteDBCluster");
    }

    /// A server that answers.
    ///
    /// @param host where
    /// @param arn  of the instance, or of the cluster
    public record Made(ScratchName name, String arn, String engine, String host, int port) {}

    /// Makes the server of a plan, or finds it, and waits until it answers.
    ///
    /// @throws BackstayException when its name is somebody else's, when RDS says no, or when it does not come up;
    /// what was made stays then, and making it again goes on with it
    public Made make(ServerPlan plan, Progress progress) throws BackstayException, InterruptedException {
        RdsServers rds = new RdsServers(access, plan.placing().region());
        if (plan.from().isKept()) {
            RestoreJobs jobs = jobs(plan.placing().region());
            if (jobs == null) {
                throw new BackstayException(new Failure.BadInput(
                        "AWS Backup alone has " + plan.snapshot()
                                + ", and the connection names no role that it restores with.",
                        "Add the connection again with --backup-role; docs/aws.md shows it."));
            }
            new JobMaking(rds, jobs, plan, waiting).once(progress);
        }
        Making making = new Making(rds, plan, waiting);
        return plan.from().isCluster() ? making.cluster(progress) : making.instance(progress);
    }

    /// Takes a server of ours away, and waits until it is gone.
    ///
    /// @param name as it is called, such as `backstay-scratch-…`
    /// @return whether there was one
    /// @throws BackstayException when what has the name is not a server of ours; then nothing is done
    public boolean remove(AwsRegion region, String name, Progress progress)
            throws BackstayException, InterruptedException {
        return new ScratchRemoval(new RdsServers(access, region), jobs(region), waiting).remove(name, progress);
    }

    /// What a cluster is not restored without.
    static String required(@Nullable String value) throws BackstayException {
        if (value == null) {
            throw new BackstayException(new Failure.BadInput(
                    "An Aurora cluster is restored with a cluster parameter group and an instance class of its own,"
                            + " and the connection names none.",
                    "Add it with --cluster-parameter-group and --instance-class."));
        }
        return value;
    }

    /// One plan on its way.
    private record Making(RdsServers rds, ServerPlan plan, Waiting waiting) {
        private static final String INSTANCE = "DBInstanceIdentifier";
        private static final String CLUSTER = "DBClusterIdentifier";

        Made instance(Progress progress) throws BackstayException, InterruptedException {
            ScratchName name = plan.name();
            if (plan.from().isKept()) {
                return made(ready(name.server(), () -> rds.instance(name.server()), progress));
            }
            Map<String, String> parameters = placed();
            parameters.put("MultiAZ", "false");
            parameters.put("BackupRetentionPeriod", "0");
            String action = "RestoreDBInstanceToPointInTime";
            String named = "TargetDBInstanceIdentifier";
            switch (plan.from()) {
                case INSTANCE_SNAPSHOT -> {
                    action = "RestoreDBInstanceFromDBSnapshot";
                    named = INSTANCE;
                    parameters.put("DBSnapshotIdentifier", plan.sourceName());
                }
                case BACKUPS_MOMENT -> parameters.put("SourceDBInstanceAutomatedBackupsArn", plan.asset());
                default -> parameters.put("SourceDBInstanceIdentifier", plan.sourceName());
            }
            if (plan.moment() != null) {
                parameters.put("RestoreTime", plan.moment().toString());
            }
            parameters.put(named, name.server());
            once(name.server(), action, named, parameters, () -> rds.instance(name.server()));
            return made(ready(name.server(), () -> rds.instance(name.server()), progress));
        }

        Made cluster(Progress progress) throws BackstayException, InterruptedException {
            String name = plan.name().server();
            if (plan.from().isKept()) {
                Found kept = ready(name, () -> rds.cluster(name), progress);
                member(kept.engine(), progress);
                return made(kept);
            }
            Map<String, String> parameters = new TreeMap<>();
            String engine = source(parameters);
            String action = "RestoreDBClusterToPointInTime";
            if (plan.snapshot() != null) {
                action = "RestoreDBClusterFromSnapshot";
                parameters.put("Engine", engine);
                // For a moment, RDS takes this of Multi-AZ clusters alone; what an Aurora cluster shows, its
                // instance decides, which is asked for none in either case.
                parameters.put("PubliclyAccessible", "false");
            } else {
                parameters.put("RestoreToTime", String.valueOf(plan.moment()));
            }
            parameters.put(CLUSTER, name);
            parameters.put(
                    "DBClusterParameterGroupName", required(plan.placing().clusterParameterGroup()));
            parameters.put("DBSubnetGroupName", plan.placing().subnetGroup());
            parameters.put("DeletionProtection", "false");
            securityGroups(parameters);
            required(plan.placing().instanceClass());
            once(name, action, CLUSTER, parameters, () -> rds.cluster(name));
            Found cluster = ready(name, () -> rds.cluster(name), progress);
            member(engine, progress);
            return made(cluster);
        }

        /// A restored cluster has storage and no instance.
        private void member(String engine, Progress progress) throws BackstayException, InterruptedException {
            String member = plan.name().member();
            Map<String, String> parameters = new TreeMap<>();
            parameters.put(INSTANCE, member);
            parameters.put(CLUSTER, plan.name().server());
            parameters.put("Engine", engine);
            parameters.put("DBInstanceClass", required(plan.placing().instanceClass()));
            parameters.put("DBSubnetGroupName", plan.placing().subnetGroup());
            parameters.put("DBParameterGroupName", plan.placing().parameterGroup());
            parameters.put("PubliclyAccessible", "false");
            once(member, "CreateDBInstance", INSTANCE, parameters, () -> rds.instance(member));
            ready(member, () -> rds.instance(member), progress);
        }

        /// Says out of what a cluster is made.
        ///
        /// @return its engine
        private String source(Map<String, String> parameters) throws BackstayException, InterruptedException {
            String source = plan.sourceName();
            String engine;
            if (plan.snapshot() != null) {
                engine = rds.engineOf(source);
                parameters.put("SnapshotIdentifier", source);
            } else if (plan.from() == ServerPlan.Origin.CLUSTER_BACKUPS_MOMENT) {
                RdsServers.ClusterBackups backups = rds.clusterBackups(plan.asset());
                engine = backups.engine();
                parameters.put("SourceDbClusterResourceId", backups.resource());
            } else {
                Found cluster = rds.cluster(source);
                if (cluster == null) {
                    throw new BackstayException(
                            new Failure.NotFound("The cluster " + source, "List again: it may be gone by now."));
                }
                engine = cluster.engine();
                parameters.put("SourceDBClusterIdentifier", source);
            }
            if (!engine.startsWith("aurora")) {
                throw new BackstayException(new Failure.Unsupported(
                        "Restoring the Multi-AZ cluster " + source,
                        "Restore it in the AWS console, and add the new server as a connection."));
            }
            return engine;
        }

        private Map<String, String> placed() {
            Placing placing = plan.placing();
            Map<String, String> parameters = new TreeMap<>();
            parameters.put("DBSubnetGroupName", placing.subnetGroup());
            parameters.put("DBParameterGroupName", placing.parameterGroup());
            parameters.put("PubliclyAccessible", "false");
            parameters.put("DeletionProtection", "false");
            if (placing.instanceClass() != null) {
                parameters.put("DBInstanceClass", placing.instanceClass());
            }
            securityGroups(parameters);
            return parameters;
        }

        private void securityGroups(Map<String, String> parameters) {
            int number = 0;
            for (String each : plan.placing().securityGroups()) {
                number++;
                parameters.put("VpcSecurityGroupIds.VpcSecurityGroupId." + number, each);
            }
        }

        /// Makes it unless it is there. Whatever stops the call, what is there afterwards decides.
        private void once(
                String name, String action, String named, Map<String, String> parameters, Waiting.Look<Found> look)
                throws BackstayException, InterruptedException {
            if (isOurs(name, look.found())) {
                return;
            }
            try {
                rds.make(action, named, parameters, plan.name().tags());
            } catch (BackstayException e) {
                if (!isThere(name, look, e)) {
                    throw e;
                }
            }
        }

        private boolean isThere(String name, Waiting.Look<Found> look, BackstayException stopped)
                throws InterruptedException, BackstayException {
            Found found;
            try {
                found = look.found();
            } catch (BackstayException e) {
                stopped.addSuppressed(e);
                return false;
            }
            return isOurs(name, found);
        }

        private boolean isOurs(String name, @Nullable Found found) throws BackstayException {
            if (found == null) {
                return false;
            }
            if (!plan.name().isOn(found.tags())) {
                throw new BackstayException(new Failure.Conflict(
                        name + " exists already, and its tags do not say that this plan made it",
                        "Look at it in the RDS console; nothing was done to it."));
            }
            return true;
        }

        private Found ready(String name, Waiting.Look<Found> look, Progress progress)
                throws BackstayException, InterruptedException {
            Found found = waiting.until(
                    "Restoring " + name,
                    look,
                    each -> {
                        if (each == null) {
                            throw ServerState.stopped(name, "deleted");
                        }
                        ServerState state = ServerState.of(each.state());
                        if (state == ServerState.GONE || state == ServerState.FAILED) {
                            throw ServerState.stopped(name, each.state());
                        }
                        return state == ServerState.READY && isOurs(name, each);
                    },
                    progress);
            if (found == null) {
                throw new IllegalStateException("nothing is not ready");
            }
            if (found.exposed()) {
                throw new BackstayException(new Failure.Conflict(
                        name + " has a public address, though it was asked for none",
                        "Look at it in the RDS console at once; nothing more is done with it."));
            }
            return found;
        }

        private Made made(Found found) throws BackstayException {
            String host = found.host();
            Integer port = found.port();
            if (host == null || port == null) {
                throw new BackstayException(new Failure.Malformed(
                        "The description of " + found.name(), "it is available and has no endpoint"));
            }
            return new Made(plan.name(), found.arn(), found.engine(), host, port);
        }
    }
}
