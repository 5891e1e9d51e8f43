package io.backstay.connect.aws.iam;

import io.backstay.base.BackstayException;
import io.backstay.connect.aws.api.AwsAccess;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.aws.api.XmlElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whether a key may have AWS Backup restore with a role, by `iam:SimulatePrincipalPolicy` (API version 2010-05-08).
/// Nothing is tried on anything; AWS says what the key's policies come to. Policies of vaults are not part of it.
public final class JobRights {
    private static final String NOBODYS = "backstay-asks-what-it-may-ask";

    private final AwsAccess access;
    private final AwsRegion region;
    private final String partition;
    private final String account;
    private final String role;

    /// @param access of the key itself
    /// @param region where new servers stand
    /// @param role   the ARN of the role that AWS Backup restores with
    public JobRights(AwsAccess access, AwsRegion region, String role) {
        this.access = access;
        this.region = region;
        this.partition = role.split(":", -1)[1];
        this.account = role.split(":", -1)[4];
        this.role = role;
    }

    /// Rights that are given in one statement.
    ///
    /// @param name     of the statement, as `docs/access/aws-restore-by-backup.json` has it
    /// @param resource for which they are given, in a policy
    /// @param sample   for which it is asked
    /// @param context  under which they are given, by key
    private record Grant(
            String name, List<String> actions, String resource, String sample, Map<String, String> context) {}

    private List<Grant> grants() {
        String points = "arn:" + partition + ":backup:" + region + ":" + account + ":recovery-point:";
        String servers = "arn:" + partition + ":rds:" + region + ":" + account + ":db:backstay-scratch-";
        return List.of(
                new Grant(
                        "WatchRestoreJobs",
                        List.of(
                                "backup:ListRecoveryPointsByResource",
                                "backup:ListRestoreJobs",
                                "backup:DescribeRestoreJob",
                                "backup:GetRestoreJobMetadata"),
                        "*",
                        "*",
                        Map.of("aws:RequestedRegion", region.name())),
                new Grant(
                        "RestoreTheseRecoveryPoints",
                        List.of("backup:GetRecoveryPointRestoreMetadata", "backup:StartRestoreJob"),
                        points + "*",
                        points + NOBODYS,
                        Map.of()),
                new Grant(
                        "PassTheRestoreRole",
                        List.of("iam:PassRole"),
                        role,
                        role,
                        Map.of("iam:PassedToService", "backup.amazonaws.com")),
                new Grant(
                        "MakeATaggedScratchServer",
                        List.of("rds:AddTagsToResource"),
                        servers + "*",
                        servers + "0",
                        Map.of("aws:RequestTag/backstay", "scratch")));
    }

    /// Every right that it takes.
    public List<String> all() {
        return grants().stream().flatMap(each -> each.actions().stream()).toList();
    }

    /// What AWS's policies come to for a right.
    public enum Answer {
        GIVEN,
        /// No policy gives it.
        MISSING,
        /// A policy denies it, which no other policy changes.
        DENIED,
        /// It depends on something that AWS was not told.
        UNKNOWN
    }

    /// What a principal may, by right; one that AWS does not answer for is unknown.
    ///
    /// @param principal a user or a role
    public Map<String, Answer> of(String principal) throws BackstayException, InterruptedException {
        Map<String, Answer> answers = new TreeMap<>();
        all().forEach(each -> answers.put(each, Answer.UNKNOWN));
        for (Grant each : grants()) {
            answers.putAll(given(principal, each));
        }
        return answers;
    }

    private Map<String, Answer> given(String principal, Grant grant) throws BackstayException, InterruptedException {
        var question = new Simulation.Question(grant.actions(), List.of(grant.sample()), grant.context());
        return new Simulation(access, region)
                .of(principal, question, each -> Map.entry(each.required("EvalActionName"), answer(each))).stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one));
    }

    private static Answer answer(XmlElement found) throws BackstayException {
        boolean depends = Simulation.depends(found);
        return switch (found.required("EvalDecision")) {
            case "allowed" -> Answer.GIVEN;
            case "explicitDeny" -> depends ? Answer.UNKNOWN : Answer.DENIED;
            case "implicitDeny" -> depends ? Answer.UNKNOWN : Answer.MISSING;
            default -> Answer.UNKNOWN;
        };
    }

    /// The statements that give what is missing, with the names of `docs/access`.
    public List<Map<String, Object>> statements(Set<String> missing) {
        List<Map<String, Object>> statements = new ArrayList<>();
        for (Grant each : grants()) {
            List<String> actions =
                    each.actions().stream().filter(missing::contains).toList();
            if (!actions.isEmpty()) {
                Map<String, Object> statement = new LinkedHashMap<>();
                statement.put("Sid", each.name());
                statement.put("Effect", "Allow");
                statement.put("Action", actions);
                statement.put("Resource", resource(each));
                if (!each.context().isEmpty()) {
                    statement.put("Condition", Map.of("StringEquals", each.context()));
                }
                statements.add(statement);
            }
        }
        return statements;
    }

    /// A cluster is tagged as an instance is.
    private static Object resource(Grant grant) {
        String cluster = grant.resource().replace(":db:", ":cluster:");
        return cluster.equals(grant.resource())
                ? grant.resource()
                : Stream.of(grant.resource(), cluster).toList();
    }
}
