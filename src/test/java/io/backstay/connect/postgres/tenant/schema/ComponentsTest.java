package io.backstay.connect.postgres.tenant.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ComponentsTest {

    @Test
    void parentsComeFirstAndCyclesStayTogether() {
        assertEquals(
                List.of(List.of(table("a")), List.of(table("b"), table("c")), List.of(table("d"))),
                Components.parentsFirst(
                        List.of(table("d"), table("c"), table("b"), table("a")),
                        List.of(key("b", "c"), key("c", "b"), key("b", "a"), key("d", "c"), key("d", "d"))));
    }

    @Test
    void aLongChainNeedsNoDeepStack() {
        int length = 50_000;
        List<TableName> tables =
                IntStream.range(0, length).mapToObj(i -> table("t" + i)).toList();
        List<ForeignKey> keys = new ArrayList<>();
        for (int i = 1; i < length; i++) {
            keys.add(key("t" + (i - 1), "t" + i));
        }
        List<List<TableName>> order = Components.parentsFirst(tables, keys);
        assertEquals(length, order.size());
        assertEquals(List.of(table("t" + (length - 1))), order.getFirst());
    }

    private static TableName table(String name) {
        return new TableName("s", name);
    }

    private static ForeignKey key(String child, String parent) {
        return new ForeignKey(child + "_" + parent, table(child), List.of("x"), table(parent), List.of("id"), true);
    }
}
