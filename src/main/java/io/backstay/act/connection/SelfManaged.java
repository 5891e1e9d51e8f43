package io.backstay.act.connection;

import io.backstay.connect.postgres.Login;
import io.backstay.connect.s3.wire.ObjectKeys;
import io.backstay.seal.Secret;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL server of one's own. No part of it is secret; it names credentials of the vault.
///
/// @param mapping how a tenant's rows are found: a file of the format `backstay-mapping/1`
/// @param objects the tenants' files, absent when there are none or they are not Backstay's to bring back
/// @param log     the object store with the write-ahead log, absent when it lies in a folder
public record SelfManaged(
        Server server,
        Folders folders,
        String mapping,
        Credentials credentials,
        @Nullable ObjectSettings objects,
        @Nullable Log log)
        implements Provider {
    /// As it stands in the file, and who provides such assets in the catalogue.
    public static final String KIND = "postgresql";

    public SelfManaged {
        absolute("mapping", mapping);
        if ((folders.archive() == null) == (log == null)) {
            throw new IllegalArgumentException("the log lies in a folder or in an object store, in one of them");
        }
    }

    /// A server whose log lies in a folder.
    public SelfManaged(
            Server server, Folders folders, String mapping, Credentials credentials, @Nullable ObjectSettings objects) {
        this(server, folders, mapping, credentials, objects, null);
    }

    /// Where the write-ahead log lies, for a person.
    public String logPlace() {
        return log == null ? String.valueOf(folders.archive()) : log.toString();
    }

    @Override
    public String kind() {
        return KIND;
    }

    /// Where the live database answers. How the way there is protected stands in the credentials, where nobody can
    /// change it who cannot open the vault; and a credential goes to no server but the one that it names itself.
    public record Server(String host, int port, String database) {
        public Server {
            if (database.isBlank() || database.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("a database has a name");
            }
            // The rules for hosts and ports stand there.
            new Login(host, port, database, "nobody", () -> Secret.ofChars(new char[0]));
        }

        @Override
        public String toString() {
            return host + ":" + port + "/" + database;
        }
    }

    /// Folders of this machine, or mounted on it; each an absolute path.
    ///
    /// @param backups  the base backups, a folder each
    /// @param archive  the write-ahead log, absent where an object store has it
    /// @param programs PostgreSQL's programs for scratch servers, absent for those that come with Backstay
    /// @param scratch  where scratch servers lie, absent for a folder of the state folder
    /// @param versions PostgreSQL's programs of each major version that base backups are of, such as `16`; absent
    ///                 where one folder is enough
    public record Folders(
            String backups,
            @Nullable String archive,
            @Nullable String programs,
            @Nullable String scratch,
            @Nullable Map<String, String> versions) {
        /// With programs of one version.
        public Folders(String backups, @Nullable String archive, @Nullable String programs, @Nullable String scratch) {
            this(backups, archive, programs, scratch, null);
        }

        public Folders {
            versions = versions == null || versions.isEmpty()
                    ? null
                    : Collections.unmodifiableMap(new TreeMap<>(versions));
            for (Map.Entry<String, String> each :
                    versions == null ? Map.<String, String>of().entrySet() : versions.entrySet()) {
                if (!each.getKey().matches("[1-9][0-9]{0,2}")) {
                    throw new IllegalArgumentException(
                            "a major version of PostgreSQL is a number such as 16: '" + each.getKey() + "'");
                }
                absolute("programs of PostgreSQL " + each.getKey(), each.getValue());
            }
            absolute("backups", backups);
            if (archive != null) {
                absolute("archive", archive);
            }
            if (programs != null) {
                absolute("programs", programs);
            }
            if (scratch != null) {
                absolute("scratch folder", scratch);
            }
        }
    }

    /// The write-ahead log in an S3-compatible store. Versions need not be kept there.
    ///
    /// @param prefix with which the keys of its files begin, such as `wal/`; empty for the whole bucket
    /// @param reader the name of an access key in the vault that lists and reads there, and can change nothing
    public record Log(ObjectSettings.Store store, String prefix, String reader) {
        public Log {
            if (reader.isBlank()) {
                throw new IllegalArgumentException("the key that reads the log has a name");
            }
            if (!prefix.isEmpty() && (!prefix.endsWith("/") || ObjectKeys.refusal(prefix + "x") != null)) {
                throw new IllegalArgumentException(
                        "the prefix of the log ends with / and is part of a key, such as wal/: '" + prefix + "'");
            }
        }

        @Override
        public String toString() {
            return store + "/" + prefix;
        }
    }

    /// Names of PostgreSQL logins in the vault, one for each purpose.
    ///
    /// @param reader  sees every row and can change none
    /// @param scratch a superuser of the server, whose password a scratch server inherits
    /// @param writer  sees every row and may become the restricted writer
    /// @param maker   may replicate and so take base backups, and can change and remove nothing; absent where none
    ///                are taken from here
    public record Credentials(
            String reader,
            String scratch,
            String writer,
            @Nullable String maker) {
        public Credentials {
            if (reader.isBlank() || scratch.isBlank() || writer.isBlank()) {
                throw new IllegalArgumentException("the reader, the scratch superuser and the writer have names");
            }
            if (reader.equals(scratch)
                    || writer.equals(reader)
                    || writer.equals(scratch)
                    || Set.of(reader, scratch, writer).contains(maker == null ? "" : maker)) {
                throw new IllegalArgumentException("each purpose has a credential of its own");
            }
        }
    }

    /// Refuses a path that means something else elsewhere.
    ///
    /// @throws IllegalArgumentException in one sentence
    public static void absolute(String what, String path) {
        try {
            if (Path.of(path).isAbsolute()) {
                return;
            }
        } catch (InvalidPathException _) {
            // Told below.
        }
        throw new IllegalArgumentException("the path of the " + what + " begins at the root: '" + path + "'");
    }
}
