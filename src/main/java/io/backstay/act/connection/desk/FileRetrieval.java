package io.backstay.act.connection.desk;

import io.backstay.act.connection.ConnectionBook;
import io.backstay.act.connection.Connections;
import io.backstay.act.connection.ObjectSettings;
import io.backstay.act.connection.reach.ConnectionSites;
import io.backstay.act.connection.reach.ObjectWay;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.rollback.ArchivedFiles;
import io.backstay.connect.s3.rollback.FileLocks;
import io.backstay.connect.s3.rollback.LockLook;
import io.backstay.connect.s3.rollback.PrefixRollback;
import io.backstay.connect.s3.rollback.RollbackScope;

/// A tenant's files of a moment that lie in an archive: found with the key that reads, asked for with the one that
/// writes.
record FileRetrieval(ConnectionBook book, ConnectionSites sites) {
    ArchivedFiles archived(Connections.FilesAt wanted) throws BackstayException, InterruptedException {
        ObjectSettings settings = settings(wanted);
        return rollback(wanted, settings, way(wanted, settings).reader()).archived();
    }

    /// What keeps them, all of that moment, from being removed.
    FileLocks locks(Connections.FilesAt wanted, Progress progress) throws BackstayException, InterruptedException {
        ObjectSettings settings = settings(wanted);
        progress.step("Asking for locks and holds");
        return new LockLook(way(wanted, settings).reader(), settings.of(wanted.tenant()), wanted.at()).run(progress);
    }

    long ask(Connections.FilesAt wanted, Connections.Retrieval how, Progress progress)
            throws BackstayException, InterruptedException {
        ObjectSettings settings = settings(wanted);
        progress.step("Asking for files in an archive");
        return rollback(wanted, settings, way(wanted, settings).writer()).retrieve(how.days(), how.haste(), progress);
    }

    private ObjectWay way(Connections.FilesAt wanted, ObjectSettings settings) throws BackstayException {
        return sites.objects(book.named(wanted.connection()), settings);
    }

    private ObjectSettings settings(Connections.FilesAt wanted) throws BackstayException {
        ObjectSettings objects = book.named(wanted.connection()).objects();
        if (objects == null) {
            throw new BackstayException(new Failure.Unsupported(
                    "Asking about a tenant's files over the connection " + wanted.connection()
                            + ", which has no object store",
                    "Add a connection whose database and files belong together ('backstay connection add --help', the"
                            + " options that begin with --store)."));
        }
        return objects;
    }

    /// What was overwritten comes back in restore tests only, so that what is asked for is what a restore needs.
    private static PrefixRollback rollback(Connections.FilesAt wanted, ObjectSettings settings, ObjectStore store)
            throws BackstayException {
        return new PrefixRollback(store, settings.of(wanted.tenant()), wanted.at(), RollbackScope.DELETED);
    }
}
