package io.backstay.act.tenant;

import io.backstay.act.role.Permission;
import io.backstay.act.role.Recorder;
import io.backstay.audit.Deed;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.OwnerOnly;
import io.backstay.base.Progress;
import io.backstay.codec.Json;
import io.backstay.codec.WholeFile;
import io.backstay.connect.postgres.tenant.extract.Extraction;
import io.backstay.connect.postgres.tenant.extract.RowForm;
import io.backstay.connect.postgres.tenant.rows.Closure;
import io.backstay.connect.postgres.tenant.rows.SqlFailures;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.schema.TableName;
import io.backstay.restore.plan.Refusal;
import io.backstay.seal.Digest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Writes a tenant's rows down; whose, how many and where to stands in the record.
///
/// @param databases how a connection's name becomes a database
/// @param own       the mappings of the state folder
public record ExportDesk(Recorder recorder, TenantDatabases databases, OwnMappings own) implements TenantExports {
    private static final String SESSION = "backstay tenant export";
    private static final int BUFFER_BYTES = 1 << 16;
    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    private static final Pattern STRANGE = Pattern.compile("[^A-Za-z0-9._-]");

    @Override
    public Result export(Order order, Progress progress) throws BackstayException, InterruptedException {
        Path folder = order.folder().toAbsolutePath();
        if (Files.exists(folder)) {
            throw new BackstayException(
                    new Failure.Conflict(folder + " is there already", "Name a folder that does not exist yet."));
        }
        WholeFile.requireFolder(folder);
        Deed deed = Deed.of("tenant.export", order.connection() + " to " + folder)
                .with("tenant", order.tenant().value())
                .with("form", order.form().name().toLowerCase(Locale.ROOT));
        return recorder.act(
                Permission.EXPORT_TENANT,
                deed,
                () -> whole(order, folder, progress),
                result -> Map.of("tables", "" + result.tables().size(), "rows", "" + result.rows()));
    }

    /// Beside its place first, so that a folder that is there is whole.
    private Result whole(Order order, Path folder, Progress progress) throws BackstayException, InterruptedException {
        Path beside = folder.resolveSibling(folder.getFileName() + ".part");
        try {
            remove(beside);
            Files.createDirectory(beside);
            Result result = written(order, folder, beside, progress);
            Files.move(beside, folder);
            return result;
        } catch (IOException e) {
            throw new BackstayException(Failure.unwritable(folder, e), e);
        } finally {
            discard(beside);
        }
    }

    private Result written(Order order, Path folder, Path beside, Progress progress)
            throws BackstayException, InterruptedException, IOException {
        TenantDatabases.Database database = databases.find(order.connection(), progress);
        OwnMappings.Chosen chosen = own.choose(order.connection(), database, order.mapping());
        if (!chosen.file().confirmed()) {
            throw Refusal.MAPPING_UNCONFIRMED.stop();
        }
        progress.step("Finding the tenant's rows");
        try (Connection session = database.reader().open(SESSION);
                TenantRows rows = Closure.find(session, chosen.file().mapping(), order.tenant())) {
            Instant asOf = rows.db()
                    .one(
                            "select now()",
                            row -> row.getObject(1, OffsetDateTime.class).toInstant());
            progress.step("Writing them down");
            var files = new NewFiles(beside, order.form());
            RowForm form = order.form() == Form.COPY ? RowForm.TEXT : RowForm.CSV;
            Map<TableName, Long> counts =
                    Extraction.run(rows, () -> database.reader().open(SESSION), form, files, progress);
            List<File> tables = new ArrayList<>();
            for (Table table : rows.territory().owned()) {
                TableName name = table.name();
                tables.add(new File(
                        name.toString(),
                        rows.territory().mapping().label(name),
                        files.name(name),
                        counts.getOrDefault(name, 0L),
                        files.sha256(name)));
            }
            Result result = new Result(
                    order.connection(), order.tenant().value(), folder.toString(), asOf, List.copyOf(tables));
            if (result.rows() == 0) {
                throw new BackstayException(new Failure.NotFound(
                        "A row of the " + rows.territory().mapping().words().tenant() + " "
                                + order.tenant().value() + " in " + order.connection(),
                        "Check the key: it is what the database has for it, not its name. Nothing was written."));
            }
            if (order.form() == Form.COPY) {
                String script = LoadScript.of(rows.territory().owned(), files::name);
                WholeFile.writePrivate(
                        beside.resolve("load.sql"), out -> out.write(script.getBytes(StandardCharsets.UTF_8)));
            }
            WholeFile.writePrivate(
                    beside.resolve("export.json"),
                    out -> out.write(Json.pretty(document(result)).getBytes(StandardCharsets.UTF_8)));
            return result;
        } catch (SQLException e) {
            throw SqlFailures.translate("Exporting the tenant's rows", e);
        }
    }

    private static Map<String, Object> document(Result result) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("format", "backstay-tenant-export/1");
        document.put("connection", result.connection());
        document.put("tenant", result.tenant());
        document.put("asOf", result.asOf());
        document.put("tables", result.tables());
        return document;
    }

    /// New files that only their owner may read, and what was written to them.
    private static final class NewFiles implements Extraction.Target {
        private final Path folder;
        private final Form form;
        private final Map<TableName, MessageDigest> digests = new ConcurrentHashMap<>();

        NewFiles(Path folder, Form form) {
            this.folder = folder;
            this.form = form;
        }

        String name(TableName table) {
            return STRANGE.matcher(table.toString()).replaceAll("_") + "."
                    + form.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public OutputStream open(Table table) throws IOException {
            MessageDigest digest = Digest.begin();
            digests.put(table.name(), digest);
            Path file = folder.resolve(name(table.name()));
            FileChannel channel = FileChannel.open(file, NEW, OwnerOnly.of(file));
            return new BufferedOutputStream(
                    new DigestOutputStream(Channels.newOutputStream(channel), digest), BUFFER_BYTES);
        }

        String sha256(TableName name) {
            MessageDigest digest = digests.get(name);
            if (digest == null) {
                throw new IllegalStateException(name + " was not written");
            }
            return HexFormat.of().formatHex(digest.digest());
        }
    }

    private static void discard(Path folder) throws BackstayException {
        try {
            remove(folder);
        } catch (IOException e) {
            throw new BackstayException(Failure.unwritable(folder, e), e);
        }
    }

    private static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }
}
