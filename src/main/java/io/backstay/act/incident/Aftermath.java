package io.backstay.act.incident;

import io.backstay.base.BackstayException;
import io.backstay.incident.CaseState;

/// The end of a case, and what follows from it.
public interface Aftermath {
    /// Ends a case that no restore ended, or corrects how one ended. The clocks since the report and the declaration
    /// stop; that of the next update stops with the closing message.
    ///
    /// @param outcome any state but open
    /// @param reason  why, in the words of whoever ends it; it enters the timeline
    void close(String caseId, CaseState outcome, String reason) throws BackstayException;
}
