package io.backstay.ui.restore.found;

import io.backstay.connect.postgres.tenant.load.AfterCheck;
import java.util.List;

/// The sentences of the look back after the commit, sorted for reading: what is as it was left can be counted, what
/// is not must be read.
///
/// @param asLeft a sentence for each table that is exactly as the import left it
/// @param others everything else, in its order
public record LookBack(List<String> asLeft, List<String> others) {
    /// Sorts the sentences.
    public static LookBack of(List<String> lines) {
        return new LookBack(
                lines.stream().filter(LookBack::isAsLeft).toList(),
                lines.stream().filter(line -> !isAsLeft(line)).toList());
    }

    /// What the counted ones say together, such as `16 tables, each exactly as the import left it`; empty for none.
    public String summary() {
        return switch (asLeft.size()) {
            case 0 -> "";
            case 1 -> asLeft.getFirst();
            default -> asLeft.size() + " tables, each " + AfterCheck.AS_LEFT.replace("them", "it");
        };
    }

    private static boolean isAsLeft(String line) {
        return line.endsWith(AfterCheck.AS_LEFT);
    }
}
