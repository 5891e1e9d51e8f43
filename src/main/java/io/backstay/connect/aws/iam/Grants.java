package io.backstay.connect.aws.iam;

import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.aws.scratch.Placing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the keys of a connection must be given, statement by statement as the files of `docs/access` have it.
///
/// @param names ARNs that were listed, of which one of each kind stands for those that will be used
record Grants(String partition, String account, AwsRegion region, List<String> names) {
    private static final String NOBODYS = "backstay-asks-what-it-may-ask";
    private static final String SCRATCH = "scratch";
    private static final String ALL = "*";
    private static final String OWNER = "aws:ResourceAccount";

    /// What is asked for on any thing of the region.
    private Grant watch(String name, String... actions) {
        return new Grant(name, List.of(actions), List.of(ALL), ALL, true, Map.of("aws:RequestedRegion", region.name()));
    }

    private String arn(String service, String resource) {
        return "arn:" + partition + ":" + service + ":" + region + ":" + account + ":" + resource;
    }

    private String rds(String resource) {
        return arn("rds", resource);
    }

    /// On something that was listed, or on nobody's where nothing of the kind was.
    private Grant listed(String name, String action, String kind, String resource) {
        String service = kind.equals("volume/") ? "ec2" : "rds";
        String begins = arn(service, kind);
        String sample = names.stream()
                .filter(each -> each.startsWith(begins))
                .findFirst()
                .orElse(null);
        String real = sample == null ? begins + NOBODYS : sample;
        return new Grant(name, List.of(action), List.of(arn(service, resource)), real, sample != null, Map.of());
    }

    private static Grant exact(String name, List<String> actions, String resource, Map<String, String> context) {
        return new Grant(name, actions, List.of(resource), resource.replace(ALL, "0"), true, context);
    }

    /// Whether something of a kind was listed anywhere, or nothing at all.
    private boolean concerns(String kind) {
        return names.isEmpty() || names.stream().anyMatch(each -> each.contains(kind));
    }

    /// Of the key that makes snapshots, `aws-backup-now.json`.
    List<Grant> backups() {
        List<Grant> all = new ArrayList<>();
        if (concerns(":db:")) {
            all.add(watch("LookForTheBackup", "rds:DescribeDBSnapshots"));
            all.add(listed("SnapshotADatabaseNow", "rds:CreateDBSnapshot", "db:", "db:*"));
            all.add(exact(
                    "SnapshotADatabaseNow", List.of("rds:CreateDBSnapshot"), rds("snapshot:backstay-*"), Map.of()));
        }
        if (concerns(":cluster:")) {
            all.add(watch("LookForTheBackup", "rds:DescribeDBClusterSnapshots"));
            all.add(listed("SnapshotADatabaseNow", "rds:CreateDBClusterSnapshot", "cluster:", "cluster:*"));
            all.add(exact(
                    "SnapshotADatabaseNow",
                    List.of("rds:CreateDBClusterSnapshot"),
                    rds("cluster-snapshot:backstay-*"),
                    Map.of()));
        }
        if (concerns(":volume/")) {
            String snapshots = "arn:" + partition + ":ec2:" + region + "::snapshot/*";
            all.add(watch("LookForTheBackup", "ec2:DescribeSnapshots"));
            all.add(listed("SnapshotAVolumeNow", "ec2:CreateSnapshot", "volume/", "volume/*"));
            all.add(exact("SnapshotAVolumeNow", List.of("ec2:CreateSnapshot"), snapshots, Map.of()));
            all.add(exact(
                    "NameTheNewSnapshot",
                    List.of("ec2:CreateTags"),
                    snapshots,
                    Map.of("ec2:CreateAction", "CreateSnapshot")));
        }
        return all;
    }

    /// Of the key that makes and removes servers, `aws-restore-to-scratch.json`; of clusters where such are placed.
    List<Grant> servers(Placing placing) {
        List<Grant> all = new ArrayList<>();
        all.add(watch(
                "WatchTheRestore",
                "rds:DescribeDBInstances",
                "rds:DescribeDBClusters",
                "rds:DescribeDBClusterSnapshots",
                "rds:DescribeDBClusterAutomatedBackups"));
        List<String> instances = List.of("rds:RestoreDBInstanceFromDBSnapshot", "rds:RestoreDBInstanceToPointInTime");
        all.addAll(source(instances, "snapshot:", "db:"));
        all.addAll(placed(instances, "db", "pg:" + placing.parameterGroup(), placing));
        String clusterGroup = placing.clusterParameterGroup();
        if (clusterGroup != null) {
            List<String> clusters = List.of("rds:RestoreDBClusterFromSnapshot", "rds:RestoreDBClusterToPointInTime");
            all.addAll(source(clusters, "cluster-snapshot:", "cluster:"));
            all.addAll(placed(clusters, "cluster", "cluster-pg:" + clusterGroup, placing));
        }
        return all;
    }

    private List<Grant> source(List<String> actions, String snapshots, String live) {
        return List.of(
                listed("RestoreFromTheseBackups", actions.getFirst(), snapshots, snapshots + ALL),
                listed("RestoreFromTheseBackups", actions.getLast(), live, live + ALL));
    }

