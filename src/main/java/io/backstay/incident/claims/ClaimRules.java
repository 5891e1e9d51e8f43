package io.backstay.incident.claims;

import io.backstay.base.BackstayException;
import io.backstay.codec.Json;
import io.backstay.codec.Yaml;
import io.backstay.policy.Policy;
import io.backstay.policy.promise.Clause;
import io.backstay.policy.promise.Statement;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The maintained list of what must not be claimed, `claims.yaml`, as it applies to one policy.
final class ClaimRules {
    private static final String FILE = "claims.yaml";

    private ClaimRules() {}

    /// A rule with the clause that brings it in, which a rule that always holds may lack.
    record Applied(
            String id,
            List<Pattern> patterns,
            @Nullable Clause clause,
            @Nullable String instead) {}

    private record Book(String format, List<Rule> rules) {}

    private record Rule(
            String id, @Nullable Boolean always, List<String> claims, String instead, List<String> patterns) {}

    /// The rules that hold for a policy. A claim that the list does not know is looked for word by word.
    static List<Applied> of(Policy policy) throws BackstayException {
        List<Applied> applied = new ArrayList<>();
        List<String> known = new ArrayList<>();
        for (Rule rule : rules()) {
            Clause clause = clause(policy, rule);
            known.addAll(rule.claims().stream().map(ClaimRules::plain).toList());
            if (clause != null || Boolean.TRUE.equals(rule.always())) {
                applied.add(new Applied(
                        rule.id(),
                        rule.patterns().stream().map(Pattern::compile).toList(),
                        clause,
                        rule.instead()));
            }
        }
        for (Clause clause : policy.clauses()) {
            for (Statement said : clause.says()) {
                if (said instanceof Statement.NeverClaim never) {
                    never.words().stream()
                            .filter(words -> !known.contains(plain(words)))
                            .forEach(words ->
                                    applied.add(new Applied("never-claim", List.of(literally(words)), clause, null)));
                }
            }
        }
        return applied;
    }

    private static @Nullable Clause clause(Policy policy, Rule rule) {
        List<String> claims = rule.claims().stream().map(ClaimRules::plain).toList();
        for (Clause clause : policy.clauses()) {
            for (Statement said : clause.says()) {
                if (said instanceof Statement.NeverClaim never
                        && never.words().stream().map(ClaimRules::plain).anyMatch(claims::contains)) {
                    return clause;
                }
            }
        }
        return null;
    }

    private static Pattern literally(String words) {
        String quoted = Pattern.quote(plain(words)).replace(" ", "\\E\\s+\\Q");
        return Pattern.compile("(?<!\\w)" + quoted + "(?:s|ed|ing)?(?!\\w)");
    }

    private static String plain(String words) {
        return words.toLowerCase(Locale.ROOT).replace('-', ' ');
    }

    private static List<Rule> rules() throws BackstayException {
        try (InputStream in = ClaimRules.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("what comes with the program is missing: " + FILE);
            }
            return Json.bind(Yaml.parse(FILE, in.readAllBytes()), Book.class).rules();
        } catch (IOException e) {
            throw new IllegalStateException("what comes with the program cannot be read: " + FILE, e);
        }
    }
}
