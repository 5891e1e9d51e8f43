package io.backstay.act.connection.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.backstay.base.BackstayException;
import io.backstay.connect.postgres.archive.FolderPlace;
import io.backstay.connect.postgres.tenant.mapping.MappingFile;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.fixture.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Some tenant is found to try a mapping with, however tenants are told apart.
final class AnyTenantTest {
    private static final String HEAD = "format: backstay-mapping/1\nconfirmed: true\ntenant: firm\n";
    private static final String TAIL = "\nwriter: {role: w, registry: b.r}\n";

    @Test
    void theRootTableNamesOneWhoseKeyCanBeAnId() throws Exception {
        String mapping = "root: {table: s.firms, key: code}\ncolumns: [firm]\nschemas: [s]";
        assertEquals(
                "f 7",
                found(
                        "create schema s; create table s.firms (code text); insert into s.firms values (' '), ('f 7')",
                        mapping,
                        "app"));
        assertNull(found("create schema s; create table s.firms (code text)", mapping, "app"));
    }

    @Test
    void schemasAndTheDatabaseNameOneWhereTheirNamesAreOfTheForm() throws Exception {
        String schemas = "schemas: ['t_{tenant}_x']\nwhole: ['t_{tenant}_x']";
        assertEquals("berlin", found("create schema t_berlin_x; create schema t_; create schema t__x", schemas, "app"));
        assertNull(found("create schema t_; create schema t__x", schemas, "app"));
        String database = "schemas: [s]\nwhole: [s]\ndatabase: 'app_{tenant}'";
        assertEquals("wien", found("create schema s", database, "app_wien"));
        assertNull(found("create schema s", database, "app_"));
        assertNull(found("create schema s", database, "wien"));
        assertNull(
                found("create schema s", "schemas: [s]\nwhole: [s]\ndatabase: app", "app"), "nothing says who it is");
    }

    private static @Nullable String found(String sql, String mapping, String database)
            throws BackstayException, InterruptedException, SQLException {
        try (Connection session = TestPostgres.database().open("test")) {
            Db db = new Db(session);
            db.run(sql);
            var tenant = AnyTenant.of(
                    db, MappingFile.parse("test", HEAD + mapping + TAIL).mapping(), database);
            return tenant == null ? null : tenant.value();
        }
    }

    /// After a promotion live calls the last filled segment by the new timeline, on which it never was.
    @Test
    void theLastFilledSegmentIsFoundUnderAnOlderTimelineAndNeverUnderANewerOne(@TempDir Path archive) throws Exception {
        String asked = "000000020000000000000009";
        assertNull(LiveTrial.archived(new FolderPlace(archive), asked));
        Files.createFile(archive.resolve("000000030000000000000009"));
        Files.createFile(archive.resolve("000000020000000000000008"));
        Files.createFile(archive.resolve("000000020000000000000009.partial"));
        Files.createFile(archive.resolve("000000010000000000000009.partial.gz"));
        Files.createFile(archive.resolve("000000010000000000000009.00000028.backup.gz"));
        assertNull(LiveTrial.archived(new FolderPlace(archive), asked));
        Files.createFile(archive.resolve("000000010000000000000009.gz"));
        assertEquals("000000010000000000000009.gz", LiveTrial.archived(new FolderPlace(archive), asked));
        Files.delete(archive.resolve("000000010000000000000009.gz"));
        Files.createFile(archive.resolve(asked));
        assertEquals(asked, LiveTrial.archived(new FolderPlace(archive), asked));
    }
}
