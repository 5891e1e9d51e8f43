package io.backstay.cli.connection;

import io.backstay.act.connection.AwsScratch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options about new servers in an account of AWS; none of them, or all that every server needs.
final class ScratchOptions {
    @Option(
            names = "--restore-key",
            paramLabel = "N",
            description = "For new servers: a credential of the kind aws-access-key for restore-to-scratch.")
    private @Nullable String restorer;

    @Option(
            names = "--scratch-login",
            paramLabel = "N",
            description = "A credential of the kind postgres-login for restore-to-scratch: user and password of the"
                    + " restored moment; its host is any server of the same account and region.")
    private @Nullable String login;

    @Option(
            names = "--restore-region",
            paramLabel = "R",
            description = "The region of new servers. Default: the first --region.")
    private @Nullable String region;

    @Option(names = "--subnet-group", paramLabel = "G", description = "DB subnet group, without a way in from outside.")
    private @Nullable String subnetGroup;

    @Option(
            names = "--security-group",
            paramLabel = "SG",
            description = "VPC security group, such as sg-0123456789abcdef0; once for each.")
    private List<String> securityGroups = new ArrayList<>();

    @Option(names = "--parameter-group", paramLabel = "G", description = "DB parameter group.")
    private @Nullable String parameterGroup;

    @Option(
            names = "--cluster-parameter-group",
            paramLabel = "G",
            description = "DB cluster parameter group; Aurora needs it.")
    private @Nullable String clusterParameterGroup;

    @Option(
            names = "--instance-class",
            paramLabel = "C",
            description = "Such as db.r6g.large; Aurora needs it. Default: the backup's.")
    private @Nullable String instanceClass;

    @Option(
            names = "--backup-role",
            paramLabel = "ARN",
            description = "The role that AWS Backup restores with, for recovery points that it alone has; the restore"
                    + " key passes it on (docs/access/aws-restore-by-backup.json).")
    private @Nullable String backupRole;

    /// What was asked for, absent when nothing was.
    ///
    /// @param usual the region where none was named
    /// @throws IllegalArgumentException when something is missing or wrong, in one sentence
    @Nullable
    AwsScratch chosen(String usual) {
        boolean any = restorer != null
                || login != null
                || region != null
                || subnetGroup != null
                || !securityGroups.isEmpty()
                || parameterGroup != null
                || clusterParameterGroup != null
                || instanceClass != null
                || backupRole != null;
        if (!any) {
            return null;
        }
        if (restorer == null || login == null || subnetGroup == null || parameterGroup == null) {
            throw new IllegalArgumentException("new servers need --restore-key, --scratch-login, --subnet-group,"
                    + " --security-group and --parameter-group");
        }
        return new AwsScratch(
                restorer,
                login,
                region == null ? usual : region,
                subnetGroup,
                securityGroups,
                parameterGroup,
                clusterParameterGroup,
                instanceClass,
                backupRole);
    }
}
