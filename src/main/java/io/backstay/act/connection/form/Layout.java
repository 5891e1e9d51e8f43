package io.backstay.act.connection.form;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which fields stand where, for each kind of connection.
public final class Layout {
    private static final Set<Field> OPTIONAL = EnumSet.of(
            Field.MAPPING,
            Field.POLICY,
            Field.ASSET,
            Field.BACKUP_LOGIN,
            Field.PROGRAMS,
            Field.SCRATCH,
            Field.WAL_PREFIX,
            Field.WAL_OWNER,
            Field.WAL_STYLE,
            Field.STORE_ASSET,
            Field.STORE_OWNER,
            Field.STORE_STYLE,
            Field.STORE_ROWS,
            Field.ACCOUNT,
            Field.AWS_MAKER,
            Field.PRINCIPALS,
            Field.RESTORE_REGION,
            Field.CLUSTER_PARAMETER_GROUP,
            Field.INSTANCE_CLASS,
            Field.BACKUP_ROLE,
            Field.RESTORE_TOKEN,
            Field.STORAGE,
            Field.STORAGE_ENDPOINT,
            Field.BUCKETS_NAMED,
            Field.BUCKETS_OWNER,
            Field.BUCKETS_STYLE,
            Field.ENDPOINT);

    private static final List<Field> POLICY = List.of(Field.POLICY);
    private static final List<Field> SERVER_LINE = List.of(Field.HOST, Field.PORT, Field.DATABASE);

    private static final Block FILES = new Block(
            Part.FILES,
            List.of(
                    List.of(Field.STORE, Field.REGION),
                    List.of(Field.BUCKET, Field.PREFIX),
                    List.of(Field.STORE_READER, Field.STORE_SCRATCH, Field.STORE_WRITER),
                    List.of(Field.STORE_OWNER, Field.STORE_STYLE),
                    List.of(Field.STORE_ASSET, Field.STORE_ROWS)),
            List.of());

    private Layout() {}

    /// Lines that are shown together.
    ///
    /// @param part    the part of a connection that decides about them, absent where they are always shown
    /// @param with    the lines, from top to bottom, each with its fields side by side, where it has that part
    /// @param without the lines where it has not
    public record Block(@Nullable Part part, List<List<Field>> with, List<List<Field>> without) {}

    /// From top to bottom.
    public static List<Block> of(Kind kind) {
        return switch (kind) {
            case SERVER -> server();
            case HOSTED ->
                List.of(
                        always(List.of(
                                List.of(Field.HOSTED_ASSET),
                                SERVER_LINE,
                                List.of(Field.READER, Field.WRITER),
                                List.of(Field.ACCOUNT, Field.POLICY))),
                        FILES,
                        seldom(List.of(List.of(Field.MAPPING))));
            case STAGING ->
                List.of(always(List.of(List.of(Field.STAGING_OF, Field.MOMENT), SERVER_LINE, List.of(Field.LOGIN))));
            case AWS -> aws();
            case SUPABASE ->
                List.of(
                        always(List.of(List.of(Field.TOKEN, Field.RESTORE_TOKEN), List.of(Field.STORAGE), POLICY)),
                        seldom(List.of(List.of(Field.ENDPOINT, Field.STORAGE_ENDPOINT))));
            case BUCKETS ->
                List.of(
                        always(List.of(
                                List.of(Field.BUCKETS_STORE, Field.BUCKETS_REGION),
                                List.of(Field.BUCKETS_KEY),
                                List.of(Field.BUCKETS_NAMED),
                                POLICY)),
                        seldom(List.of(List.of(Field.BUCKETS_OWNER, Field.BUCKETS_STYLE))));
        };
    }

    private static List<Block> server() {
        return List.of(
                always(List.of(SERVER_LINE, List.of(Field.BACKUPS))),
                new Block(
                        Part.LOG_STORE,
                        List.of(
                                List.of(Field.WAL_STORE, Field.WAL_REGION),
                                List.of(Field.WAL_BUCKET, Field.WAL_PREFIX),
                                List.of(Field.WAL_READER, Field.WAL_OWNER, Field.WAL_STYLE)),
                        List.of(List.of(Field.ARCHIVE))),
                always(List.of(
                        List.of(Field.READER, Field.SUPERUSER, Field.WRITER),
                        List.of(Field.BACKUP_LOGIN, Field.POLICY))),
                FILES,
                seldom(List.of(List.of(Field.ASSET, Field.MAPPING), List.of(Field.PROGRAMS, Field.SCRATCH))));
    }

    private static List<Block> aws() {
        return List.of(
                always(List.of(List.of(Field.AWS_READER, Field.AWS_MAKER), List.of(Field.AWS_REGIONS), POLICY)),
                new Block(
                        Part.NEW_SERVERS,
                        List.of(
                                List.of(Field.RESTORE_KEY, Field.SCRATCH_LOGIN),
                                List.of(Field.RESTORE_REGION, Field.SUBNET_GROUP),
                                List.of(Field.SECURITY_GROUPS, Field.PARAMETER_GROUP),
                                List.of(Field.CLUSTER_PARAMETER_GROUP, Field.INSTANCE_CLASS),
                                List.of(Field.BACKUP_ROLE)),
                        List.of()),
                seldom(List.of(List.of(Field.PRINCIPALS), List.of(Field.ENDPOINT))));
    }

    private static Block always(List<List<Field>> lines) {
        return new Block(null, lines, List.of());
    }

    private static Block seldom(List<List<Field>> lines) {
        return new Block(Part.SELDOM, lines, List.of());
    }

    /// Whether a field may stay empty.
    public static boolean optional(Field field) {
        return OPTIONAL.contains(field);
    }

    /// What a person sees of a kind besides its name.
    ///
    /// @param has whether the connection has a part
    public static List<Field> seen(Kind kind, Predicate<Part> has) {
        return of(kind).stream()
                .flatMap(block ->
                        (block.part() == null || has.test(block.part()) ? block.with() : block.without()).stream())
                .flatMap(Collection::stream)
                .toList();
    }

    /// All that is asked of a kind besides its name, whatever parts it has.
    public static List<Field> fields(Kind kind) {
        return of(kind).stream()
                .flatMap(block -> Stream.concat(block.with().stream(), block.without().stream()))
                .flatMap(Collection::stream)
                .toList();
    }
}
