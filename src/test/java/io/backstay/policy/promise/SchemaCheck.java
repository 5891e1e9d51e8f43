package io.backstay.policy.promise;

import io.backstay.codec.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Holds a document against the parts of JSON Schema that ours uses.
final class SchemaCheck {
    private final Map<String, Value> definitions;

    SchemaCheck(Value.Members schema) {
        this.definitions = members(schema.values().get("$defs"));
    }

    /// Whether the value is what the schema asks for.
    boolean holds(Value.Members schema, Value value) throws Exception {
        Map<String, Value> asks = schema.values();
        if (asks.get("$ref") instanceof Value.Text(var _, var name)) {
            Value target = definitions.get(name.substring("#/$defs/".length()));
            return target instanceof Value.Members members && holds(members, value);
        }
        if (asks.get("oneOf") instanceof Value.Items(var _, var choices)) {
            int fitting = 0;
            for (Value choice : choices) {
                fitting += holds((Value.Members) choice, value) ? 1 : 0;
            }
            return fitting == 1;
        }
        Value constant = asks.get("const");
        if (constant != null) {
            return value instanceof Value.Text && value.text().equals(constant.text());
        }
        Value words = asks.get("enum");
        if (words != null) {
            return value instanceof Value.Text && texts(words).contains(value.text());
        }
        return isOfType(asks.get("type"), value) && inside(asks, value);
    }

    private boolean inside(Map<String, Value> asks, Value value) throws Exception {
        return switch (value) {
            case Value.Text(var _, var text) ->
                !(asks.get("pattern") instanceof Value.Text(var _, var pattern))
                        || Pattern.compile(pattern).matcher(text).find();
            case Value.Items(var _, var items) -> {
                boolean good = asks.get("minItems") == null || !items.isEmpty();
                for (Value item : items) {
                    good &= !(asks.get("items") instanceof Value.Members schema) || holds(schema, item);
                }
                yield good;
            }
            case Value.Members(var _, var members) -> {
                Map<String, Value> properties = members(asks.get("properties"));
                boolean good = properties.keySet().containsAll(members.keySet())
                        && members.keySet().containsAll(texts(asks.get("required")));
                for (var member : members.entrySet()) {
                    good &= properties.get(member.getKey()) instanceof Value.Members schema
                            && holds(schema, member.getValue());
                }
                yield good;
            }
            case Value.Num _, Value.Bool _, Value.Nothing _ -> true;
        };
    }

    private static boolean isOfType(@Nullable Value type, Value value) throws Exception {
        String wanted = type == null ? "" : type.text();
        return switch (value) {
            case Value.Text _ -> wanted.equals("string");
            case Value.Items _ -> wanted.equals("array");
            case Value.Members _ -> wanted.equals("object");
            case Value.Num _ -> wanted.equals("integer");
            case Value.Bool _ -> wanted.equals("boolean");
            case Value.Nothing _ -> false;
        };
    }

    private static Map<String, Value> members(@Nullable Value value) {
        return value instanceof Value.Members(var _, var members) ? members : Map.of();
    }

    private static List<String> texts(@Nullable Value value) throws Exception {
        List<String> texts = new ArrayList<>();
        if (value != null) {
            for (Value item : value.items()) {
                texts.add(item.text());
            }
        }
        return texts;
    }
}
