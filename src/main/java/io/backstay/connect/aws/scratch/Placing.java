package io.backstay.connect.aws.scratch;

import io.backstay.connect.aws.api.AwsRegion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where new servers stand in an account. All of it is named, because RDS would put a server that names none of it
/// into the default groups.
///
/// @param subnetGroup           DB subnet group, without a way in from the internet
/// @param securityGroups        such as `sg-0123456789abcdef0`
/// @param parameterGroup        DB parameter group of instances
/// @param clusterParameterGroup of Aurora clusters, absent where no cluster is restored
/// @param instanceClass         such as `db.r6g.large`; absent for that of the backup, which a cluster does not have
public record Placing(
        AwsRegion region,
        String subnetGroup,
        List<String> securityGroups,
        String parameterGroup,
        @Nullable String clusterParameterGroup,
        @Nullable String instanceClass) {
    private static final int GROUPS_MAX = 5;
    private static final String GROUP = "[A-Za-z0-9][A-Za-z0-9._ -]{0,254}";
    private static final String SECURITY_GROUP = "sg-[0-9a-f]{8,17}";
    private static final String CLASS = "db\\.[a-z0-9.-]{3,40}";

    public Placing {
        securityGroups = List.copyOf(securityGroups);
        if (securityGroups.isEmpty() || securityGroups.size() > GROUPS_MAX) {
            throw new IllegalArgumentException("a new server has one to " + GROUPS_MAX + " security groups");
        }
        for (String each : securityGroups) {
            require(each, SECURITY_GROUP, "a security group is like sg-0123456789abcdef0");
        }
        require(subnetGroup, GROUP, "a subnet group has letters, digits and - _ .");
        require(parameterGroup, GROUP, "a parameter group has letters, digits and -");
        require(clusterParameterGroup, GROUP, "a cluster parameter group has letters, digits and -");
        require(instanceClass, CLASS, "an instance class is like db.r6g.large");
    }

    private static void require(@Nullable String text, String form, String rule) {
        if (text != null && !text.matches(form)) {
            throw new IllegalArgumentException(rule + ", not '" + text + "'");
        }
    }
}
