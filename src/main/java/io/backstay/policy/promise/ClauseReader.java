package io.backstay.policy.promise;

import io.backstay.base.BackstayException;
import io.backstay.codec.Fields;
import io.backstay.codec.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads one clause of `backstay-policy/1`; whatever is unknown in it is refused at its place.
public final class ClauseReader {
    private static final int TARGETS_MAX = 200;

    private ClauseReader() {}

    /// The clause that a value describes.
    public static Clause read(Value item) throws BackstayException {
        Fields fields = item.fields();
        String id = id(fields.required("id"));
        ClauseKind kind = fields.word("kind", ClauseKind.class);
        @Nullable String section = fields.optionalText("section");
        String quotation = words(fields.required("quotation"));
        List<Target> targets = new ArrayList<>();
        for (Value set : some(fields, "sets")) {
            refuseUnless(kind == ClauseKind.CHECKABLE, set, "only a checkable clause sets a value");
            targets.add(RuleBook.target(set));
        }
        for (Value want : some(fields, "wants")) {
            refuseUnless(kind == ClauseKind.NEEDS_A_NUMBER, want, "only a clause that needs a number wants one");
            targets.add(RuleBook.wanted(want));
        }
        List<Target> supposed = new ArrayList<>();
        for (Value supposes : some(fields, "supposes")) {
            refuseUnless(
                    kind == ClauseKind.NEEDS_A_NUMBER,
                    supposes,
                    "only a clause that needs a number has a supposed one");
            supposed.add(RuleBook.target(supposes));
        }
        List<Statement> says = new ArrayList<>();
        for (Value said : some(fields, "says")) {
            says.add(RuleBook.statement(said));
        }
        String note = fields.optionalText("note");
        fields.end();
        return new Clause(
                id, kind, section, quotation, List.copyOf(targets), List.copyOf(supposed), List.copyOf(says), note);
    }

    /// A name as policies, clauses and mishaps have it.
    public static String id(Value value) throws BackstayException {
        refuseUnless(
                Bounds.isId(value.text()),
                value,
                "an id has up to 64 lower-case letters, digits and dashes, and does not begin with a dash");
        return value.text();
    }

    /// A text that says something.
    public static String words(Value value) throws BackstayException {
        refuseUnless(!value.text().isBlank(), value, "the text is blank");
        return value.text();
    }

    private static List<Value> some(Fields fields, String name) throws BackstayException {
        List<Value> items = fields.items(name);
        if (items.size() > TARGETS_MAX) {
            throw fields.place().bad("'" + name + "' has more than " + TARGETS_MAX + " elements");
        }
        return items;
    }

    private static void refuseUnless(boolean good, Value value, String problem) throws BackstayException {
        if (!good) {
            throw value.place().bad(problem);
        }
    }
}
