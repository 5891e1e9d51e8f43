package io.backstay.act.environment;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What putting a project back in place would do, before anybody agrees.
///
/// @param project  its name
/// @param ref      which alone is its own
/// @param status   in the provider's own word
/// @param earliest the first moment that it can be put back to
/// @param latest   the last
/// @param unsettled the run that ordered the same before and of which nobody knows what came of it, or null
/// @param sentences what a person must know first, the gentler ways before the rest
public record InPlaceOutlook(
        String project,
        String ref,
        String status,
        @Nullable Instant earliest,
        @Nullable Instant latest,
        Instant at,
        @Nullable String unsettled,
        List<String> sentences) {
    public InPlaceOutlook {
        sentences = List.copyOf(sentences);
    }

    /// What whoever agrees has to type: the name and the ref, and the run of which nobody knows what came of it.
    public String confirmation() {
        return project + " " + ref + (unsettled == null ? "" : " " + unsettled);
    }

    /// As other programs read it.
    public Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("scope", "environment");
        document.put("inPlace", true);
        document.put("project", project);
        document.put("ref", ref);
        document.put("status", status);
        document.put("earliest", earliest == null ? null : earliest.toString());
        document.put("latest", latest == null ? null : latest.toString());
        document.put("at", at.toString());
        document.put("unsettled", unsettled);
        document.put("sentences", sentences);
        document.put("confirmation", confirmation());
        return document;
    }
}
