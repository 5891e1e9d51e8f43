package io.backstay.ui.compliance;

import io.backstay.policy.check.CheckResult;
import io.backstay.policy.lint.Contradiction;
import io.backstay.policy.lint.LintReport;
import io.backstay.policy.promise.Clause;
import io.backstay.policy.rules.Finding;
import io.backstay.ui.kit.Mark;
import java.util.Comparator;
import java.util.List;

/// What was found, as text to be pasted elsewhere, and the order in which it is listed.
final class ItemWords {
    /// Exceptions come after what asks for an act, and before what holds.
    static final List<Mark> MARKS =
            List.of(Mark.BREACH, Mark.UNKNOWN, Mark.WARNING, Mark.ACCEPTED, Mark.HOLDS, Mark.EXEMPT);

    static final Comparator<Mark> ORDER = Comparator.comparingInt(MARKS::indexOf);

    private ItemWords() {}

    static String copy(Item item, CheckResult shown) {
        return switch (item) {
            case Item.Measured(Finding finding) ->
                finding.message() + "\n“" + finding.clause() + "”\n" + shown.policy() + ", rule " + finding.rule()
                        + ", " + finding.asset() + ", as of " + shown.at() + "\ntarget " + finding.target()
                        + ", measured " + (finding.measured() == null ? "not observed" : finding.measured());
            case Item.Written(LintReport.Judged judged) -> copy(judged, shown.policy());
        };
    }

    private static String copy(LintReport.Judged judged, String policy) {
        Contradiction found = judged.contradiction();
        var text = new StringBuilder(LintWords.of(found.rule())).append('\n');
        for (Clause clause : found.clauses()) {
            text.append('“').append(clause.quotation()).append("”\n");
        }
        text.append(found.arithmetic()).append("\nAsk: ").append(found.question());
        text.append('\n')
                .append(policy)
                .append(", rule ")
                .append(found.rule())
                .append(", ")
                .append(String.join(" + ", found.clauseIds()));
        String exception = judged.exception();
        return exception.isEmpty()
                ? text.toString()
                : text.append('\n').append(exception).toString();
    }
}
