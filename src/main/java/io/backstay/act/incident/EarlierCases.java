package io.backstay.act.incident;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.codec.Json;
import io.backstay.incident.CaseBook;
import io.backstay.incident.CaseFile;
import io.backstay.incident.CasePapers;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.report.ComparedSize;
import io.backstay.incident.report.RestoreOutcome;
import io.backstay.incident.verdict.Earlier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the cases of a book say of how long restores take.
final class EarlierCases {
    private static final System.Logger LOG = System.getLogger(EarlierCases.class.getName());

    private EarlierCases() {}

    /// Those of the newest [CaseBook#CASES_MAX] cases; one that cannot be read counts for nothing.
    ///
    /// @param caseId of the case that asks, which is not earlier; null where there is none yet
    static List<Earlier> of(CaseBook book, @Nullable String caseId) throws BackstayException {
        Map<String, Paper> outcomes = book.papers().newestOfAll(RestoreOutcome.PAPER);
        List<Earlier> earlier = new ArrayList<>();
        for (CaseFile file : book.list()) {
            Paper paper = file.id().equals(caseId) ? null : outcomes.get(file.id());
            Paper asked = paper == null ? null : book.papers().newest(file.id(), CaseIntake.PAPER);
            Earlier one = paper == null || asked == null ? null : read(file.id(), paper, asked);
            if (one != null) {
                earlier.add(one);
            }
        }
        return earlier;
    }

    private static @Nullable Earlier read(String caseId, Paper paper, Paper asked) {
        try {
            RestoreOutcome outcome = Json.parse("the outcome of " + caseId, paper.document(), RestoreOutcome.class);
            AssetId asset = Json.parse("the intake of " + caseId, asked.document(), CaseIntake.class)
                    .asset();
            Duration took = outcome.measured().rto();
            return asset == null || took == null || !outcome.verified()
                    ? null
                    : new Earlier(asset, outcome.endedAt(), took, outcome.size());
        } catch (BackstayException e) {
            // A verdict on one case must not wait for the repair of another one.
            LOG.log(System.Logger.Level.WARNING, "an earlier case does not count: {0}", e.getMessage());
            return null;
        }
    }

    /// How many rows a case is about, absent while nothing was compared.
    static @Nullable Long rows(CaseBook book, @Nullable String caseId) throws BackstayException {
        List<Paper> papers = caseId == null ? List.of() : book.papers().all(caseId);
        Paper outcome = CasePapers.newest(papers, RestoreOutcome.PAPER);
        if (outcome != null) {
            return Json.parse("the outcome of " + caseId, outcome.document(), RestoreOutcome.class)
                    .size();
        }
        Paper compared = CasePapers.newest(papers, ComparedSize.PAPER);
        return compared == null
                ? null
                : Json.parse("the size of " + caseId, compared.document(), ComparedSize.class)
                        .rows();
    }
}
