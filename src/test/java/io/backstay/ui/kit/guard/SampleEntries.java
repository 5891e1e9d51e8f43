package io.backstay.ui.kit.guard;

import io.backstay.act.vault.Vaults.Draft;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Nine believable credentials, of which three are due.
final class SampleEntries {
    static final List<Sample> ALL = List.of(
            sample(EntryKind.POSTGRES_LOGIN, Purpose.READ, "core-reader", "db.core.test", 41, "ctizero-core"),
            sample(
                    EntryKind.POSTGRES_LOGIN,
                    Purpose.RESTORE_TO_SCRATCH,
                    "core-scratch",
                    "db.core.test",
                    12,
                    "ctizero-core, scratch",
                    "Practice lab, scratch"),
            sample(EntryKind.POSTGRES_LOGIN, Purpose.WRITE_TO_LIVE, "core-writer", "db.core.test", 97),
            sample(EntryKind.AWS_ACCESS_KEY, Purpose.READ, "media-reader", "123456789012", 120, "expansive-media"),
            new Sample(
                    new Draft(
                            EntryKind.AWS_ACCESS_KEY,
                            Purpose.WRITE_TO_LIVE,
                            "media-writer",
                            "123456789012",
                            "firm_01J8QW7T4K",
                            90),
                    33,
                    List.of("expansive-media")),
            sample(EntryKind.API_TOKEN, Purpose.READ, "supabase-token", "taxportal", 8, "taxportal-db"),
            sample(EntryKind.OAUTH_CLIENT, Purpose.READ, "azure-client", "platform-central", 60, "platform-central"),
            sample(EntryKind.SERVICE_ACCOUNT, Purpose.READ, "gcp-backups", "ops-halyard-17", 200),
            sample(EntryKind.SIGNING_KEY, Purpose.SIGN, "record-of-this-console", "this computer", 5, "Record"));

    private SampleEntries() {}

    /// One of them.
    ///
    /// @param days how old its fields are
    record Sample(Draft draft, int days, List<String> usedBy) {}

    private static Sample sample(
            EntryKind kind, Purpose purpose, String name, String account, int days, String... usedBy) {
        @Nullable Integer reminder = kind == EntryKind.SIGNING_KEY ? null : 90;
        return new Sample(new Draft(kind, purpose, name, account, null, reminder), days, List.of(usedBy));
    }
}
