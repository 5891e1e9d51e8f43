package io.backstay.connect.postgres.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.fixture.Campaign;
import java.sql.SQLException;
import java.util.List;
import java.util.SplittableRandom;
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

    @BeforeAll
    static void rolesAreThere() throws BackstayException, InterruptedException {
        Practice.create();
    }

    static Stream<List<Long>> seeds() {
        List<Long> seeds = new SplittableRandom(20261126).longs(SCHEMAS).boxed().toList();
        return Stream.iterate(0, at -> at < SCHEMAS, at -> at + TOGETHER)
                .map(at -> seeds.subList(at, Math.min(SCHEMAS, at + TOGETHER)));
    }

    @ParameterizedTest(name = "seeds {0}")
    @MethodSource("seeds")
    void whatOneTenantLostComesBackAndNothingElseMoves(List<Long> seeds)
            throws BackstayException, InterruptedException, SQLException {
        try (RandomEstate estate = RandomEstate.of(seeds)) {
            for (long seed : seeds) {
                estate.restoreAndCompare(seed);
            }
            assertTrue(estate.undos() > 0, "none of these imports could be taken back");
        }
    }

    @Test
    @Tag("deep")
    void tenThousandSchemas() throws Exception {
        long done = new Campaign("tenants of random schemas", CAMPAIGN).run(round -> {
            List<Long> seeds =
                    new SplittableRandom(round).longs(TOGETHER).boxed().toList();
            try (RandomEstate estate = RandomEstate.of(seeds)) {
                for (long seed : seeds) {
                    estate.restoreAndCompare(seed);
                }
            }
        });
        assertTrue(done > 0);
    }

    @Test
    void theSchemasHaveEverythingThatTheyShould() {
        List<RandomSchema> made =
                seeds().flatMap(List::stream).map(RandomSchema::new).toList();
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
