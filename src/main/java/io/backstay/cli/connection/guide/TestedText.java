package io.backstay.cli.connection.guide;

import io.backstay.act.connection.Connections;
import io.backstay.cli.terminal.Plain;
import java.util.ArrayList;
import java.util.List;

/// What a test of a connection found, for people.
public final class TestedText {
    private TestedText() {}

    /// Part by part, then what is missing, ready to paste, then one sentence about all of it.
    public static List<String> of(Connections.Tested tested) {
        List<String> said = new ArrayList<>();
        for (Connections.Line line : tested.lines()) {
            Boolean holds = line.holds();
            said.add(Plain.text("%-8s %-22s %s"
                    .formatted(
                            holds == null ? "unknown" : holds ? "holds" : "DOES NOT", line.part(), line.sentence())));
        }
        String script = tested.script();
        if (script != null) {
            said.add("");
            script.lines().forEach(line -> said.add("    " + Plain.text(line)));
            said.add("");
        }
        String name = tested.connection();
        Boolean holds = tested.holds();
        said.add(
                holds == null
                        ? "Nothing speaks against " + name + ", but not everything could be looked at."
                        : holds ? name + " answers as promised." : name + " is not as it should be yet.");
        return said;
    }
}
