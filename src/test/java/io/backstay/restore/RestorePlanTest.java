package io.backstay.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.TenantId;
import io.backstay.estate.Tenant;
import io.backstay.seal.CanonicalJson;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RestorePlanTest {
    private static final RestorePlan PLAN = new RestorePlan(
            "R-0001",
            new Tenant(new TenantId("7"), "Harrow & Finch"),
            "base-0001",
            Instant.parse("2026-11-20T12:00:00Z"),
            "7311/5/product",
            "f00d",
            Map.of("app.clients", 3L, "app.jobs", 5L),
            "beef",
            "suppress",
            "firms/7/",
            12,
            Instant.parse("2026-11-20T13:00:00Z"));

    @Test
    void whateverChangesInAPlanChangesItsHash() throws Exception {
        Set<String> hashes = new HashSet<>();
        hashes.add(hash(PLAN));
        for (RecordComponent field : RestorePlan.class.getRecordComponents()) {
            RestorePlan changed = with(field, other(field.getAccessor().invoke(PLAN)));
            assertTrue(hashes.add(hash(changed)), field.getName() + " does not count in the hash");
        }
    }

    @Test
    void theHashCountsTheWholeTenantEveryRowCountAndAMissingPrefix() throws Exception {
        Set<String> hashes = new HashSet<>();
        hashes.add(hash(PLAN));
        assertTrue(hashes.add(hash(with("tenant", new Tenant(new TenantId("7"), "Harrow & Finch Ltd")))));
        assertTrue(hashes.add(hash(with("tenant", new Tenant(new TenantId("8"), "Harrow & Finch")))));
        assertTrue(hashes.add(hash(with("rows", Map.of("app.clients", 5L, "app.jobs", 3L)))));
        assertTrue(hashes.add(hash(with("rows", Map.of("app.clients", 3L)))));
        assertTrue(hashes.add(hash(with("objectPrefix", null))));
    }

    @Test
    void theOrderOfTheTablesDoesNotCount() throws Exception {
        Map<String, Long> turned = new LinkedHashMap<>();
        turned.put("app.jobs", 5L);
        turned.put("app.clients", 3L);
        Map<String, Long> straight = new LinkedHashMap<>();
        straight.put("app.clients", 3L);
        straight.put("app.jobs", 5L);
        assertEquals(hash(with("rows", straight)), hash(with("rows", turned)));
        assertEquals(8, PLAN.rowsToInsert());
    }

    private static RestorePlan with(String field, @Nullable Object value) throws Exception {
        for (RecordComponent component : RestorePlan.class.getRecordComponents()) {
            if (component.getName().equals(field)) {
                return with(component, value);
            }
        }
        throw new AssertionError("no field " + field);
    }

    private static RestorePlan with(RecordComponent changed, @Nullable Object value) throws Exception {
        RecordComponent[] fields = RestorePlan.class.getRecordComponents();
        Class<?>[] types = new Class<?>[fields.length];
        @Nullable Object[] values = new @Nullable Object[fields.length];
        for (int i = 0; i < fields.length; i++) {
            types[i] = fields[i].getType();
            values[i] = fields[i].getName().equals(changed.getName())
                    ? value
                    : fields[i].getAccessor().invoke(PLAN);
        }
        return RestorePlan.class.getDeclaredConstructor(types).newInstance(values);
    }

    private static Object other(Object value) {
        return switch (value) {
            case String text -> text + "x";
            case Long number -> number + 1;
            case Instant instant -> instant.plusNanos(1000);
            case Tenant tenant -> new Tenant(new TenantId(tenant.id().value() + "1"), tenant.name());
            case Map<?, ?> _ -> Map.of("app.clients", 4L, "app.jobs", 5L);
            default -> throw new AssertionError("say how a " + value.getClass() + " changes");
        };
    }

    private static String hash(RestorePlan plan) {
        return CanonicalJson.hash(plan.canonicalValue());
    }
}
