package io.backstay.incident.intake;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.codec.Words;
import io.backstay.policy.Policy;
import io.backstay.policy.promise.Clause;
import io.backstay.policy.promise.Statement;
import io.backstay.policy.promise.Statement.Intake.Field;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What a policy says that a request for a restore has to name.
/// A policy that asks for a field which no intake knows is refused when it is read.
public final class RequiredFields {
    private RequiredFields() {}

    /// Refuses an intake that lacks one, with the words that ask for it.
    public static void require(CaseIntake intake, Policy policy) throws BackstayException {
        for (Clause clause : policy.clauses()) {
            List<String> missing =
                    lacking(intake, of(List.of(clause))).stream().map(Words::of).toList();
            if (!missing.isEmpty()) {
                throw new BackstayException(new Failure.BadInput(
                        "The intake lacks what " + policy.id() + " asks for: " + String.join(", ", missing) + " (“"
                                + clause.quotation() + "”).",
                        "Ask the customer for it, or open the case under another policy."));
            }
        }
    }

    /// What a policy asks a request for a restore to name.
    public static Set<Field> of(Policy policy) {
        return of(policy.clauses());
    }

    private static Set<Field> of(List<Clause> clauses) {
        Set<Field> fields = EnumSet.noneOf(Field.class);
        for (Clause clause : clauses) {
            for (Statement statement : clause.says()) {
                if (statement instanceof Statement.Intake wants) {
                    fields.addAll(wants.fields());
                }
            }
        }
        return Collections.unmodifiableSet(fields);
    }

    /// Which of them an intake does not name, in the order in which they are asked.
    public static List<Field> lacking(CaseIntake intake, Set<Field> asked) {
        return asked.stream().filter(field -> !has(intake, field)).sorted().toList();
    }

    private static boolean has(CaseIntake intake, Field field) {
        return switch (field) {
            case FIRM -> !intake.firm().isBlank();
            case TENANT -> intake.tenant() != null;
            case DATASET -> intake.dataset() != null;
            case TIME -> intake.about() != null;
            case ZONE -> !intake.zone().isBlank();
            case ASKER -> intake.asker() != null;
            case VERIFIED -> intake.verifiedBy() != null;
            case REASON -> intake.reason() != null;
            case SEVERITY -> intake.severity() != null;
        };
    }
}
