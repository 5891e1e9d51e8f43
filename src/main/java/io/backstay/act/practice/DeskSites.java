package io.backstay.act.practice;

import io.backstay.act.connection.Connection;
import io.backstay.act.connection.reach.ConnectionSites;
import io.backstay.act.connection.reach.Sites;
import io.backstay.act.tenant.OwnMappings;
import io.backstay.act.vault.RunLease;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.estate.RecoveryPoint;
import io.backstay.lab.Lab;
import io.backstay.restore.Site;
import io.backstay.restore.staging.Staging;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Every database by its asset: the lab's, by the state folder's mapping where there is one, or a connection's.
///
/// The lab has a vault of its own, which no lock of the operator's closes, so nothing of it is leased.
public record DeskSites(LabPractice lab, OwnMappings mappings, ConnectionSites connections) implements Sites {
    @Override
    public DeskSites on(@Nullable String staging) {
        return new DeskSites(lab, mappings, connections.on(staging));
    }

    @Override
    public List<String> stagings(AssetId database) throws BackstayException {
        return connections.stagings(database);
    }

    @Override
    public @Nullable RecoveryPoint stated(AssetId database) throws BackstayException {
        return connections.stated(database);
    }

    @Override
    public @Nullable Staging lasting(AssetId database, String restore) throws BackstayException {
        return connections.lasting(database, restore);
    }

    @Override
    public Site of(AssetId database) throws BackstayException {
        return database.equals(Lab.DATABASE)
                ? connections.staged(mappings.on(Connection.LAB, lab.site(database)))
                : connections.of(database);
    }

    @Override
    public @Nullable RunLease lease(AssetId database, String restore, Runnable stop) throws BackstayException {
        return database.equals(Lab.DATABASE) ? null : connections.lease(database, restore, stop);
    }
}
