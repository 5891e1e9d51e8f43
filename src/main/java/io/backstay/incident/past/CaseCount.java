package io.backstay.incident.past;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.incident.CaseBook;
import io.backstay.incident.CaseFile;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.incident.Objective;
import io.backstay.incident.Objective.Standing;
import io.backstay.incident.after.Punctuality;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.intake.Reason;
import io.backstay.incident.past.Statistics.CauseCount;
import io.backstay.incident.past.Statistics.Held;
import io.backstay.incident.past.Statistics.Result;
import io.backstay.incident.print.IncidentReport;
import io.backstay.incident.report.Recovery;
import io.backstay.incident.report.RestoreOutcome;
import io.backstay.incident.verdict.TenantPromise;
import io.backstay.policy.Policies;
import io.backstay.policy.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Counts the cases of one book; of each case the newest outcome holds, measured as in its reports.
public final class CaseCount {
    private final Map<Optional<Reason>, Integer> causes = new HashMap<>();
    private final List<Result> results = new ArrayList<>();
    private Punctuality actions = Punctuality.NONE;
    private int cases;
    private int drills;
    private final Policies policies;

    private CaseCount(Policies policies) {
        this.policies = policies;
    }

    /// Counts at most [CaseBook#CASES_MAX] cases.
    public static Statistics of(CaseBook book, Policies policies, Instant now) throws BackstayException {
        var count = new CaseCount(policies);
        List<CaseFile> all = book.list();
        for (CaseFile file : all) {
            if (file.practice()) {
                count.drills++;
            } else {
                count.take(file, book.papers().all(file.id()), now);
            }
        }
        return count.statistics(all.size() == CaseBook.CASES_MAX);
    }

    private void take(CaseFile file, List<Paper> papers, Instant now) throws BackstayException {
        String caseId = file.id();
        cases++;
        CaseIntake intake = CaseSearch.intake(caseId, papers);
        causes.merge(Optional.ofNullable(intake).map(CaseIntake::reason), 1, Integer::sum);
        actions = actions.plus(Punctuality.of(caseId, papers, now));
        Recovery recovery = Recovery.of(file, papers);
        RestoreOutcome outcome = recovery.standing();
        if (outcome != null) {
            IncidentReport.Measured measured = measured(recovery, outcome, intake, now);
            results.add(new Result(caseId, outcome.endedAt(), measured.lost(), measured.took()));
        }
    }

    /// As the reports of the case have it. Where its policy is gone, or it is of before intakes were kept, what the
    /// restore was
    /// held against is all that is known, and nobody knows when the clock started.
    private IncidentReport.Measured measured(
            Recovery recovery, RestoreOutcome outcome, @Nullable CaseIntake intake, Instant now)
            throws BackstayException {
        if (intake != null) {
            try {
                Policy policy = policies.orNone(intake.policy());
                return recovery.measured(intake, policy, TenantPromise.of(policy, intake.age(now)));
            } catch (BackstayException e) {
                if (!(e.failure() instanceof Failure.NotFound)) {
                    throw e;
                }
            }
        }
        return recovery.measured(null, outcome.measured().promise());
    }

    private Statistics statistics(boolean more) {
        results.sort(Comparator.comparing(Result::at).thenComparing(Result::caseId));
        List<CauseCount> counted = causes.entrySet().stream()
                .map(each -> new CauseCount(each.getKey().orElse(null), each.getValue()))
                .sorted(Comparator.comparingInt(CauseCount::cases).reversed().thenComparing(CauseCount::name))
                .toList();
        var sums = new Statistics.Sums(held(Result::rpo), held(Result::rto), actions);
        return new Statistics(cases, drills, more, counted, results, sums);
    }

    private Held held(Function<Result, Objective> measure) {
        Map<Standing, Integer> counted = new HashMap<>();
        results.forEach(each -> counted.merge(measure.apply(each).standing(), 1, Integer::sum));
        int unmeasured = counted.getOrDefault(Standing.UNMEASURED, 0) + cases - results.size();
        return new Held(
                counted.getOrDefault(Standing.KEPT, 0),
                counted.getOrDefault(Standing.BROKEN, 0),
                counted.getOrDefault(Standing.UNPROMISED, 0),
                unmeasured);
    }
}
