package io.backstay.act.incident;

import io.backstay.base.BackstayException;
import io.backstay.incident.past.CaseQuery;
import io.backstay.incident.past.Found;
import io.backstay.incident.past.Statistics;

/// Looking back over all cases; nothing is written.
public interface PastCases {
    /// The cases that fit, newest first.
    Found search(CaseQuery query) throws BackstayException;

    /// What the cases came to, now.
    Statistics statistics() throws BackstayException;
}
