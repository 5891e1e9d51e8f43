package io.backstay.act.connection.desk;

import io.backstay.act.connection.Connection;
import io.backstay.act.connection.HostedDatabase;
import io.backstay.act.connection.SelfManaged;
import io.backstay.act.connection.reach.BucketClaims;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.catalogue.Catalogue;
import io.backstay.estate.Asset;
import io.backstay.lab.Lab;
import java.util.List;

/// Whether the names that a new connection brings along are free.
record Vacancy(Connection connection, Catalogue catalogue) {
    /// What somebody else lists under that name would be written over by a listing.
    void require() throws BackstayException {
        for (AssetId asset : connection.assets()) {
            if (asset.equals(Lab.DATABASE) || asset.equals(Lab.FILES)) {
                throw taken("The asset " + asset + " is the practice lab's");
            }
            for (Asset each : catalogue.assets()) {
                boolean hosted = connection.provider() instanceof HostedDatabase && asset.equals(connection.asset());
                if (!hosted && each.id().equals(asset) && !each.provider().equals(SelfManaged.KIND)) {
                    throw taken("The asset " + each.id() + " is known already, from " + each.provider());
                }
            }
        }
    }

    /// Adds it to the others.
    void take(List<Connection> all) throws BackstayException {
        for (Connection each : all) {
            if (each.name().equals(connection.name())) {
                throw taken("A connection called " + each.name() + " is there already");
            }
            BucketClaims.require(connection, each);
            for (AssetId asset : connection.assets()) {
                if (each.assets().contains(asset)) {
                    throw taken("The asset " + asset + " belongs to the connection " + each.name());
                }
            }
        }
        all.add(connection);
    }

    private static BackstayException taken(String what) {
        return new BackstayException(new Failure.Conflict(
                what, "Choose another; 'backstay connection list' and 'backstay points' show what is taken."));
    }
}
