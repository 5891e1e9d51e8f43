package io.backstay.act.practice;

import io.backstay.act.connection.Connection;
import io.backstay.act.connection.reach.ConnectionSites;
import io.backstay.act.connection.reach.NewBucket;
import io.backstay.act.test.TestGround;
import io.backstay.act.test.TestGrounds;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.lab.Lab;
import io.backstay.restore.Site;
import io.backstay.restore.environment.FileRows;
import org.jspecify.annotations.Nullable;

/// Every connection as the ground of restore tests: the practice lab, or one of the book.
public final class ConnectionGrounds implements TestGrounds {
    private final LabGrounds lab;
    private final ConnectionSites sites;

    /// Grounds of the lab, and of every connection that is set up.
    public ConnectionGrounds(LabGrounds lab, ConnectionSites sites) {
        this.lab = lab;
        this.sites = sites;
    }

    @Override
    public TestGround open(String connection, Progress progress) throws BackstayException, InterruptedException {
        return connection.equals(Connection.LAB)
                ? lab.open(connection, progress)
                : new Ground(connection, sites.named(connection), sites.fileRows(connection), sites);
    }

    @Override
    public @Nullable String connectionOf(AssetId asset) throws BackstayException {
        return asset.equals(Lab.DATABASE) || asset.equals(Lab.FILES) ? Connection.LAB : sites.nameOf(asset);
    }

    /// Nothing was started for it, and nothing may be deleted there.
    private record Ground(String name, Site site, @Nullable FileRows fileRows, ConnectionSites sites)
            implements TestGround {
        @Override
        public ObjectStore newBucket(NewBucket bucket) throws BackstayException {
            return sites.newBucket(name, bucket);
        }

        @Override
        public @Nullable Eraser eraser() {
            return null;
        }

        @Override
        public boolean practice() {
            return false;
        }

        @Override
        public void close() {
            // It was there before.
        }
    }
}
