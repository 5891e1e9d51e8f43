package io.backstay.act.practice;

import io.backstay.act.connection.Connection;
import io.backstay.act.connection.reach.ConnectionSites;
import io.backstay.act.tenant.TenantDatabases;
import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.restore.Site;

/// The database behind a connection's name: the lab's, which is started, or one of the connections.
///
/// @param lab         opened when it is asked for
/// @param connections opened when one of them is asked for
public record NamedDatabases(Opening<LabPractice> lab, Opening<ConnectionSites> connections)
        implements TenantDatabases {
    /// Opens what is needed, or gives what is open.
    @FunctionalInterface
    public interface Opening<T> {
        T open() throws BackstayException;
    }

    @Override
    public Database find(String connection, Progress progress) throws BackstayException, InterruptedException {
        if (connection.equals(Connection.LAB)) {
            Site site = lab.open().upAndReachable(progress);
            return new Database(site.reader(), site.mapped());
        }
        ConnectionSites.Look look = connections.open().look(connection);
        return new Database(look.reader(), null, look.mapping());
    }
}
