package io.backstay.connect.aws.scratch;

import io.backstay.base.BackstayException;
import io.backstay.connect.aws.api.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An instance or a cluster as RDS describes it now.
///
/// @param state   such as `available`
/// @param percent how far it is, absent when RDS does not say
/// @param host    where it answers, absent while it does not
/// @param members of a cluster: the instances in it by name
/// @param placed  where it stands
record Found(
        String name,
        String arn,
        String state,
        @Nullable Integer percent,
        String engine,
        String version,
        @Nullable String host,
        @Nullable Integer port,
        boolean exposed,
        boolean isProtected,
        @Nullable String cluster,
        Map<String, String> tags,
        List<String> members,
        Placed placed)
        implements Waiting.Stage {

    static Found instance(XmlElement found) throws BackstayException {
        XmlElement endpoint = found.child("Endpoint");
        return new Found(
                found.required("DBInstanceIdentifier"),
                found.required("DBInstanceArn"),
                String.valueOf(found.optional("DBInstanceStatus")),
                percent(found),
                found.required("Engine"),
                String.valueOf(found.optional("EngineVersion")),
                endpoint == null ? null : endpoint.optional("Address"),
                endpoint == null ? null : endpoint.number("Port"),
                Boolean.TRUE.equals(found.flag("PubliclyAccessible")),
                Boolean.TRUE.equals(found.flag("DeletionProtection")),
                found.optional("DBClusterIdentifier"),
                tags(found),
                List.of(),
                Placed.instance(found));
    }

    static Found cluster(XmlElement found) throws BackstayException {
        List<String> members = new ArrayList<>();
        for (XmlElement each : found.list("DBClusterMembers")) {
            members.add(each.required("DBInstanceIdentifier"));
        }
        return new Found(
                found.required("DBClusterIdentifier"),
                found.required("DBClusterArn"),
                String.valueOf(found.optional("Status")),
                percent(found),
                found.required("Engine"),
                String.valueOf(found.optional("EngineVersion")),
                found.optional("Endpoint"),
                found.number("Port"),
                Boolean.TRUE.equals(found.flag("PubliclyAccessible")),
                Boolean.TRUE.equals(found.flag("DeletionProtection")),
                null,
                tags(found),
                members,
                Placed.cluster(found));
    }

    /// A word instead of a number is no progress.
    private static @Nullable Integer percent(XmlElement found) {
        String said = found.optional("PercentProgress");
        return said != null && said.matches("[0-9]{1,3}") ? Integer.valueOf(said) : null;
    }

    private static Map<String, String> tags(XmlElement found) throws BackstayException {
        Map<String, String> tags = new TreeMap<>();
        for (XmlElement each : found.list("TagList")) {
            String value = each.optional("Value");
            tags.put(each.required("Key"), value == null ? "" : value);
        }
        return tags;
    }
}
