package io.backstay.incident.file;

import io.backstay.base.TenantId;
import io.backstay.incident.CaseEntry;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.incident.CaseState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `backstay-case/1`.
///
/// @param identity names the case wherever it is: its first id, when it was opened there, a digest of its names
/// @param by       who wrote the file
/// @param sha256   of the body as one line of JSON; shows damage, not who wrote it
/// @param pictures those that travel with it, absent when none does; each is named by its own hash
record CaseDocument(
        String format,
        String identity,
        Instant exportedAt,
        String by,
        Body body,
        String sha256,
        @Nullable List<Sent> pictures) {
    /// A picture.
    ///
    /// @param base64 its bytes, in pieces
    record Sent(String sha256, List<String> base64) {}

    /// The case itself.
    ///
    /// @param entries in the order in which they were written
    /// @param papers  in the order in which they were added
    record Body(
            String title,
            TenantId tenant,
            String firm,
            Boolean practice,
            CaseState state,
            Instant openedAt,
            @Nullable Instant closedAt,
            List<CaseEntry> entries,
            List<Paper> papers) {}
}
