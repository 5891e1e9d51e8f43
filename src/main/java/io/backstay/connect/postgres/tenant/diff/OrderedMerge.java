package io.backstay.connect.postgres.tenant.diff;

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
/// Rows are compared by their text, not by a digest of it, so equal means equal. A table without a key is read in
/// the order of its rows' text, and then each row is matched with one equal row.
final class OrderedMerge {
    /// How many rows that only live has are noted, for samples.
    private static final int EXAMPLES_MAX = 40;

    private final Table table;
    private final TenantMapping mapping;

    OrderedMerge(Table table, TenantMapping mapping) {
        this.table = table;
        this.mapping = mapping;
    }

    /// What one table's merge found.
    ///
    /// @param lastGood  rows read there
    /// @param live      rows read there
    /// @param unchanged rows that both have
    /// @param added     where the first rows lie that only live has
    record Found(long lastGood, long live, long unchanged, List<Address> added) {
        /// No rows on either side.
        static final Found NOTHING = new Found(0, 0, 0, List.of());
    }

    /// Where a row lies in live.
    record Address(long rel, String tid) {
        private static Address of(CopyLine line) {
            return new Address(line.field(0).number(), new String(line.field(1).bytes(), StandardCharsets.US_ASCII));
        }
    }

    /// Merges.
    ///
    /// @param differing takes the address of every last good row that live does not have like this
    Found run(TenantRows lastGood, Db db, TenantSet live, RowAddresses differing)
            throws SQLException, InterruptedException, IOException {
        KeyOrder order = table.identity().isEmpty() ? KeyOrder.ofText() : KeyOrder.of(table);
        int fields = RowAddresses.FIELDS + order.size() + (table.identity().isEmpty() ? 0 : 1);
        String here = query(live.rowsUnwritten(table, "t"), column -> "t." + Db.quote(column.name()));
        try (CopyReader then = lastGood.has(table.name()) ? then(lastGood, fields) : CopyReader.empty();
                CopyReader now = new CopyReader(db, here, fields)) {
            return merge(then, now, order, fields - 1, differing);
        }
    }

    private CopyReader then(TenantRows lastGood, int fields) throws SQLException {
        String there = query(lastGood.rows(table.name(), "t"), column -> lastGood.column(table.name(), column, "t"));
        return new CopyReader(lastGood.db(), there, fields);
    }

    private String query(String rows, Function<Column, String> read) {
        List<String> columns = new ArrayList<>();
        List<String> terms = new ArrayList<>();
        String text = RowText.of(table, mapping, read);
        for (String name : table.identity()) {
            Column column = table.column(name).orElseThrow();
            columns.add(KeyOrder.field(column, read.apply(column)));
            terms.add(KeyOrder.term(column, read.apply(column)));
        }
        if (terms.isEmpty()) {
            terms.add(KeyOrder.textTerm(text));
        }
        columns.add(text);
        return "select t.tableoid, t.ctid, " + String.join(", ", columns) + " from " + rows + " order by "
                + String.join(", ", terms);
    }

    private static Found merge(CopyReader then, CopyReader now, KeyOrder order, int text, RowAddresses differing)
            throws SQLException, InterruptedException, IOException {
        long read = 0;
        long seen = 0;
        long unchanged = 0;
        List<Address> added = new ArrayList<>();
        CopyLine there = then.next();
        CopyLine here = now.next();
        while (there != null || here != null) {
            int at = there == null ? 1 : here == null ? -1 : order.compare(there, here, RowAddresses.FIELDS);
            if (at == 0 && there != null && here != null && there.same(text, here)) {
                unchanged++;
            } else if (at <= 0 && there != null) {
                differing.add(there);
            } else if (here != null && added.size() < EXAMPLES_MAX) {
                added.add(Address.of(here));
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
