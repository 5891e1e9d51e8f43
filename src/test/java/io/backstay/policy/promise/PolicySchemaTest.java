package io.backstay.policy.promise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.codec.Json;
import io.backstay.codec.Value;
import io.backstay.codec.Words;
import io.backstay.codec.Yaml;
import io.backstay.estate.Environment;
import io.backstay.fixture.SchemaCheck;
import io.backstay.policy.Policies;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PolicySchemaTest {
    @Test
    void theShippedSchemaHasEveryRuleAndFieldThatTheReaderKnows() throws Exception {
        Map<String, Value> definitions = members(schema().values().get("$defs"));
        assertEquals(text(RuleSchema.of(RuleBook.TARGETS)), rules(definitions, "set-"));
        assertEquals(text(RuleSchema.of(RuleBook.STATEMENTS)), rules(definitions, "say-"));
        assertEquals(text(Map.of("wanted", RuleSchema.wanted())), rules(definitions, "want-"));
        assertEquals(
                List.of(
                        Arrays.stream(ClauseKind.values()).map(Words::of).toList(),
                        Arrays.stream(Environment.values()).map(Words::of).toList()),
                List.of(words(definitions, "kind"), words(definitions, "environment")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tax-agent-portal", "daily-two-days", "expansive", "operations-strategy", "agentic-labs"})
    void everyBuiltInPolicyHoldsBeforeTheSchema(String id) throws Exception {
        assertTrue(holds(policy(id)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kind: checkable          | kind: promise
            rule: rpo                | rule: rp0
            atMost: PT24H            | atMost: 24h
            atMost: PT24H            | most: PT24H
            atMost: PT24H            | atMost: P1Y
            environments: [production] | environments: [live]
            assets: [database]       | assets: [databases]
            every: P3M               | every: quarterly
            rule: duty, task: tokens | rule: intake, fields: [password]
            """)
    void whatTheReaderRefusesTheSchemaRefusesToo(String from, String to) throws Exception {
        String text = policy("agentic-labs");
        assertTrue(text.contains(from), from);
        assertFalse(holds(text.replaceFirst(from.replace("[", "\\[").replace("]", "\\]"), to)));
    }

    private static boolean holds(String policy) throws Exception {
        Value.Members schema = schema();
        return new SchemaCheck(schema).holds(Yaml.parse("policy", policy.getBytes(StandardCharsets.UTF_8)));
    }

    private static Value.Members schema() throws Exception {
        return (Value.Members) Json.parse("schema", Policies.schema());
    }

    private static String policy(String id) throws Exception {
        try (InputStream in = Policies.class.getResourceAsStream(id + ".yaml")) {
            assertNotNull(in);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// The definitions of one sort, without what is written for people.
    private static String rules(Map<String, Value> definitions, String sort) {
        Map<String, Object> rules = new TreeMap<>();
        definitions.forEach((name, value) -> {
            if (name.startsWith(sort)) {
                Map<String, Value> rule = new LinkedHashMap<>(members(value));
                rule.remove("description");
                rules.put(name.substring(sort.length()), rule);
            }
        });
        return text(rules);
    }

    /// Keys in order, so that two can be compared.
    private static String text(Map<String, ?> map) {
        return Json.pretty(sorted(map));
    }

    private static Object sorted(Object value) {
        return switch (value) {
            case Value.Text(var _, var text) -> text;
            case Value.Bool(var _, var bool) -> bool;
            case Value.Items(var _, var items) ->
                items.stream().map(PolicySchemaTest::sorted).toList();
            case Value.Members(var _, var members) -> sorted(members);
            case List<?> items -> items.stream().map(PolicySchemaTest::sorted).toList();
            case Map<?, ?> map -> {
                Map<String, Object> ordered = new TreeMap<>();
                map.forEach((key, each) -> ordered.put(String.valueOf(key), sorted(each)));
                yield ordered;
            }
            default -> value;
        };
    }

    private static Map<String, Value> members(@Nullable Value value) {
        return value instanceof Value.Members(var _, var members) ? members : Map.of();
    }

    private static Object words(Map<String, Value> definitions, String name) {
        Value words = members(definitions.get(name)).get("enum");
        assertNotNull(words);
        return sorted(words);
    }
}
