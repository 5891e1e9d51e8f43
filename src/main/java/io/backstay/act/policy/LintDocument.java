package io.backstay.act.policy;

import io.backstay.codec.Words;
import io.backstay.policy.lint.Acceptance;
import io.backstay.policy.lint.Contradiction;
import io.backstay.policy.lint.LintReport;
import io.backstay.policy.promise.Clause;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Contradictions as the JSON that other programs rely on.
public final class LintDocument {
    private LintDocument() {}

    /// One contradiction, keys in their published order.
    public static Map<String, @Nullable Object> of(LintReport.Judged judged) {
        Contradiction found = judged.contradiction();
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("rule", found.rule());
        document.put("severity", Words.of(found.severity()));
        document.put("clauses", found.clauses().stream().map(Clause::quotation).toList());
        document.put("clauseIds", found.clauseIds());
        document.put("arithmetic", found.arithmetic());
        document.put("question", found.question());
        document.put("accepted", judged.accepted());
        Acceptance acceptance = judged.acceptance();
        if (acceptance != null) {
            document.put("acceptance", acceptance(acceptance));
        }
        return document;
    }

    /// What was accepted of one.
    public static Map<String, @Nullable Object> acceptance(Acceptance acceptance) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("rule", acceptance.rule());
        document.put("clauses", acceptance.clauses());
        document.put("reason", acceptance.reason());
        document.put("owner", acceptance.owner());
        document.put("until", acceptance.until().toString());
        Acceptance.Withdrawal end = acceptance.withdrawn();
        if (end != null) {
            document.put(
                    "withdrawn",
                    Map.of(
                            "reason",
                            end.reason(),
                            "by",
                            end.by(),
                            "at",
                            end.at().toString()));
        }
        return document;
    }
}
