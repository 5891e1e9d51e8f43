package io.backstay.act.connection.form;

import io.backstay.act.connection.AwsAccount;
import io.backstay.act.connection.AwsScratch;
import io.backstay.act.connection.Connection;
import io.backstay.act.connection.HostedDatabase;
import io.backstay.act.connection.ObjectSettings;
import io.backstay.act.connection.Provider;
import io.backstay.act.connection.S3Buckets;
import io.backstay.act.connection.SelfManaged;
import io.backstay.act.connection.StagingServer;
import io.backstay.act.connection.SupabaseProjects;
import io.backstay.base.AssetId;
import io.backstay.connect.s3.wire.Addressing;
import io.backstay.estate.Environment;
import io.backstay.restore.environment.FileRows;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What was typed, as the connection that it means.
///
/// @param texts   what stands in each field
/// @param parts   what the connection has
/// @param mapping where the mapping of a connection of that name usually lies
public record Draft(Kind kind, Function<Field, String> texts, Set<Part> parts, Function<String, Path> mapping) {
    /// The connection.
    ///
    /// @throws StillEmpty               when something that is needed was not typed
    /// @throws IllegalArgumentException in one sentence when something is wrong
    public Connection connection(Environment environment) {
        String name = given(Field.NAME);
        Connection.requireName(name);
        return bare(name, environment).under(kind == Kind.STAGING ? null : maybe(Field.POLICY));
    }

    private Connection bare(String name, Environment environment) {
        return switch (kind) {
            case SERVER -> {
                String asset = or(Field.ASSET, name);
                yield of(name, asset, environment, server(name, asset));
            }
            case HOSTED -> {
                String asset = given(Field.HOSTED_ASSET);
                yield of(name, asset, environment, hosted(name, asset));
            }
            case STAGING ->
                of(
                        name,
                        given(Field.STAGING_OF),
                        environment,
                        new StagingServer(address(), given(Field.LOGIN), Checks.asMoment(given(Field.MOMENT))));
            case AWS -> of(name, name, environment, aws());
            case SUPABASE -> of(name, name, environment, supabase());
            case BUCKETS -> of(name, name, environment, buckets());
        };
    }

