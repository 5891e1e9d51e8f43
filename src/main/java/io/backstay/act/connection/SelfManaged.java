package io.backstay.act.connection;

import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.Tls;
import io.backstay.seal.Secret;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL server of one's own. No part of it is secret; it names credentials of the vault.
///
/// @param mapping how a tenant's rows are found: a file of the format `backstay-mapping/1`
/// @param objects the tenants' files, absent when there are none
public record SelfManaged(
        Server server, Folders folders, String mapping, Credentials credentials, @Nullable Store objects)
        implements Provider {
    /// As it stands in the file.
    public static final String KIND = "postgresql";

    private static final String TENANT = "{tenant}";

    public SelfManaged {
        absolute("the mapping", mapping);
    }

    @Override
    public String kind() {
        return KIND;
    }

    /// Where the live database answers.
    ///
    /// @param ca the PEM file with the authorities that may vouch for the server, absent for those that Java trusts
    public record Server(
            String host, int port, String database, Tls.Mode tls, @Nullable String ca) {
        public Server {
            if (database.isBlank() || database.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("a database has a name");
            }
            if (ca != null) {
                absolute("the CA file", ca);
            }
            // The rules for where a password may go stand there.
            new Login(host, port, database, "nobody", () -> Secret.ofChars(new char[0]), tls(tls, ca));
        }

        Tls way() {
            return tls(tls, ca);
        }

        private static Tls tls(Tls.Mode mode, @Nullable String ca) {
            return new Tls(mode, ca == null ? null : Path.of(ca));
        }
    }

    /// Folders of this machine, or mounted on it; each an absolute path.
    ///
    /// @param backups  the base backups, a folder each
    /// @param archive  the write-ahead log
    /// @param programs PostgreSQL's programs for scratch servers, absent for those that come with Backstay
    /// @param scratch  where scratch servers lie, absent for a folder of the state folder
    public record Folders(
            String backups,
            String archive,
            @Nullable String programs,
            @Nullable String scratch) {
        public Folders {
            absolute("the backups", backups);
            absolute("the archive", archive);
            if (programs != null) {
                absolute("the programs", programs);
            }
            if (scratch != null) {
                absolute("the scratch folder", scratch);
            }
        }
    }

    /// Names of PostgreSQL logins in the vault, one for each purpose.
    ///
    /// @param reader  sees every row and can change none
    /// @param scratch the server's superuser `postgres`, whose password a scratch server inherits
    /// @param writer  sees every row and may become the restricted writer
    public record Credentials(String reader, String scratch, String writer) {
        public Credentials {
            if (reader.isBlank() || scratch.isBlank() || writer.isBlank()) {
                throw new IllegalArgumentException("the reader, the scratch superuser and the writer have names");
            }
            if (Set.of(reader, scratch).size() < 2 || writer.equals(reader) || writer.equals(scratch)) {
                throw new IllegalArgumentException("each purpose has a credential of its own");
            }
        }
    }

    /// The tenants' files in an S3-compatible store.
    ///
    /// @param asset  the store in the catalogue
    /// @param owner  the account that must own the bucket, absent where the store has no such thing
    /// @param prefix of a tenant's keys, such as `tenants/{tenant}/`
    /// @param reader name of an access key in the vault that can change nothing
    /// @param writer name of an access key in the vault that may copy versions
    public record Store(
            String asset,
            String endpoint,
            String region,
            String bucket,
            @Nullable String owner,
            String prefix,
            String reader,
            String writer) {
        public Store {
            if (!prefix.contains(TENANT) || !prefix.endsWith("/")) {
                throw new IllegalArgumentException("the prefix holds " + TENANT + " and ends with /");
            }
            if (asset.isBlank() || reader.isBlank() || writer.isBlank()) {
                throw new IllegalArgumentException("the object store, its reader and its writer have names");
            }
        }

        /// The prefix of one tenant's keys.
        String prefixOf(String tenant) {
            return prefix.replace(TENANT, tenant);
        }
    }

    private static void absolute(String what, String path) {
        try {
            if (Path.of(path).isAbsolute()) {
                return;
            }
        } catch (InvalidPathException _) {
            // Told below.
        }
        throw new IllegalArgumentException(what.replace("the ", "the path of the ") + " begins at the root: '" + path + "'");
    }
}
