package io.backstay.restore.find;

import io.backstay.connect.postgres.backup.WalArchive;
import io.backstay.connect.postgres.recovery.Recovery;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.seal.SecretSource;
import java.nio.file.Path;

/// What a search stands on; nothing of it reaches live.
///
/// @param backups  the folder with the base backups
/// @param archive  the write-ahead log
/// @param recovery makes standbys from the two
/// @param password of the superuser in the backups
/// @param database the database in which the tenant's rows are
/// @param mapping  how they are found
public record Ground(
        Path backups,
        WalArchive archive,
        Recovery recovery,
        SecretSource password,
        String database,
        TenantMapping mapping) {}
