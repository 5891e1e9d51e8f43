package io.backstay.connect.aws.rds;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.Part;
import io.backstay.connect.Unread;
import io.backstay.connect.aws.api.AwsQuery;
import io.backstay.connect.aws.api.XmlElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Everything that RDS says of one region.
///
/// @param own    automated, manual and AWS Backup's
/// @param shared other accounts' snapshots that they let this one see
/// @param sharing of each snapshot that was asked about, by ARN, `private`, `shared` or `public`
/// @param sharingUnread why some are not there
record RdsRegion(
        Part<Server> instances,
        Part<Server> clusters,
        List<Part<Snapshot>> own,
        List<Part<Snapshot>> shared,
        List<Part<Automated>> automated,
        Map<String, String> sharing,
        List<Unread> sharingUnread) {
    private static final String SNAPSHOTS = "DBSnapshots";
    private static final String CLUSTER_SNAPSHOTS = "DBClusterSnapshots";

    /// Asks everything; which questions, is AWS's read policy in `docs/access/aws-read.json`.
    static RdsRegion read(AwsQuery rds) throws BackstayException, InterruptedException {
        Part<Server> instances = rds.list("DescribeDBInstances", Map.of(), "DBInstances", Server::instance);
        Part<Server> clusters = rds.list("DescribeDBClusters", Map.of(), "DBClusters", Server::cluster);
        List<Part<Snapshot>> own = List.of(
                snapshots(rds, Map.of()),
                snapshots(rds, Map.of("SnapshotType", "awsbackup")),
                clusterSnapshots(rds, Map.of()));
        List<Part<Snapshot>> shared = List.of(
                snapshots(rds, Map.of("SnapshotType", "shared")),
                clusterSnapshots(rds, Map.of("SnapshotType", "shared")));
        List<Part<Automated>> automated = automated(rds);
        Map<String, String> sharing = new HashMap<>();
        List<Unread> unread = new ArrayList<>();
        ask(rds, "DBSnapshot", own.get(0), sharing, unread);
        ask(rds, "DBSnapshot", own.get(1), sharing, unread);
        ask(rds, "DBClusterSnapshot", own.get(2), sharing, unread);
        return new RdsRegion(instances, clusters, own, shared, automated, Map.copyOf(sharing), List.copyOf(unread));
    }

    /// Of instances, then of clusters.
    static List<Part<Automated>> automated(AwsQuery rds) throws BackstayException, InterruptedException {
        return List.of(
                rds.list(
                        "DescribeDBInstanceAutomatedBackups",
                        Map.of(),
                        "DBInstanceAutomatedBackups",
                        Automated::instance),
                rds.list(
                        "DescribeDBClusterAutomatedBackups",
                        Map.of(),
                        "DBClusterAutomatedBackups",
                        Automated::cluster));
    }

    private static Part<Snapshot> snapshots(AwsQuery rds, Map<String, String> which)
            throws BackstayException, InterruptedException {
        return rds.list("DescribeDBSnapshots", which, SNAPSHOTS, Snapshot::instance);
    }

    private static Part<Snapshot> clusterSnapshots(AwsQuery rds, Map<String, String> which)
            throws BackstayException, InterruptedException {
        return rds.list("DescribeDBClusterSnapshots", which, CLUSTER_SNAPSHOTS, Snapshot::cluster);
    }

    /// Automated snapshots cannot be shared. Of one that goes while it is asked about, nothing is
    /// known.
    private static void ask(
            AwsQuery rds, String kind, Part<Snapshot> snapshots, Map<String, String> sharing, List<Unread> unread)
            throws BackstayException, InterruptedException {
        String action = "Describe" + kind + "Attributes";
        for (Snapshot each : snapshots.items()) {
            if (each.type().equals("automated")) {
                continue;
            }
            try {
                XmlElement answer = rds.one(action, Map.of(kind + "Identifier", each.id()));
                if (answer == null) {
                    unread.add(rds.unread(action));
                    return;
                }
                sharing.put(each.arn(), visibility(answer.child(kind + "AttributesResult"), kind));
            } catch (BackstayException e) {
                if (!(e.failure() instanceof Failure.NotFound)) {
                    throw e;
                }
            }
        }
    }

    private static String visibility(@Nullable XmlElement attributes, String kind) throws BackstayException {
        List<String> accounts = new ArrayList<>();
        for (XmlElement each : attributes == null ? List.<XmlElement>of() : attributes.list(kind + "Attributes")) {
            if (each.required("AttributeName").equals("restore")) {
                each.list("AttributeValues").forEach(value -> accounts.add(value.text()));
            }
        }
        return accounts.contains("all") ? "public" : accounts.isEmpty() ? "private" : "shared";
    }

    /// What is not known, each once.
    List<Unread> unread() {
        Stream<@Nullable Unread> parts = Stream.<List<? extends Part<?>>>of(
                        List.of(instances, clusters), own, shared, automated)
                .flatMap(List::stream)
                .map(Part::unread);
        return Stream.concat(parts, sharingUnread.stream())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }
}
