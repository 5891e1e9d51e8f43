package io.backstay.act.connection;

import io.backstay.act.vault.VaultLoans;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.Logins;
import io.backstay.connect.postgres.PgServer;
import io.backstay.connect.postgres.Privilege;
import io.backstay.connect.postgres.Programs;
import io.backstay.connect.postgres.backup.WalArchive;
import io.backstay.connect.postgres.recovery.Recovery;
import io.backstay.connect.postgres.tenant.mapping.MappingFile;
import io.backstay.restore.Site;
import io.backstay.vault.entry.Entry;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import java.nio.file.Path;

/// How one self-managed server is reached: live with what the vault lends, scratch servers from folders.
final class SelfManagedSite {
    private final Connection connection;
    private final SelfManaged settings;
    private final Means means;

    SelfManagedSite(Connection connection, SelfManaged settings, Means means) {
        this.connection = connection;
        this.settings = settings;
        this.means = means;
    }

    /// What connections are reached with.
    ///
    /// @param home    the state folder
    /// @param lender  has the loans of the vault
    /// @param bundled has the programs that come with Backstay
    record Means(Path home, ConnectionSites.Lender lender, ConnectionSites.Bundled bundled) {}

    Site site() throws BackstayException, InterruptedException {
        return new Site(
                connection.asset(),
                Path.of(settings.folders().backups()),
                archive(),
                new Recovery(programs(), Privilege.probe(), scratch()),
                reader(),
                superuser(),
                writer(),
                MappingFile.read(Path.of(settings.mapping())),
                null);
    }

    WalArchive archive() {
        return new WalArchive(Path.of(settings.folders().archive()));
    }

    Programs programs() throws BackstayException, InterruptedException {
        String own = settings.folders().programs();
        return own == null ? means.bundled().programs() : Programs.in(Path.of(own));
    }

    /// The folder of this connection's scratch servers.
    Path scratch() {
        String own = settings.folders().scratch();
        return own == null ? means.home().resolve("scratch").resolve(connection.name()) : Path.of(own);
    }

    Login reader() throws BackstayException {
        return login(settings.credentials().reader(), Purpose.READ);
    }

    Login writer() throws BackstayException {
        return login(settings.credentials().writer(), Purpose.WRITE_TO_LIVE);
    }

    Login superuser() throws BackstayException {
        String name = settings.credentials().scratch();
        Login login = login(name, Purpose.RESTORE_TO_SCRATCH);
        if (!login.user().equals(PgServer.SUPERUSER)) {
            throw refused(name, "its user is " + login.user() + ", and scratch servers are entered as postgres");
        }
        return login;
    }

    /// A login with a credential that is for this and for nothing else.
    private Login login(String name, Purpose purpose) throws BackstayException {
        VaultLoans loans = means.lender().loans();
        Entry entry = loans.entry(name);
        if (entry.kind() != EntryKind.POSTGRES_LOGIN) {
            throw refused(name, "it is no " + EntryKind.POSTGRES_LOGIN.title());
        }
        if (entry.purpose() != purpose) {
            throw refused(name, "it is for " + entry.purpose().word() + ", and " + purpose.word() + " is needed");
        }
        if (entry.tenant() != null) {
            throw refused(name, "it may act for the tenant " + entry.tenant() + " alone, a connection for all");
        }
        Login login = loans.make(
                entry,
                "connection " + connection.name(),
                (credential, secrets) -> Logins.of(credential, secrets.apply("password")));
        SelfManaged.Server server = settings.server();
        if (!login.host().equals(server.host()) || login.port() != server.port()) {
            throw refused(
                    name,
                    "it belongs to " + login.host() + ":" + login.port() + ", and the connection leads to " + server);
        }
        return login.to(server.database());
    }

    private BackstayException refused(String entry, String why) {
        return new BackstayException(new Failure.Refused(
                "The connection " + connection.name(),
                "the credential '" + entry + "' cannot be used: " + why,
                "Store the right one with 'backstay vault add', or name another."));
    }
}
