package io.backstay.restore;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.tenant.mapping.MappingFile;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.TenantPrefix;
import io.backstay.connect.s3.copy.UploadBook;
import io.backstay.estate.Tenant;
import io.backstay.restore.find.Ground;
import io.backstay.restore.plan.Refusal;
import io.backstay.restore.staging.OwnBackups;
import io.backstay.restore.staging.Staging;
import io.backstay.restore.staging.Stagings;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Where the restore of one database finds what it needs.
///
/// @param stagings  make the scratch databases with its data of a moment
/// @param reader    the login to live that sees every row and can change none; everything but the import uses it
/// @param writer    the login to live that sees every row and may become the restricted writer; used by the import
///                  alone, so that its password is not asked for before
/// @param mapped    how a tenant's rows are found, and whether a person confirmed it: a draft restores nothing
/// @param objects   the tenants' files, absent when there are none
public record Site(
        AssetId database,
        Stagings stagings,
        Login reader,
        Login writer,
        MappingFile mapped,
        @Nullable Objects objects) {

    /// The tenants' files beside the database.
    ///
    /// @param reader  can change nothing; everything but bringing files back uses it
    /// @param scratch writes the copies that a restore test makes, and nothing else
    /// @param writer  brings files back
    /// @param uploads remembers its copies in parts, so that those that break off go on
    /// @param root    with which the keys of all tenants begin, empty for the whole bucket; nothing else is listed,
    ///                because a key to the store may be bound to it
    public record Objects(
            AssetId asset,
            ObjectStore reader,
            ObjectStore scratch,
            ObjectStore writer,
            UploadBook uploads,
            String root,
            Prefixes prefixes) {
        /// The part of the bucket that is one tenant's.
        ///
        /// @throws BackstayException when no key may hold this tenant's id
        public TenantPrefix prefix(TenantId tenant) throws BackstayException {
            return prefixes.of(tenant);
        }
    }

    /// Knows under which keys a tenant's files lie.
    @FunctionalInterface
    public interface Prefixes {
        /// The tenant's part of the bucket.
        TenantPrefix of(TenantId tenant) throws BackstayException;
    }

    /// How a tenant's rows are found.
    public TenantMapping mapping() {
        return mapped.mapping();
    }

    /// Refuses to restore by a mapping that nobody has confirmed.
    public void requireConfirmed() throws BackstayException {
        if (!mapped.confirmed()) {
            throw Refusal.MAPPING_UNCONFIRMED.stop();
        }
    }

    /// The same with another mapping.
    public Site mappedBy(MappingFile file) {
        return new Site(database, stagings, reader, writer, file, objects);
    }

    /// The same, with scratch databases from elsewhere.
    public Site stagedBy(Stagings others) {
        return new Site(database, others, reader, writer, mapped, objects);
    }

    /// The base backups and the log that lie here.
    ///
    /// @throws BackstayException when the database's backups are somebody else's to restore
    public OwnBackups own() throws BackstayException {
        if (stagings instanceof OwnBackups here) {
            return here;
        }
        throw new BackstayException(new Failure.Unsupported(
                "Reading the base backups and the log of " + database + ", which do not lie here",
                "Use a database whose folders are in its connection; a tenant of this one comes back with"
                        + " 'backstay restore plan'."));
    }

    /// Makes the scratch databases of one restore; the caller closes it.
    public Staging staging(String restore, Tenant tenant) {
        return stagings.of(new Stagings.Job(restore, tenant, reader.database(), mapping()));
    }

    /// What it means for a person that a session on live broke.
    BackstayException lost(SQLException e) {
        String why = e.getSQLState() == null ? "the connection broke" : "error " + e.getSQLState();
        return new BackstayException(new Failure.Unreachable(reader.host() + ":" + reader.port(), why), e);
    }

    /// What a search for the moment stands on.
    public Ground ground() throws BackstayException {
        return own().ground(reader.database(), mapping());
    }
}
