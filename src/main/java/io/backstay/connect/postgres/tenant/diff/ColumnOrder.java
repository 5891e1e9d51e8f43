package io.backstay.connect.postgres.tenant.diff;

import io.backstay.connect.postgres.tenant.schema.Column;
import io.backstay.connect.postgres.tenant.schema.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/// Which columns a person looks at first: what a row is called, how it stands, what it is worth; then days, other
/// words, moments, and keys last.
///
/// Names are a guess about a schema that nobody here has seen, so they only order what is shown and decide nothing.
final class ColumnOrder {
    private static final List<Set<String>> KNOWN = List.of(
            Set.of("number", "no", "name", "title", "label", "reference", "code", "subject", "filename"),
            Set.of("status", "state", "stage", "kind", "type", "role"),
            Set.of("amount", "total", "price", "sum", "quantity", "hours", "minutes", "cents", "rate", "balance"),
            Set.of("description", "summary", "body", "text", "note", "notes", "message", "email", "phone"));
    /// What a row is called and how it stands is known when it is seen; what it is worth must say so.
    private static final int NAMED_FROM = 2;

    private static final int DAY = KNOWN.size();
    private static final int WORDS = DAY + 1;
    private static final int MOMENT = WORDS + 1;
    private static final int KEY = MOMENT + 1;
    private static final int TENANT = KEY + 1;

    private final Set<String> tenantColumns;

    ColumnOrder(List<String> tenantColumns) {
        this.tenantColumns = Set.copyOf(tenantColumns);
    }

    /// The positions of the table's columns without its identity, which stands beside them; all of them when there
    /// is nothing else.
    List<Integer> of(Table table) {
        List<String> identity = table.identity();
        List<Integer> order = IntStream.range(0, table.columns().size())
                .boxed()
                .filter(at -> !identity.contains(table.columns().get(at).name()))
                .sorted(Comparator.comparingInt(at -> rank(table.columns().get(at))))
                .toList();
        return order.isEmpty()
                ? IntStream.range(0, table.columns().size()).boxed().toList()
                : order;
    }

    /// Whether a value says by itself what it is, such as a number or a status.
    boolean needsNoName(Column column) {
        return rank(column) < NAMED_FROM;
    }

    private int rank(Column column) {
        if (tenantColumns.contains(column.name())) {
            return TENANT;
        }
        List<String> parts = List.of(column.name().toLowerCase(Locale.ROOT).split("_"));
        if (parts.contains("id")
                || column.type().equals("uuid")
                || column.type().equals("bytea")) {
            return KEY;
        }
        if (column.type().startsWith("timestamp")) {
            return MOMENT;
        }
        if (column.type().equals("date")) {
            return DAY;
        }
        for (int rank = 0; rank < KNOWN.size(); rank++) {
            if (parts.stream().anyMatch(KNOWN.get(rank)::contains)) {
                return rank;
            }
        }
        return WORDS;
    }
}
