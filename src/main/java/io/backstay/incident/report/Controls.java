package io.backstay.incident.report;

import io.backstay.base.Counts;
import io.backstay.connect.postgres.tenant.load.Claim;
import io.backstay.connect.postgres.tenant.load.Proof;
import io.backstay.incident.Objective;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a case shows for controls of ISO/IEC 27001:2022, Annex A: A.8.13 (information backup) and A.5.29 (information
/// security during disruption). The titles are the standard's; what stands beside them is our reading.
final class Controls {
    private static final String BACKUP = "A.8.13 Information backup";
    private static final String DISRUPTION = "A.5.29 Information security during disruption";

    private final CaseStory story;

    Controls(CaseStory story) {
        this.story = story;
    }

    String markdown() {
        var table = new Table("ISO/IEC 27001:2022, Annex A", "Asked", "What this case shows");
        RestoreOutcome outcome = story.outcome();
        table.row(BACKUP, "A backup can be restored", restored(outcome));
        table.row(BACKUP, "The restore was checked", checked(outcome));
        table.row(BACKUP, "Objectives against the promise", met());
        table.row(DISRUPTION, "The disruption was declared and led", declared());
        table.row(DISRUPTION, "Other tenants stayed separate", separate(outcome));
        table.row(DISRUPTION, "Writing needed an approval", approved(outcome));
        table.row(
                DISRUPTION,
                "Those concerned were told",
                Counts.of(story.standing().told().size(), "message"));
        return table.markdown();
    }

    private String restored(@Nullable RestoreOutcome outcome) {
        return outcome == null
                ? "Not shown: nothing was restored"
                : outcome.committed()
                        ? Counts.of(outcome.restored(), "row") + " restored by " + outcome.restore()
                                + (story.recovery().undoneAt() == null ? "" : ", and undone afterwards")
                        : "Not shown: " + outcome.restore() + " was not committed";
    }

    private static String checked(@Nullable RestoreOutcome outcome) {
        Proof proof = outcome == null ? null : outcome.proof();
        if (outcome == null || proof == null) {
            return "Not shown";
        }
        long holding = proof.claims().stream().filter(Claim::holds).count();
        return holding + " of " + Counts.of(proof.claims().size(), "claim") + " held before the commit; "
                + (outcome.verified() ? "read again afterwards" : "the look back did not find everything");
    }

    private String met() {
        Objective took = story.measured().took();
        return "RPO: " + met(story.measured().lost()) + "; RTO: "
                + (took.measured() == null ? story.unmeasured() : met(took));
    }

    private static String met(Objective objective) {
        String result = objective.standing().result().toLowerCase(Locale.ROOT);
        return switch (objective.standing()) {
            case KEPT, BROKEN -> objective.measuredWords() + ", promised " + objective.promisedWords() + ": " + result;
            case UNPROMISED -> objective.measuredWords() + ", " + result;
            case UNMEASURED -> result;
        };
    }

    private String declared() {
        return story.recovery().declaredAt() == null
                ? "Not declared"
                : "Declared at "
                        + new Voice(Variant.AUDITOR, "UTC")
                                .moment(story.recovery().declaredAt());
    }

    private static String separate(@Nullable RestoreOutcome outcome) {
        Proof proof = outcome == null ? null : outcome.proof();
        return proof == null
                ? "Nothing was written"
                : Counts.of(proof.otherTenantsChanged(), "row") + " of other tenants written";
    }

    private static String approved(@Nullable RestoreOutcome outcome) {
        if (outcome == null || outcome.approval().planSha256() == null) {
            return "Nothing was to be approved";
        }
        return outcome.approval().alone() != null
                ? "Approved alone, with a reason"
                : outcome.approval().by().isEmpty() ? "No approval is known" : "Approved by a second person";
    }
}
