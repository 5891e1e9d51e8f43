package io.backstay.act.connection.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.connection.Connection;
import io.backstay.act.connection.ConnectionBook;
import io.backstay.act.connection.SelfManaged;
import io.backstay.act.connection.transport.Stores;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.DiskStorage;
import io.backstay.base.Failure;
import io.backstay.connect.http.Witness;
import io.backstay.connect.postgres.ProgramSet;
import io.backstay.connect.postgres.Programs;
import io.backstay.estate.Environment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which of PostgreSQL's programs a connection has; here they are scripts that say a version and nothing else.
final class ProgramsTest {
    private static final Programs BUNDLED = new Programs(Path.of("/bundled"), "18.6");

    @TempDir
    Path folder;

    private String programs(String version) throws Exception {
        Path bin = Files.createDirectories(folder.resolve("pg-" + version));
        Path postgres = bin.resolve("postgres");
        Files.writeString(postgres, "#!/bin/sh\necho 'postgres (PostgreSQL) " + version + "'\n");
        Files.setPosixFilePermissions(postgres, PosixFilePermissions.fromString("rwxr-xr-x"));
        return bin.toString();
    }

    private ProgramSet of(@Nullable String one, Map<String, String> versions) throws Exception {
        var own = new SelfManaged(
                new SelfManaged.Server("db.example", 5432, "crm"),
                new SelfManaged.Folders("/base", "/wal", one, null, versions),
                "/mapping.yaml",
                new SelfManaged.Credentials("read", "scratch", "write", null),
                null);
        try (Stores stores = new Stores(new Random(1), InstantSource.system(), Witness.practice())) {
            return new ConnectionSites(
                            new ConnectionBook(folder, new DiskStorage()),
                            () -> {
                                throw new AssertionError("a credential was asked for");
                            },
                            () -> BUNDLED,
                            stores,
                            () -> "nobody")
                    .way(new Connection("crm", new AssetId("crm"), Environment.PRODUCTION, own), own)
                    .programs();
        }
    }

    private static Failure missing(ProgramSet set, int major) {
        return assertThrows(BackstayException.class, () -> set.of(major)).failure();
    }

    @Test
    void eachMajorVersionHasTheFolderThatIsNamedForIt() throws Exception {
        String sixteen = programs("16.4");
        String seventeen = programs("17.2");
        ProgramSet both = of(null, Map.of("16", sixteen, "17", seventeen));
        assertEquals(new Programs(Path.of(sixteen), "16.4"), both.of(16));
        assertEquals(new Programs(Path.of(seventeen), "17.2"), both.of(17));
        assertEquals(BUNDLED, both.of(18), "of a version that is not named");
        Failure missing = missing(both, 15);
        assertTrue(missing.message().contains("PostgreSQL 15 with programs of version 16.4, 17.2, 18.6"));
        assertTrue(missing.advice().contains("--programs 15=FOLDER"), missing.advice());
    }

    @Test
    void oneFolderIsForEverythingAndNoneMeansThoseThatComeAlong() throws Exception {
        String sixteen = programs("16.4");
        ProgramSet one = of(sixteen, Map.of());
        assertEquals("16.4", one.of(16).version());
        assertTrue(missing(one, 18).message().endsWith("with programs of version 16.4 is not supported here."));
        assertEquals(BUNDLED, of(null, Map.of()).of(18));
        assertEquals("16.4", of(sixteen, Map.of("17", programs("17.2"))).of(16).version(), "both may be named");
    }

    @Test
    void aFolderWithProgramsOfAnotherVersionThanItIsNamedForIsRefused() throws Exception {
        String sixteen = programs("16.4");
        Failure wrong = assertThrows(BackstayException.class, () -> of(null, Map.of("15", sixteen)))
                .failure();
        assertTrue(wrong.message().contains("for PostgreSQL 15, and the programs there are of version 16.4"));
    }
}
