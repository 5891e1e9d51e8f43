package io.backstay.lab;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What happened between the accident and the restore.
///
/// @param othersTransactions how many transactions the other firms committed
/// @param typedRows          rows per qualified table that the damaged firm typed; a restore must keep them
/// @param changedRows        rows of the damaged firm that survived the accident and were changed since
/// @param conflicts          lost rows whose unique key one of the typed rows has taken
public record Aftermath(long othersTransactions, Map<String, Long> typedRows, long changedRows, long conflicts) {
    public Aftermath {
        typedRows = Collections.unmodifiableMap(new LinkedHashMap<>(typedRows));
    }
}
