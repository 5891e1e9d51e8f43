package io.backstay.connect.postgres.tenant.rows;

import io.backstay.base.BackstayException;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// One tenant's rows counted at one moment, by reading alone: in a hot standby nothing can be written, not even a
/// temporary table.
///
/// It finds the same rows as [Closure], by one query per table. Rows are remembered by key and digest as long as
/// there are not too many, so that two censuses tell which rows went.
///
/// @param tables rows per owned table; tables without a row of this tenant count 0
/// @param named  whether every row is remembered by its key
public record TenantCensus(SortedMap<TableName, Count> tables, boolean named) {
    /// More rows of one tenant than these are counted, but not remembered one by one.
    static final int NAMED_MAX = 500_000;

    private static final String COUNTING = "Counting the tenant's rows";
    private static final int ROWS_AT_ONCE = 2_000;
    private static final int EXAMPLES_MAX = 3;

    public TenantCensus {
        tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
    }

    /// The tenant's rows of one table.
    ///
    /// @param rows     how many, and their digest
    /// @param byKey    a word of each row's digest by its key; empty when rows are not remembered, or have no key
    /// @param personal whether the key itself is personal data
    public record Count(RowSet rows, Map<String, Long> byKey, boolean personal) {}

    /// What became of one table's rows between two censuses. Single rows are told apart only where both remember
    /// them.
    ///
    /// @param gone     rows that are not there any more
    /// @param changed  rows of the same key with other values
    /// @param added    rows that were not there before
    /// @param examples keys of a few rows that went or changed; masked when they are personal
    public record Change(
            TableName table, long before, long after, long gone, long changed, long added, List<String> examples) {
        public Change {
            examples = List.copyOf(examples);
        }
    }

    /// Counts in a session of its own.
    ///
    /// @param session as a role that sees every row; may be on a server in recovery
    public static TenantCensus take(Connection session, TenantMapping mapping, TenantId tenant)
            throws BackstayException, InterruptedException {
        return take(session, mapping, tenant, NAMED_MAX);
    }

    /// Counts, and remembers the keys of at most so many rows.
    public static TenantCensus take(Connection session, TenantMapping mapping, TenantId tenant, int namedMax)
            throws BackstayException, InterruptedException {
        try (FrozenSession frozen = FrozenSession.reading(session)) {
            Territory territory = Territory.read(session, mapping, tenant);
            CensusQuery queries = new CensusQuery(territory, tenant);
            SortedMap<TableName, Count> counts = new TreeMap<>();
            long room = namedMax;
            for (Table table : territory.owned()) {
                Count count = count(frozen.db(), queries.of(table), table, territory.hidesKeys(table), room);
                counts.put(table.name(), count);
                room -= count.rows().rows();
            }
            return room >= 0 ? new TenantCensus(counts, true) : new TenantCensus(nameless(counts), false);
        } catch (SQLException e) {
            throw SqlFailures.translate(COUNTING, e);
        }
    }

    private static SortedMap<TableName, Count> nameless(SortedMap<TableName, Count> counts) {
        SortedMap<TableName, Count> bare = new TreeMap<>();
        counts.forEach((table, count) -> bare.put(table, new Count(count.rows(), Map.of(), count.personal())));
        return bare;
    }

    private static Count count(Db db, String query, Table table, boolean personal, long room)
            throws SQLException, InterruptedException {
        Map<String, Long> byKey = new HashMap<>();
        BigInteger first = BigInteger.ZERO;
        BigInteger second = BigInteger.ZERO;
        long rows = 0;
        try (Statement statement = db.connection().createStatement()) {
            statement.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet answer = statement.executeQuery(query)) {
                while (answer.next()) {
                    rows++;
                    first = first.add(BigInteger.valueOf(answer.getLong(2)));
                    second = second.add(BigInteger.valueOf(answer.getLong(3)));
                    if (!table.identity().isEmpty() && rows <= room) {
                        byKey.put(answer.getString(1), answer.getLong(2));
                    }
                    if (rows % ROWS_AT_ONCE == 0 && Thread.interrupted()) {
                        throw new InterruptedException(COUNTING);
                    }
                }
            }
        }
        RowSet set = rows == 0 ? RowSet.NONE : new RowSet(rows, first + ":" + second);
        return new Count(set, Map.copyOf(byKey), personal);
    }

    /// All rows together.
    public long total() {
        return tables.values().stream().mapToLong(count -> count.rows().rows()).sum();
    }

    /// The rows of one table; 0 for a table that does not hold rows of tenants.
    public long rows(TableName table) {
        Count count = tables.get(table);
        return count == null ? 0 : count.rows().rows();
    }

    /// What is different in this census from an earlier one, table by table; equal tables are left out, and a
    /// table that is not there any more has no rows.
    public List<Change> since(TenantCensus earlier) {
        Count none = new Count(RowSet.NONE, Map.of(), false);
        Set<TableName> names = new TreeSet<>(tables.keySet());
        names.addAll(earlier.tables.keySet());
        List<Change> changes = new ArrayList<>();
        for (TableName table : names) {
            Count now = tables.getOrDefault(table, none);
            Count then = earlier.tables.getOrDefault(table, none);
            if (!now.rows().equals(then.rows())) {
                changes.add(change(table, then, now));
            }
        }
        return List.copyOf(changes);
    }

    private static Change change(TableName table, Count then, Count now) {
        List<String> examples = new ArrayList<>();
        long gone = 0;
        long changed = 0;
        for (Map.Entry<String, Long> row : new TreeMap<>(then.byKey()).entrySet()) {
            Long digest = now.byKey().get(row.getKey());
            if (row.getValue().equals(digest)) {
                continue;
            }
            gone += digest == null ? 1 : 0;
            changed += digest == null ? 0 : 1;
            if (examples.size() < EXAMPLES_MAX) {
                examples.add(then.personal() ? TenantMapping.Words.MASK : row.getKey());
            }
        }
        long added = now.byKey().keySet().stream()
                .filter(key -> !then.byKey().containsKey(key))
                .count();
        boolean told = then.byKey().size() == then.rows().rows()
                && now.byKey().size() == now.rows().rows();
        long fewer = Math.max(0, then.rows().rows() - now.rows().rows());
        long more = Math.max(0, now.rows().rows() - then.rows().rows());
        return told
                ? new Change(table, then.rows().rows(), now.rows().rows(), gone, changed, added, examples)
                : new Change(table, then.rows().rows(), now.rows().rows(), fewer, 0, more, List.of());
    }
}
