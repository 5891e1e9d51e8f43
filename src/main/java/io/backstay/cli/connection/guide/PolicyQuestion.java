package io.backstay.cli.connection.guide;

import io.backstay.act.connection.Connections;
import io.backstay.act.connection.form.Field;
import io.backstay.base.BackstayException;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Questions;
import io.backstay.policy.Policy;
import io.backstay.policy.PolicySummary;
import java.util.List;

/// Offers the policies by number or by id.
record PolicyQuestion(Connections connections, Questions person, Asking asking) {
    /// The id of the policy that was chosen; empty for none.
    ///
    /// @param was what stands there, empty for nothing
    String ask(String was) throws BackstayException, InterruptedException {
        List<PolicySummary> offered = offered();
        person.say("  " + Field.POLICY.help());
        for (int i = 0; i < offered.size(); i++) {
            PolicySummary each = offered.get(i);
            person.say(Plain.text("%4d  %s: %s".formatted(i + 1, each.id(), each.title())));
        }
        return asking.line(Field.POLICY, was, "number or id", typed -> read(typed, offered));
    }

    /// An own policy that cannot be read is no reason to add no connection: an id is typed then.
    private List<PolicySummary> offered() {
        try {
            return connections.policies();
        } catch (BackstayException e) {
            person.say("  " + Plain.text(e.failure().message()));
            return List.of();
        }
    }

    private static String read(String typed, List<PolicySummary> offered) {
        int at = Asking.number(typed, offered.size());
        if (at >= 0) {
            return offered.get(at).id();
        }
        if (typed.equals(Policy.NONE.id())) {
            return "";
        }
        if (!offered.isEmpty() && offered.stream().noneMatch(each -> each.id().equals(typed))) {
            throw new IllegalArgumentException("there is no policy '" + typed + "' in the list");
        }
        return typed;
    }
}
