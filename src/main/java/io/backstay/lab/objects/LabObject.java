package io.backstay.lab.objects;

import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// One version of an object in the practice store, or a delete marker.
///
/// @param sequence    counts every version ever written; a higher one is newer
/// @param etag        MD5 in hex, empty for a marker
/// @param lockMode    `GOVERNANCE` or `COMPLIANCE`, null for none
/// @param retainUntil no earlier delete of this version, null for none
record LabObject(
        String key,
        long sequence,
        boolean marker,
        Instant at,
        long bytes,
        String etag,
        String contentType,
        @Nullable String lockMode,
        @Nullable Instant retainUntil) {

    static LabObject marker(String key, long sequence, Instant at) {
        return new LabObject(key, sequence, true, at, 0, "", "", null, null);
    }

    /// Says nothing about order or time to who sees it, but sorts for us; also the name of the file with the bytes.
    String versionId() {
        return "lab" + HexFormat.of().toHexDigits(sequence);
    }

    boolean locked(Instant now) {
        return retainUntil != null && now.isBefore(retainUntil);
    }
}
