package io.backstay.connect.postgres.tenant.diff;

import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// An order of a table's rows on which two servers and this program agree, whatever collations the servers have:
/// whole numbers by their value, everything else by the bytes of its text.
///
/// Whole numbers and UUIDs are sorted as the index of a primary key holds them, so that a server may read the index.
final class KeyOrder {
    private static final Set<String> WHOLE = Set.of("smallint", "integer", "bigint");
    private static final String UUID = "uuid";

    private final List<String> terms;
    private final List<Comparator<CopyLine.Field>> parts;

    private KeyOrder(List<String> terms, List<Comparator<CopyLine.Field>> parts) {
        this.terms = terms;
        this.parts = parts;
    }

    /// The order of rows that have an identity.
    static KeyOrder of(Table table, String alias) {
        List<String> terms = new ArrayList<>();
        List<Comparator<CopyLine.Field>> parts = new ArrayList<>();
        for (String name : table.identity()) {
            String type = table.column(name).orElseThrow().type();
            String column = alias + "." + Db.quote(name);
            boolean whole = WHOLE.contains(type);
            terms.add(whole || type.equals(UUID) ? column : column + "::text collate \"C\"");
            parts.add(whole ? Comparator.comparingLong(CopyLine.Field::number) : KeyOrder::byBytes);
        }
        return new KeyOrder(terms, parts);
    }

    /// The order of rows that have none: by their whole text, which stands in the first field.
    static KeyOrder ofText(String text) {
        return new KeyOrder(List.of(text + " collate \"C\""), List.of(KeyOrder::byBytes));
    }

    private static int byBytes(CopyLine.Field one, CopyLine.Field other) {
        return Arrays.compareUnsigned(one.bytes(), other.bytes());
    }

    /// How many fields make up the key.
    int size() {
        return terms.size();
    }

    /// The terms of an ORDER BY.
    String orderBy() {
        return String.join(", ", terms);
    }

    /// Compares two rows by the key.
    ///
    /// @param from the field with which the key begins in both
    int compare(CopyLine one, CopyLine other, int from) {
        for (int i = 0; i < parts.size(); i++) {
            int order = parts.get(i).compare(one.field(from + i), other.field(from + i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
