package io.backstay.policy;

import io.backstay.base.BackstayException;
import io.backstay.codec.Fields;
import io.backstay.codec.Value;
import io.backstay.estate.AssetKind;
import io.backstay.estate.Environment;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads `backstay-policy/1`; whatever is unknown in a document is refused at its place.
final class PolicyReader {
    private static final String FORMAT = "backstay-policy/1";
    private static final String ID_FORM = "[a-z0-9][a-z0-9-]{0,63}";
    private static final Set<String> RULES =
            Set.of("rpo", "rto", "pitr-window", "retention", "encryption", "restore-test");
    private static final Set<String> TESTS = Set.of("full", "point-in-time", "object-rollback", "tenant", "integrity");

    private PolicyReader() {}

    static Policy read(Value document) throws BackstayException {
        Fields fields = document.fields();
        Value format = fields.required("format");
        if (!format.text().equals(FORMAT)) {
            throw format.place().bad("the format is not '" + FORMAT + "'");
        }
        String id = id(fields.required("id"));
        String title = words(fields.required("title"));
        String publisher = words(fields.required("publisher"));
        Set<Environment> environments = EnumSet.noneOf(Environment.class);
        for (Value item : some(fields, "environments")) {
            environments.add(item.word(Environment.class));
        }
        List<Clause> clauses = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Value item : some(fields, "clauses")) {
            Clause clause = clause(item);
            if (!ids.add(clause.id())) {
                throw item.place().bad("the clause '" + clause.id() + "' appears twice");
            }
            clauses.add(clause);
        }
        fields.end();
        return new Policy(id, title, publisher, environments, List.copyOf(clauses));
    }

    private static Clause clause(Value item) throws BackstayException {
        Fields fields = item.fields();
        String id = id(fields.required("id"));
        ClauseKind kind = fields.word("kind", ClauseKind.class);
        String quotation = words(fields.required("quotation"));
        List<Target> targets = new ArrayList<>();
        for (Value set : fields.items("sets")) {
            refuseUnless(kind == ClauseKind.CHECKABLE, set, "only a checkable clause sets a value");
            targets.add(target(set));
        }
        for (Value want : fields.items("wants")) {
            refuseUnless(kind == ClauseKind.NEEDS_A_NUMBER, want, "only a clause that needs a number wants one");
            targets.add(unbound(want));
        }
        String note = fields.optionalText("note");
        fields.end();
        return new Clause(id, kind, quotation, List.copyOf(targets), note);
    }

    private static Target target(Value item) throws BackstayException {
        Fields fields = item.fields();
        Value rule = fields.required("rule");
        Target target = switch (rule.text()) {
            case "rpo" -> new Target.Rpo(assets(fields), time(fields, "atMost"));
            case "rto" -> new Target.Rto(assets(fields), time(fields, "atMost"));
            case "pitr-window" -> new Target.PitrWindow(assets(fields), time(fields, "atLeast"));
            case "retention" -> retention(fields);
            case "encryption" -> encryption(fields);
            case "restore-test" -> tested(fields);
            case "scenario" ->
                new Target.Scenario(id(fields.required("scenario")), time(fields, "rto"), time(fields, "rpo"));
            default -> throw unknownRule(rule);
        };
        fields.end();
        return target;
    }

    private static Target unbound(Value item) throws BackstayException {
        Fields fields = item.fields();
        Value rule = fields.required("rule");
        if (!RULES.contains(rule.text())) {
            throw unknownRule(rule);
        }
        Target target = new Target.Unbound(assets(fields), rule.text());
        fields.end();
        return target;
    }

    private static Target retention(Fields fields) throws BackstayException {
        Duration keep = time(fields, "keep");
        Duration every = time(fields, "every");
        if (every.compareTo(keep) > 0) {
            throw fields.place().bad("'every' is longer than 'keep'");
        }
        return new Target.Retention(assets(fields), keep, every);
    }

    private static Target encryption(Fields fields) throws BackstayException {
        @Nullable String algorithm = fields.optionalText("algorithm");
        return new Target.Encryption(assets(fields), algorithm, fields.optionalText("transport"));
    }

    private static Target tested(Fields fields) throws BackstayException {
        Value test = fields.required("test");
        if (!TESTS.contains(test.text())) {
            throw test.place()
                    .bad("the kind of test is not one of "
                            + String.join(", ", TESTS.stream().sorted().toList()));
        }
        return new Target.Tested(assets(fields), test.text(), period(fields.required("every")));
    }

    private static Set<AssetKind> assets(Fields fields) throws BackstayException {
        Set<AssetKind> kinds = EnumSet.noneOf(AssetKind.class);
        for (Value item : some(fields, "assets")) {
            kinds.add(item.word(AssetKind.class));
        }
        return kinds;
    }

    private static List<Value> some(Fields fields, String name) throws BackstayException {
        Value list = fields.required(name);
        refuseUnless(!list.items().isEmpty(), list, "the list is empty");
        return list.items();
    }

    private static Duration time(Fields fields, String name) throws BackstayException {
        Value value = fields.required(name);
        Duration duration = value.duration();
        refuseUnless(!duration.isZero(), value, "the duration is zero");
        return duration;
    }

    private static Period period(Value value) throws BackstayException {
        try {
            Period period = Period.parse(value.text());
            refuseUnless(!period.isZero() && !period.isNegative(), value, "the period is not longer than nothing");
            return period;
        } catch (DateTimeException e) {
            throw value.place().bad("expected a period such as P3M or P1Y");
        }
    }

    private static String id(Value value) throws BackstayException {
        refuseUnless(
                value.text().matches(ID_FORM),
                value,
                "an id has up to 64 lower-case letters, digits and dashes, and does not begin with a dash");
        return value.text();
    }

    private static String words(Value value) throws BackstayException {
        refuseUnless(!value.text().isBlank(), value, "the text is blank");
        return value.text();
    }

    private static BackstayException unknownRule(Value rule) {
        return rule.place().bad("the rule is not known");
    }

    private static void refuseUnless(boolean good, Value value, String problem) throws BackstayException {
        if (!good) {
            throw value.place().bad(problem);
        }
    }
}
