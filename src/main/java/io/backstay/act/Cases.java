package io.backstay.act;

import io.backstay.base.BackstayException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Incidents, past and present.
public interface Cases {
    /// All cases, newest first.
    List<Summary> list() throws BackstayException;

    /// The timeline of one case, oldest first, written by the record of acts itself.
    List<Entry> timeline(String caseId) throws BackstayException;

    /// A case in a list.
    ///
    /// @param id        such as `INC-0001`
    /// @param title     such as `Harrow & Finch lost Invoices`
    /// @param state     `open`, `restored` or `not restored`
    /// @param report    the folder with the report's three forms, null while there is none
    record Summary(
            String id,
            String title,
            String tenant,
            String state,
            Instant openedAt,
            boolean practice,
            @Nullable Path report) {}

    /// One line of a timeline.
    ///
    /// @param what one sentence
    record Entry(Instant at, String actor, String what) {}
}
