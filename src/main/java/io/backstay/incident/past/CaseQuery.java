package io.backstay.incident.past;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.incident.intake.Reason;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is looked for among the cases.
///
/// @param words  all of which a case has somewhere, also inside longer words; folded, so without accents and case
/// @param cause  null for any
/// @param tenant the key or the whole name of the customer, null for any
/// @param from   the first day on which a case was opened, in UTC, null for any
/// @param to     the last such day, null for any
public record CaseQuery(
        List<String> words,
        @Nullable Reason cause,
        @Nullable String tenant,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {
    /// How many words are looked for at once.
    public static final int WORDS_MAX = 16;
    /// How long what is typed may be, in UTF-16 units.
    public static final int TYPED_MAX = 1_000;

    public CaseQuery {
        words = List.copyOf(words);
    }

    /// Reads what a person typed.
    public static CaseQuery of(
            String typed,
            @Nullable Reason cause,
            @Nullable String tenant,
            @Nullable LocalDate from,
            @Nullable LocalDate to)
            throws BackstayException {
        List<String> words = typed.length() > TYPED_MAX
                ? List.of()
                : List.of(Folded.of(typed).plain().split(" ")).stream()
                        .filter(word -> !word.isEmpty())
                        .distinct()
                        .toList();
        if (typed.length() > TYPED_MAX || words.size() > WORDS_MAX) {
            throw new BackstayException(new Failure.BadInput(
                    "That is too much to look for.",
                    "Name at most " + WORDS_MAX + " words in at most " + TYPED_MAX + " characters."));
        }
        if (words.isEmpty() && cause == null && tenant == null && from == null && to == null) {
            throw new BackstayException(new Failure.BadInput(
                    "Nothing is looked for.", "Name words, a cause, a customer or days; or list all cases."));
        }
        if (from != null && to != null && to.isBefore(from)) {
            throw new BackstayException(new Failure.BadInput(
                    "The last day, " + to + ", is before the first, " + from + ".", "Give them the other way round."));
        }
        return new CaseQuery(words, cause, tenant, from, to);
    }
}
