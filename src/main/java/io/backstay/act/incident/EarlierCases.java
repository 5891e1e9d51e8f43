package io.backstay.act.incident;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.codec.Json;
import io.backstay.incident.CaseBook;
import io.backstay.incident.CaseFile;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.report.RestoreOutcome;
import io.backstay.incident.verdict.Earlier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the cases of a book say of how long restores take.
final class EarlierCases {
    private EarlierCases() {}

    /// Those of the newest [CaseBook#CASES_MAX] cases.
    ///
    /// @param caseId of the case that asks, which is not earlier; null where there is none yet
    static List<Earlier> of(CaseBook book, @Nullable String caseId) throws BackstayException {
        List<Earlier> earlier = new ArrayList<>();
        for (CaseFile file : book.list()) {
            RestoreOutcome outcome = file.id().equals(caseId) ? null : outcome(book, file.id());
            Paper asked = outcome == null ? null : book.papers().newest(file.id(), CaseIntake.PAPER);
            if (outcome == null || asked == null) {
                continue;
            }
            AssetId asset = Json.parse("the intake of " + file.id(), asked.document(), CaseIntake.class)
                    .asset();
            Duration took = outcome.measured().rto();
            if (asset != null && took != null && outcome.verified()) {
                earlier.add(new Earlier(asset, outcome.endedAt(), took, outcome.size()));
            }
        }
        return earlier;
    }

    /// How many rows a case is about, absent while nothing was compared.
    static @Nullable Long rows(CaseBook book, @Nullable String caseId) throws BackstayException {
        RestoreOutcome outcome = caseId == null ? null : outcome(book, caseId);
        return outcome == null ? null : outcome.size();
    }

    private static @Nullable RestoreOutcome outcome(CaseBook book, String caseId) throws BackstayException {
        Paper paper = book.papers().newest(caseId, RestoreOutcome.PAPER);
        return paper == null ? null : Json.parse("the outcome of " + caseId, paper.document(), RestoreOutcome.class);
    }
}
