package io.backstay.connect.aws.manual;

import io.backstay.base.BackstayException;
import io.backstay.connect.aws.api.AwsQuery;
import io.backstay.connect.aws.api.XmlElement;
import io.backstay.connect.aws.manual.ManualBackup.State;
import java.util.Map;

/// What is backed up, and how its service is asked for it (RDS API version 2014-10-31, EC2 2016-11-15).
enum Subject {
    INSTANCE,
    CLUSTER,
    VOLUME;

    private static final AwsQuery.Dialect RDS = new AwsQuery.Dialect("rds", "2014-10-31", "Marker", "Marker");
    private static final AwsQuery.Dialect EC2 = new AwsQuery.Dialect("ec2", "2016-11-15", "NextToken", "nextToken");

    /// Where a volume's snapshot keeps its name: EC2 knows it by an id of its own only.
    static final String TAG = "backstay:name";

    AwsQuery.Dialect dialect() {
        return this == VOLUME ? EC2 : RDS;
    }

    String describe() {
        return switch (this) {
            case INSTANCE -> "DescribeDBSnapshots";
            case CLUSTER -> "DescribeDBClusterSnapshots";
            case VOLUME -> "DescribeSnapshots";
        };
    }

    String list() {
        return switch (this) {
            case INSTANCE -> "DBSnapshots";
            case CLUSTER -> "DBClusterSnapshots";
            case VOLUME -> "snapshotSet";
        };
    }

    Map<String, String> named(String name) {
        return switch (this) {
            case INSTANCE -> Map.of("DBSnapshotIdentifier", name);
            case CLUSTER -> Map.of("DBClusterSnapshotIdentifier", name);
            case VOLUME ->
                Map.of("Owner.1", "self", "Filter.1.Name", "tag:" + TAG, "Filter.1.Value.1", name, "MaxResults", "5");
        };
    }

    String create() {
        return switch (this) {
            case INSTANCE -> "CreateDBSnapshot";
            case CLUSTER -> "CreateDBClusterSnapshot";
            case VOLUME -> "CreateSnapshot";
        };
    }

    Map<String, String> wanted(String id, String name) {
        return switch (this) {
            case INSTANCE -> Map.of("DBInstanceIdentifier", id, "DBSnapshotIdentifier", name);
            case CLUSTER -> Map.of("DBClusterIdentifier", id, "DBClusterSnapshotIdentifier", name);
            case VOLUME ->
                Map.of(
                        "VolumeId", id,
                        "Description", name,
                        "TagSpecification.1.ResourceType", "snapshot",
                        "TagSpecification.1.Tag.1.Key", TAG,
                        "TagSpecification.1.Tag.1.Value", name);
        };
    }

    /// The parameter that keeps the call from happening twice, empty where there is none.
    String guard() {
        return switch (this) {
            case INSTANCE -> "DBSnapshotIdentifier";
            case CLUSTER -> "DBClusterSnapshotIdentifier";
            case VOLUME -> "";
        };
    }

    /// Whether a snapshot is of what is wanted: a name alone could be another's.
    boolean isOf(XmlElement found, String id) throws BackstayException {
        return id.equals(found.required(
                switch (this) {
                    case INSTANCE -> "DBInstanceIdentifier";
                    case CLUSTER -> "DBClusterIdentifier";
                    case VOLUME -> "volumeId";
                }));
    }

    /// @param partition of the region, such as `aws`
    ManualBackup read(XmlElement found, String name, String partition, String region) throws BackstayException {
        String word = found.required(this == VOLUME ? "status" : "Status");
        String percent = this == VOLUME ? found.optional("progress") : found.optional("PercentProgress");
        boolean done = word.equals(this == VOLUME ? "completed" : "available");
        boolean on = word.equals("creating") || word.equals("pending") || word.equals("backing-up");
        return new ManualBackup(
                name,
                switch (this) {
                    case INSTANCE -> found.required("DBSnapshotArn");
                    case CLUSTER -> found.required("DBClusterSnapshotArn");
                    case VOLUME -> "arn:" + partition + ":ec2:" + region + "::snapshot/" + found.required("snapshotId");
                },
                percent == null || !percent.matches("[0-9]{1,3}%?") ? 0 : Integer.parseInt(percent.replace("%", "")),
                done ? State.AVAILABLE : on ? State.UNDER_WAY : State.FAILED,
                word);
    }
}
