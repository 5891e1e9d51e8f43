package io.backstay.connect.aws.api;

import io.backstay.base.BackstayException;
import io.backstay.connect.http.Effect;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Calls to one service of one region that change something. Each stands in the record with the parameters that are
/// listed here for it, before it is sent.
///
/// The query APIs of AWS have no token that keeps a call from happening twice, but for the name of what is made or
/// removed; so every call names it, and may therefore be sent again when its answer was lost.
public final class AwsChange {
    private final AwsQuery query;
    private final String provider;

    /// Changes in a region.
    public AwsChange(AwsAccess access, AwsRegion region, AwsQuery.Dialect dialect) {
        this.query = new AwsQuery(access, region, dialect);
        this.provider = dialect.service() + " " + region;
    }

    /// Sends it.
    ///
    /// @param name    the parameter with the name of what is made or removed, such as `DBInstanceIdentifier`
    /// @param recorded parameters that the record may show, without what follows the first dot of a list's
    /// @throws BackstayException a [Failure.Refused] that names the permission when the key may not; a
    /// [Failure.Conflict] when it exists already or is in another state
    public XmlElement send(String action, Map<String, String> parameters, String name, Set<String> recorded)
            throws BackstayException, InterruptedException {
        String target = parameters.get(name);
        if (target == null || target.isEmpty()) {
            throw new IllegalArgumentException(action + " names nothing");
        }
        return allowed(
                action,
                query.change(action, parameters, new Effect(provider, action, target, kept(parameters, recorded))));
    }

    /// Sends a call without a name of what it makes, once: who lost its answer looks before sending it again.
    ///
    /// @param target   what the record calls that which it is done to
    /// @param recorded parameters that the record may show
    public XmlElement sendOnce(String action, Map<String, String> parameters, String target, Set<String> recorded)
            throws BackstayException, InterruptedException {
        return allowed(
                action,
                query.changeOnce(action, parameters, new Effect(provider, action, target, kept(parameters, recorded))));
    }

    private XmlElement allowed(String action, @Nullable XmlElement answer) throws BackstayException {
        if (answer == null) {
            throw AwsRefusal.missing(provider, query.permission(action), AwsRefusal.STATEMENTS);
        }
        return answer;
    }

    /// A list's values stand behind each other.
    private static Map<String, String> kept(Map<String, String> parameters, Set<String> recorded) {
        Map<String, String> kept = new TreeMap<>();
        parameters.forEach((parameter, value) -> {
            String name = parameter.replaceAll("\\..*", "");
            if (recorded.contains(name)) {
                kept.merge(name, value, (one, other) -> one + ", " + other);
            }
        });
        return Collections.unmodifiableMap(kept);
    }
}
