package io.backstay.restore;

import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.seal.CanonicalJson;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// One hash over everything that a mapping says, whatever order its sets and maps are in.
final class MappingPrint {
    private MappingPrint() {}

    /// SHA-256 over the canonical form, in hex.
    static String of(TenantMapping mapping) {
        return CanonicalJson.hash(canonical(mapping));
    }

    private static Object canonical(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, Object> sorted = new TreeMap<>();
                map.forEach((key, each) -> sorted.put(key.toString(), canonical(each)));
                yield sorted;
            }
            case Set<?> set ->
                set.stream()
                        .map(each -> CanonicalJson.hash(canonical(each)))
                        .sorted()
                        .toList();
            case List<?> list -> {
                List<Object> items = new ArrayList<>();
                list.forEach(each -> items.add(canonical(each)));
                yield items;
            }
            case Record record -> components(record);
            default -> value.toString();
        };
    }

    private static Map<String, Object> components(Record record) {
        Map<String, Object> members = new TreeMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                Object value = component.getAccessor().invoke(record);
                if (value != null) {
                    members.put(component.getName(), canonical(value));
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("a mapping's parts are public", e);
            }
        }
        return members;
    }
}
