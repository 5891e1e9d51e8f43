package io.backstay.act.connection.reach;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.backstay.act.connection.Connection;
import io.backstay.act.connection.ObjectSettings;
import io.backstay.act.connection.SelfManaged;
import io.backstay.act.connection.transport.Stores;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.Privilege;
import io.backstay.connect.postgres.ProgramSet;
import io.backstay.connect.postgres.Programs;
import io.backstay.connect.postgres.archive.StorePlace;
import io.backstay.connect.postgres.backup.WalArchive;
import io.backstay.connect.postgres.recovery.Recovery;
import io.backstay.connect.postgres.tenant.mapping.MappingFile;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.restore.Site;
import io.backstay.restore.staging.OwnBackups;
import io.backstay.seal.Digest;
import io.backstay.vault.entry.Purpose;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// How one self-managed server is reached: live with what the vault lends, scratch servers from folders.
public final class SelfManagedSite implements LiveWay {
    private static final int HOME_DIGITS = 12;

    private final Connection connection;
    private final SelfManaged settings;
    private final Means means;
    private final LiveLogins logins;

    SelfManagedSite(Connection connection, SelfManaged settings, Means means) {
        this.connection = connection;
        this.settings = settings;
        this.means = means;
        this.logins = new LiveLogins(settings.server(), new Keys(connection.name(), means.lender()));
    }

    /// What connections are reached with.
    ///
    /// @param home    the state folder
    /// @param lender  has the loans of the vault
    /// @param bundled has the programs that come with Backstay
    /// @param stores  has the ways to object stores
    record Means(Path home, ConnectionSites.Lender lender, ConnectionSites.Bundled bundled, Stores stores) {}

    Site site() throws BackstayException, InterruptedException {
        ObjectSettings objects = settings.objects();
        Login superuser = superuser();
        return new Site(
                connection.asset(),
                new OwnBackups(
                        Path.of(settings.folders().backups()),
                        archive(),
                        new Recovery(programs(), Privilege.probe(), scratch()).as(superuser.user()),
                        superuser),
                reader(),
                writer(),
                MappingFile.read(mapping()),
                objects == null ? null : objects(objects).objects());
    }

    ObjectWay objects(ObjectSettings objects) {
        return new ObjectWay(objects, logins.keys(), means);
    }

    /// Where the write-ahead log lies; of an object store nothing is asked yet.
    public WalArchive archive() throws BackstayException {
        SelfManaged.Log log = settings.log();
        if (log == null) {
            return new WalArchive(
                    Path.of(Objects.requireNonNull(settings.folders().archive())));
        }
        Stores stores = means.stores();
        ObjectStore store = ObjectWay.store(log.store().address(), logins.keys(), stores, log.reader(), Purpose.READ);
        return new WalArchive(new StorePlace(store, log.prefix(), stores.clock()));
    }

    /// Those that the connection names. Those that come with Backstay stand in for versions that it does not name,
    /// unless it names one folder for everything.
    public ProgramSet programs() throws BackstayException, InterruptedException {
        String own = settings.folders().programs();
        Map<String, String> versions = settings.folders().versions();
        List<Programs> named = new ArrayList<>();
        if (own != null) {
            named.add(Programs.in(Path.of(own)));
        }
        for (Map.Entry<String, String> each :
                versions == null ? Map.<String, String>of().entrySet() : versions.entrySet()) {
            named.add(named(each.getKey(), Programs.in(Path.of(each.getValue()))));
        }
        ProgramSet.Source bundled = means.bundled()::programs;
        return new ProgramSet(named, own != null && versions == null ? null : bundled);
    }

    private Programs named(String version, Programs found) throws BackstayException {
        if (!version.equals(Integer.toString(found.major()))) {
            throw new BackstayException(new Failure.BadInput(
                    "The connection " + connection.name() + " names " + found.bin() + " for PostgreSQL " + version
                            + ", and the programs there are of version " + found.version() + ".",
                    "Add the connection again with the folder of each version (--programs " + version + "=FOLDER)."));
        }
        return found;
    }

    /// The folder of this connection's scratch servers. Below one that was named, each state folder has its own,
    /// since the locks that say which of them is in use lie in the state folder.
    public Path scratch() {
        String own = settings.folders().scratch();
        if (own == null) {
            return means.home().resolve("scratch").resolve(connection.name());
        }
        String home = means.home().toAbsolutePath().normalize().toString();
        return Path.of(own)
                .resolve("backstay-" + Digest.hex(home.getBytes(UTF_8)).substring(0, HOME_DIGITS));
    }

    @Override
    public SelfManaged.Server server() {
        return settings.server();
    }

    @Override
    public Path mapping() {
        return Path.of(settings.mapping());
    }

    @Override
    public Login reader() throws BackstayException {
        return logins.login(settings.credentials().reader(), Purpose.READ);
    }

    @Override
    public Login writer() throws BackstayException {
        return logins.login(settings.credentials().writer(), Purpose.WRITE_TO_LIVE);
    }

    /// May replicate.
    ///
    /// @throws BackstayException when the connection has none
    public Login maker() throws BackstayException {
        String maker = settings.credentials().maker();
        if (maker == null) {
            throw new BackstayException(new Failure.BadInput(
                    "The connection " + connection.name() + " has no login that takes base backups.",
                    "Make one with 'create role ... login replication', and add the connection again with"
                            + " --backup-login."));
        }
        return logins.login(maker, Purpose.RESTORE_TO_SCRATCH);
    }

    /// A superuser of the server, whatever its name.
    public Login superuser() throws BackstayException {
        return logins.login(settings.credentials().scratch(), Purpose.RESTORE_TO_SCRATCH);
    }
}
