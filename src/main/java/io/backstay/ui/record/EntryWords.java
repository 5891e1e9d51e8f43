package io.backstay.ui.record;

import io.backstay.act.record.Records.Entry;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.Texts;
import org.jspecify.annotations.Nullable;

/// Marks and words for entries.
final class EntryWords {
    private static final String RUN = "run";
    private static final String RESTORE = "restore";

    private EntryWords() {}

    /// How an act ended; an intent without its outcome has not ended.
    static Mark mark(Entry entry) {
        String outcome = entry.outcome();
        if (outcome == null) {
            return entry.kind().equals("intent") ? Mark.RUNNING : Mark.EXEMPT;
        }
        return switch (outcome) {
            case "done" -> Mark.HOLDS;
            case "failed" -> Mark.BREACH;
            case "refused", "interrupted" -> Mark.WARNING;
            default -> Mark.UNKNOWN;
        };
    }

    /// The word beside it, such as `Done`; an intent says `Intent` and a note `Note`.
    static String word(Entry entry) {
        String outcome = entry.outcome();
        return Texts.sentence(outcome == null ? entry.kind() : outcome);
    }

    /// The run that it belongs to, such as `R-0001`; null outside of one.
    static @Nullable String run(Entry entry) {
        String run = entry.detail().get(RUN);
        return run == null ? entry.detail().get(RESTORE) : run;
    }

    /// Who acted and as what, such as `Jonas Weber, responder`.
    static String who(Entry entry) {
        String role = entry.role();
        return role == null ? entry.actor() : entry.actor() + ", " + role;
    }

    /// The case, the run and the tenant, as far as there are any.
    static String about(Entry entry) {
        var words = new StringBuilder();
        add(words, entry.caseId());
        add(words, run(entry));
        add(words, entry.tenant());
        return words.toString();
    }

    private static void add(StringBuilder words, @Nullable String word) {
        if (word != null && !word.isBlank()) {
            words.append(words.isEmpty() ? "" : ", ").append(word);
        }
    }
}
