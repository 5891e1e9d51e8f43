package io.backstay.connect.postgres.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.fixture.Campaign;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever the schema: what one tenant lost comes back, and nothing else moves.
final class TenantPropertyTest {
    private static final int SCHEMAS = 300;

    /// Rounds of the long campaign; each is as many schemas as share a database, 10,008 in all.
    private static final long CAMPAIGN = 834;

    /// How many schemas share a database; making one is dearer than a schema in it.
    private static final int TOGETHER = 12;

    /// How many databases are worked on at once: while the server is busy with one, this side is with another.
    private static final int AT_ONCE = 3;

    @BeforeAll
    static void rolesAreThere() throws BackstayException, InterruptedException {
        Practice.create();
    }

    static List<Long> seeds() {
        return new SplittableRandom(20261126).longs(SCHEMAS).boxed().toList();
    }

    /// The seeds of each database, for as many databases as are worked on at once.
    static List<List<List<Long>>> rounds() {
        return parts(parts(seeds(), TOGETHER), AT_ONCE);
    }

    private static <T> List<List<T>> parts(List<T> all, int size) {
        return Stream.iterate(0, at -> at < all.size(), at -> at + size)
                .map(at -> all.subList(at, Math.min(all.size(), at + size)))
                .toList();
    }

    @ParameterizedTest(name = "seeds {0}")
    @MethodSource("rounds")
    void whatOneTenantLostComesBackAndNothingElseMoves(List<List<Long>> estates) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Integer>> undos = new ArrayList<>();
            for (List<Long> seeds : estates) {
                undos.add(threads.submit(() -> restoreAll(seeds)));
            }
            for (Future<Integer> each : undos) {
                assertTrue(each.get() > 0, "none of these imports could be taken back");
            }
        }
    }

    private static int restoreAll(List<Long> seeds) throws BackstayException, InterruptedException, SQLException {
        try (RandomEstate estate = RandomEstate.of(seeds)) {
            for (long seed : seeds) {
                estate.restoreAndCompare(seed);
            }
            return estate.undos();
        }
    }

    @Test
    @Tag("deep")
    void tenThousandSchemas() throws Exception {
        long done = new Campaign("tenants of random schemas", CAMPAIGN)
                .run(round -> restoreAll(
                        new SplittableRandom(round).longs(TOGETHER).boxed().toList()));
        assertTrue(done > 0);
    }

    @Test
    void theSchemasHaveEverythingThatTheyShould() {
        List<RandomSchema> made = seeds().stream().map(RandomSchema::new).toList();
        for (RandomSchema.Layout layout : RandomSchema.Layout.values()) {
            assertTrue(made.stream().filter(each -> each.layout == layout).count() > 50, layout::name);
        }
        for (RandomSchema.KeyKind key : RandomSchema.KeyKind.values()) {
            assertTrue(made.stream().filter(each -> each.key == key).count() > 20, key::name);
        }
        for (RandomSchema.Kind kind : RandomSchema.Kind.values()) {
            assertTrue(has(made, kind) > 50, kind::name);
        }
        assertTrue(made.stream().filter(each -> each.triggers).count() > 10);
        assertTrue(made.stream().filter(each -> each.security).count() > 10);
        assertEquals(SCHEMAS, made.stream().map(each -> each.schema).distinct().count());
    }

    private static long has(List<RandomSchema> made, RandomSchema.Kind kind) {
        return made.stream()
                .filter(each -> each.edges.stream().anyMatch(edge -> edge.kind() == kind))
                .count();
    }
}
