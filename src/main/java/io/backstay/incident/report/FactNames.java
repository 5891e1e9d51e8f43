package io.backstay.incident.report;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The ids that facts can have, whether or not a case has them: a template names facts of cases to come.
final class FactNames {
    private static final List<String> ALL = List.of(
            "actions",
            "actions-open",
            "approved-alone",
            "approved-by",
            "asker",
            "case-id",
            "closed-at",
            "committed-at",
            "dataset",
            "declared-at",
            "files-restored",
            "firm",
            "found-after",
            "last-told-at",
            "lost-about",
            "lost-give-or-take",
            "messages",
            "plan-hash",
            "policy",
            "promise",
            "proofs-held",
            "proved-as",
            "read-again-after",
            "reason",
            "record-entries",
            "record-newest",
            "record-root",
            "reported-at",
            "restore",
            "restore-ended-at",
            "restored-to",
            "rows-kept",
            "rows-left-out",
            "rows-lost",
            "rows-mended",
            "rows-of-others",
            "rows-put-back",
            "rows-restored",
            "rows-undone",
            "rpo-measured",
            "rpo-promised",
            "rpo-result",
            "rto-measured",
            "rto-promised",
            "rto-result",
            "service-after",
            "service-answered-at",
            "severity",
            "tenant-id",
            "timeline-lines",
            "transaction",
            "undone-at",
            "verdict",
            "verdict-loss",
            "verified-by");
    private static final Pattern OF_A_TABLE = Pattern.compile("(lost|restored)-in-[a-z0-9-]{1,40}");
    private static final int FAR = 4;

    private FactNames() {}

    /// All ids except those of single tables.
    static List<String> all() {
        return ALL;
    }

    static boolean canBe(String id) {
        return ALL.contains(id) || OF_A_TABLE.matcher(id).matches();
    }

    /// The id that was probably meant; null when none is near.
    static @Nullable String near(String id, Collection<String> known) {
        return known.stream()
                .filter(each -> distance(id, each) <= FAR)
                .min(Comparator.<String>comparingInt(each -> distance(id, each)).thenComparing(each -> each))
                .orElse(null);
    }

    /// How many letters have to be changed, added or left out (Levenshtein).
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = corner + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                corner = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
