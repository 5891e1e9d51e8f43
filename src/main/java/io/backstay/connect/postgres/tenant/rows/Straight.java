package io.backstay.connect.postgres.tenant.rows;

import io.backstay.connect.postgres.tenant.schema.ForeignKey;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reached tables whose rows have one way up: a single foreign key, enforced by the database, to a table whose rows
/// say whose they are or that has itself but one way up.
///
/// A parent's key is unique, so a row of such a table has at most one parent. It cannot be of two tenants, nor be
/// reached twice, and one join with the parents finds all of them.
final class Straight {
    private final Map<TableName, ForeignKey> keys = new LinkedHashMap<>();

    Straight(Territory territory) {
        // Parents come first, so what is above a table has been looked at before it.
        for (Table table : territory.owned()) {
            List<ForeignKey> up = territory.inner().stream()
                    .filter(key -> key.child().equals(table.name()))
                    .toList();
            if (territory.isReached(table.name()) && up.size() == 1) {
                ForeignKey only = up.getFirst();
                if (only.enforced() && (!territory.isReached(only.parent()) || keys.containsKey(only.parent()))) {
                    keys.put(table.name(), only);
                }
            }
        }
    }

    /// Whether the table is one of these.
    boolean contains(TableName table) {
        return keys.containsKey(table);
    }

    /// The key that leads up from such a table.
    ForeignKey key(TableName table) {
        ForeignKey key = keys.get(table);
        if (key == null) {
            throw new IllegalArgumentException(table + " has not one way up");
        }
        return key;
    }
}
