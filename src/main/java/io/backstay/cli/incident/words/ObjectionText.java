package io.backstay.cli.incident.words;

import io.backstay.cli.terminal.Plain;
import io.backstay.incident.claims.Objection;
import java.util.ArrayList;
import java.util.List;

/// Objections on a terminal.
final class ObjectionText {
    private ObjectionText() {}

    static List<String> lines(List<Objection> objections, List<Objection> kept) {
        List<String> lines = new ArrayList<>();
        for (Objection each : objections) {
            lines.add("%s  “%s”".formatted(each.rule(), each.words()));
            lines.add("  in: " + each.sentence());
            lines.add("  " + each.why());
            if (each.quotation() != null) {
                lines.add("  \"" + each.quotation() + "\"");
            }
            if (each.instead() != null) {
                lines.add("  say instead: " + each.instead());
            }
        }
        for (Objection each : kept) {
            lines.add("kept  “%s” (%s)".formatted(each.words(), each.rule()));
        }
        if (objections.isEmpty()) {
            lines.add("Nothing stands in the way.");
        }
        return lines.stream().map(Plain::text).toList();
    }
}
