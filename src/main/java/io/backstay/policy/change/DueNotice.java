package io.backstay.policy.change;

import io.backstay.policy.Policy;
import io.backstay.policy.change.Change.Effect;
import io.backstay.policy.promise.Clause;
import io.backstay.policy.promise.Statement;
import io.backstay.policy.promise.Statement.Notice.Occasion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody whom the policy in force promises to tell of its changes.
///
/// @param to        in the words of the policy
/// @param inAdvance whether before they take effect
/// @param by        over which ways; empty when not said
/// @param personal  whether it is owed for a reduction or in advance, and not only published with every change
/// @param clause    the clause that promises it
/// @param because   the changes that it is owed for
public record DueNotice(
        String to, boolean inAdvance, List<String> by, boolean personal, Clause clause, List<Change> because) {

    /// The notices that are owed.
    static List<DueNotice> of(Policy inForce, List<Change> changes) {
        List<DueNotice> due = new ArrayList<>();
        for (Clause clause : inForce.clauses()) {
            for (Statement statement : clause.says()) {
                if (statement instanceof Statement.Notice notice) {
                    List<Change> because = changes.stream()
                            .filter(change -> isOwed(notice, change))
                            .toList();
                    boolean personal = notice.inAdvance() || !notice.on().contains(Occasion.CHANGE);
                    if (!because.isEmpty()) {
                        due.add(new DueNotice(notice.to(), notice.inAdvance(), notice.by(), personal, clause, because));
                    }
                }
            }
        }
        return List.copyOf(due);
    }

    private static boolean isOwed(Statement.Notice notice, Change change) {
        if (notice.on().contains(Occasion.CHANGE)) {
            return true;
        }
        Occasion own = change.occasion();
        return change.effect() == Effect.REDUCES
                && (notice.on().contains(Occasion.REDUCTION)
                        || (own != null && notice.on().contains(own)));
    }

    /// A letter to begin from: what changes, in the words of both versions. The date and the reason are a person's
    /// to fill in, where it says so in brackets.
    public String draft(Policy after) {
        var letter = new StringBuilder();
        letter.append("To: ").append(to).append('\n');
        if (!by.isEmpty()) {
            letter.append("By: ").append(String.join(", ", by)).append('\n');
        }
        letter.append("Subject: Changes to \"").append(after.title()).append("\"\n\n");
        letter.append("On [date] the following changes take effect");
        letter.append(inAdvance ? "; we tell you before, as we promised:\n\"" : ", as we promised to say:\n\"");
        letter.append(clause.quotation()).append("\"\n");
        for (Change change : because) {
            letter.append("\n- ").append(sentence(change)).append('\n');
            words(letter, "Until now", change.before());
            words(letter, "From then on", change.after());
        }
        letter.append("\nWhy: [reason]\nWhat you can do: [for example, export your own copy before that date]\n\n");
        return letter.append(after.publisher()).append('\n').toString();
    }

    private static String sentence(Change change) {
        String what = change.subject().isEmpty() ? change.field() : change.field() + ", " + change.subject();
        String from = change.from();
        String to = change.to();
        if (change.field().equals("words")) {
            return "The words of '" + change.subject() + "' change.";
        } else if (to == null) {
            return what + ": was " + from + ", is no longer promised.";
        }
        return from == null ? what + ": new, " + to + "." : what + ": " + to + " instead of " + from + ".";
    }

    private static void words(StringBuilder letter, String when, @Nullable Clause said) {
        if (said != null) {
            letter.append("  ")
                    .append(when)
                    .append(": \"")
                    .append(said.quotation())
                    .append("\"\n");
        }
    }
}
