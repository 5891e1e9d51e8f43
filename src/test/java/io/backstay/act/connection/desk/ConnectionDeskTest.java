package io.backstay.act.connection.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.backstay.act.connection.Connection;
import io.backstay.act.connection.ConnectionBook;
import io.backstay.act.connection.Connections.Synced;
import io.backstay.act.connection.SupabaseProjects;
import io.backstay.act.connection.reach.ConnectionSites;
import io.backstay.act.connection.transport.Stores;
import io.backstay.act.role.Gate;
import io.backstay.act.role.Recorder;
import io.backstay.act.role.Role;
import io.backstay.audit.AuditLog;
import io.backstay.audit.Who;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.DiskStorage;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.catalogue.Catalogue;
import io.backstay.estate.Environment;
import io.backstay.policy.Policies;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A listing that fails before anything is reached, over real files: the vault lends nothing.
final class ConnectionDeskTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-27T12:00:00Z"));
    private static final Failure LOCKED = new Failure.BadInput("The vault is locked.", "Unlock it.");

    @TempDir
    Path home;

    private AuditLog audit;
    private Catalogue catalogue;
    private Stores stores;
    private ConnectionDesk desk;

    @BeforeEach
    void open() throws Exception {
        audit = AuditLog.open(home.resolve("audit.db"), CLOCK, new Who("jonas", "admin", "test"), new SecureRandom());
        catalogue = Catalogue.open(home.resolve("catalogue.db"));
        var book = new ConnectionBook(home, new DiskStorage());
        book.change(all -> all.add(new Connection(
                "cloud",
                new AssetId("cloud"),
                Environment.PRODUCTION,
                new SupabaseProjects("Supabase, read", null, null, null))));
        stores = new Stores(new Random(1), CLOCK, (_, _) -> {
            throw new AssertionError("something was changed");
        });
        var sites = new ConnectionSites(
                book,
                () -> {
                    throw new BackstayException(LOCKED);
                },
                () -> {
                    throw new AssertionError("programs were asked for");
                },
                stores,
                audit::origin);
        desk = new ConnectionDesk(
                sites,
                new ConnectionDesk.Beside(
                        (_, _) -> {
                            throw new AssertionError("a base backup was taken");
                        },
                        new Policies(null, CLOCK),
                        audit::newest),
                catalogue,
                new Recorder(() -> audit, new Gate(Role.ADMINISTRATOR, () -> audit)),
                CLOCK);
    }

    @AfterEach
    void close() throws Exception {
        catalogue.close();
        audit.close();
        stores.close();
    }

    private BackstayException synced() {
        return assertThrows(BackstayException.class, () -> desk.sync("cloud", Duration.ZERO, Progress.NONE));
    }

    @Test
    void whyAListingFailedIsKeptForLater() throws Exception {
        assertSame(LOCKED, synced().failure());
        assertEquals(
                new Synced(CLOCK.instant(), List.of("The vault is locked. Unlock it.")),
                desk.known().getFirst().synced());
    }

    /// A catalogue that cannot be written must not hide why nothing could be listed.
    @Test
    void whyAListingFailedIsToldAlsoWhereItCannotBeKept() throws Exception {
        catalogue.close();
        BackstayException told = synced();
        assertSame(LOCKED, told.failure());
        assertEquals(1, told.getSuppressed().length);
    }
}
