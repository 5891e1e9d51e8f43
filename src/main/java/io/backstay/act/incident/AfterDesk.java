package io.backstay.act.incident;

import io.backstay.act.role.Permission;
import io.backstay.audit.Deed;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.incident.CaseFile;
import io.backstay.incident.CaseState;

/// What follows from the cases of one state folder.
record AfterDesk(CasePen pen) implements Aftermath {
    @Override
    public void close(String caseId, CaseState outcome, String reason) throws BackstayException {
        if (outcome == CaseState.OPEN) {
            throw new BackstayException(
                    new Failure.BadInput("A case is not closed as open.", "Say that it is restored or not restored."));
        }
        IntakeLimits.require("The reason", reason, IntakeLimits.WORDS_MAX);
        CaseFile file = pen.record(caseId).file();
        Deed deed = Deed.of("incident.close", outcome.word()).inCase(caseId);
        pen.act(Permission.CLOSE_CASE, deed, () -> {
            pen.books().cases().open().closeCase(caseId, outcome, file.report(), pen.now());
            return pen.say(caseId, pen.now(), "Closed, " + outcome.word() + ": " + reason);
        });
    }
}
