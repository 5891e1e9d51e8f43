package io.backstay.connect.postgres.tenant.diff;

import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.rows.RowText;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Reads one table of both sides in the order of its key and tells, row by row, which last good rows live has
/// unchanged. Both sides stream; memory holds one row of each.
///
/// Rows are compared by their text, not by a digest of it, so equal means equal. A table without a key is read in the
/// order of its rows' text, and then each row is matched with one equal row.
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
    Found run(Side lastGood, Side live, RowAddresses differing) throws SQLException, InterruptedException, IOException {
        boolean keyed = !table.identity().isEmpty();
        String text = RowText.of(table, mapping, "t");
        KeyOrder order = keyed ? KeyOrder.of(table, "t") : KeyOrder.ofText(text);
        String key = keyed ? Db.quoteAll("t.", table.identity()) + ", " + text : text;
        int fields = keyed ? order.size() + 1 : 1;
        String columns = "select t.tableoid, t.ctid, " + key + " from ";
        String ordered = " order by " + order.orderBy();
        int last = RowAddresses.FIELDS + fields - 1;
        try (CopyReader then =
                        new CopyReader(lastGood.db(), columns + lastGood.set().rows(table, "t") + ordered, last + 1);
                CopyReader now = new CopyReader(live.db(), columns + live.set().rows(table, "t") + ordered, last + 1)) {
            return merge(then, now, order, last, differing);
        }
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
