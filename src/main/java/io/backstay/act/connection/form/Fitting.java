package io.backstay.act.connection.form;

import io.backstay.vault.entry.Entry;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Which credentials of the vault can stand in a field.
public record Fitting(EntryKind kind, Purpose purpose) {
    private static final String SUPABASE = "https://api.supabase.com";

    /// Of a field; absent where no credential is named there.
    public static @Nullable Fitting of(Field field) {
        return switch (field) {
            case READER -> new Fitting(EntryKind.POSTGRES_LOGIN, Purpose.READ);
            case WRITER -> new Fitting(EntryKind.POSTGRES_LOGIN, Purpose.WRITE_TO_LIVE);
            case SUPERUSER, BACKUP_LOGIN, SCRATCH_LOGIN, LOGIN ->
                new Fitting(EntryKind.POSTGRES_LOGIN, Purpose.RESTORE_TO_SCRATCH);
            case WAL_READER, STORE_READER, AWS_READER, BUCKETS_KEY ->
                new Fitting(EntryKind.AWS_ACCESS_KEY, Purpose.READ);
            case STORE_SCRATCH, AWS_MAKER, RESTORE_KEY ->
                new Fitting(EntryKind.AWS_ACCESS_KEY, Purpose.RESTORE_TO_SCRATCH);
            case STORE_WRITER -> new Fitting(EntryKind.AWS_ACCESS_KEY, Purpose.WRITE_TO_LIVE);
            case TOKEN -> new Fitting(EntryKind.API_TOKEN, Purpose.READ);
            case RESTORE_TOKEN -> new Fitting(EntryKind.API_TOKEN, Purpose.WRITE_TO_LIVE);
            default -> null;
        };
    }

    /// Whether a credential is of the kind and for the purpose.
    public boolean fits(Entry entry) {
        return entry.kind() == kind && entry.purpose() == purpose;
    }

    /// What is asked for, such as `PostgreSQL login for read`.
    public String words() {
        return kind.title() + " for " + purpose.word();
    }

    /// What is known of a credential that is stored for a field, because it was said already where it belongs to.
    ///
    /// @param texts what stands in the other fields
    /// @return open fields by name; an empty one is left out
    public Map<String, String> known(Field field, Function<Field, String> texts) {
        return switch (kind) {
            // The address of a new server is not known yet.
            case POSTGRES_LOGIN ->
                field == Field.SCRATCH_LOGIN
                        ? Map.of()
                        : Map.of(
                                "host", texts.apply(Field.HOST),
                                "port", texts.apply(Field.PORT),
                                "database", texts.apply(Field.DATABASE));
            case AWS_ACCESS_KEY -> Map.of("endpoint", texts.apply(address(field)));
            case API_TOKEN -> {
                String elsewhere = texts.apply(Field.ENDPOINT);
                yield Map.of("endpoint", elsewhere.isBlank() ? SUPABASE : elsewhere);
            }
            case OAUTH_CLIENT, SERVICE_ACCOUNT, SIGNING_KEY -> Map.of();
        };
    }

    /// Where the address stands to which a key goes.
    private static Field address(Field key) {
        return switch (key) {
            case WAL_READER -> Field.WAL_STORE;
            case STORE_READER, STORE_SCRATCH, STORE_WRITER -> Field.STORE;
            case BUCKETS_KEY -> Field.BUCKETS_STORE;
            default -> Field.ENDPOINT;
        };
    }

    /// What keeps a credential from being taken, a sentence; null when nothing does.
    public @Nullable String refusal(Entry entry) {
        if (entry.kind() != kind) {
            return "%s is of the kind %s, and %s is needed."
                    .formatted(entry.name(), entry.kind().word(), kind.word());
        }
        return entry.purpose() == purpose
                ? null
                : "%s is for %s, and %s is needed."
                        .formatted(entry.name(), entry.purpose().word(), purpose.word());
    }
}
