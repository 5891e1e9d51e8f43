package io.backstay.connect.aws.scratch;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.seal.CanonicalJson;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One new server, fixed before anything is done: out of what it is made, and where it stands. The same plan always
/// has the same hash and therefore the same name, so that making it again finds what was made before.
///
/// @param origin   who plans it, such as the name of the record of acts; nobody else's plan has the same name
/// @param asset    the ARN of the server or of its retained backups, as the listing calls it
/// @param snapshot the ARN of one of its snapshots or of a recovery point of AWS Backup, absent for a moment
/// @param moment   in whole seconds, absent for a snapshot
public record ServerPlan(
        String origin,
        String asset,
        @Nullable String snapshot,
        @Nullable Instant moment,
        Placing placing) {
    private static final String FORMAT = "backstay-server-plan/1";
    private static final Pattern ARN = Pattern.compile(
            "arn:aws[a-z-]*:rds:([a-z0-9-]+):([0-9]{12}):(db|cluster|auto-backup|cluster-auto-backup|snapshots-of)"
                    + ":([A-Za-z0-9:/._-]+)");
    private static final Pattern SNAPSHOT = Pattern.compile(
            "arn:aws[a-z-]*:rds:([a-z0-9-]+):([0-9]{12}):(snapshot|cluster-snapshot):([A-Za-z0-9:._-]+)");
    /// A point that AWS Backup alone has; what is a snapshot of RDS as well has RDS's ARN.
    private static final Pattern KEPT =
            Pattern.compile("arn:aws[a-z-]*:backup:([a-z0-9-]+):([0-9]{12}):(recovery-point):([A-Za-z0-9:._-]+)");
    private static final int ACCOUNT = 2;
    private static final int KIND = 3;
    private static final int NAME = 4;

    public ServerPlan {
        if ((snapshot == null) == (moment == null)) {
            throw new IllegalArgumentException("a server is made out of a snapshot or for a moment");
        }
        moment = moment == null ? null : moment.truncatedTo(ChronoUnit.SECONDS);
    }

    /// The plan, when it can be carried out at all.
    ///
    /// @throws BackstayException when it lies in another region than the place, is another account's, or is of a
    /// kind that is not restored from here
    public static ServerPlan of(
            String origin, String asset, @Nullable String snapshot, @Nullable Instant moment, Placing placing)
            throws BackstayException {
        ServerPlan plan = new ServerPlan(origin, asset, snapshot, moment, placing);
        Matcher server = ARN.matcher(asset);
        if (!server.matches()) {
            throw refused(asset + " is no database of RDS", "Name one as 'backstay points' shows it.");
        }
        if (snapshot == null) {
            requireHere(server.group(1), placing);
            if (server.group(KIND).equals("snapshots-of")) {
                throw refused(asset + " has snapshots only", "Name one of them with --point instead of a moment.");
            }
            return plan;
        }
        Matcher one = (plan.isKept() ? KEPT : SNAPSHOT).matcher(snapshot);
        if (!one.matches()) {
            throw refused(
                    snapshot + " is no snapshot of RDS and no recovery point of AWS Backup",
                    "Name one as 'backstay points' shows it.");
        }
        if (plan.isKept() && !server.group(KIND).matches("db|cluster")) {
            throw refused(
                    asset + " is backups without their server",
                    "Restore " + snapshot + " under the database's own ARN, arn:aws:rds:...:db:NAME.");
        }
        requireHere(one.group(1), placing);
        if (!one.group(ACCOUNT).equals(server.group(ACCOUNT))) {
            // Whoever shares a snapshot decides what is in it.
            throw refused(
                    snapshot + " is the account " + one.group(ACCOUNT) + "'s",
                    "Copy it into this account, look at what it holds, then restore the copy.");
        }
        return plan;
    }

    private static void requireHere(String region, Placing placing) throws BackstayException {
        if (!region.equals(placing.region().name())) {
            throw refused(
                    "it lies in " + region + ", and new servers stand in " + placing.region(),
                    "Add a connection whose place for new servers is in " + region + ".");
        }
    }

    private static BackstayException refused(String why, String advice) {
        return new BackstayException(new Failure.BadInput("No new server can be made: " + why + ".", advice));
    }

    /// SHA-256 over its canonical bytes, in hexadecimal.
    public String hash() {
        Map<String, Object> members = new TreeMap<>();
        members.put("format", FORMAT);
        members.put("origin", origin);
        members.put("asset", asset);
        members.put("from", snapshot == null ? String.valueOf(moment) : snapshot);
        members.put("region", placing.region().name());
        members.put("subnetGroup", placing.subnetGroup());
        members.put("securityGroups", placing.securityGroups());
        members.put("parameterGroup", placing.parameterGroup());
        members.put("clusterParameterGroup", String.valueOf(placing.clusterParameterGroup()));
        members.put("instanceClass", String.valueOf(placing.instanceClass()));
        return CanonicalJson.hash(members);
    }

    /// What the new server is called.
    public ScratchName name() {
        return ScratchName.of(hash());
    }

    /// Whether AWS Backup alone has the point.
    private boolean isKept() {
        return snapshot != null && KEPT.matcher(snapshot).matches();
    }

    /// Out of what it is made.
    Origin from() {
        String kind = part(asset, ARN, KIND);
        if (isKept()) {
            return kind.equals("cluster") ? Origin.CLUSTER_KEPT : Origin.INSTANCE_KEPT;
        }
        return snapshot == null
                ? switch (kind) {
                    case "cluster" -> Origin.CLUSTER_MOMENT;
                    case "auto-backup" -> Origin.BACKUPS_MOMENT;
                    case "cluster-auto-backup" -> Origin.CLUSTER_BACKUPS_MOMENT;
                    default -> Origin.INSTANCE_MOMENT;
                }
                : part(snapshot, SNAPSHOT, KIND).equals("snapshot")
                        ? Origin.INSTANCE_SNAPSHOT
                        : Origin.CLUSTER_SNAPSHOT;
    }

    /// Out of what a server is made.
    enum Origin {
        INSTANCE_SNAPSHOT,
        INSTANCE_MOMENT,
        /// Backups that outlived their server or were copied from another region.
        BACKUPS_MOMENT,
        CLUSTER_SNAPSHOT,
        CLUSTER_MOMENT,
        /// Backups that outlived their cluster.
        CLUSTER_BACKUPS_MOMENT,
        /// A point that AWS Backup alone has.
        INSTANCE_KEPT,
        CLUSTER_KEPT;

        boolean isCluster() {
            return this == CLUSTER_SNAPSHOT
                    || this == CLUSTER_MOMENT
                    || this == CLUSTER_BACKUPS_MOMENT
                    || this == CLUSTER_KEPT;
        }

        boolean isKept() {
            return this == INSTANCE_KEPT || this == CLUSTER_KEPT;
        }
    }

    /// The source's identifier in its region.
    String sourceName() {
        return snapshot == null ? part(asset, ARN, NAME) : part(snapshot, SNAPSHOT, NAME);
    }

    private static String part(String arn, Pattern form, int part) {
        Matcher parts = form.matcher(arn);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not of RDS: " + arn);
        }
        return parts.group(part);
    }
}
