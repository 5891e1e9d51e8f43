package io.backstay.connect.aws.iam;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What there is to take away, by which actions, and how AWS names it. An action that is merely not allowed for real
/// names is not allowed for those; without real names only an explicit deny proves anything.
public enum History {
    /// Backups of databases, or what makes RDS throw them away: a server takes its automated backups along, and one
    /// whose retention is set to 0 loses them.
    DATABASES(
            "arn:aws[a-z-]*:rds:[a-z0-9-]+:[0-9]{12}:"
                    + "(db|cluster|snapshot|cluster-snapshot|auto-backup|cluster-auto-backup):[A-Za-z0-9:._-]+",
            "rds:DeleteDBSnapshot",
            "rds:DeleteDBClusterSnapshot",
            "rds:DeleteDBInstanceAutomatedBackup",
            "rds:DeleteDBClusterAutomatedBackup",
            "rds:DeleteDBInstance",
            "rds:DeleteDBCluster",
            "rds:ModifyDBInstance",
            "rds:ModifyDBCluster",
            "rds:StopDBInstanceAutomatedBackupsReplication"),
    /// Snapshots of volumes.
    VOLUMES("arn:aws[a-z-]*:ec2:[a-z0-9-]+:[0-9]*:snapshot/snap-[0-9a-z]+", "ec2:DeleteSnapshot"),
    /// Recovery points of AWS Backup, which it names by their own service where that makes them.
    VAULTS(
            "arn:aws[a-z-]*:(backup:[a-z0-9-]+:[0-9]{12}:recovery-point:[A-Za-z0-9:._/-]+"
                    + "|rds:[a-z0-9-]+:[0-9]{12}:(snapshot|cluster-snapshot):awsbackup:[A-Za-z0-9:._-]+"
                    + "|ec2:[a-z0-9-]+:[0-9]*:snapshot/snap-[0-9a-z]+)",
            "backup:DeleteRecoveryPoint",
            "backup:UpdateRecoveryPointLifecycle",
            "backup:DisassociateRecoveryPoint"),
    /// Versions of objects, and what keeps a bucket from losing them. A bucket's own policy may give what no other
    /// does, so that here only an explicit deny proves anything.
    FILES(
            "arn:aws[a-z-]*:s3:::.+",
            "s3:DeleteObjectVersion",
            "s3:DeleteBucket",
            "s3:PutBucketVersioning",
            "s3:PutLifecycleConfiguration",
            "s3:PutReplicationConfiguration",
            "s3:PutBucketObjectLockConfiguration",
            "s3:PutObjectRetention",
            "s3:PutObjectLegalHold",
            "s3:BypassGovernanceRetention"),
    /// What protects the above, and keys, whose names nobody listed.
    THE_REST(
            "",
            "backup:DeleteBackupVault",
            "backup:DeleteBackupVaultLockConfiguration",
            "backup:PutBackupVaultLockConfiguration",
            "backup:PutBackupVaultAccessPolicy",
            "backup:DeleteBackupVaultAccessPolicy",
            "backup:DeleteBackupPlan",
            "ec2:UnlockSnapshot",
            "rbin:DeleteRule",
            "rbin:UpdateRule",
            "rbin:UnlockRule",
            "dlm:DeleteLifecyclePolicy",
            "kms:ScheduleKeyDeletion",
            "kms:DisableKey",
            "kms:DeleteImportedKeyMaterial",
            "kms:PutKeyPolicy");

    /// How history goes by an action whose name does not say so.
    private static final Map<String, String> HOW = Map.ofEntries(
            Map.entry(
                    "rds:DeleteDBInstance",
                    "with DeleteAutomatedBackups, which is the usual, its automated backups go along"),
            Map.entry("rds:DeleteDBCluster", "its automated backups go along"),
            Map.entry("rds:ModifyDBInstance", "a retention of 0 throws its automated backups away"),
            Map.entry("rds:ModifyDBCluster", "a shorter retention throws automated backups away"),
            Map.entry("rds:StopDBInstanceAutomatedBackupsReplication", "the copies in the other region end"),
            Map.entry("backup:PutBackupVaultLockConfiguration", "a lock that is not in compliance yet is made shorter"),
            Map.entry("backup:UpdateRecoveryPointLifecycle", "a shorter life ends a recovery point"),
            Map.entry("backup:DisassociateRecoveryPoint", "AWS Backup lets a continuous backup go"),
            Map.entry("backup:DeleteBackupPlan", "no new recovery point is made"),
            Map.entry("dlm:DeleteLifecyclePolicy", "no new snapshot is made"),
            Map.entry("ec2:UnlockSnapshot", "a lock in the mode governance is taken off"),
            Map.entry("rbin:DeleteRule", "what is deleted is gone at once"),
            Map.entry("rbin:UpdateRule", "what is deleted is kept for less time"),
            Map.entry("rbin:UnlockRule", "the recycle bin's rule can be deleted then"),
            Map.entry("s3:PutObjectRetention", "a lock in the mode governance is made shorter"),
            Map.entry("s3:PutObjectLegalHold", "a legal hold is taken off"),
            Map.entry("s3:PutBucketObjectLockConfiguration", "new versions are locked for less time or not at all"),
            Map.entry("s3:PutReplicationConfiguration", "the copies in the other bucket end"),
            Map.entry("kms:PutKeyPolicy", "nobody can decrypt any more"));

    private final Pattern names;

    @SuppressWarnings("ImmutableEnumChecker") // The list cannot be changed.
    private final List<String> actions;

    History(String names, String... actions) {
        this.names = Pattern.compile(names);
        this.actions = List.of(actions);
    }

    List<String> actions() {
        return actions;
    }

    /// Whether what is merely not allowed for a name is proven not to be allowed for it.
    boolean provenByNames() {
        return this != FILES;
    }

    List<String> named(List<String> arns) {
        return arns.stream().filter(each -> names.matcher(each).matches()).toList();
    }

    static String words(String action) {
        String how = HOW.get(action);
        return how == null ? action : action + " (" + how + ")";
    }
}