    /// Something that is needed was not typed.
    public static final class StillEmpty extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        StillEmpty(Field field) {
            super("\"" + field.question() + "\" is still empty");
        }
    }

    /// What is wrong, as it is told to a person.
    public static String sentence(IllegalArgumentException wrong) {
        String words = String.valueOf(wrong.getMessage());
        String begun = words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
        return begun.endsWith(".") ? begun : begun + ".";
    }

    private static Connection of(String name, String asset, Environment environment, Provider provider) {
        return new Connection(name, new AssetId(asset), environment, provider);
    }

    private SelfManaged.Server address() {
        return new SelfManaged.Server(given(Field.HOST), Checks.asPort(given(Field.PORT)), given(Field.DATABASE));
    }

    private SelfManaged server(String name, String asset) {
        boolean stored = parts.contains(Part.LOG_STORE);
        SelfManaged.Server server = address();
        String typed = maybe(Field.PROGRAMS);
        ProgramFolders programs = ProgramFolders.of(typed == null ? List.of() : lines(typed));
        var folders = new SelfManaged.Folders(
                given(Field.BACKUPS),
                stored ? null : given(Field.ARCHIVE),
                programs.one(),
                maybe(Field.SCRATCH),
                programs.versions());
        SelfManaged.Log log = stored
                ? new SelfManaged.Log(
                        store(Field.WAL_STORE, Field.WAL_REGION, Field.WAL_BUCKET, Field.WAL_OWNER, Field.WAL_STYLE),
                        or(Field.WAL_PREFIX, ""),
                        given(Field.WAL_READER))
                : null;
        var credentials = new SelfManaged.Credentials(
                given(Field.READER), given(Field.SUPERUSER), given(Field.WRITER), maybe(Field.BACKUP_LOGIN));
        return new SelfManaged(server, folders, usualMapping(name), credentials, objects(asset), log);
    }

    private HostedDatabase hosted(String name, String asset) {
        return new HostedDatabase(
                address(),
                maybe(Field.ACCOUNT),
                usualMapping(name),
                given(Field.READER),
                given(Field.WRITER),
                objects(asset));
    }

    private String usualMapping(String name) {
        return or(Field.MAPPING, mapping.apply(name).toString());
    }

    private @Nullable ObjectSettings objects(String asset) {
        if (!parts.contains(Part.FILES)) {
            return null;
        }
        String rows = maybe(Field.STORE_ROWS);
        return new ObjectSettings(
                or(Field.STORE_ASSET, asset + "-files"),
                store(Field.STORE, Field.REGION, Field.BUCKET, Field.STORE_OWNER, Field.STORE_STYLE),
                given(Field.PREFIX),
                rows == null ? null : FileRows.parse(rows),
                new ObjectSettings.Credentials(
                        given(Field.STORE_READER), given(Field.STORE_SCRATCH), given(Field.STORE_WRITER)));
    }

    private ObjectSettings.Store store(Field endpoint, Field region, Field bucket, Field owner, Field style) {
        return new ObjectSettings.Store(given(endpoint), given(region), given(bucket), maybe(owner), addressing(style));
    }

    /// Absent for the usual one.
    private @Nullable Addressing addressing(Field style) {
        String chosen = maybe(style);
        Addressing addressing = chosen == null ? null : Addressing.valueOf(chosen.toUpperCase(Locale.ROOT));
        return addressing == Addressing.PATH ? null : addressing;
    }

    private AwsAccount aws() {
        List<String> regions = several(given(Field.AWS_REGIONS));
        String principals = maybe(Field.PRINCIPALS);
        return new AwsAccount(
                regions,
                given(Field.AWS_READER),
                maybe(Field.AWS_MAKER),
                maybe(Field.ENDPOINT),
                principals == null ? null : several(principals),
                parts.contains(Part.NEW_SERVERS) ? scratch(regions.getFirst()) : null);
    }

    private AwsScratch scratch(String usual) {
        return new AwsScratch(
                given(Field.RESTORE_KEY),
                given(Field.SCRATCH_LOGIN),
                or(Field.RESTORE_REGION, usual),
                given(Field.SUBNET_GROUP),
                several(given(Field.SECURITY_GROUPS)),
                given(Field.PARAMETER_GROUP),
                maybe(Field.CLUSTER_PARAMETER_GROUP),
                maybe(Field.INSTANCE_CLASS),
                maybe(Field.BACKUP_ROLE));
    }

    private S3Buckets buckets() {
        String named = maybe(Field.BUCKETS_NAMED);
        return new S3Buckets(
                given(Field.BUCKETS_STORE),
                given(Field.BUCKETS_REGION),
                named == null ? null : several(named),
                maybe(Field.BUCKETS_OWNER),
                addressing(Field.BUCKETS_STYLE),
                given(Field.BUCKETS_KEY));
    }

    private SupabaseProjects supabase() {
        String buckets = maybe(Field.STORAGE);
        return new SupabaseProjects(
                given(Field.TOKEN),
                maybe(Field.RESTORE_TOKEN),
                maybe(Field.ENDPOINT),
                buckets == null ? null : storage(buckets, maybe(Field.STORAGE_ENDPOINT)));
    }

    /// Words with a space, a comma or a line's end between them.
    static List<String> several(String typed) {
        return List.of(typed.strip().split("[\\s,]+"));
    }

    /// A bucket on each line.
    static List<SupabaseProjects.Storage> storage(String typed, @Nullable String endpoint) {
        return lines(typed).stream()
                .map(line -> SupabaseProjects.Storage.parse(line, endpoint))
                .toList();
    }

    static List<String> lines(String typed) {
        return Arrays.stream(typed.split("\\R"))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private String given(Field field) {
        String text = maybe(field);
        if (text == null) {
            throw new StillEmpty(field);
        }
        return text;
    }

    private String or(Field field, String usual) {
        String text = maybe(field);
        return text == null ? usual : text;
    }

    private @Nullable String maybe(Field field) {
        String text = texts.apply(field).strip();
        return text.isEmpty() ? null : text;
    }
}
