package io.backstay.connect.aws.iam;

import io.backstay.base.BackstayException;
import io.backstay.connect.aws.api.AwsAccess;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.aws.api.XmlElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Whether a principal may take history away, by `iam:SimulatePrincipalPolicy` (API version 2010-05-08). Nothing is
/// tried on anything; AWS says what its policies come to.
///
/// A right that is not given for `*` may still be given for one bucket or key, so that only an explicit deny proves
/// that it is not there; for databases the real names are asked about, and there not being allowed is enough. Policies
/// of buckets and keys themselves, and other accounts' grants, are not part of the simulation.
public final class DeletionRights {
    /// The permission that asking takes.
    public static final String PERMISSION = Simulation.PERMISSION;

    /// What takes backups of databases away, or makes RDS throw them away: a server takes its automated backups along,
    /// and one whose retention is set to 0 loses them.
    private static final List<String> OF_DATABASES = List.of(
            "rds:DeleteDBSnapshot",
            "rds:DeleteDBClusterSnapshot",
            "rds:DeleteDBInstanceAutomatedBackup",
            "rds:DeleteDBClusterAutomatedBackup",
            "rds:DeleteDBInstance",
            "rds:DeleteDBCluster",
            "rds:ModifyDBInstance",
            "rds:ModifyDBCluster",
            "rds:StopDBInstanceAutomatedBackupsReplication");

    private static final List<String> OF_THE_REST = List.of(
            "s3:DeleteObjectVersion",
            "s3:PutBucketVersioning",
            "s3:PutLifecycleConfiguration",
            "s3:BypassGovernanceRetention",
            "backup:DeleteRecoveryPoint",
            "backup:DeleteBackupVault",
            "backup:DeleteBackupVaultLockConfiguration",
            "backup:PutBackupVaultLockConfiguration",
            "backup:UpdateRecoveryPointLifecycle",
            "backup:DisassociateRecoveryPoint",
            "backup:PutBackupVaultAccessPolicy",
            "backup:DeleteBackupVaultAccessPolicy",
            "ec2:DeleteSnapshot",
            "kms:ScheduleKeyDeletion",
            "kms:DisableKey",
            "kms:DeleteImportedKeyMaterial");

    /// How history goes by an action whose name does not say so.
    private static final Map<String, String> HOW = Map.of(
            "rds:DeleteDBInstance", "with DeleteAutomatedBackups, which is the usual, its automated backups go along",
            "rds:DeleteDBCluster", "its automated backups go along",
            "rds:ModifyDBInstance", "a retention of 0 throws its automated backups away",
            "rds:ModifyDBCluster", "a shorter retention throws automated backups away",
            "rds:StopDBInstanceAutomatedBackupsReplication", "the copies in the other region end",
            "backup:PutBackupVaultLockConfiguration", "a lock that is not in compliance yet is made shorter",
            "backup:UpdateRecoveryPointLifecycle", "a shorter life ends a recovery point",
            "backup:DisassociateRecoveryPoint", "AWS Backup lets a continuous backup go");

    private static final Pattern SESSION =
            Pattern.compile("arn:(aws[a-z-]*):sts::([0-9]{12}):assumed-role/([A-Za-z0-9+=,.@_-]{1,64})/.*");
    private static final Pattern PRINCIPAL =
            Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:(user|role)/[A-Za-z0-9+=,.@_/-]{1,512}");
    private static final Pattern NAME = Pattern.compile("arn:aws[a-z-]*:rds:[a-z0-9-]+:[0-9]{12}:"
            + "(db|cluster|snapshot|cluster-snapshot|auto-backup|cluster-auto-backup):[A-Za-z0-9:._-]+");

    /// Right and name of automated backups: their names are others than those of servers and snapshots, so what is
    /// merely not allowed there proves nothing for them.
    private static final Pattern OF_AUTOMATED =
            Pattern.compile("rds:Delete.*AutomatedBackup|.*:(cluster-)?auto-backup:.*");

    private static final int NAMES_AT_ONCE = 20;

    /// More names than these are not all asked about, and then what is not denied outright stays unknown.
    private static final int NAMES_MAX = 400;

    private final AwsAccess access;
    private final AwsRegion region;

    /// @param region any of the account; it says which of AWS's partitions is asked
    public DeletionRights(AwsAccess access, AwsRegion region) {
        this.access = access;
        this.region = region;
    }

    /// What is known of one principal.
    ///
    /// @param principal a user or a role
    /// @param allowed   what it may
    /// @param open      of which nobody knows
    public record Found(String principal, List<String> allowed, List<String> open) {
        public Found {
            allowed = List.copyOf(allowed);
            open = List.copyOf(open);
        }

