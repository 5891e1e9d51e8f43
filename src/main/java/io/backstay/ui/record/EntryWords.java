package io.backstay.ui.record;

import io.backstay.act.record.Records.Entry;
import io.backstay.ui.kit.Icons;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Texts;
import javafx.scene.control.Label;
import org.jspecify.annotations.Nullable;

/// Marks and words for entries.
final class EntryWords {
    private static final String RUN = "run";
    private static final String RESTORE = "restore";

    private EntryWords() {}

    /// How an act ended.
    private static Mark mark(String outcome) {
        return switch (outcome) {
            case "done" -> Mark.HOLDS;
            case "failed" -> Mark.BREACH;
            case "refused", "interrupted" -> Mark.WARNING;
            default -> Mark.UNKNOWN;
        };
    }

    /// A word, such as `Done`; an intent says `Intent` and a note `Note`.
    static String word(Entry entry) {
        String outcome = entry.outcome();
        return Texts.sentence(outcome == null ? entry.kind() : outcome);
    }

    /// The word with its mark. An intent has none: its outcome says how it ended.
    ///
    /// @param open whether an intent has no outcome yet
    static Label label(Entry entry, boolean open) {
        String outcome = entry.outcome();
        if (outcome != null) {
            return MarkIcon.withWord(mark(outcome), word(entry));
        }
        if (open) {
            return MarkIcon.withWord(Mark.RUNNING, "Intent, open");
        }
        Label label = Texts.muted(word(entry));
        label.setGraphic(Icons.of(entry.kind().equals("intent") ? "fth-arrow-right" : "fth-edit-3"));
        return label;
    }

    /// Whether a checkpoint covers it, which says nothing before the record was checked; and never anything good
    /// from the first broken entry on.
    static Label signed(Entry entry, RecordModel.Standing standing) {
        return switch (standing) {
            case BROKEN -> MarkIcon.withWord(Mark.BREACH, "Broken");
            case AFTER_BROKEN -> MarkIcon.withWord(Mark.UNKNOWN, "Unsure");
            case HOLDS -> entry.signed() ? MarkIcon.withWord(Mark.HOLDS, "Holds") : unsigned();
            case NOT_CHECKED -> entry.signed() ? Texts.muted("Signed") : unsigned();
        };
    }

    private static Label unsigned() {
        return MarkIcon.withWord(Mark.UNKNOWN, "Not yet");
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
