package io.backstay.connect.aws.scratch;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.Part;
import io.backstay.connect.aws.api.AwsAccess;
import io.backstay.connect.aws.api.AwsChange;
import io.backstay.connect.aws.api.AwsQuery;
import io.backstay.connect.aws.api.AwsRefusal;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.aws.api.XmlElement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What is asked of RDS in one region about servers of ours, and what is changed there (API version 2014-10-31).
final class RdsServers {
    private static final AwsQuery.Dialect RDS = new AwsQuery.Dialect("rds", "2014-10-31", "Marker", "Marker");

    /// Nothing of it is secret; what a password would stand in is never sent.
    private static final Set<String> RECORDED = Set.of(
            "DBInstanceIdentifier",
            "TargetDBInstanceIdentifier",
            "DBClusterIdentifier",
            "DBSnapshotIdentifier",
            "SnapshotIdentifier",
            "SourceDBInstanceIdentifier",
            "SourceDBInstanceAutomatedBackupsArn",
            "SourceDBClusterIdentifier",
            "SourceDbClusterResourceId",
            "RestoreTime",
            "RestoreToTime",
            "DBInstanceClass",
            "Engine",
            "DBSubnetGroupName",
            "VpcSecurityGroupIds",
            "DBParameterGroupName",
            "DBClusterParameterGroupName",
            "PubliclyAccessible",
            "Tags",
            "ResourceName",
            "SkipFinalSnapshot");

    private final AwsQuery query;
    private final AwsChange change;
    private final AwsRegion region;

    RdsServers(AwsAccess access, AwsRegion region) {
        this.query = new AwsQuery(access, region, RDS);
        this.change = new AwsChange(access, region, RDS);
        this.region = region;
    }

    /// The instance of that name, absent when there is none.
    @Nullable
    Found instance(String name) throws BackstayException, InterruptedException {
        XmlElement found = one("DescribeDBInstances", "DBInstanceIdentifier", name, "DBInstances");
        return found == null ? null : Found.instance(found);
    }

    /// The cluster of that name, absent when there is none.
    @Nullable
    Found cluster(String name) throws BackstayException, InterruptedException {
        XmlElement found = one("DescribeDBClusters", "DBClusterIdentifier", name, "DBClusters");
        return found == null ? null : Found.cluster(found);
    }

    /// The engine of which a snapshot of a cluster is.
    String engineOf(String clusterSnapshot) throws BackstayException, InterruptedException {
        XmlElement found =
                one("DescribeDBClusterSnapshots", "DBClusterSnapshotIdentifier", clusterSnapshot, "DBClusterSnapshots");
        if (found == null) {
            throw new BackstayException(new Failure.NotFound(
                    "The snapshot " + clusterSnapshot + " in " + region, "List again: it may be gone by now."));
        }
        return found.required("Engine");
    }

    /// Backups that outlived their cluster.
    ///
    /// @param resource by which RDS knows the cluster after it is gone
    record ClusterBackups(String resource, String engine) {}

    /// Those backups; RDS finds them by everything but their ARN.
    ClusterBackups clusterBackups(String arn) throws BackstayException, InterruptedException {
        String action = "DescribeDBClusterAutomatedBackups";
        Part<Map.Entry<String, ClusterBackups>> all = query.list(
                action,
                Map.of(),
                "DBClusterAutomatedBackups",
                each -> Map.entry(
                        String.valueOf(each.optional("DBClusterAutomatedBackupsArn")),
                        new ClusterBackups(each.required("DbClusterResourceId"), each.required("Engine"))));
        if (!all.known()) {
            throw notAllowed(action);
        }
        for (Map.Entry<String, ClusterBackups> each : all.items()) {
            if (each.getKey().equals(arn)) {
                return each.getValue();
            }
        }
        throw new BackstayException(
                new Failure.NotFound("The backups " + arn + " in " + region, "List again: they may be gone by now."));
    }

    private BackstayException notAllowed(String action) {
        return AwsRefusal.missing(
                "rds in " + region, "rds:" + action, "docs/access/aws-restore-to-scratch.json has the statement");
    }

    private @Nullable XmlElement one(String action, String parameter, String name, String list)
            throws BackstayException, InterruptedException {
        try {
            XmlElement answer = query.one(action, Map.of(parameter, name));
            if (answer == null) {
                throw notAllowed(action);
            }
            List<XmlElement> found = answer.list(list);
            return found.isEmpty() ? null : found.getFirst();
        } catch (BackstayException e) {
            if (e.failure() instanceof Failure.NotFound) {
                return null;
            }
            throw e;
        }
    }

    /// Makes something.
    ///
    /// @param name the parameter that names it
    void make(String action, String name, Map<String, String> parameters, Map<String, String> tags)
            throws BackstayException, InterruptedException {
        Map<String, String> all = new TreeMap<>(parameters);
        tag(all, tags);
        change.send(action, all, name, RECORDED);
    }

    /// Says whose a server is that a job of AWS Backup made.
    void tag(String arn, Map<String, String> tags) throws BackstayException, InterruptedException {
        Map<String, String> all = new TreeMap<>(Map.of("ResourceName", arn));
        tag(all, tags);
        change.send("AddTagsToResource", all, "ResourceName", RECORDED);
    }

    private static void tag(Map<String, String> parameters, Map<String, String> tags) {
        int number = 0;
        for (Map.Entry<String, String> each : tags.entrySet()) {
            number++;
            parameters.put("Tags.Tag." + number + ".Key", each.getKey());
            parameters.put("Tags.Tag." + number + ".Value", each.getValue());
        }
    }

    /// Removes an instance for good, without a last snapshot; [ScratchRemoval] alone may call it.
    void removeInstance(String name, boolean alone) throws BackstayException, InterruptedException {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("DBInstanceIdentifier", name);
        if (alone) {
            parameters.put("SkipFinalSnapshot", "true");
        }
        change.send("DeleteDBInstance", parameters, "DBInstanceIdentifier", RECORDED);
    }

    /// Removes a cluster for good, without a last snapshot; [ScratchRemoval] alone may call it.
    void removeCluster(String name) throws BackstayException, InterruptedException {
        Map<String, String> parameters = Map.of("DBClusterIdentifier", name, "SkipFinalSnapshot", "true");
        change.send("DeleteDBCluster", parameters, "DBClusterIdentifier", RECORDED);
    }
}
