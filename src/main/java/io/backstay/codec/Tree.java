package io.backstay.codec;

import io.backstay.base.BackstayException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;

/// Builds [Value]s from a parser that stands on their first token; the parser bounds depth and lengths.
final class Tree {
    private Tree() {}

    static Place here(Place parent, String name, JsonParser parser) {
        TokenStreamLocation at = parser.currentTokenLocation();
        return parent.member(name, at.getLineNr(), at.getColumnNr());
    }

    static Place here(Place parent, long index, JsonParser parser) {
        TokenStreamLocation at = parser.currentTokenLocation();
        return parent.item(index, at.getLineNr(), at.getColumnNr());
    }

    static Value read(JsonParser parser, Place place) throws BackstayException {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> members(parser, place);
            case START_ARRAY -> items(parser, place);
            case VALUE_STRING -> new Value.Text(place, parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Value.Num(place, parser.getString());
            case VALUE_TRUE -> new Value.Bool(place, true);
            case VALUE_FALSE -> new Value.Bool(place, false);
            case VALUE_NULL -> new Value.Nothing(place);
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
                throw place.bad("this kind of value is not allowed");
        };
    }

    private static Value members(JsonParser parser, Place place) throws BackstayException {
        Map<String, Value> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            Place member = here(place, name, parser);
            if (members.containsKey(name)) {
                throw member.bad("the field '" + Clip.of(name) + "' appears twice");
            }
            parser.nextToken();
            members.put(name, read(parser, here(place, name, parser)));
        }
        return new Value.Members(place, Collections.unmodifiableMap(members));
    }

    private static Value items(JsonParser parser, Place place) throws BackstayException {
        List<Value> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(read(parser, here(place, items.size(), parser)));
        }
        return new Value.Items(place, Collections.unmodifiableList(items));
    }
}
