package io.backstay.ui.compliance;

import io.backstay.policy.lint.Contradiction;
import io.backstay.policy.lint.LintReport;
import io.backstay.policy.rules.Finding;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.RuleWords;

/// One thing that was found: in the facts, or in the policy's own words.
public sealed interface Item {
    /// How bad it is.
    Mark mark();

    /// What is wrong, on one line.
    String title();

    /// Where it was found: an asset, or the policy's text.
    String place();

    /// The rule that found it, for people.
    String rule();

    /// Whether it is the same thing, judged again.
    boolean isAgain(Item other);

    /// A promise held against facts.
    record Measured(Finding finding) implements Item {
        @Override
        public Mark mark() {
            return Grade.of(finding.status());
        }

        @Override
        public String title() {
            return finding.message();
        }

        @Override
        public String place() {
            return finding.asset().value();
        }

        @Override
        public String rule() {
            return RuleWords.of(finding.rule());
        }

        @Override
        public boolean isAgain(Item other) {
            return other instanceof Measured(Finding then)
                    && then.rule().equals(finding.rule())
                    && then.asset().equals(finding.asset())
                    && then.clause().equals(finding.clause());
        }
    }

    /// A contradiction in the policy's text. One that makes a promise impossible is as bad as a broken one; an
    /// accepted one is an exception for as long as that holds.
    record Written(LintReport.Judged judged) implements Item {
        @Override
        public Mark mark() {
            if (judged.accepted()) {
                return Mark.ACCEPTED;
            }
            return judged.contradiction().severity() == Contradiction.Severity.HIGH ? Mark.BREACH : Mark.WARNING;
        }

        @Override
        public String title() {
            return LintWords.of(judged.contradiction().rule());
        }

        @Override
        public String place() {
            return "Policy text: " + String.join(", ", judged.contradiction().clauseIds());
        }

        @Override
        public String rule() {
            return judged.contradiction().rule();
        }

        @Override
        public boolean isAgain(Item other) {
            return other instanceof Written(LintReport.Judged then)
                    && then.contradiction().equals(judged.contradiction());
        }
    }
}
