package io.backstay.act.check;

import io.backstay.policy.check.CheckResult;
import io.backstay.policy.rules.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A check's result as the JSON document that other programs rely on.
public final class CheckDocument {
    private CheckDocument() {}

    /// The document, keys in their published order.
    public static Map<String, @Nullable Object> of(CheckResult result) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("policy", result.policy());
        document.put("at", result.at().toString());
        document.put("verdict", lower(result.verdict()));
        List<Map<String, @Nullable Object>> findings = new ArrayList<>();
        for (Finding finding : result.findings()) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("rule", finding.rule());
            one.put("asset", finding.asset().value());
            one.put("status", lower(finding.status()));
            one.put("clause", finding.clause());
            one.put("target", finding.target());
            one.put("measured", finding.measured());
            one.put("message", finding.message());
            findings.add(one);
        }
        document.put("findings", findings);
        document.put("notes", result.notes());
        return document;
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
