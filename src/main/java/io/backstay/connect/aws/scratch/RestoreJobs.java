package io.backstay.connect.aws.scratch;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.codec.Fields;
import io.backstay.codec.Json;
import io.backstay.codec.Value;
import io.backstay.connect.Part;
import io.backstay.connect.aws.api.AwsAccess;
import io.backstay.connect.aws.api.AwsRefusal;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.aws.api.AwsRest;
import io.backstay.connect.aws.api.AwsRestChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What is asked of AWS Backup in one region about restore jobs, and the one call that starts one (API version
/// 2018-11-15).
final class RestoreJobs {
    private static final String SERVICE = "backup";
    private static final String POINTS = "ListRecoveryPointsByResource";
    private static final String TEMPLATE = "GetRecoveryPointRestoreMetadata";
    private static final String JOBS = "ListRestoreJobs";
    private static final String JOB = "DescribeRestoreJob";
    private static final String METADATA = "GetRestoreJobMetadata";
    private static final String START = "StartRestoreJob";
    private static final List<String> TYPES = List.of("RDS", "Aurora");

    /// What of a job's metadata the record may show; a password has no name among it.
    private static final Set<String> RECORDED = Set.of(
            "DBInstanceIdentifier",
            "DBClusterIdentifier",
            "DBInstanceClass",
            "Engine",
            "DBSubnetGroupName",
            "VpcSecurityGroupIds",
            "DBParameterGroupName",
            "DBClusterParameterGroupName",
            "PubliclyAccessible");

    private final AwsRest rest;
    private final AwsRestChange change;
    private final AwsRegion region;
    private final String role;

    /// @param role the ARN of the role that AWS Backup restores with
    RestoreJobs(AwsAccess access, AwsRegion region, String role) {
        this.rest = new AwsRest(access, region, SERVICE);
        this.change = new AwsRestChange(access, region, SERVICE);
        this.region = region;
        this.role = role;
    }

    /// Every permission of AWS Backup that it takes, besides `iam:PassRole` for the role.
    static List<String> permissions() {
        return List.of(POINTS, TEMPLATE, JOBS, JOB, METADATA, START).stream()
                .map(each -> SERVICE + ":" + each)
                .toList();
    }

    /// What a job is to make.
    ///
    /// @param type     of the resource, `RDS` or `Aurora`
    /// @param metadata how it is to be, with its name
    record Order(String type, String point, String name, Map<String, String> metadata) {}

    /// The jobs that ever were to make a server of this name out of this point, in the order in which they were
    /// asked for.
    List<RestoreJob> of(String type, String point, String name) throws BackstayException, InterruptedException {
        List<RestoreJob> own = new ArrayList<>();
        for (RestoreJob each : all(type)) {
            if (point.equals(each.point()) && isNamed(each, name)) {
                own.add(each);
            }
        }
        own.sort(RestoreJob.BY_AGE);
        return own;
    }

    /// The job that is about to make a server, or, when none is, the last one of that name if it made what is
    /// there; absent when there is none. An earlier one may have made a server of this name that is gone, and a
    /// later one that failed may have left another.
    @Nullable
    RestoreJob maker(String name) throws BackstayException, InterruptedException {
        List<RestoreJob> named = new ArrayList<>();
        for (String type : TYPES) {
            for (RestoreJob each : all(type)) {
                String created = each.created();
                if ((created == null || created.endsWith(":" + name)) && isNamed(each, name)) {
                    named.add(each);
                }
            }
        }
        named.sort(RestoreJob.BY_AGE);
        RestoreJob last = named.isEmpty() ? null : named.getLast();
        return named.stream()
                .filter(RestoreJob::underWay)
                .findFirst()
                .orElse(last != null && last.completed() && last.created() != null ? last : null);
    }

    /// Whether a job restores with the role of this connection.
    boolean isOurs(RestoreJob job) {
        return role.equals(job.role());
    }

    private List<RestoreJob> all(String type) throws BackstayException, InterruptedException {
        Part<RestoreJob> listed = rest.list(
                new AwsRest.Question(JOBS, "/restore-jobs/", Map.of("resourceType", type), "RestoreJobs"),
                RestoreJob::of);
        if (!listed.known()) {
            throw refused(JOBS);
        }
        return listed.items();
    }

    /// What a job makes is told by its metadata before it is made.
    private boolean isNamed(RestoreJob job, String name) throws BackstayException, InterruptedException {
        Fields said = one(METADATA, "/restore-jobs/" + AwsRest.encoded(job.id()) + "/metadata");
        Map<String, String> metadata = texts(said, "Metadata");
        return name.equals(metadata.get("DBInstanceIdentifier")) || name.equals(metadata.get("DBClusterIdentifier"));
    }

    /// Waits until a job is over, one way or the other.
    ///
    /// @param what as a person reads it
    RestoreJob ended(String id, String what, Waiting waiting, Progress progress)
            throws BackstayException, InterruptedException {
        RestoreJob ended = waiting.until(what, () -> job(id), each -> each != null && !each.underWay(), progress);
        if (ended == null) {
            throw new IllegalStateException("nothing is not over");
        }
        return ended;
    }

    private RestoreJob job(String id) throws BackstayException, InterruptedException {
        return RestoreJob.of(one(JOB, "/restore-jobs/" + AwsRest.encoded(id)));
    }

    /// How AWS Backup would bring a point back by itself, by keys whose case does not matter.
    ///
    /// @param resource what it is of, by ARN
    /// @param type     what the point must be of
    /// @throws BackstayException when there is no such point, or it cannot be restored from
    Map<String, String> template(String resource, String point, String type)
            throws BackstayException, InterruptedException {
        String path = "/backup-vaults/" + AwsRest.encoded(vault(resource, point)) + "/recovery-points/"
                + AwsRest.encoded(point) + "/restore-metadata";
        Fields said = one(TEMPLATE, path);
        String kept = said.optionalText("ResourceType");
        if (kept != null && !kept.equals(type)) {
            throw new BackstayException(new Failure.Conflict(
                    "The recovery point " + point + " is of the kind " + kept + ", not " + type,
                    "Choose a recovery point of a database."));
        }
        return texts(said, "RestoreMetadata");
    }

    private String vault(String resource, String point) throws BackstayException, InterruptedException {
        Part<Fields> listed = rest.list(
                new AwsRest.Question(
                        POINTS,
                        "/resources/" + AwsRest.encoded(resource) + "/recovery-points/",
                        Map.of(),
                        "RecoveryPoints"),
                fields -> fields);
        if (!listed.known()) {
            throw refused(POINTS);
        }
        for (Fields each : listed.items()) {
            if (each.text("RecoveryPointArn").equals(point)) {
                String status = each.text("Status");
                if (!status.equals("COMPLETED") && !status.equals("AVAILABLE")) {
                    throw new BackstayException(new Failure.Conflict(
                            "The recovery point " + point + " cannot be restored from: it is " + status,
                            "Choose another recovery point."));
                }
                return each.text("BackupVaultName");
            }
        }
        throw new BackstayException(new Failure.NotFound(
                "The recovery point " + point + " of " + resource + " in " + region,
                "List again: it may be gone by now."));
    }

    /// Starts a job, or finds the one that was started with the same token.
    ///
    /// @param asking names this very job, however often it is asked for
    /// @return what it is called
    String start(Order order, String asking) throws BackstayException, InterruptedException {
        Map<String, Object> body = Map.of(
                "RecoveryPointArn", order.point(),
                "Metadata", order.metadata(),
                "IamRoleArn", role,
                "IdempotencyToken", asking,
                "ResourceType", order.type());
        Map<String, String> recorded = new TreeMap<>(Map.of(
                "RecoveryPointArn",
                order.point(),
                "IamRoleArn",
                role,
                "IdempotencyToken",
                asking,
                "ResourceType",
                order.type()));
        order.metadata()
                .forEach((key, value) ->
                        RECORDED.stream().filter(key::equalsIgnoreCase).forEach(each -> recorded.put(each, value)));
        return change.put(START, "/restore-jobs", body, order.name(), recorded).text("RestoreJobId");
    }

    private Fields one(String action, String path) throws BackstayException, InterruptedException {
        Fields answer = rest.one(AwsRest.Question.one(action, path));
        if (answer == null) {
            throw refused(action);
        }
        return answer;
    }

    private BackstayException refused(String action) {
        return AwsRefusal.missing(
                SERVICE + " in " + region,
                SERVICE + ":" + action,
                "docs/access/aws-restore-by-backup.json has the statement");
    }

    private static Map<String, String> texts(Fields fields, String name) throws BackstayException {
        Map<String, String> texts = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (fields.optional(name) instanceof Value.Members(var _, var members)) {
            for (Map.Entry<String, Value> each : members.entrySet()) {
                texts.put(each.getKey(), each.getValue().text());
            }
        }
        return texts;
    }

    /// A list in metadata is JSON in a text ("Format for list-typed override values" of the developer guide).
    static String list(List<String> values) {
        return Json.compact(values);
    }
}
