package io.backstay.connect.postgres.tenant.diff.stage;

import io.backstay.connect.postgres.tenant.schema.UniqueKey;
import java.util.ArrayList;
import java.util.List;

/// A unique key as the parts of a query that looks for rows which share it.
///
/// @param list  the key's terms as columns `k0`, `k1` …
/// @param equal the condition that `a` and `b` share the key
/// @param where the key's own condition, with an AND before it, or nothing
record Terms(String list, String equal, String where) {
    /// The parts for a key.
    Terms(UniqueKey key) {
        this(list(key), equal(key), key.predicate().isEmpty() ? "" : " and (" + key.predicate() + ")");
    }

    private static String list(UniqueKey key) {
        List<String> terms = new ArrayList<>();
        for (int i = 0; i < key.terms().size(); i++) {
            terms.add("(" + key.terms().get(i) + ") k" + i);
        }
        return String.join(", ", terms);
    }

    private static String equal(UniqueKey key) {
        List<String> equal = new ArrayList<>();
        for (int i = 0; i < key.terms().size(); i++) {
            equal.add("a.k" + i + (key.distinct() ? " = " : " is not distinct from ") + "b.k" + i);
        }
        return String.join(" and ", equal);
    }
}
