package io.backstay.connect.aws.scratch;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.aws.api.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Where a server stands, as RDS describes it. What RDS does not say is not where it was to be.
///
/// @param subnetGroup    absent when RDS does not say
/// @param securityGroups without those that are being taken off
/// @param parameterGroup of an instance, or of a cluster; absent when RDS does not say
record Placed(
        @Nullable String subnetGroup,
        List<String> securityGroups,
        @Nullable String parameterGroup) {

    static Placed instance(XmlElement found) throws BackstayException {
        XmlElement subnets = found.child("DBSubnetGroup");
        List<XmlElement> parameters = found.list("DBParameterGroups");
        return new Placed(
                subnets == null ? null : subnets.optional("DBSubnetGroupName"),
                securityGroups(found),
                parameters.size() == 1 ? parameters.getFirst().optional("DBParameterGroupName") : null);
    }

    static Placed cluster(XmlElement found) throws BackstayException {
        return new Placed(
                found.optional("DBSubnetGroup"), securityGroups(found), found.optional("DBClusterParameterGroup"));
    }

    private static List<String> securityGroups(XmlElement found) throws BackstayException {
        List<String> groups = new ArrayList<>();
        for (XmlElement each : found.list("VpcSecurityGroups")) {
            if (!"removing".equals(each.optional("Status"))) {
                groups.add(each.required("VpcSecurityGroupId"));
            }
        }
        return groups;
    }

    /// Refuses a server that does not stand where the plan puts it: what somebody else made for us may have been
    /// told so and done otherwise.
    static void require(Found found, ServerPlan plan) throws BackstayException {
        Placing wanted = plan.placing();
        Placed is = found.placed();
        String parameters = plan.from().isCluster() ? wanted.clusterParameterGroup() : wanted.parameterGroup();
        List<String> differs = new ArrayList<>();
        if (!same(is.subnetGroup(), wanted.subnetGroup())) {
            differs.add("it is in the subnet group " + said(is.subnetGroup()) + ", not in " + wanted.subnetGroup());
        }
        if (!new TreeSet<>(is.securityGroups()).equals(new TreeSet<>(wanted.securityGroups()))) {
            differs.add("its security groups are " + said(String.join(", ", is.securityGroups())) + ", not "
                    + String.join(", ", wanted.securityGroups()));
        }
        if (!same(is.parameterGroup(), parameters)) {
            differs.add("its parameter group is " + said(is.parameterGroup()) + ", not " + parameters);
        }
        if (found.exposed()) {
            differs.add("it has a public address, though it was asked for none");
        }
        if (!differs.isEmpty()) {
            throw new BackstayException(new Failure.Conflict(
                    found.name() + " does not stand where the plan puts it: " + String.join("; ", differs),
                    "Nothing was read from it. Look at it in the RDS console, and take it away with 'backstay restore"
                            + " discard'."));
        }
    }

    /// RDS writes the names of groups in lower case.
    private static boolean same(@Nullable String is, @Nullable String wanted) {
        return is != null && wanted != null && is.toLowerCase(Locale.ROOT).equals(wanted.toLowerCase(Locale.ROOT));
    }

    private static String said(@Nullable String words) {
        return words == null || words.isEmpty() ? "not said" : words;
    }
}
