package io.backstay.connect.aws.iam;

import io.backstay.base.BackstayException;
import io.backstay.connect.aws.api.AwsAccess;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.aws.api.XmlElement;
import io.backstay.connect.aws.scratch.Placing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Whether a key may do what it is for, by `iam:SimulatePrincipalPolicy` (API version 2010-05-08). Nothing is tried on
/// anything; AWS says what the key's policies come to. Policies of vaults and of encryption keys are not part of it.
public final class KeyRights {
    private final AwsAccess access;
    private final AwsRegion region;
    private final List<Grant> grants;

    private KeyRights(AwsAccess access, AwsRegion region, List<Grant> grants) {
        this.access = access;
        this.region = region;
        this.grants = grants;
    }

    /// Of making snapshots in a region.
    ///
    /// @param principal whose the key is: a user or a role
    /// @param names     ARNs that were listed; what is of no kind among them is not asked about
    public static KeyRights ofBackups(AwsAccess access, AwsRegion region, String principal, List<String> names) {
        return new KeyRights(access, region, grants(principal, region, names).backups());
    }

    /// Of making servers and taking them away.
    ///
    /// @param names ARNs that were listed
    public static KeyRights ofServers(AwsAccess access, Placing placing, String principal, List<String> names) {
        return new KeyRights(
                access,
                placing.region(),
                grants(principal, placing.region(), names).servers(placing));
    }

    /// Of having AWS Backup restore.
    ///
    /// @param region where new servers stand
    /// @param role   the ARN of the role that AWS Backup restores with
    public static KeyRights ofJobs(AwsAccess access, AwsRegion region, String role) {
        return new KeyRights(access, region, grants(role, region, List.of()).jobs(role));
    }

    /// Of making, reading and bringing back copies for restore tests, or of bringing back tenants' files.
    ///
    /// @param region of the bucket
    /// @param prefix with which the keys begin under which it is done, ending in `/`
    /// @param copies whether it is for restore tests
    public static KeyRights ofFiles(
            AwsAccess access, AwsRegion region, String principal, String bucket, String prefix, boolean copies) {
        Grants grants = grants(principal, region, List.of());
        return new KeyRights(access, region, copies ? grants.copies(bucket, prefix) : grants.files(bucket, prefix));
    }

    private static Grants grants(String arn, AwsRegion region, List<String> names) {
        String[] parts = arn.split(":", -1);
        return new Grants(parts[1], parts[4], region, names);
    }

    /// Every right that it takes, each once.
    public List<String> all() {
        Set<String> all = new LinkedHashSet<>();
        grants.forEach(each -> all.addAll(each.actions()));
        return List.copyOf(all);
    }

    /// What AWS's policies come to for a right, from the best to the worst.
    public enum Answer {
        GIVEN,
        /// It depends on something that AWS was not told.
        UNKNOWN,
        /// No policy gives it.
        MISSING,
        /// A policy denies it, which no other policy changes.
        DENIED
    }

    /// What is known of a key.
    ///
    /// @param answers by right: the worst on all that it is needed for; one that AWS does not answer for is unknown
    /// @param missing the statements that give what is missing, with the names of `docs/access`
    public record Found(Map<String, Answer> answers, List<Map<String, Object>> missing) {}

    /// Asks.
    ///
    /// @param principal a user or a role
    public Found of(String principal) throws BackstayException, InterruptedException {
        Map<String, Answer> answers = new LinkedHashMap<>();
        Map<Statement, Lacking> missing = new LinkedHashMap<>();
        for (Grant each : grants) {
            Map<String, Answer> given = given(principal, each);
            for (String action : each.actions()) {
                Answer answer = given.getOrDefault(action, Answer.UNKNOWN);
                answers.merge(action, answer, (one, other) -> one.compareTo(other) > 0 ? one : other);
                if (answer == Answer.MISSING) {
                    missing.computeIfAbsent(new Statement(each.name(), each.condition()), _ -> new Lacking())
                            .add(action, each.resources());
                }
            }
        }
        List<Map<String, Object>> statements = new ArrayList<>();
        missing.forEach((statement, lacking) -> statements.add(statement.allowing(lacking)));
        return new Found(answers, statements);
    }

    private Map<String, Answer> given(String principal, Grant grant) throws BackstayException, InterruptedException {
        var question = new Simulation.Question(grant.actions(), List.of(grant.sample()), grant.context());
        Map<String, Answer> given = new LinkedHashMap<>();
        var said = new Simulation(access, region)
                .of(
                        principal,
                        question,
                        each -> Map.entry(each.required("EvalActionName"), answer(each, grant.real())));
        said.forEach(each -> given.putIfAbsent(each.getKey(), each.getValue()));
        return given;
    }

    private static Answer answer(XmlElement found, boolean real) throws BackstayException {
        boolean depends = Simulation.depends(found);
        return switch (found.required("EvalDecision")) {
            case "allowed" -> Answer.GIVEN;
            case "explicitDeny" -> depends ? Answer.UNKNOWN : Answer.DENIED;
            case "implicitDeny" -> depends || !real ? Answer.UNKNOWN : Answer.MISSING;
            default -> Answer.UNKNOWN;
        };
    }

    private static final class Lacking {
        private final Set<String> actions = new LinkedHashSet<>();
        private final Set<String> resources = new LinkedHashSet<>();

        void add(String action, List<String> on) {
            actions.add(action);
            resources.addAll(on);
        }
    }

    private record Statement(String name, Map<String, Object> condition) {
        Map<String, Object> allowing(Lacking lacking) {
            Map<String, Object> statement = new LinkedHashMap<>();
            statement.put("Sid", name);
            statement.put("Effect", "Allow");
            statement.put("Action", List.copyOf(lacking.actions));
            statement.put(
                    "Resource",
                    lacking.resources.size() == 1
                            ? lacking.resources.iterator().next()
                            : List.copyOf(lacking.resources));
            if (!condition.isEmpty()) {
                statement.put("Condition", condition);
            }
            return statement;
        }
    }
}
