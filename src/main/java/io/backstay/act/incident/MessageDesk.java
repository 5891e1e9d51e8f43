package io.backstay.act.incident;

import io.backstay.act.incident.Incidents.Checked;
import io.backstay.act.incident.Incidents.Drafted;
import io.backstay.act.role.Permission;
import io.backstay.audit.Deed;
import io.backstay.base.BackstayException;
import io.backstay.incident.CaseState;
import io.backstay.incident.claims.ClaimCheck;
import io.backstay.incident.claims.Objection;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.message.CustomerMessages;
import io.backstay.incident.message.Draft;
import io.backstay.incident.message.MessageKind;
import io.backstay.incident.report.Recovery;
import io.backstay.incident.verdict.TenantPromise;
import io.backstay.policy.Policies;
import io.backstay.policy.Policy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the customer of a case is told, and what texts may claim. Nothing is sent.
///
/// @param service knows when the customer hears from us next
record MessageDesk(CasePen pen, Policies policies, ServiceDesk service) {
    Drafted draft(String caseId, MessageKind kind) throws BackstayException {
        CaseRecord record = pen.record(caseId);
        CaseIntake intake = record.intake();
        Policy policy = policies.orNone(intake.policy());
        CaseRecord.Given given = record.given();
        // As it was given: the facts may have come from a manifest, and the customer hears one answer.
        CustomerMessages.Known known = given == null ? null : new CustomerMessages.Known(given.verdict(), given.loss());
        Instant next = pen.now().plus(service.moments(caseId).cadence().every());
        var told = new CustomerMessages.Told(caseId, intake, known, back(record), next);
        Draft draft = CustomerMessages.draft(kind, told, policy);
        String all = draft.subject() + "\n\n" + draft.body() + "\n\n" + draft.banner();
        return new Drafted(draft, check(caseId, all), contact(policy));
    }

    private static CustomerMessages.Back back(CaseRecord record) throws BackstayException {
        Recovery recovery = record.recovery();
        if (recovery.restoredAt() == null) {
            return recovery.undone() == null ? CustomerMessages.Back.NOT_YET : CustomerMessages.Back.TAKEN_BACK;
        }
        CaseState state = record.file().state();
        if (state == CaseState.NOT_RESTORED) {
            return CustomerMessages.Back.NOT_YET;
        }
        if (recovery.isReadAgain()) {
            return CustomerMessages.Back.BACK;
        }
        // What the look back did not find whole is not back before a person says so.
        return state == CaseState.RESTORED || recovery.standing() == null
                ? CustomerMessages.Back.SAID
                : CustomerMessages.Back.NOT_YET;
    }

    /// The address that a draft is from.
    private static String contact(Policy policy) {
        return CustomerMessages.supportOf(policy).stream()
                .filter(address -> address.contains("@"))
                .findFirst()
                .orElse("");
    }

    void told(String caseId, MessageKind kind, @Nullable Instant at) throws BackstayException {
        CaseIntake intake = pen.record(caseId).intake();
        Instant when = pen.past(at);
        pen.act(caseId, "incident.told", kind.title(), () -> {
            pen.record(caseId).told(kind, when, pen.now(), pen.actor());
            String words = " sent to the administrators of " + intake.firm() + ", as " + pen.actor() + " says";
            return pen.say(caseId, when, kind.title() + words);
        });
    }

    List<Objection> claims(String policy, String text) throws BackstayException {
        Policy named = policies.named(policy);
        return ClaimCheck.of(named, ClaimCheck.Numbers.of(TenantPromise.rto(named), null, null))
                .read(text);
    }

    Checked check(String caseId, String text) throws BackstayException {
        return CaseClaims.of(pen.record(caseId), policies).read(text);
    }

    List<Objection> keep(String caseId, String text, @Nullable String rule, @Nullable String sentence, String reason)
            throws BackstayException {
        IntakeLimits.require("The reason", reason, IntakeLimits.WORDS_MAX);
        List<Objection> wanted = check(caseId, text).objections().stream()
                .filter(each -> rule == null || each.rule().equals(rule))
                .filter(each -> sentence == null || each.sentence().equals(sentence))
                .toList();
        for (Objection each : wanted) {
            Deed deed = Deed.of("incident.keep-claim", each.rule())
                    .inCase(caseId)
                    .with("words", each.words())
                    .with("reason", reason);
            pen.act(Permission.KEEP_CLAIM, deed, () -> {
                var kept = new CaseRecord.Kept(each.rule(), each.sentence(), reason);
                pen.record(caseId).kept(kept, pen.now(), pen.actor());
                String said = "Kept the words “" + each.words() + "” (" + each.rule() + "): " + reason;
                return pen.say(caseId, pen.now(), said);
            });
        }
        return wanted;
    }
}
