package io.backstay.incident.report;

import io.backstay.incident.claims.Objection;
import io.backstay.incident.fact.Fact;
import io.backstay.incident.fact.Prose;
import java.util.ArrayList;
import java.util.List;

/// Finds references to facts that the report does not have.
final class ProseCheck {
    static final String RULE = "unknown-fact";

    private ProseCheck() {}

    static List<Objection> of(String prose, List<Fact> facts) {
        List<String> known = facts.stream().map(Fact::id).toList();
        List<Objection> objections = new ArrayList<>();
        int at = 0;
        int line = 1;
        for (Prose.Piece piece : Prose.of(prose).pieces()) {
            switch (piece) {
                case Prose.Words(String text) -> {
                    at += text.length();
                    line += (int) text.chars().filter(c -> c == '\n').count();
                }
                case Prose.Reference(String id) -> {
                    String words = "{{" + id + "}}";
                    if (!known.contains(id)) {
                        objections.add(unknown(id, words, at, line, known));
                    }
                    at += words.length();
                }
            }
        }
        return objections;
    }

    private static Objection unknown(String id, String words, int at, int line, List<String> known) {
        String near = FactNames.near(id, known);
        String why = "Line " + line + ": this report has no fact " + id
                + (FactNames.canBe(id) ? ", because the case or this variant does not know it." : ".");
        return new Objection(
                RULE, at, at + words.length(), words, words, why, null, near == null ? null : "{{" + near + "}}");
    }
}
