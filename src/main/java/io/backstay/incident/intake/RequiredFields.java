package io.backstay.incident.intake;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.policy.Policy;
import io.backstay.policy.promise.Clause;
import io.backstay.policy.promise.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a policy says that a request for a restore has to name.
///
/// Known fields are `firm`, `tenant`, `dataset`, `time`, `zone`, `asker`, `verified`, `reason` and `severity`; a field
/// that a policy calls something else cannot be looked for and is passed over.
public final class RequiredFields {
    private RequiredFields() {}

    /// Refuses an intake that lacks one, with the words that ask for it.
    public static void require(CaseIntake intake, Policy policy) throws BackstayException {
        for (Clause clause : policy.clauses()) {
            List<String> missing = new ArrayList<>();
            for (Statement statement : clause.says()) {
                if (statement instanceof Statement.Intake wants) {
                    wants.fields().stream().filter(field -> !has(intake, field)).forEach(missing::add);
                }
            }
            if (!missing.isEmpty()) {
                throw new BackstayException(new Failure.BadInput(
                        "The intake lacks what " + policy.id() + " asks for: " + String.join(", ", missing) + " (“"
                                + clause.quotation() + "”).",
                        "Ask the customer for it, or open the case under another policy."));
            }
        }
    }

    private static boolean has(CaseIntake intake, String field) {
        return switch (field.toLowerCase(Locale.ROOT)) {
            case "firm" -> !intake.firm().isBlank();
            case "tenant" -> intake.tenant() != null;
            case "dataset" -> intake.dataset() != null;
            case "time" -> intake.about() != null;
            case "asker" -> intake.asker() != null;
            case "verified" -> intake.verifiedBy() != null;
            case "reason" -> intake.reason() != null;
            case "severity" -> intake.severity() != null;
            default -> true;
        };
    }
}
