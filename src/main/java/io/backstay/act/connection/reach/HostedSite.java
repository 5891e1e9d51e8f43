package io.backstay.act.connection.reach;

import io.backstay.act.connection.Connection;
import io.backstay.act.connection.HostedDatabase;
import io.backstay.act.connection.ObjectSettings;
import io.backstay.act.connection.SelfManaged;
import io.backstay.base.BackstayException;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.tenant.mapping.MappingFile;
import io.backstay.restore.Site;
import io.backstay.restore.staging.Stagings;
import io.backstay.vault.entry.Purpose;
import java.nio.file.Path;

/// How a live database is reached whose backups its provider keeps.
public final class HostedSite implements LiveWay {
    private final Connection connection;
    private final HostedDatabase settings;
    private final LiveLogins logins;
    private final SelfManagedSite.Means means;

    HostedSite(Connection connection, HostedDatabase settings, SelfManagedSite.Means means) {
        this.connection = connection;
        this.settings = settings;
        this.logins = new LiveLogins(settings.server(), new Keys(connection.name(), means.lender()));
        this.means = means;
    }

    /// @param stagings make its scratch databases
    Site site(Stagings stagings) throws BackstayException {
        ObjectSettings objects = settings.objects();
        return new Site(
                connection.asset(),
                stagings,
                reader(),
                writer(),
                MappingFile.read(mapping()),
                objects == null ? null : new ObjectWay(objects, logins.keys(), means).objects());
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
        return logins.login(settings.reader(), Purpose.READ);
    }

    @Override
    public Login writer() throws BackstayException {
        return logins.login(settings.writer(), Purpose.WRITE_TO_LIVE);
    }
}
