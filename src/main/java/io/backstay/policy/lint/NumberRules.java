package io.backstay.policy.lint;

import static io.backstay.policy.lint.Reading.span;
import static io.backstay.policy.lint.Reading.word;

import io.backstay.policy.lint.Contradiction.Severity;
import io.backstay.policy.lint.Reading.Said;
import io.backstay.policy.promise.Clause;
import io.backstay.policy.promise.ClauseKind;
import io.backstay.policy.promise.Mechanism;
import io.backstay.policy.promise.Statement;
import io.backstay.policy.promise.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Numbers that are missing (R7), mean two things (R11), are taken back elsewhere (R12), or count from no
/// moment (R19).
final class NumberRules {
    private static final Pattern ADVERB = Pattern.compile(
            "\\b(regular(ly)?|periodic(ally)?|where (possible|applicable|required)|as appropriate)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ALWAYS =
            Pattern.compile("\\b(deterministic|always|every time)\\b", Pattern.CASE_INSENSITIVE);

    private NumberRules() {}

    static void look(Reading policy, Lint lint) {
        for (Clause clause : policy.clauses()) {
            if (clause.kind() == ClauseKind.NEEDS_A_NUMBER) {
                unbound(policy, clause, lint);
            } else if (clause.kind() == ClauseKind.CHECKABLE
                    && clause.sets().isEmpty()
                    && ADVERB.matcher(clause.quotation()).find()) {
                lint.found(
                        "R7",
                        Severity.LOW,
                        "The words say how often or where without a number, so nothing can be held against them.",
                        "How often, at least?",
                        clause);
            }
        }
        unnamedScenarios(policy, lint);
        uncountedMeans(policy, lint);
        countOrAge(policy, lint);
        narrower(policy, lint);
        clock(policy, lint);
    }

    private static void unbound(Reading policy, Clause clause, Lint lint) {
        if (clause.says().stream().anyMatch(Statement.Ticks.class::isInstance)) {
            return;
        }
        String wanted = clause.sets().stream()
                .map(target -> target instanceof Target.Unbound unbound ? unbound.rule() : "")
                .distinct()
                .collect(Collectors.joining(", "));
        List<Clause> clauses = new ArrayList<>(List.of(clause));
        String collides = "";
        if (ADVERB.matcher(clause.quotation()).find()) {
            for (Clause other : policy.clauses()) {
                if (clause.section() != null
                        && clause.section().equals(other.section())
                        && ALWAYS.matcher(other.quotation()).find()) {
                    clauses.add(other);
                    collides = " Beside it stands a promise without exceptions.";
                }
            }
        }
        lint.found(
                "R7",
                Severity.MEDIUM,
                (wanted.isEmpty()
                                ? "Something is promised, and nothing says how much, how often or how long."
                                : "Promised is " + wanted + ", and 0 numbers are given for it.")
                        + collides,
                wanted.isEmpty()
                        ? "How much, how often or how long, exactly?"
                        : "What exactly holds for " + wanted + "?",
                clauses.toArray(Clause[]::new));
    }

    private static void unnamedScenarios(Reading policy, Lint lint) {
        for (Said<Target.Scenario> scenario : policy.sets(Target.Scenario.class)) {
            if (scenario.what().rto() == null && scenario.what().rpo() == null) {
                lint.found(
                        "R7",
                        Severity.MEDIUM,
                        "'" + scenario.what().scenario() + "' has neither RTO nor RPO: 0 of 2 numbers.",
                        "How long does it take at most, and how much may be lost?",
                        scenario.clause());
            }
        }
    }

    private static void uncountedMeans(Reading policy, Lint lint) {
        for (Mechanism chained : List.of(Mechanism.DIFFERENTIAL, Mechanism.INCREMENTAL)) {
            Clause named = policy.naming(chained);
            boolean scheduled = policy.sets(Target.Schedule.class).stream()
                    .anyMatch(schedule ->
                            schedule.what().by() == chained && schedule.what().every() != null);
            if (named != null && !scheduled) {
                lint.found(
                        "R7",
                        Severity.LOW,
                        "Backups are " + word(chained) + ", and no tier says how often such a one is made.",
                        "How often is such a backup made, and on which full one does it rest?",
                        named);
            }
        }
    }

    private static void countOrAge(Reading policy, Lint lint) {
        for (Said<Target.Retention> said : policy.sets(Target.Retention.class)) {
            Integer copies = said.what().orCopies();
            if (copies != null) {
                long byAge = said.what().keep().dividedBy(said.what().every());
                lint.found(
                        "R11",
                        Severity.MEDIUM,
                        "Read as an age, nothing older than " + span(said.what().keep()) + " is kept: after one failed "
                                + "run " + (byAge - 1) + " of " + byAge + " points are left, after " + byAge
                                + " none. Read as a count, " + copies + " points are kept and reach back "
                                + span(said.what().every().multipliedBy(copies + 1L)) + " after one failed run.",
                        "Is it " + copies + " copies, or " + span(said.what().keep()) + "?",
                        said.clause());
            }
        }
    }

    private static void narrower(Reading policy, Lint lint) {
        for (Said<Statement.Limit> limit : policy.says(Statement.Limit.class)) {
            if (limit.what().to() != Statement.Limit.Reach.NEWEST_POINT) {
                continue;
            }
            policy.sets(Target.Retention.class).stream()
                    .filter(retention ->
                            retention.what().keep().compareTo(retention.what().every()) > 0)
                    .findFirst()
                    .ifPresent(retention -> lint.found(
                            "R12",
                            Severity.MEDIUM,
                            "Kept are "
                                    + retention
                                            .what()
                                            .keep()
                                            .dividedBy(retention.what().every())
                                    + " points over " + span(retention.what().keep()) + "; the limit speaks of the "
                                    + "newest one only, which may be younger than the loss. Read literally, deletions "
                                    + "can be brought back for at most "
                                    + span(retention.what().every()) + " of "
                                    + span(retention.what().keep()) + ".",
                            "May an older point be used when the newest one was made after the loss?",
                            limit.clause(),
                            retention.clause()));
        }
    }

    private static void clock(Reading policy, Lint lint) {
        List<Clause> timed = new ArrayList<>();
        policy.sets(Target.Rto.class).forEach(rto -> timed.add(rto.clause()));
        policy.sets(Target.Scenario.class).stream()
                .filter(scenario -> scenario.what().rto() != null)
                .forEach(scenario -> timed.add(scenario.clause()));
        if (!timed.isEmpty() && policy.says(Statement.Clock.class).isEmpty()) {
            lint.found(
                    "R19",
                    Severity.MEDIUM,
                    timed.size() + " recovery times are promised, and no clause says from when they count: from the "
                            + "mishap, its detection, the report or the declaration.",
                    "When does the clock of a recovery time start?",
                    timed.toArray(Clause[]::new));
        }
    }
}
