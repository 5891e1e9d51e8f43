package io.backstay.act.connection;

import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.aws.scratch.Placing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where new servers of an account stand, and who makes them and logs in to them. No part of it is secret; it names
/// credentials of the vault.
///
/// @param restorer an access key that restores to scratch, of the policy `docs/access/aws-restore-to-scratch.json`
/// @param login    a PostgreSQL login that restores to scratch: user and password are those of the restored moment
/// @param region   the only one in which new servers are made
/// @param backupRole the ARN of the role that AWS Backup restores with; absent where it restores nothing from here
public record AwsScratch(
        String restorer,
        String login,
        String region,
        String subnetGroup,
        List<String> securityGroups,
        String parameterGroup,
        @Nullable String clusterParameterGroup,
        @Nullable String instanceClass,
        @Nullable String backupRole) {
    private static final String ROLE = "arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]{1,512}";

    public AwsScratch {
        securityGroups = List.copyOf(securityGroups);
        if (restorer.isBlank() || login.isBlank()) {
            throw new IllegalArgumentException("the key that restores and the login have names");
        }
        if (backupRole != null && !backupRole.matches(ROLE)) {
            throw new IllegalArgumentException(
                    "the role that AWS Backup restores with is like arn:aws:iam::123456789012:role/restore, not '"
                            + backupRole + "'");
        }
        place(region, subnetGroup, securityGroups, parameterGroup, clusterParameterGroup, instanceClass);
    }

    /// Where new servers stand.
    public Placing placing() {
        return place(region, subnetGroup, securityGroups, parameterGroup, clusterParameterGroup, instanceClass);
    }

    private static Placing place(
            String region,
            String subnetGroup,
            List<String> securityGroups,
            String parameterGroup,
            @Nullable String clusterParameterGroup,
            @Nullable String instanceClass) {
        return new Placing(
                new AwsRegion(region),
                subnetGroup,
                securityGroups,
                parameterGroup,
                clusterParameterGroup,
                instanceClass);
    }
}
