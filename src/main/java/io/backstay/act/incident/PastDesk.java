package io.backstay.act.incident;

import io.backstay.act.role.Gate;
import io.backstay.base.BackstayException;
import io.backstay.incident.past.CaseCount;
import io.backstay.incident.past.CaseQuery;
import io.backstay.incident.past.CaseSearch;
import io.backstay.incident.past.Found;
import io.backstay.incident.past.Statistics;
import io.backstay.policy.Policies;
import java.time.InstantSource;

/// Looks back over the cases of one state folder.
record PastDesk(IncidentDesk.Cases cases, Gate.Book record, Policies policies, InstantSource clock)
        implements PastCases {
    @Override
    public Found search(CaseQuery query) throws BackstayException {
        return new CaseSearch(
                        cases.open(), (file, intake) -> CaseActs.known(record.open(), CaseActs.Keys.of(file, intake)))
                .find(query);
    }

    @Override
    public Statistics statistics() throws BackstayException {
        return CaseCount.of(cases.open(), policies, clock.instant());
    }
}
