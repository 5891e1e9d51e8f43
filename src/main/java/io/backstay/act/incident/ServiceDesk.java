package io.backstay.act.incident;

import io.backstay.act.role.Permission;
import io.backstay.audit.Deed;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.base.Utc;
import io.backstay.incident.clock.CaseClock;
import io.backstay.incident.clock.Clocks;
import io.backstay.incident.clock.Moments;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.report.Recovery;
import io.backstay.incident.verdict.TenantPromise;
import io.backstay.policy.Policies;
import io.backstay.policy.Policy;
import io.backstay.restore.verdict.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// When the service of a case is back: its clocks, and the probes that stop the one of the RTO.
///
/// @param probes of the state folder
record ServiceDesk(CasePen pen, Policies policies, Probes probes) {
    void declare(String caseId, @Nullable Instant at) throws BackstayException {
        Integer severity = pen.record(caseId).intake().severity();
        Instant declared = pen.record(caseId).recovery().declaredAt();
        if (at == null && declared != null) {
            throw new BackstayException(new Failure.Conflict(
                    caseId + " was declared at " + Utc.words(declared) + ".",
                    "Nothing is to be done; where that time is wrong, declare it with the right one (--at)."));
        }
        Instant when = pen.past(at);
        pen.act(caseId, "incident.declare", caseId, () -> {
            pen.record(caseId).declared(when, pen.now(), pen.actor());
            return pen.say(caseId, when, "Declared" + (severity == null ? "" : ", severity " + severity));
        });
    }

    List<CaseClock> clocks(String caseId) throws BackstayException {
        CaseIntake intake = pen.record(caseId).intake();
        Policy policy = policies.orNone(intake.policy());
        Promise promised = TenantPromise.of(policy, intake.age(pen.now()));
        return Clocks.at(moments(caseId), policy, promised == null ? null : promised.rto(), pen.now());
    }

    /// The moments that the clocks of a case are read from.
    Moments moments(String caseId) throws BackstayException {
        CaseRecord record = pen.record(caseId);
        CaseIntake intake = record.intake();
        return record.moments(probes.count(intake.asset()), policies.orNone(intake.policy()));
    }

    List<Incidents.Answer> probe(String caseId, Progress progress) throws BackstayException, InterruptedException {
        AssetId asset = pen.record(caseId).intake().asset();
        Deed deed = Deed.of("incident.probe", caseId).inCase(caseId);
        return pen.act(
                Permission.KEEP_CASE,
                deed,
                () -> asked(caseId, asset, progress),
                answers -> Map.of("answered", "" + Incidents.allAnswered(answers)));
    }

    /// Asks once, where anything is configured to be asked.
    ///
    /// @param policy whose clock counts, absent for the one of the case
    /// @return the time to recover, absent while the service has not answered
    @Nullable
    Duration answered(String caseId, @Nullable String policy, Progress progress)
            throws BackstayException, InterruptedException {
        CaseIntake intake = pen.record(caseId).intake();
        if (probes.count(intake.asset()) > 0) {
            probe(caseId, progress);
        }
        Policy counted = policies.orNone(policy == null ? intake.policy() : policy);
        return pen.record(caseId).recovery().took(intake, counted);
    }

    /// An answer counts only where something that can answer was restored before it was asked, and still is after:
    /// most of the service answered all the time.
    private CasePen.Said<List<Incidents.Answer>> asked(String caseId, @Nullable AssetId asset, Progress progress)
            throws BackstayException, InterruptedException {
        CaseRecord record = pen.record(caseId);
        boolean before = record.recovery().restoredAt() != null;
        List<Incidents.Answer> answers = probes.ask(asset, progress);
        Recovery recovery = record.recovery();
        boolean restored = before && recovery.restoredAt() != null;
        boolean all = Incidents.allAnswered(answers);
        if (all && restored && recovery.answeredAt() == null) {
            record.answered(pen.now(), pen.now(), pen.actor());
        }
        String said = !all
                ? silent(restored, answers)
                : restored
                        ? "Every probe of the restored service answered: " + names(answers)
                        : early(recovery, answers);
        return new CasePen.Said<>(answers, pen.say(caseId, pen.now(), said));
    }

    private static String early(Recovery recovery, List<Incidents.Answer> answers) {
        return "Every probe answered, and nothing of this case "
                + (recovery.restoredAt() == null ? "is restored yet" : "was restored before they were asked")
                + ", so the clock of the RTO goes on: " + names(answers);
    }

    private static String names(List<Incidents.Answer> answers) {
        return answers.stream().map(Incidents.Answer::probe).collect(Collectors.joining(", "));
    }

    private static String silent(boolean restored, List<Incidents.Answer> answers) {
        return (restored ? "The restored service did not answer: " : "The service did not answer: ")
                + answers.stream()
                        .filter(answer -> !answer.answered())
                        .map(answer -> answer.probe() + " (" + answer.said() + ")")
                        .collect(Collectors.joining(", "));
    }
}
