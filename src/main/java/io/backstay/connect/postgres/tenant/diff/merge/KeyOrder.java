package io.backstay.connect.postgres.tenant.diff.merge;

import io.backstay.connect.postgres.tenant.schema.Column;
import io.backstay.connect.postgres.tenant.schema.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// An order of a table's rows on which two servers and this program agree, whatever collations the servers have:
/// whole numbers by their value, everything else by the bytes of its text.
///
/// Whole numbers and UUIDs are sorted as the index of a primary key holds them, so that a server may read the
/// index.
public final class KeyOrder {
    private static final Set<String> WHOLE = Set.of("smallint", "integer", "bigint");
    private static final String UUID = "uuid";

    private final List<Comparator<CopyLine.Field>> parts;

    private KeyOrder(List<Comparator<CopyLine.Field>> parts) {
        this.parts = parts;
    }

    /// The order of rows that have an identity.
    static KeyOrder of(Table table) {
        List<Comparator<CopyLine.Field>> parts = new ArrayList<>();
        for (String name : table.identity()) {
            boolean whole = WHOLE.contains(table.column(name).orElseThrow().type());
            parts.add(whole ? Comparator.comparingLong(CopyLine.Field::number) : KeyOrder::byBytes);
        }
        return new KeyOrder(parts);
    }

    /// The order of rows that have none: by their whole text.
    static KeyOrder ofText() {
        return new KeyOrder(List.of(KeyOrder::byBytes));
    }

    /// A part of the key as it is sent: the very text by which the server orders. A COPY by itself writes some types
    /// in other words than a cast to text does, such as `inet` without its mask.
    ///
    /// @param read the expression that reads the column
    static String field(Column column, String read) {
        return isSortedAsItIs(column) ? read : read + "::text";
    }

    /// A term of an ORDER BY.
    ///
    /// @param read the expression that reads the column
    static String term(Column column, String read) {
        return isSortedAsItIs(column) ? read : textTerm(field(column, read));
    }

    /// Whether rows that the order takes for different are so for the database too: two texts may be one value to it,
    /// such as the numerics 1.0 and 1.00.
    public static boolean tellsApart(Table table) {
        return table.identity().stream()
                .allMatch(name -> isSortedAsItIs(table.column(name).orElseThrow()));
    }

    /// Whether two rows that the order takes for equal have the same value in a column.
    static boolean isSaidByKey(Table table, Column column) {
        return isSortedAsItIs(column) && table.identity().contains(column.name());
    }

    private static boolean isSortedAsItIs(Column column) {
        return WHOLE.contains(column.type()) || column.type().equals(UUID);
    }

    /// A term that orders by a text.
    static String textTerm(String text) {
        return text + " collate \"C\"";
    }

    private static int byBytes(CopyLine.Field one, CopyLine.Field other) {
        return Arrays.compareUnsigned(one.bytes(), other.bytes());
    }

    /// How many fields make up the key.
    int size() {
        return parts.size();
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