    private List<Grant> placed(List<String> restores, String kind, String group, Placing placing) {
        boolean instance = kind.equals("db");
        String servers = rds(kind + ":backstay-scratch-*");
        List<String> makes = new ArrayList<>(restores);
        if (instance) {
            makes.add("rds:CreateDBInstance");
        }
        List<String> tagged = new ArrayList<>(makes);
        tagged.add("rds:AddTagsToResource");
        String removes = instance ? "rds:DeleteDBInstance" : "rds:DeleteDBCluster";
        return List.of(
                exact("PlaceItInTheseGroups", makes, rds("subgrp:" + placing.subnetGroup()), Map.of()),
                exact("PlaceItInTheseGroups", makes, rds(group), Map.of()),
                exact("MakeATaggedScratchServer", tagged, servers, Map.of("aws:RequestTag/backstay", SCRATCH)),
                exact(
                        "RemoveATaggedScratchServer",
                        List.of(removes),
                        servers,
                        Map.of("aws:ResourceTag/backstay", SCRATCH)));
    }

    /// Of the same key where AWS Backup restores, `aws-restore-by-backup.json`. A cluster is tagged as an instance is.
    ///
    /// @param role the ARN of the role that it restores with
    List<Grant> jobs(String role) {
        String points = arn("backup", "recovery-point:");
        return List.of(
                watch(
                        "WatchRestoreJobs",
                        "backup:ListRecoveryPointsByResource",
                        "backup:ListRestoreJobs",
                        "backup:DescribeRestoreJob",
                        "backup:GetRestoreJobMetadata"),
                new Grant(
                        "RestoreTheseRecoveryPoints",
                        List.of("backup:GetRecoveryPointRestoreMetadata", "backup:StartRestoreJob"),
                        List.of(points + ALL),
                        points + NOBODYS,
                        true,
                        Map.of()),
                exact(
                        "PassTheRestoreRole",
                        List.of("iam:PassRole"),
                        role,
                        Map.of("iam:PassedToService", "backup.amazonaws.com")),
                new Grant(
                        "MakeATaggedScratchServer",
                        List.of("rds:AddTagsToResource"),
                        List.of(rds("db:backstay-scratch-*"), rds("cluster:backstay-scratch-*")),
                        rds("db:backstay-scratch-0"),
                        true,
                        Map.of("aws:RequestTag/backstay", SCRATCH)));
    }

    /// Of the key that makes restore tests of files, `aws-restore-to-scratch.json`.
    List<Grant> copies(String bucket, String prefix) {
        List<Grant> all = new ArrayList<>(bucket(bucket, prefix, "ListTestCopies"));
        all.add(objects(
                "MakeAndReadTestCopies",
                List.of(
                        "s3:PutObject",
                        "s3:GetObject",
                        "s3:GetObjectVersion",
                        "s3:GetObjectTagging",
                        "s3:GetObjectVersionTagging",
                        "s3:PutObjectTagging"),
                bucket + "/" + prefix));
        return all;
    }

    /// Of the key that brings tenants' files back, `aws-write-to-live.json`.
    List<Grant> files(String bucket, String prefix) {
        String files = bucket + "/" + prefix;
        List<Grant> all = new ArrayList<>(bucket(bucket, prefix, "ListTenantVersions"));
        all.add(objects(
                "ReadTenantVersions",
                List.of("s3:GetObject", "s3:GetObjectVersion", "s3:GetObjectTagging", "s3:GetObjectVersionTagging"),
                files));
        String from = "s3:x-amz-copy-source";
        all.add(new Grant(
                "CopyATenantsVersionOnTop",
                List.of("s3:PutObject"),
                List.of(s3(files + ALL)),
                s3(files + NOBODYS),
                true,
                Map.of(OWNER, account, from, "/" + files + NOBODYS),
                Map.of(
                        "StringEquals",
                        Map.of(OWNER, account),
                        "StringLike",
                        Map.of(from, List.of(files + ALL, "/" + files + ALL)))));
        all.add(objects("CarryItsTagsAlong", List.of("s3:PutObjectTagging"), files));
        return all;
    }

    private List<Grant> bucket(String bucket, String prefix, String name) {
        Map<String, String> owned = Map.of(OWNER, account);
        return List.of(
                new Grant(
                        "KnowThatVersionsAreKept",
                        List.of("s3:GetBucketVersioning"),
                        List.of(s3(bucket)),
                        s3(bucket),
                        true,
                        owned),
                new Grant(
                        name,
                        List.of("s3:ListBucket", "s3:ListBucketVersions"),
                        List.of(s3(bucket)),
                        s3(bucket),
                        true,
                        Map.of(OWNER, account, "s3:prefix", prefix),
                        Map.of("StringEquals", owned, "StringLike", Map.of("s3:prefix", prefix + ALL))));
    }

    private Grant objects(String name, List<String> actions, String begins) {
        return new Grant(name, actions, List.of(s3(begins + ALL)), s3(begins + NOBODYS), true, Map.of(OWNER, account));
    }

    private String s3(String resource) {
        return "arn:" + partition + ":s3:::" + resource;
    }
}
