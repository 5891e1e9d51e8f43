package io.backstay.connect.aws.scratch;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Has AWS Backup make the server of a plan out of a recovery point that only AWS Backup has.
///
/// A job has no name that could be taken, so everything that could tell of an earlier one is looked at first: the
/// server itself, then the jobs of that point whose metadata names it. Only where there is none a job is asked for,
/// with a token of the plan's hash and the number of jobs that ended without a server, so that asking twice is asking
/// once. AWS Backup sets no tags of ours: what the job says that it made is compared with the plan, and tagged then.
record JobMaking(RdsServers rds, RestoreJobs jobs, ServerPlan plan, Waiting waiting) {
    /// What a new server takes from the one that was backed up; everything else is the plan's, or RDS's usual.
    private static final Set<String> KEPT = Set.of(
            "allocatedstorage",
            "dbinstanceclass",
            "engine",
            "enginemode",
            "engineversion",
            "iops",
            "licensemodel",
            "port",
            "storagetype");

    /// Sees to it that the server is there, in whatever state, with the plan's tags.
    ///
    /// @throws BackstayException when its name is somebody else's, when AWS Backup says no, or when the job ends
    /// without it
    void once(Progress progress) throws BackstayException, InterruptedException {
        String name = plan.name().server();
        Found found = found(name);
        if (found != null && plan.name().isOn(found.tags())) {
            Placed.require(found, plan);
            return;
        }
        RestoreJob ended =
                jobs.ended(job(name, found, progress), "Restoring " + name + " by AWS Backup", waiting, progress);
        if (!ended.completed()) {
            throw found(name) == null ? ended.stopped(name) : ended.left(name);
        }
        take(name, ended);
    }

    private @Nullable Found found(String name) throws BackstayException, InterruptedException {
        return plan.from().isCluster() ? rds.cluster(name) : rds.instance(name);
    }

    /// The job that makes it, which may have been started long ago.
    private String job(String name, @Nullable Found found, Progress progress)
            throws BackstayException, InterruptedException {
        String type = plan.from().isCluster() ? "Aurora" : "RDS";
        String point = String.valueOf(plan.snapshot());
        List<RestoreJob> own = jobs.of(type, point, name);
        RestoreJob first = begun(own, found != null);
        if (first != null) {
            progress.note("AWS Backup's restore job " + first.id() + " is gone on with.");
            return first.id();
        }
        if (found != null && !own.isEmpty()) {
            throw own.getLast().left(name);
        }
        if (found != null) {
            throw new BackstayException(new Failure.Conflict(
                    name + " exists already, and neither its tags nor a restore job say that this plan made it",
                    "Look at it in the RDS console; nothing was done to it."));
        }
        Map<String, String> template = jobs.template(plan.asset(), point, type);
        Map<String, String> metadata = plan.from().isCluster() ? cluster(name, template) : instance(name, template);
        String asking = plan.hash() + "-" + own.size();
        return jobs.start(new RestoreJobs.Order(type, point, name, metadata), asking);
    }

    /// The one under way; where there is none, the last one if it made what is there. Another job is asked for only
    /// when there is no server, so what is there is never an earlier one's.
    private static @Nullable RestoreJob begun(List<RestoreJob> own, boolean there) {
        RestoreJob last = own.isEmpty() ? null : own.getLast();
        return own.stream()
                .filter(RestoreJob::underWay)
                .findFirst()
                .orElse(there && last != null && last.completed() ? last : null);
    }

    private Map<String, String> instance(String name, Map<String, String> template) {
        Map<String, String> metadata = kept(template);
        metadata.put("DBInstanceIdentifier", name);
        metadata.put("DBParameterGroupName", plan.placing().parameterGroup());
        metadata.put("PubliclyAccessible", "false");
        metadata.put("MultiAZ", "false");
        metadata.put("DeletionProtection", "false");
        if (plan.placing().instanceClass() != null) {
            metadata.put("DBInstanceClass", plan.placing().instanceClass());
        }
        return placed(metadata);
    }

    private Map<String, String> cluster(String name, Map<String, String> template) throws BackstayException {
        Map<String, String> metadata = kept(template);
        String engine = metadata.getOrDefault("Engine", "");
        if (!engine.startsWith("aurora")) {
            throw new BackstayException(new Failure.Unsupported(
                    "Restoring a cluster of the engine '" + engine + "'",
                    "Restore it in the AWS console, and add the new server as a connection."));
        }
        metadata.remove("DBInstanceClass");
        metadata.put("DBClusterIdentifier", name);
        metadata.put(
                "DBClusterParameterGroupName",
                ScratchServers.required(plan.placing().clusterParameterGroup()));
        ScratchServers.required(plan.placing().instanceClass());
        return placed(metadata);
    }

    private static Map<String, String> kept(Map<String, String> template) {
        Map<String, String> metadata = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        template.forEach((key, value) -> {
            if (KEPT.contains(key.toLowerCase(Locale.ROOT))) {
                metadata.put(key, value);
            }
        });
        return metadata;
    }

    private Map<String, String> placed(Map<String, String> metadata) {
        metadata.put("DBSubnetGroupName", plan.placing().subnetGroup());
        metadata.put("VpcSecurityGroupIds", RestoreJobs.list(plan.placing().securityGroups()));
        return metadata;
    }

    /// Compares what the job made with what the plan wants, and tags it.
    private void take(String name, RestoreJob job) throws BackstayException, InterruptedException {
        Found found = found(name);
        if (found == null) {
            throw ServerState.stopped(name, "deleted");
        }
        if (!found.arn().equals(job.created()) || !found.name().equals(name)) {
            throw new BackstayException(new Failure.Conflict(
                    "The restore job " + job.id() + " says that it made " + job.created() + ", and " + found.arn()
                            + " has the plan's name",
                    "Look at both in the RDS console; nothing was done to them."));
        }
        Placed.require(found, plan);
        rds.tag(found.arn(), plan.name().tags());
    }
}
