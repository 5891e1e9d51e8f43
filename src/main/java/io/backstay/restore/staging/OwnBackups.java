package io.backstay.restore.staging;

import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.backup.WalArchive;
import io.backstay.connect.postgres.recovery.Recovery;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.restore.find.Ground;
import java.nio.file.Path;

/// Base backups and a log that lie here, out of which Backstay makes scratch servers itself.
///
/// @param backups   the folder with the base backups, each named by its recovery point's id
/// @param archive   the write-ahead log
/// @param recovery  makes scratch servers from the two
/// @param superuser of the database server, whose password a scratch server inherits; never used on live by a restore
public record OwnBackups(Path backups, WalArchive archive, Recovery recovery, Login superuser) implements Stagings {
    @Override
    public Staging of(Job job) {
        return new LogStaging(this, job);
    }

    /// What a search for the moment stands on.
    public Ground ground(String database, TenantMapping mapping) {
        return new Ground(backups, archive, recovery, superuser.password(), database, mapping);
    }
}
