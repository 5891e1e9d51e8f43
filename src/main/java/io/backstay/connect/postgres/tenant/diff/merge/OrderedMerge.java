package io.backstay.connect.postgres.tenant.diff.merge;

import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.rows.RowText;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.connect.postgres.tenant.rows.TenantSet;
import io.backstay.connect.postgres.tenant.schema.Column;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Reads one table of both sides in the order of its key and tells, row by row, which last good rows live has
/// unchanged. Both sides stream; memory holds one row of each.
///
/// Rows are compared by the text of their columns, not by a digest of it, so equal means equal. A table without a key
/// is read in the order of its rows' text, and then each row is matched with one equal row.
public final class OrderedMerge {
    /// How many rows that only live has are noted, for samples.
    private static final int EXAMPLES_MAX = 40;

    private final Table table;
    private final TenantMapping mapping;

    public OrderedMerge(Table table, TenantMapping mapping) {
        this.table = table;
        this.mapping = mapping;
    }

    /// What one table's merge found.
    ///
    /// @param lastGood  rows read there
    /// @param live      rows read there
    /// @param unchanged rows that both have
    /// @param added     where the first rows lie that only live has
    public record Found(long lastGood, long live, long unchanged, List<Address> added) {
        /// No rows on either side.
        public static final Found NOTHING = new Found(0, 0, 0, List.of());
    }

    /// Where a row lies in live.
    ///
    /// @param rel the table, as SQL writes its number
    public record Address(String rel, String tid) {}

    private Address address(CopyLine line, RowAddresses addresses) {
        String tid = new String(line.field(addresses.fields() - 1).bytes(), StandardCharsets.US_ASCII);
        return new Address(
                addresses.parts()
                        ? String.valueOf(line.field(0).number())
                        : Db.literal(table.name().quoted()) + "::regclass",
                tid);
    }

    /// Merges.
    ///
    /// @param differing takes the address of every last good row that live does not have like this, and of the live
    ///                  row with its key
    public Found run(TenantRows lastGood, Db db, TenantSet live, RowAddresses differing)
            throws SQLException, InterruptedException, IOException {
        KeyOrder order = table.identity().isEmpty() ? KeyOrder.ofText() : KeyOrder.of(table);
        int fields = differing.fields() + order.size() + (table.identity().isEmpty() ? 0 : 1);
        String address = differing.of("t");
        String here = query(address, live.rows(table, "t"), column -> "t." + Db.quote(column.name()));
        try (CopyReader then = lastGood.has(table.name()) ? then(lastGood, address, fields) : CopyReader.empty();
                CopyReader now = new CopyReader(db, here, fields)) {
            return merge(then, now, order, fields - 1, differing);
        }
    }

    private CopyReader then(TenantRows lastGood, String address, int fields) throws SQLException {
        String there =
                query(address, lastGood.rows(table.name(), "t"), column -> lastGood.column(table.name(), column, "t"));
        return new CopyReader(lastGood.db(), there, fields);
    }

    /// What follows the key are the columns of the row's text, each as COPY writes it: the same words as in that text,
    /// made in half the time. What orders the rows by its value is not sent twice.
    private String query(String address, String rows, Function<Column, String> read) {
        List<String> columns = new ArrayList<>();
        List<String> terms = new ArrayList<>();
        for (String name : table.identity()) {
            Column column = table.column(name).orElseThrow();
            columns.add(KeyOrder.field(column, read.apply(column)));
            terms.add(KeyOrder.term(column, read.apply(column)));
        }
        if (terms.isEmpty()) {
            String text = RowText.of(table, mapping, read);
            terms.add(KeyOrder.textTerm(text));
            columns.add(text);
        } else {
            List<String> rest = RowText.columns(table, mapping).stream()
                    .filter(column -> !KeyOrder.isSaidByKey(table, column))
                    .map(read)
                    .toList();
            columns.addAll(rest.isEmpty() ? List.of("null") : rest);
        }
        return "select " + address + ", " + String.join(", ", columns) + " from " + rows + " order by "
                + String.join(", ", terms);
    }

    private Found merge(CopyReader then, CopyReader now, KeyOrder order, int text, RowAddresses differing)
            throws SQLException, InterruptedException, IOException {
        long read = 0;
        long seen = 0;
        long unchanged = 0;
        List<Address> added = new ArrayList<>();
        CopyLine there = then.next();
        CopyLine here = now.next();
        while (there != null || here != null) {
            int at = there == null ? 1 : here == null ? -1 : order.compare(there, here, differing.fields());
            if (at == 0 && there != null && here != null && there.same(text, here)) {
                unchanged++;
            } else if (at <= 0 && there != null) {
                differing.add(there, at == 0 ? here : null);
            } else if (here != null && added.size() < EXAMPLES_MAX) {
                added.add(address(here, differing));
            }
            if (at <= 0) {
                read++;
                there = then.next();
            }
            if (at >= 0) {
                seen++;
                here = now.next();
            }
        }
        return new Found(read, seen, unchanged, List.copyOf(added));
    }
}