        /// Whether it could take backups of databases away; absent when that is not known.
        public @Nullable Boolean ofDatabases() {
            if (allowed.stream().anyMatch(OF_DATABASES::contains)) {
                return true;
            }
            return open.stream().anyMatch(OF_DATABASES::contains) ? null : false;
        }
    }

    /// An action, and how history goes by it where its name does not say so.
    public static String words(String action) {
        String how = HOW.get(action);
        return how == null ? action : action + " (" + how + ")";
    }

    /// Whether a text is the ARN of a user or a role.
    public static boolean isPrincipal(String text) {
        return PRINCIPAL.matcher(text).matches();
    }

    /// The user or role behind a caller: of a session, its role, which is taken to have no path.
    public static String principal(String caller) {
        Matcher session = SESSION.matcher(caller);
        return session.matches()
                ? "arn:" + session.group(1) + ":iam::" + session.group(2) + ":role/" + session.group(3)
                : caller;
    }

    /// Asks about everything that takes history away.
    ///
    /// @param names ARNs of databases and their backups, of automated ones all
    public Found all(String principal, List<String> names) throws BackstayException, InterruptedException {
        Map<String, Verdict> verdicts = new LinkedHashMap<>(asked(principal, OF_DATABASES, names));
        verdicts.putAll(asked(principal, OF_THE_REST, List.of()));
        return found(principal, verdicts);
    }

    /// Asks about the backups of databases alone.
    public Found ofDatabases(String principal, List<String> names) throws BackstayException, InterruptedException {
        return found(principal, asked(principal, OF_DATABASES, names));
    }

    private static Found found(String principal, Map<String, Verdict> verdicts) {
        List<String> allowed = new ArrayList<>();
        List<String> open = new ArrayList<>();
        verdicts.forEach((action, verdict) -> {
            if (verdict == Verdict.ALLOWED) {
                allowed.add(action);
            } else if (verdict == Verdict.OPEN) {
                open.add(action);
            }
        });
        return new Found(principal, allowed, open);
    }

    private enum Verdict {
        DENIED,
        OPEN,
        ALLOWED
    }

    private record Result(String action, Verdict verdict) {}

    private Map<String, Verdict> asked(String principal, List<String> actions, List<String> names)
            throws BackstayException, InterruptedException {
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        if (principal.endsWith(":root")) {
            actions.forEach(each -> verdicts.put(each, Verdict.ALLOWED));
            return verdicts;
        }
        List<String> things =
                names.stream().filter(each -> NAME.matcher(each).matches()).toList();
        boolean real = !things.isEmpty() && things.size() <= NAMES_MAX;
        boolean automated = real
                && things.stream().anyMatch(each -> OF_AUTOMATED.matcher(each).matches());
        int asked = Math.min(things.size(), NAMES_MAX);
        int from = 0;
        do {
            int to = Math.min(from + NAMES_AT_ONCE, asked);
            ask(
                    principal,
                    actions,
                    things.subList(from, to),
                    action -> OF_AUTOMATED.matcher(action).matches() ? automated : real,
                    verdicts);
            from = to;
        } while (from < asked);
        // What is not answered is not known.
        for (String each : new TreeSet<>(actions)) {
            verdicts.putIfAbsent(each, Verdict.OPEN);
        }
        return verdicts;
    }

    /// Asks about some names; the worst answer to an action counts.
    private void ask(
            String principal,
            List<String> actions,
            List<String> things,
            Predicate<String> real,
            Map<String, Verdict> verdicts)
            throws BackstayException, InterruptedException {
        var question = new Simulation.Question(actions, things, Map.of());
        for (Result each : new Simulation(access, region).of(principal, question, found -> result(found, real))) {
            verdicts.merge(each.action(), each.verdict(), (one, other) -> one.compareTo(other) > 0 ? one : other);
        }
    }

    private static Result result(XmlElement found, Predicate<String> proven) throws BackstayException {
        String action = found.required("EvalActionName");
        boolean real = proven.test(action);
        Verdict worst = verdict(found.required("EvalDecision"), found, real);
        for (XmlElement each : found.list("ResourceSpecificResults")) {
            Verdict one = verdict(each.required("EvalResourceDecision"), each, real);
            worst = one.compareTo(worst) > 0 ? one : worst;
        }
        return new Result(action, worst);
    }

    private static Verdict verdict(String decision, XmlElement found, boolean real) {
        boolean depends = Simulation.depends(found);
        return switch (decision) {
            case "allowed" -> Verdict.ALLOWED;
            case "explicitDeny" -> depends ? Verdict.OPEN : Verdict.DENIED;
            case "implicitDeny" -> real && !depends ? Verdict.DENIED : Verdict.OPEN;
            default -> Verdict.OPEN;
        };
    }
}
