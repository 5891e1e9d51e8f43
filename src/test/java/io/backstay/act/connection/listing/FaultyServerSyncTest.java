package io.backstay.act.connection.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.connection.Connection;
import io.backstay.act.connection.SelfManaged;
import io.backstay.act.restore.RunLab;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.catalogue.Catalogue;
import io.backstay.catalogue.PointFilter;
import io.backstay.connect.postgres.archive.WalPlace;
import io.backstay.connect.postgres.backup.WalArchive;
import io.backstay.estate.Asset;
import io.backstay.estate.Environment;
import io.backstay.fixture.NthCall;
import io.backstay.restore.staging.OwnBackups;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The listing of somebody's own server, with a real base backup and a real log, in which one call of the log
/// fails, for every call there is: it ends with a sentence, the catalogue is as it was, and the next listing is
/// whole.
final class FaultyServerSyncTest {
    private static final long SEED = 20_261_127L;
    private static final int CALLS_MAX = 200;
    private static final Instant BEGIN = Instant.parse("2026-11-27T12:00:00Z");

    @Test
    void aListingWhoseLogFailsAnywhereLeavesTheCatalogueAsItWas() throws Exception {
        try (RunLab lab = new RunLab("backstay-listing-", SEED)) {
            lab.lab().happen(Progress.NONE);
            OwnBackups own = lab.site(0).own();
            Connection connection = connection(own);
            try (Catalogue catalogue = Catalogue.open(lab.home().resolve("catalogue.db"))) {
                list(catalogue, connection, own.archive(), BEGIN);
                assertNotNull(catalogue.assets().getFirst().pitr(), "otherwise this shows nothing");
                int n = 1;
                while (oneFault(catalogue, connection, own, n)) {
                    n++;
                    assertTrue(n < CALLS_MAX, "a listing takes no end of calls");
                }
                assertTrue(n > 4, "only " + n + " calls were failed");
            }
        }
    }

    /// Whether that many calls were made at all.
    private static boolean oneFault(Catalogue catalogue, Connection connection, OwnBackups own, int n)
            throws Exception {
        Failure failure = NthCall.FAILURES.get(n % NthCall.FAILURES.size());
        String where = failure.code() + " of call " + n;
        List<String> before = all(catalogue);
        var nth = new NthCall(n, failure);
        var log = new WalArchive(nth.before(WalPlace.class, own.archive().place()));
        Instant now = BEGIN.plus(Duration.ofMinutes(2L * n));
        try {
            list(catalogue, connection, log, now);
            assertFalse(nth.reached(), () -> where + " was passed over");
            return false;
        } catch (BackstayException e) {
            assertTrue(nth.reached(), () -> where + ": " + e);
            assertEquals(failure.code(), e.failure().code(), where);
            assertEquals(before, all(catalogue), where);
        }
        list(catalogue, connection, own.archive(), now);
        assertEquals(now, catalogue.assets().getFirst().observation().observedAt(), where);
        return true;
    }

    /// As the desk does it.
    private static void list(Catalogue catalogue, Connection connection, WalArchive log, Instant now) throws Exception {
        SelfManaged settings = (SelfManaged) connection.provider();
        SelfManagedListing found = SelfManagedListing.of(connection, settings, log, now);
        catalogue.replace(found.asset(), found.points());
    }

    private static List<String> all(Catalogue catalogue) throws Exception {
        List<String> all = new ArrayList<>();
        for (Asset each : catalogue.assets()) {
            all.add(each.toString());
            catalogue.eachPoint(PointFilter.of(each.id()), point -> all.add(point.toString()));
        }
        assertTrue(all.size() > 1, "there is no point");
        return all;
    }

    private static Connection connection(OwnBackups own) {
        SelfManaged settings = new SelfManaged(
                new SelfManaged.Server("127.0.0.1", 1, "practice"),
                new SelfManaged.Folders(
                        own.backups().toString(), own.archive().folder().toString(), null, null),
                own.backups().resolve("mapping.yaml").toString(),
                new SelfManaged.Credentials("reader", "scratch", "writer", null),
                null);
        return new Connection("own", new AssetId("own"), Environment.PRODUCTION, settings);
    }
}
