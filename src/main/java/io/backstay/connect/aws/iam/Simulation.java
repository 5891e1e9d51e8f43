package io.backstay.connect.aws.iam;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.Part;
import io.backstay.connect.aws.api.AwsAccess;
import io.backstay.connect.aws.api.AwsQuery;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.aws.api.XmlElement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What AWS says that a principal's policies come to, by `iam:SimulatePrincipalPolicy` (API version 2010-05-08).
/// Nothing
/// is tried on anything.
record Simulation(AwsAccess access, AwsRegion region) {
    /// The permission that asking takes.
    static final String PERMISSION = "iam:SimulatePrincipalPolicy";

    private static final AwsQuery.Dialect IAM = new AwsQuery.Dialect("iam", "2010-05-08", "Marker", "Marker");

    /// What is asked about.
    ///
    /// @param resources names; none for every one
    /// @param context   what is true of the call, by condition key
    record Question(List<String> actions, List<String> resources, Map<String, String> context) {}

    /// The results, one for each action.
    ///
    /// @param principal a user or a role
    <T> List<T> of(String principal, Question question, AwsQuery.Reading<T> reading)
            throws BackstayException, InterruptedException {
        Map<String, String> asked = new TreeMap<>();
        asked.put("PolicySourceArn", principal);
        number(asked, "ActionNames", question.actions());
        number(asked, "ResourceArns", question.resources());
        int number = 0;
        for (Map.Entry<String, String> each : question.context().entrySet()) {
            number++;
            String entry = "ContextEntries.member." + number;
            asked.put(entry + ".ContextKeyName", each.getKey());
            asked.put(entry + ".ContextKeyType", "string");
            asked.put(entry + ".ContextKeyValues.member.1", each.getValue());
        }
        Part<T> said = new AwsQuery(access, region.ofIam(), IAM)
                .list("SimulatePrincipalPolicy", asked, "EvaluationResults", reading);
        if (!said.known()) {
            throw new BackstayException(new Failure.Refused(
                    "iam",
                    "the key may not ask " + PERMISSION,
                    "Allow " + PERMISSION + " on " + principal + " to it; what that may do is not known otherwise."));
        }
        return said.items();
    }

    private static void number(Map<String, String> parameters, String list, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            parameters.put(list + ".member." + (i + 1), values.get(i));
        }
    }

    /// Whether an answer depends on something that AWS was not told.
    static boolean depends(XmlElement found) {
        return !found.list("MissingContextValues").isEmpty();
    }
}
