package io.backstay.lab;

import io.backstay.estate.Tenant;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the practice accident did, as the one who caused it knows it. The restore is never told; tests and the drill
/// compare with it.
///
/// @param justBefore    by the server's clock, before the accident's transaction began
/// @param committedAt   by the server's clock, read as soon as the commit had returned
/// @param transactionId PostgreSQL's xid8 of the one transaction
/// @param deletedRows   rows per qualified table, in the order of deletion
/// @param objectKeys    the objects that now have a delete marker on top
/// @param draftNumber   the number of a lost draft invoice, which the firm will use again
public record Accident(
        Tenant firm,
        Instant justBefore,
        Instant committedAt,
        String transactionId,
        Map<String, Long> deletedRows,
        List<String> objectKeys,
        String draftNumber) {

    public Accident {
        deletedRows = Collections.unmodifiableMap(new LinkedHashMap<>(deletedRows));
        objectKeys = List.copyOf(objectKeys);
    }

    /// All rows together.
    public long rowsDeleted() {
        return deletedRows.values().stream().mapToLong(Long::longValue).sum();
    }
}
