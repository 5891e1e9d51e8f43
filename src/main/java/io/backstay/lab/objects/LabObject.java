package io.backstay.lab.objects;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One version of an object in the practice store, or a delete marker.
///
/// @param sequence    counts every version ever written; a higher one is newer
/// @param etag        MD5 in hex, empty for a marker
/// @param lockMode    `GOVERNANCE` or `COMPLIANCE`, null for none
/// @param retainUntil no earlier delete of this version, null for none
/// @param traits      what else it was written with, see [LabTraits]
record LabObject(
        String key,
        long sequence,
        boolean marker,
        Instant at,
        long bytes,
        String etag,
        String contentType,
        @Nullable String lockMode,
        @Nullable Instant retainUntil,
        Map<String, String> traits) {

    LabObject {
        traits = Map.copyOf(traits);
    }

    static LabObject marker(String key, long sequence, Instant at) {
        return new LabObject(key, sequence, true, at, 0, "", "", null, null, Map.of());
    }

    /// Says nothing about order or time to who sees it, but sorts for us; also the name of the file with the bytes.
    String versionId() {
        return "lab" + HexFormat.of().toHexDigits(sequence);
    }

    boolean locked(Instant now) {
        return traits.containsKey(LabTraits.HOLD) || (retainUntil != null && now.isBefore(retainUntil));
    }
}
