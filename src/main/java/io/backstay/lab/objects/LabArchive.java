package io.backstay.lab.objects;

import com.sun.net.httpserver.Headers;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Versions of the practice store that lie in an archive, and which of them were asked for. Nothing comes out by
/// itself: who practises says when ([#arrive]).
final class LabArchive {
    private static final Set<String> ARCHIVES = Set.of("GLACIER", "DEEP_ARCHIVE");

    private final Map<String, Boolean> asked = new ConcurrentHashMap<>();

    /// Everything that was asked for is there.
    void arrive() {
        asked.replaceAll((_, _) -> true);
    }

    private static boolean holds(LabObject version) {
        return ARCHIVES.contains(version.traits().getOrDefault(LabTraits.CLASS, ""));
    }

    void requireReadable(LabObject version) throws LabFault {
        if (holds(version) && !asked.getOrDefault(version.versionId(), false)) {
            throw new LabFault(403, "InvalidObjectState", "the version lies in an archive");
        }
    }

    /// The status to answer with.
    int ask(LabObject version) throws LabFault {
        if (!holds(version)) {
            throw new LabFault(403, "InvalidObjectState", "the version does not lie in an archive");
        }
        Boolean there = asked.putIfAbsent(version.versionId(), false);
        if (Boolean.FALSE.equals(there)) {
            throw new LabFault(409, "RestoreAlreadyInProgress", "it was asked for already");
        }
        return there == null ? 202 : 200;
    }

    void describe(Headers headers, LabObject version) {
        Boolean there = asked.get(version.versionId());
        if (there != null) {
            headers.set(
                    "x-amz-restore",
                    there
                            ? "ongoing-request=\"false\", expiry-date=\"Fri, 21 Dec 2029 00:00:00 GMT\""
                            : "ongoing-request=\"true\"");
        }
    }
}
