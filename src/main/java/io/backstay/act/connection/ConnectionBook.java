package io.backstay.act.connection;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.base.Storage;
import io.backstay.codec.Json;
import io.backstay.codec.Value;
import io.backstay.codec.WholeFile;
import io.backstay.codec.Words;
import io.backstay.estate.Environment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The connections of a state folder: the file `connections.json` of the format `backstay-connections/1`, described
/// in `docs/formats/connections.md`.
///
/// @param home    the state folder
/// @param storage locks the file while it is changed
public record ConnectionBook(Path home, Storage storage) {
    static final String FORMAT = "backstay-connections/1";
    private static final ByteSize FILE_MAX = new ByteSize(1L << 20);
    private static final int CONNECTIONS_MAX = 1_000;

    /// The document as it is stored.
    record Stored(String format, List<Value> connections) {}

    /// One connection as it is stored; what its settings are depends on its kind.
    record Entry(
            String name,
            String asset,
            Environment environment,
            String kind,
            Value settings,
            @Nullable String policy) {}

    /// What is done to the connections that there are.
    @FunctionalInterface
    public interface Change {
        /// Changes the list, by name, or refuses.
        void of(List<Connection> connections) throws BackstayException;
    }

    Path file() {
        return home.resolve("connections.json");
    }

    /// All connections, by name; none while there is no file.
    ///
    /// @throws BackstayException naming the line, the place in the document and what is wrong there
    public List<Connection> read() throws BackstayException {
        if (Files.notExists(file(), LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        Value document = Json.read(file(), FILE_MAX);
        Stored stored = Json.bind(document, Stored.class);
        if (!stored.format().equals(FORMAT)) {
            throw document.place().bad("the format is not '" + FORMAT + "'");
        }
        if (stored.connections().size() > CONNECTIONS_MAX) {
            throw document.place().bad("there are more than " + CONNECTIONS_MAX + " connections");
        }
        List<Connection> found = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (Value each : stored.connections()) {
            Connection connection = connection(each);
            boolean other = known.add("name " + connection.name());
            for (AssetId asset : connection.assets()) {
                other &= known.add("asset " + asset.value());
            }
            if (!other) {
                throw each.place().bad("another connection has this name or asset");
            }
            found.add(connection);
        }
        found.sort((one, other) -> one.name().compareTo(other.name()));
        return List.copyOf(found);
    }

    private static Connection connection(Value value) throws BackstayException {
        Entry entry = Json.bind(value, Entry.class);
        Provider provider = switch (entry.kind()) {
            case SelfManaged.KIND -> Json.bind(entry.settings(), SelfManaged.class);
            case HostedDatabase.KIND -> Json.bind(entry.settings(), HostedDatabase.class);
            case StagingServer.KIND -> Json.bind(entry.settings(), StagingServer.class);
            case AwsAccount.KIND -> Json.bind(entry.settings(), AwsAccount.class);
            case SupabaseProjects.KIND -> Json.bind(entry.settings(), SupabaseProjects.class);
            case S3Buckets.KIND -> Json.bind(entry.settings(), S3Buckets.class);
            default ->
                throw value.place()
                        .bad("the kind is not '"
                                + String.join(
                                        "', '",
                                        SelfManaged.KIND,
                                        HostedDatabase.KIND,
                                        StagingServer.KIND,
                                        AwsAccount.KIND,
                                        SupabaseProjects.KIND,
                                        S3Buckets.KIND)
                                + "'");
        };
        try {
            return new Connection(
                    entry.name(), new AssetId(entry.asset()), entry.environment(), provider, entry.policy());
        } catch (IllegalArgumentException e) {
            throw value.place().bad(String.valueOf(e.getMessage()));
        }
    }

    /// The connections that name a credential of the vault, each with what for, such as `connection crm, reader`.
    public List<String> uses(String wanted) throws BackstayException {
        List<String> uses = new ArrayList<>();
        for (Connection each : read()) {
            each.credentials().forEach((purpose, name) -> {
                if (name.equals(wanted)) {
                    uses.add("connection " + each.name() + ", " + purpose);
                }
            });
        }
        return List.copyOf(uses);
    }

    /// The same for a list of credentials, which must not fail because another file cannot be read.
    public List<String> usesAsFarAsKnown(String wanted) {
        try {
            return uses(wanted);
        } catch (BackstayException e) {
            return List.of("not known: connections.json cannot be read");
        }
    }

    /// The connection of that name.
    public Connection named(String name) throws BackstayException {
        List<Connection> all = read();
        for (Connection each : all) {
            if (each.name().equals(name)) {
                return each;
            }
        }
        List<String> names = new ArrayList<>(List.of(Connection.LAB));
        all.forEach(each -> names.add(each.name()));
        throw new BackstayException(new Failure.NotFound(
                "A connection called " + name,
                "There is " + String.join(", ", names) + "; another is made with 'backstay connection add'."));
    }

    /// Changes them while nobody else can, so that no change is lost; nothing is written when the change refuses.
    ///
    /// @throws BackstayException `Conflict` while another command changes them
    public void change(Change change) throws BackstayException {
        try (Storage.Held _ = storage.lock(file().resolveSibling("connections.json.lock"))) {
            List<Connection> all = new ArrayList<>(read());
            change.of(all);
            write(all);
        }
    }

    /// Writes all of them, whole or not at all, into a file that only its owner may read.
    private void write(List<Connection> connections) throws BackstayException {
        if (connections.size() > CONNECTIONS_MAX) {
            throw new BackstayException(new Failure.BadInput(
                    "There are " + CONNECTIONS_MAX + " connections already, as many as there can be.",
                    "Remove one with 'backstay connection remove' first."));
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("format", FORMAT);
        document.put(
                "connections", connections.stream().map(ConnectionBook::entry).toList());
        byte[] text = (Json.pretty(document) + "\n").getBytes(StandardCharsets.UTF_8);
        WholeFile.writePrivate(file(), out -> out.write(text));
    }

    /// A connection as it stands in the file.
    public static Map<String, Object> entry(Connection connection) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", connection.name());
        entry.put("asset", connection.asset().value());
        entry.put("environment", Words.of(connection.environment()));
        entry.put("kind", connection.provider().kind());
        entry.put("settings", connection.provider());
        if (connection.policy() != null) {
            entry.put("policy", connection.policy());
        }
        return entry;
    }
}
