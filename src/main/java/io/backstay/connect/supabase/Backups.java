package io.backstay.connect.supabase;

import io.backstay.base.BackstayException;
import io.backstay.codec.Fields;
import io.backstay.codec.Value;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What Supabase says of a project's backups (`V1BackupsResponse`).
///
/// @param pitr     whether every moment of a window can be gone back to
/// @param earliest the window's first moment, absent where there is none
/// @param latest   its last
record Backups(
        boolean pitr,
        List<Backup> backups,
        @Nullable Instant earliest,
        @Nullable Instant latest) {

    /// A daily backup.
    ///
    /// @param status in Supabase's own words, such as `COMPLETED`
    /// @param taken  `inserted_at`
    record Backup(long id, boolean physical, String status, Instant taken) {}

    static Backups of(Value found) throws BackstayException {
        Fields fields = found.fields();
        List<Backup> backups = new ArrayList<>();
        for (Value each : fields.required("backups").items()) {
            Fields one = each.fields();
            backups.add(new Backup(
                    one.required("id").whole(),
                    one.required("is_physical_backup").bool(),
                    one.text("status"),
                    moment(one.text("inserted_at"))));
        }
        Fields window = fields.required("physical_backup_data").fields();
        return new Backups(
                fields.required("pitr_enabled").bool(),
                List.copyOf(backups),
                unix(window.optional("earliest_physical_backup_date_unix")),
                unix(window.optional("latest_physical_backup_date_unix")));
    }

    /// The document says only that it is a text; Supabase's examples have an offset, and a `Z` in some.
    private static Instant moment(String text) throws BackstayException {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw SupabaseQuestions.senseless("A backup", "inserted_at is no moment with an offset");
        }
    }

    private static @Nullable Instant unix(@Nullable Value seconds) throws BackstayException {
        try {
            return seconds == null ? null : Instant.ofEpochSecond(seconds.whole());
        } catch (DateTimeException e) {
            throw SupabaseQuestions.senseless("A window", "its end is no moment");
        }
    }
}
