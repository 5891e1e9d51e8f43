package io.backstay.act.environment;

import io.backstay.connect.supabase.InPlace;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What became of putting a project back in place.
///
/// @param id  the run's name in the journal
/// @param rto from the order to the end of the waiting
public record InPlaceResult(String id, InPlaceOutlook outlook, InPlace.Outcome outcome, Duration rto) {
    /// As other programs read it.
    public Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> document = new LinkedHashMap<>(outlook.toJson());
        document.put("id", id);
        document.put("status", outcome.status());
        document.put("outcome", outcome.ending().name().toLowerCase(Locale.ROOT));
        document.put("said", outcome.said());
        document.put("rto", rto.toString());
        return document;
    }
}
