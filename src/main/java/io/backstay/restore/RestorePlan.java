package io.backstay.restore;

import io.backstay.estate.Tenant;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a restore will write, fixed before anything is written. Its canonical form is hashed, and the hash is approved.
///
/// @param target            the live database it may be run on, as a fingerprint
/// @param schemaFingerprint of the tables on both sides
/// @param rows              rows to insert, per qualified table
/// @param rowSetDigest      of exactly these rows
/// @param triggerMode       `suppress` or `fire`
/// @param objectPrefix      the tenant's prefix in the object store, absent when there is none
/// @param objects           how many objects are brought back by version
/// @param expiresAt         the plan must not be run after this moment
public record RestorePlan(
        String restore,
        Tenant tenant,
        String point,
        Instant restoreTo,
        String target,
        String schemaFingerprint,
        Map<String, Long> rows,
        String rowSetDigest,
        String triggerMode,
        @Nullable String objectPrefix,
        long objects,
        Instant expiresAt) {

    /// The value that is canonicalised (RFC 8785) and hashed: strings, whole numbers and maps only.
    public Map<String, Object> canonicalValue() {
        Map<String, Object> value = new TreeMap<>();
        value.put("format", "backstay-plan/1");
        value.put("restore", restore);
        value.put("tenant", Map.of("id", tenant.id().value(), "name", tenant.name()));
        value.put("point", point);
        value.put("restoreTo", restoreTo.toString());
        value.put("target", target);
        value.put("schemaFingerprint", schemaFingerprint);
        value.put("rows", rows);
        value.put("rowSetDigest", rowSetDigest);
        value.put("triggerMode", triggerMode);
        if (objectPrefix != null) {
            value.put("objects", Map.of("prefix", objectPrefix, "count", objects));
        }
        value.put("expiresAt", expiresAt.toString());
        return value;
    }

    /// All rows together.
    public long rowsToInsert() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    /// Tables that receive rows, by name.
    public List<String> tables() {
        return rows.keySet().stream().sorted().toList();
    }
}
