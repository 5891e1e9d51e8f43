package io.backstay.connect.aws.rds;

import io.backstay.base.BackstayException;
import io.backstay.connect.Listing;
import io.backstay.connect.Part;
import io.backstay.connect.Unread;
import io.backstay.connect.aws.api.AwsAccess;
import io.backstay.connect.aws.api.AwsQuery;
import io.backstay.connect.aws.api.AwsRegion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The databases of an account, as RDS lists them (API version 2014-10-31). Nothing of it can change anything
/// there.
public final class RdsAccount {
    private static final AwsQuery.Dialect RDS = new AwsQuery.Dialect("rds", "2014-10-31", "Marker", "Marker");

    /// About a snapshot that nobody has, where one must be named: who may not ask is told that first.
    private static final String NOBODYS = "backstay-asks-what-it-may-ask";

    private static final Map<String, String> FEW = Map.of("MaxRecords", "20");
    private static final Map<String, Map<String, String>> QUESTIONS = questions();

    private final AwsAccess access;

    /// @param access in whose name
    public RdsAccount(AwsAccess access) {
        this.access = access;
    }

    /// Every permission that a listing takes.
    public static List<String> permissions() {
        return QUESTIONS.keySet().stream().map(each -> "rds:" + each).toList();
    }

    /// Asks each question that a listing asks once, in a region, as small as it can be.
    ///
    /// @return those that the key may not ask
    public List<Unread> denied(AwsRegion region) throws BackstayException, InterruptedException {
        AwsQuery rds = new AwsQuery(access, region, RDS);
        List<Unread> denied = new ArrayList<>();
        for (Map.Entry<String, Map<String, String>> each : QUESTIONS.entrySet()) {
            if (!rds.mayAsk(each.getKey(), each.getValue())) {
                denied.add(rds.unread(each.getKey()));
            }
        }
        return List.copyOf(denied);
    }

    /// Lists one region.
    ///
    /// @throws BackstayException when it cannot be asked at all; what the key may not ask is part of the listing
    public Listing list(AwsRegion region, Listing.Occasion occasion) throws BackstayException, InterruptedException {
        return new RdsListing(RdsRegion.read(new AwsQuery(access, region, RDS)), region, occasion).listing();
    }

    /// The ARNs of all automated backups of a region, of servers that run and that do not.
    ///
    /// @return absent when the key may not ask for them
    public @Nullable List<String> automated(AwsRegion region) throws BackstayException, InterruptedException {
        List<String> names = new ArrayList<>();
        for (Part<Automated> each : RdsRegion.automated(new AwsQuery(access, region, RDS))) {
            if (!each.known()) {
                return null;
            }
            each.items().forEach(backup -> names.add(backup.arn()));
        }
        return names;
    }

    private static Map<String, Map<String, String>> questions() {
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        all.put("DescribeDBInstances", FEW);
        all.put("DescribeDBClusters", FEW);
        all.put("DescribeDBSnapshots", FEW);
        all.put("DescribeDBSnapshotAttributes", Map.of("DBSnapshotIdentifier", NOBODYS));
        all.put("DescribeDBClusterSnapshots", FEW);
        all.put("DescribeDBClusterSnapshotAttributes", Map.of("DBClusterSnapshotIdentifier", NOBODYS));
        all.put("DescribeDBInstanceAutomatedBackups", FEW);
        all.put("DescribeDBClusterAutomatedBackups", FEW);
        return Collections.unmodifiableMap(all);
    }
}
