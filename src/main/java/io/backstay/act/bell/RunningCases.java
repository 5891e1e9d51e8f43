package io.backstay.act.bell;

import io.backstay.act.incident.IncidentDesk;
import io.backstay.act.incident.Incidents;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.incident.CaseFile;
import io.backstay.incident.CaseState;
import io.backstay.incident.clock.CaseClock;
import java.util.ArrayList;
import java.util.List;

/// The cases of one state folder whose clocks may still run. A case that ended is no end of its clocks: the
/// service has to answer yet, and the customer to hear that it is over.
public record RunningCases(IncidentDesk.Cases book, Incidents incidents) {
    /// The open cases, then those that have ended, each newest first. The customer of a drill waits for nothing,
    /// so one that has ended is left out.
    public List<BellDesk.Case> cases() throws BackstayException {
        List<BellDesk.Case> open = new ArrayList<>();
        List<BellDesk.Case> ended = new ArrayList<>();
        for (CaseFile file : book.open().list()) {
            if (file.state() == CaseState.OPEN) {
                open.add(new BellDesk.Case(file.id(), file.title()));
            } else if (!file.practice()) {
                ended.add(new BellDesk.Case(file.id(), file.title()));
            }
        }
        open.addAll(ended);
        return List.copyOf(open);
    }

    /// None for a case of before there were intakes; a policy that is gone is another matter. Of a case that has
    /// ended those that still mean something: nobody waits for a service where nothing was restored, and no point
    /// is needed.
    public List<CaseClock> clocks(String caseId) throws BackstayException {
        try {
            incidents.intake(caseId);
        } catch (BackstayException e) {
            if (e.failure() instanceof Failure.NotFound) {
                return List.of();
            }
            throw e;
        }
        CaseState state = book.open().find(caseId).state();
        return incidents.clocks(caseId).stream()
                .filter(clock -> rings(clock.kind(), state))
                .toList();
    }

    private static boolean rings(CaseClock.Kind kind, CaseState state) {
        return switch (kind) {
            case NEXT_UPDATE -> true;
            case RTO_LEFT -> state != CaseState.NOT_RESTORED;
            case SINCE_REPORTED, SINCE_DECLARED, POINT_EXPIRES -> state == CaseState.OPEN;
        };
    }
}
