package io.backstay.act.tenant;

import io.backstay.act.role.Permission;
import io.backstay.act.role.Recorder;
import io.backstay.audit.Deed;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Writes a tenant's rows down; whose, how many and where to stands in the record.
///
/// @param databases how a connection's name becomes a database
/// @param own       the mappings of the state folder
public record ExportDesk(Recorder recorder, TenantDatabases databases, OwnMappings own) implements TenantExports {
    private static final String SESSION = "backstay tenant export";
    private static final Pattern STRANGE = Pattern.compile("[^A-Za-z0-9._-]");

    @Override
    public Result export(Order order, Progress progress) throws BackstayException, InterruptedException {
        Path folder = order.folder().toAbsolutePath();
        NewFolder.require(folder);
        Deed deed = Deed.of("tenant.export", order.connection() + " to " + folder)
                .about(order.tenant())
                .with("tenant", order.tenant().value())
                .with("form", order.form().name().toLowerCase(Locale.ROOT));
        return recorder.act(
                Permission.EXPORT_TENANT,
                deed,
                () -> NewFolder.make(folder, beside -> written(order, folder, beside, progress)),
                result -> Map.of("tables", "" + result.tables().size(), "rows", "" + result.rows()));
    }

    private Result written(Order order, Path folder, NewFolder beside, Progress progress)
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
            Form form = order.form();
            Map<TableName, Long> counts = Extraction.run(
                    rows,
                    () -> database.reader().open(SESSION),
                    form == Form.COPY ? RowForm.TEXT : RowForm.CSV,
                    table -> beside.open(file(table.name(), form)),
                    progress);
            List<File> tables = new ArrayList<>();
            for (Table table : rows.territory().owned()) {
                TableName name = table.name();
                tables.add(new File(
                        name.toString(),
                        rows.territory().mapping().label(name),
                        file(name, form),
                        counts.getOrDefault(name, 0L),
                        beside.sha256(file(name, form))));
            }
            Result result = new Result(
                    order.connection(), order.tenant().value(), folder.toString(), asOf, List.copyOf(tables));
            if (result.rows() == 0) {
                throw new BackstayException(new Failure.NotFound(
                        "A row of the " + rows.territory().mapping().words().tenant() + " "
                                + order.tenant().value() + " in " + order.connection(),
                        "Check the key: it is what the database has for it, not its name. Nothing was written."));
            }
            if (form == Form.COPY) {
                String script = LoadScript.of(rows.territory().owned(), name -> file(name, form));
                WholeFile.writePrivate(
                        beside.file("load.sql"), out -> out.write(script.getBytes(StandardCharsets.UTF_8)));
            }
            WholeFile.writePrivate(
                    beside.file("export.json"),
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

    private static String file(TableName table, Form form) {
        return STRANGE.matcher(table.toString()).replaceAll("_") + "."
                + form.name().toLowerCase(Locale.ROOT);
    }
}
