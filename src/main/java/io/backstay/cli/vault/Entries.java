package io.backstay.cli.vault;

import io.backstay.act.vault.Vaults;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.vault.entry.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The entries of a vault as they are named and told.
final class Entries {
    private Entries() {}

    /// The entry of that name, or of that id.
    static Vaults.Item named(List<Vaults.Item> items, String nameOrId) throws BackstayException {
        return items.stream()
                .filter(item -> item.entry().name().equals(nameOrId)
                        || item.entry().id().value().equals(nameOrId))
                .findFirst()
                .orElseThrow(() -> new BackstayException(new Failure.NotFound(
                        "A credential named '" + nameOrId + "'", "See 'backstay vault list' for their names.")));
    }

    /// What programs are told of an entry; never a field of it.
    static Map<String, @Nullable Object> document(Entry entry) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("id", entry.id().value());
        document.put("name", entry.name());
        document.put("kind", entry.kind().word());
        document.put("purpose", entry.purpose().word());
        document.put("account", entry.account());
        document.put("tenant", entry.tenant());
        document.put("revision", entry.revision());
        document.put("createdAt", entry.createdAt().toString());
        document.put("changedAt", entry.changedAt().toString());
        document.put("rotateAfterDays", entry.rotateAfterDays());
        return document;
    }

    /// What programs are told of an entry in the list.
    static Map<String, @Nullable Object> document(Vaults.Item item, Instant now) {
        Map<String, @Nullable Object> document = document(item.entry());
        Instant lentAt = item.lastLentAt();
        document.put("usedBy", item.usedBy());
        document.put("lastLentAt", lentAt == null ? null : lentAt.toString());
        document.put("ageDays", ageDays(item.entry(), now));
        document.put("due", item.rotationDue());
        document.put("fingerprint", item.fingerprint());
        return document;
    }

    /// How many whole days ago its fields were set.
    static long ageDays(Entry entry, Instant now) {
        return Math.max(0, Duration.between(entry.changedAt(), now).toDays());
    }
}
