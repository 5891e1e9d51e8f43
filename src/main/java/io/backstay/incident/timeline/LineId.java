package io.backstay.incident.timeline;

import io.backstay.codec.Json;
import io.backstay.incident.CaseEntry;
import io.backstay.seal.Digest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Names a line of a timeline by what it says: the same line has the same name in every book and in the record of
/// acts, so that a line that was changed afterwards is one that the record does not know.
public final class LineId {
    /// Under this name the record of acts keeps it.
    public static final String DETAIL = "line";
    /// How many hexadecimal digits it has.
    public static final int DIGITS = 16;

    private LineId() {}

    /// The first digits of the SHA-256 over time, actor and sentence.
    public static String of(CaseEntry entry) {
        String all = Json.compact(List.of(entry.at().toString(), entry.actor(), entry.sentence()));
        return Digest.hex(all.getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
    }
}
