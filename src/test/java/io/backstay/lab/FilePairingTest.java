package io.backstay.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.connect.postgres.tenant.rows.FileNames;
import io.backstay.connect.postgres.tenant.schema.TableName;
import io.backstay.connect.s3.TenantPrefix;
import io.backstay.connect.s3.rollback.PrefixAt;
import io.backstay.lab.objects.LabStoreFixture;
import io.backstay.restore.FilePairing;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rows without bytes and bytes without rows, against a store with versions.
final class FilePairingTest {
    private static final TableName DOCUMENTS = TableName.of("practice.documents");
    private static final String[] PARTS = {"a", "Z", "ü", "😀", "￿", "~", "0", " ", "+", "%"};

    @TempDir
    Path folder;

    private LabStoreFixture lab;

    @BeforeEach
    void start() throws BackstayException {
        lab = new LabStoreFixture(folder);
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void aFileThatWasDeletedIsThereOnlyForTheRestore() throws BackstayException, InterruptedException {
        lab.put("firm-1/kept", "1");
        lab.put("firm-1/gone", "2");
        lab.put("firm-10/other", "3");
        lab.tick(2_000);
        Instant then = lab.now();
        lab.tick(2_000);
        lab.deletion().delete("firm-1/gone");
        lab.put("firm-1/later", "4");
        List<String> rows = List.of("firm-1/gone", "firm-1/kept", "firm-1/never");
        FilePairing.Result now = FilePairing.now(source(rows), files(then));
        assertEquals(List.of("firm-1/gone", "firm-1/never"), missing(now));
        assertEquals(List.of("firm-1/later"), now.unnamed());
        FilePairing.Result restored = FilePairing.restored(source(rows), files(then));
        assertEquals(List.of("firm-1/never"), missing(restored));
        assertEquals(List.of("firm-1/later"), restored.unnamed());
        assertEquals(3, restored.rows());
        assertEquals(3, restored.objects());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whateverTheNamesBothDifferencesAreExact(long seed) throws BackstayException, InterruptedException {
        SplittableRandom random = new SplittableRandom(seed);
        Set<String> objects = new TreeSet<>();
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String name = name(random);
            int side = random.nextInt(3);
            if (side < 2 && objects.add(name)) {
                lab.put(name, "x");
            }
            if (side > 0) {
                rows.add(name);
            }
        }
        rows.sort(Comparator.comparing((String name) -> name.getBytes(UTF_8), Arrays::compareUnsigned));
        FilePairing.Result found = FilePairing.now(source(rows), files(lab.now()));
        assertEquals(rows.stream().filter(name -> !objects.contains(name)).toList(), missing(found), "seed " + seed);
        objects.removeAll(rows);
        assertEquals(objects, new TreeSet<>(found.unnamed()), "seed " + seed);
        assertEquals(objects.size(), found.withoutRows(), "seed " + seed);
        assertTrue(found.rows() == rows.size(), "seed " + seed);
    }

    private static String name(SplittableRandom random) {
        StringBuilder name = new StringBuilder("firm-1/");
        int length = 1 + random.nextInt(3);
        for (int i = 0; i < length; i++) {
            name.append(PARTS[random.nextInt(PARTS.length)]);
        }
        return name.toString();
    }

    private PrefixAt files(Instant at) throws BackstayException {
        return new PrefixAt(lab.store(), new TenantPrefix("firm-1/"), at);
    }

    private static FileNames.Source source(List<String> names) {
        Iterator<String> each = names.iterator();
        return () -> each.hasNext() ? new FileNames.Named(each.next(), DOCUMENTS, "1") : null;
    }

    private static List<String> missing(FilePairing.Result result) {
        return result.missing().stream().map(FileNames.Named::name).toList();
    }
}
