package io.backstay.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Progress;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpBody;
import io.backstay.connect.http.HttpCall;
import io.backstay.connect.http.HttpLimits;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.TenantPrefix;
import io.backstay.connect.s3.copy.CopyLimits;
import io.backstay.connect.s3.copy.UploadFile;
import io.backstay.connect.s3.rollback.PrefixRollback;
import io.backstay.connect.s3.rollback.RollbackMeans;
import io.backstay.connect.s3.rollback.RollbackResult;
import io.backstay.connect.s3.rollback.RollbackScope;
import io.backstay.connect.s3.wire.Addressing;
import io.backstay.connect.s3.wire.ObjectKeys;
import io.backstay.connect.s3.wire.S3Address;
import io.backstay.connect.s3.wire.S3Calls;
import io.backstay.connect.s3.wire.S3Credentials;
import io.backstay.fixture.HostileNames;
import io.backstay.fixture.Secrets;
import io.backstay.lab.objects.LabStoreFixture;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A thousand names that somebody made up to lead a restore out of its tenant.
final class HostileKeysTest {
    private static final long SEED = 20261126;
    private static final int KEYS = 1000;
    private static final TenantPrefix FIRM_1 = new TenantPrefix("firm-1/");

    @TempDir
    Path folder;

    private static List<String> names() {
        return HostileNames.of(SEED, KEYS);
    }

    @Test
    void noneOfAThousandHostileNamesLeadsOutOfTheTenant() throws Exception {
        try (LabStoreFixture lab = new LabStoreFixture(folder.resolve("store"))) {
            List<String> names = names();
            lab.lay("firm-2/a", "the neighbour's");
            lab.lay("firm-10/a", "another neighbour's");
            for (String name : names) {
                lab.lay(name, "good");
            }
            lab.tick(10);
            Instant good = lab.now();
            lab.tick(10);
            List<String> shuffled = new ArrayList<>(names);
            Collections.shuffle(shuffled, new Random(SEED));
            for (int i = 0; i < shuffled.size(); i++) {
                lab.lay(shuffled.get(i), i % 2 == 0 ? null : "bad");
            }
            Set<String> asked = Collections.synchronizedSet(new TreeSet<>());
            lab.watch(asked::add);
            List<String> neighbours = neighbours(lab);

            var rollback = new PrefixRollback(lab.store(), FIRM_1, good, RollbackScope.DELETED_AND_OVERWRITTEN);
            RollbackResult result = rollback.run(rollback.plan(), Progress.NONE);

            long refused = names.stream()
                    .filter(name -> ObjectKeys.refusal(name) != null)
                    .count();
            assertTrue(refused >= 50 && refused < 900, "seed " + SEED + " gives " + refused + " names to refuse");
            assertEquals(refused, result.counts().notRestored(), "seed " + SEED);
            assertEquals(KEYS - refused, result.counts().broughtBack(), "seed " + SEED);
            assertEquals(
                    names.stream()
                            .filter(name -> ObjectKeys.refusal(name) != null)
                            .map(ObjectKeys::printable)
                            .sorted()
                            .toList(),
                    result.problems().stream()
                            .map(problem -> problem.key())
                            .sorted()
                            .toList(),
                    "each is named");
            assertEquals(neighbours, neighbours(lab), "no neighbour was touched");
            for (String path : asked) {
                assertTrue(path.equals("/practice-documents") || path.startsWith("/practice-documents/firm-1/"), path);
            }
        }
    }

    /// A key that may take no marker off copies everything, in parts where a copy is small: what is copied from is
    /// named
    /// in a header, where a name could lead as far astray as in a path.
    @Test
    void noCopyOfAHostileNameIsMadeFromAnotherTenantsObject() throws Exception {
        try (LabStoreFixture lab = new LabStoreFixture(folder.resolve("copies"))) {
            List<String> names = names().subList(0, 150);
            lab.copyMax(5);
            lab.lay("firm-2/a", "the neighbour's");
            for (int i = 0; i < names.size(); i++) {
                lab.lay(names.get(i), i % 3 == 0 ? "good and long" : "good");
            }
            lab.tick(10);
            Instant good = lab.now();
            lab.tick(10);
            for (int i = 0; i < names.size(); i++) {
                lab.lay(names.get(i), i % 2 == 0 ? null : "bad");
            }
            Set<String> asked = Collections.synchronizedSet(new TreeSet<>());
            Set<String> sources = Collections.synchronizedSet(new TreeSet<>());
            lab.watch(asked::add);
            lab.watchSources(sources::add);
            var five = new CopyLimits(new ByteSize(5), new ByteSize(5));
            var means = new RollbackMeans(new UploadFile(folder.resolve("uploads.log")), five, 4);
            var rollback = new PrefixRollback(lab.keeper(), FIRM_1, good, RollbackScope.DELETED_AND_OVERWRITTEN, means);
            RollbackResult result = rollback.run(rollback.plan(), Progress.NONE);

            Set<String> allowed = new TreeSet<>(names.stream()
                    .filter(name -> ObjectKeys.refusal(name) == null)
                    .toList());
            assertEquals(allowed.size(), result.counts().broughtBack(), () -> "seed " + SEED + " " + result);
            assertEquals(
                    allowed,
                    new TreeSet<>(sources.stream()
                            .map(source -> named(source.replaceFirst("[?]versionId=[^?]*$", "")))
                            .toList()),
                    "each is copied from itself and nothing else is copied from");
            asked.remove("/practice-documents");
            for (String path : asked) {
                assertTrue(allowed.contains(named(path)), path);
            }
        }
    }

    private static String named(String path) {
        return HostileNames.named("practice-documents", path);
    }

    @Test
    void aHostileNameLeadsNowhereElseWhereTheBucketStandsBeforeTheHost() throws Exception {
        var address = new S3Address(
                new Endpoint("https", "s3.example", 443), "eu-1", "practice-documents", null, Addressing.VIRTUAL);
        try (var transport = new HttpTransport(HttpLimits.USUAL, _ -> {}, new Random(SEED))) {
            var key = new S3Credentials("KEY", Secrets.source("not a real secret"), null);
            S3Calls calls = new ObjectStore(transport, address, key, InstantSource.system()).calls();
            for (String name : names()) {
                if (ObjectKeys.refusal(name) != null) {
                    assertThrows(
                            BackstayException.class, () -> calls.onObject("PUT", name, null, Map.of(), HttpBody.NONE));
                    assertThrows(BackstayException.class, () -> calls.source(name));
                    continue;
                }
                HttpCall call = calls.onObject("PUT", name, null, Map.of(), HttpBody.NONE);
                assertEquals("practice-documents.s3.example", call.endpoint().host());
                assertEquals(name, named("/practice-documents" + call.path()));
                assertEquals(name, named(calls.source(name)));
            }
        }
    }

    private static List<String> neighbours(LabStoreFixture lab) throws Exception {
        List<String> found = new ArrayList<>();
        for (String prefix : List.of("firm-2/", "firm-10/")) {
            lab.store().versions(prefix, version -> found.add(version.version().versionId()));
        }
        return found;
    }
}
