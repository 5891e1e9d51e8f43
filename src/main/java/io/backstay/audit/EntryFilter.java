package io.backstay.audit;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which entries are wanted; what is absent or empty leaves a condition out.
///
/// @param caseId of one case
/// @param tenant about one tenant
/// @param run    of one restore
/// @param text   a part of the act, the target or the actor; ASCII letters match in either case
public record EntryFilter(
        @Nullable String caseId,
        @Nullable String tenant,
        @Nullable String run,
        String text) {
    /// Every entry.
    public static final EntryFilter ALL = new EntryFilter(null, null, null, "");

    /// The entries of a case, or all for null.
    static EntryFilter ofCase(@Nullable String caseId) {
        return new EntryFilter(caseId, null, null, "");
    }

    /// The entries about a tenant.
    static EntryFilter ofTenant(String tenant) {
        return new EntryFilter(null, tenant, null, "");
    }

    /// The condition in SQL, with a leading space, or nothing.
    String where() {
        List<String> all = new ArrayList<>();
        if (caseId != null) {
            all.add("case_id = ?");
        }
        if (tenant != null) {
            all.add("tenant = ?");
        }
        if (run != null) {
            all.add("run = ?");
        }
        if (!text.isEmpty()) {
            all.add("(act LIKE ? ESCAPE '!' OR target LIKE ? ESCAPE '!' OR actor LIKE ? ESCAPE '!')");
        }
        return all.isEmpty() ? "" : " WHERE " + String.join(" AND ", all);
    }

    /// Fills the places of [#where].
    ///
    /// @return the number of the next place
    int bind(PreparedStatement query) throws SQLException {
        int place = 1;
        for (@Nullable String value : new @Nullable String[] {caseId, tenant, run}) {
            if (value != null) {
                query.setString(place++, value);
            }
        }
        for (int i = 0; i < 3 && !text.isEmpty(); i++) {
            query.setString(place++, "%" + text.replaceAll("([!%_])", "!$1") + "%");
        }
        return place;
    }
}
