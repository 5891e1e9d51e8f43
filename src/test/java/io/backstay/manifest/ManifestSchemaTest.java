package io.backstay.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.codec.Json;
import io.backstay.codec.Value;
import io.backstay.estate.Configured;
import io.backstay.estate.Safekeeping;
import io.backstay.fixture.SchemaCheck;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The shipped schema and our reader agree on every vector; what lies beyond a schema only the reader refuses.
final class ManifestSchemaTest {
    private static final Path VECTORS = Path.of("src/test/resources/vectors/manifest");

    static List<Path> vectors() throws IOException {
        try (Stream<Path> files = Files.list(VECTORS)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void theSchemaAndTheReaderAgree(Path vector) throws Exception {
        String name = String.valueOf(vector.getFileName());
        boolean good = name.startsWith("good-");
        assertTrue(good || name.startsWith("bad-") || name.startsWith("beyond-"), name);
        assertEquals(!name.startsWith("bad-"), new SchemaCheck(schema()).holds(Json.read(vector)), name);
        if (good) {
            Manifests.contents(vector);
        } else {
            BackstayException refused = assertThrows(BackstayException.class, () -> Manifests.contents(vector));
            assertTrue(
                    refused.failure().message().contains(name),
                    refused.failure().message());
        }
    }

    @Test
    void thereAreVectorsOfEachSort() throws Exception {
        for (String sort : List.of("good-", "bad-", "beyond-")) {
            long count = vectors().stream()
                    .filter(file -> String.valueOf(file.getFileName()).startsWith(sort))
                    .count();
            assertTrue(count >= 4, sort + count);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "asset, AssetWire",
        "recoveryPoint, PointWire",
        "restoreTest, TestWire",
        "circumstance, CircumstanceWire"
    })
    void theSchemaHasEveryFieldThatTheReaderKnows(String definition, String wire) throws Exception {
        Class<?> type = Class.forName(Manifests.class.getPackageName() + "." + wire);
        Map<String, Value> asks =
                members(members(schema().values().get("$defs")).get(definition));
        assertEquals(names(type), List.copyOf(members(asks.get("properties")).keySet()));
        List<String> required = Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getType() != List.class
                        && component.getAnnotatedType().getAnnotation(Nullable.class) == null)
                .map(RecordComponent::getName)
                .toList();
        assertEquals(required, texts(asks.get("required")));
    }

    @Test
    void theSchemaHasEveryFieldOfTheNestedOnes() throws Exception {
        Map<String, Value> definitions = members(schema().values().get("$defs"));
        for (var each : Map.of("configured", Configured.class, "safekeeping", Safekeeping.class)
                .entrySet()) {
            Map<String, Value> asks = members(definitions.get(each.getKey()));
            assertEquals(
                    names(each.getValue()),
                    List.copyOf(members(asks.get("properties")).keySet()));
        }
    }

    private static Value.Members schema() throws BackstayException {
        return (Value.Members) Json.parse("schema", Manifests.schema());
    }

    private static List<String> names(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    private static List<String> texts(@Nullable Value list) {
        Collection<Value> items = list instanceof Value.Items(var _, var all) ? all : List.of();
        return items.stream()
                .map(item -> item instanceof Value.Text(var _, var text) ? text : "")
                .toList();
    }

    private static Map<String, Value> members(@Nullable Value value) {
        return value instanceof Value.Members(var _, var members) ? members : Map.of();
    }
}
