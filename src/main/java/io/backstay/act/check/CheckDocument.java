package io.backstay.act.check;

import io.backstay.base.AssetId;
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
        document.put(
                "findings",
                result.findings().stream().map(CheckDocument::finding).toList());
        document.put("notes", result.notes());
        return document;
    }

    /// The same of an estate of which each asset is held against its own policy: `policy` is null, each finding says
    /// its own, and `unjudged` is what has none.
    public static Map<String, @Nullable Object> of(OwnCheck check) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("policy", null);
        document.put("at", check.at().toString());
        document.put("verdict", lower(check.verdict()));
        List<Map<String, @Nullable Object>> findings = new ArrayList<>();
        List<Map<String, @Nullable Object>> policies = new ArrayList<>();
        for (OwnCheck.Held held : check.held()) {
            CheckResult result = held.result();
            for (Finding each : result.findings()) {
                Map<String, @Nullable Object> one = finding(each);
                one.put("policy", result.policy());
                findings.add(one);
            }
            Map<String, @Nullable Object> policy = new LinkedHashMap<>();
            policy.put("policy", result.policy());
            policy.put("verdict", lower(result.verdict()));
            policy.put(
                    "assets",
                    held.assets().stream().map(AssetId::value).sorted().toList());
            policy.put("notes", result.notes());
            policies.add(policy);
        }
        document.put("findings", findings);
        document.put("policies", policies);
        document.put(
                "unjudged",
                check.unjudged().stream()
                        .map(each -> Map.of("asset", each.asset().value(), "why", each.why()))
                        .toList());
        document.put("notes", check.notes());
        return document;
    }

    private static Map<String, @Nullable Object> finding(Finding finding) {
        Map<String, @Nullable Object> one = new LinkedHashMap<>();
        one.put("rule", finding.rule());
        one.put("asset", finding.asset().value());
        one.put("status", lower(finding.status()));
        one.put("clause", finding.clause());
        one.put("target", finding.target());
        one.put("measured", finding.measured());
        one.put("message", finding.message());
        return one;
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
