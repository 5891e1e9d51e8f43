package io.backstay.act.connection.desk;

import io.backstay.act.connection.TestLines;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.aws.iam.KeyRights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Asks AWS what a key may that would change something if it were tried, right by right.
final class RightsTrial {
    private final TestLines lines;
    private final List<Map<String, Object>> missing = new ArrayList<>();

    RightsTrial(TestLines lines) {
        this.lines = lines;
    }

    /// Has what is asked about a key.
    @FunctionalInterface
    interface Asked {
        KeyRights.Found found() throws BackstayException, InterruptedException;
    }

    /// @param part      with which every line begins
    /// @param principal whose the key is
    void run(String part, String principal, Asked asked) throws InterruptedException {
        KeyRights.Found found;
        try {
            found = asked.found();
        } catch (BackstayException e) {
            // Not being able to ask is no answer.
            lines.skip(
                    part + ", rights", e.failure().message() + " " + e.failure().advice());
            return;
        }
        for (Map.Entry<String, KeyRights.Answer> each : found.answers().entrySet()) {
            String line = part + ", " + each.getKey();
            if (each.getValue() == KeyRights.Answer.UNKNOWN) {
                lines.skip(line, "Whether " + principal + " may depends on conditions or names that AWS was not told.");
            } else {
                lines.look(line, () -> given(principal, each.getKey(), each.getValue()));
            }
        }
        for (Map<String, Object> each : found.missing()) {
            if (!missing.contains(each)) {
                missing.add(each);
            }
        }
    }

    private static String given(String principal, String right, KeyRights.Answer answer) throws BackstayException {
        if (answer == KeyRights.Answer.GIVEN) {
            return "AWS says that " + principal + " may.";
        }
        boolean denied = answer == KeyRights.Answer.DENIED;
        throw new BackstayException(new Failure.Refused(
                "AWS",
                principal + " may not " + right + (denied ? ", because a policy denies it" : ""),
                denied ? "Take that out of the policy." : "Add the statement below to its policy."));
    }

    /// The statements that are missing, each once.
    List<Map<String, Object>> missing() {
        return List.copyOf(missing);
    }
}
