package io.backstay.cli.connection;

import io.backstay.base.Lifetime;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.backup.BackupPoint;
import io.backstay.connect.postgres.backup.WalArchive;
import io.backstay.connect.postgres.recovery.Recovery;
import io.backstay.connect.postgres.recovery.ScratchServer;
import io.backstay.fixture.RdsMachine;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.TestPostgres;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Real servers behind a stand-in for RDS: each is the CRM as it was at the moment that was asked for.
final class CrmRack implements RdsMachine.Rack, AutoCloseable {
    private final CrmServer crm;
    private final Recovery recovery;
    private final Map<String, ScratchServer> servers = new TreeMap<>();
    private @Nullable Instant kept;

    CrmRack(CrmServer crm) throws Exception {
        this.crm = crm;
        this.recovery = new Recovery(
                TestPostgres.programs(), TestPostgres.privilege(), crm.root().resolve("rack"));
    }

    /// Of which moment the point is that AWS Backup keeps, which names none when a server is made of it.
    synchronized void keeps(Instant moment) {
        kept = moment;
    }

    /// The CRM as it was, on a server of its own.
    ScratchServer at(String name, Instant moment) throws Exception {
        ScratchServer server = recovery.recover(
                BackupPoint.list(crm.backups()).getFirst(),
                new WalArchive(crm.archive()),
                moment,
                Secrets.source(CrmServer.PASSWORD),
                Progress.NONE);
        servers.put(name, server);
        return server;
    }

    @Override
    public synchronized int up(String name, Map<String, String> form) throws Exception {
        String moment = form.getOrDefault("RestoreToTime", form.get("RestoreTime"));
        return at(name, moment == null ? Objects.requireNonNull(kept, form::toString) : Instant.parse(moment))
                .login("crm")
                .port();
    }

    @Override
    public synchronized void down(String name) {
        Objects.requireNonNull(servers.remove(name), name).close();
    }

    @Override
    public synchronized void close() {
        try (Lifetime all = new Lifetime()) {
            servers.values().forEach(all::own);
        }
    }
}
