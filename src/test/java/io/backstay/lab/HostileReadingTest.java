package io.backstay.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.archive.StorePlace;
import io.backstay.connect.postgres.backup.WalArchive;
import io.backstay.connect.s3.TenantPrefix;
import io.backstay.connect.s3.copy.Archive;
import io.backstay.connect.s3.rollback.FileLocks;
import io.backstay.connect.s3.rollback.LockLook;
import io.backstay.connect.s3.rollback.PrefixRollback;
import io.backstay.connect.s3.rollback.RollbackScope;
import io.backstay.connect.s3.wire.ObjectKeys;
import io.backstay.fixture.HostileNames;
import io.backstay.lab.objects.LabStoreFixture;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A thousand names that somebody made up to lead a reader out of a prefix: where locks and holds are looked at, where
/// versions are asked for out of an archive, and where a log of PostgreSQL is read under them. The practice store.
final class HostileReadingTest {
    private static final long SEED = 20_261_127;
    private static final String BUCKET = "practice-documents";
    private static final TenantPrefix FIRM_1 = new TenantPrefix(HostileNames.PREFIX);
    private static final Map<String, String> HELD = Map.of("x-amz-object-lock-legal-hold", "ON");
    private static final Map<String, String> ARCHIVED = Map.of("x-amz-storage-class", "GLACIER");

    private final List<String> names = HostileNames.of(SEED, 1_000);
    private final Set<String> allowed = names.stream()
            .filter(each -> ObjectKeys.refusal(each) == null)
            .collect(Collectors.toCollection(TreeSet::new));
    private final Set<String> asked = Collections.synchronizedSet(new TreeSet<>());
    private LabStoreFixture lab;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        lab = new LabStoreFixture(folder.resolve("store"));
        assertTrue(allowed.size() > 100 && allowed.size() <= 950, "seed " + SEED + " gives " + allowed.size());
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    /// The neighbours' objects are of the same kind, so that each could be taken for one of the tenant's.
    private void lay(Map<String, String> traits) throws Exception {
        lab.lay("firm-2/a", "a neighbour's", traits);
        lab.lay("firm-10/a", "another neighbour's", traits);
        lab.lay("a", "nobody's", traits);
        for (String each : names) {
            lab.lay(each, "good", traits);
        }
        lab.tick(10);
    }

    private void watch() {
        lab.watchAll(this::hear);
    }

    /// Only the bucket is asked for lists, and only for those of the prefix; all else is an object under it.
    private void hear(URI request) {
        String path = request.getRawPath();
        String query = String.valueOf(request.getRawQuery());
        boolean bucket = path.equals("/" + BUCKET) || path.equals("/" + BUCKET + "/");
        asked.add(bucket ? (query.contains("prefix=firm-1%2F") ? "a list" : "the bucket: " + query) : path);
    }

    private Set<String> objects() {
        return asked.stream()
                .filter(each -> !each.equals("a list"))
                .map(each -> HostileNames.named(BUCKET, each))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void locksAndHoldsAreAskedForUnderThePrefixOnlyAndStrangeNamesAreCounted() throws Exception {
        lay(HELD);
        watch();
        FileLocks locks = new LockLook(lab.store(), FIRM_1, lab.now()).run(Progress.NONE);
        assertEquals(names.size(), locks.files());
        assertEquals(names.size() - allowed.size(), locks.refused(), "seed " + SEED);
        assertEquals(allowed.size(), locks.held());
        assertEquals(0, locks.unknown());
        assertEquals(allowed, objects());
        for (FileLocks.Kept each : locks.kept()) {
            assertEquals(ObjectKeys.printable(each.key()), each.key());
        }
    }

    @Test
    void nothingOutsideThePrefixIsAskedForOutOfAnArchive() throws Exception {
        lay(ARCHIVED);
        Instant good = lab.now();
        lab.tick(10);
        for (String each : names) {
            lab.lay(each, null);
        }
        watch();
        var rollback = new PrefixRollback(lab.store(), FIRM_1, good, RollbackScope.DELETED);
        assertEquals(allowed.size(), rollback.archived().files(), "seed " + SEED);
        assertEquals(allowed.size(), rollback.retrieve(1, Archive.Haste.BULK, Progress.NONE));
        assertEquals(allowed, objects());
    }

    /// What lies beside a log under its prefix is anybody's to write, and what is asked for by name may be, too.
    @Test
    void aLogIsReadUnderItsPrefixOnlyWhateverLiesThere() throws Exception {
        lay(Map.of());
        watch();
        StorePlace place = new StorePlace(lab.store(), HostileNames.PREFIX, lab::now);
        Set<String> found = new TreeSet<>();
        place.names(found::add);
        Set<String> flat = new TreeSet<>();
        for (String each : names) {
            String name = each.substring(HostileNames.PREFIX.length());
            if (!name.isEmpty() && name.indexOf('/') < 0) {
                flat.add(name);
            }
        }
        assertEquals(flat, found, "seed " + SEED);
        assertEquals(List.of(), List.copyOf(new WalArchive(place).timelines()), "none of it is a log");
        List<String> wanted = new ArrayList<>(names);
        wanted.addAll(List.of("firm-1/../a", "firm-1//firm-2/a", "firm-1/%2e%2e/firm-2/a", "firm-1/..\\firm-2\\a"));
        Set<String> read = new TreeSet<>();
        for (String each : wanted) {
            String name = each.substring(HostileNames.PREFIX.length());
            boolean strange = ObjectKeys.refusal(each) != null;
            if (strange) {
                assertThrows(BackstayException.class, () -> place.holds(name), each);
                assertThrows(BackstayException.class, () -> place.beginning(name, 4), each);
            } else {
                assertEquals(names.contains(each), place.holds(name), each);
            }
            if (strange || !flat.contains(name)) {
                assertThrows(BackstayException.class, () -> read(place, name), each);
                continue;
            }
            assertEquals("good", read(place, name), each);
            assertEquals("goo", new String(place.beginning(name, 3), StandardCharsets.UTF_8));
            assertFalse(place.writtenAt(name).isAfter(lab.now()));
            read.add(each);
        }
        assertTrue(read.size() > 50, () -> "seed " + SEED + " gives " + read.size() + " to read");
        assertTrue(objects().containsAll(read));
        assertTrue(Set.copyOf(wanted).containsAll(objects()), "each object is asked for by its own name");
    }

    private static String read(StorePlace place, String name) throws Exception {
        try (FileChannel channel = place.open(name)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
            return new String(bytes.array(), StandardCharsets.UTF_8);
        }
    }
}
