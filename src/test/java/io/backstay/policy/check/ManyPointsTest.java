package io.backstay.policy.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.catalogue.Catalogue;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetPast;
import io.backstay.estate.PointTraits;
import io.backstay.estate.RecoveryPoint;
import io.backstay.fixture.ManyPoints;
import io.backstay.policy.Policies;
import io.backstay.policy.Policy;
import io.backstay.policy.facts.EstateFacts;
import io.backstay.policy.facts.PointSeries;
import io.backstay.policy.promise.Clause;
import io.backstay.policy.promise.Target;
import io.backstay.policy.rules.Finding;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is read in columns, beside the same worked out over the points themselves.
final class ManyPointsTest {
    private static final int ASSETS = 10;
    private static final int POINTS = 160;
    private static final List<Instant> MOMENTS = List.of(
            ManyPoints.NOW, ManyPoints.NOW.minus(Duration.ofDays(9)), ManyPoints.NOW.minus(Duration.ofDays(39)));

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {20261126, 20261127})
    void aSeriesSaysWhatThePointsSay(long seed) {
        var made = new ManyPoints(seed, ASSETS, POINTS);
        for (int i = 0; i < ASSETS; i++) {
            List<RecoveryPoint> points = new ArrayList<>(made.points(i));
            Collections.shuffle(points, new Random(seed + i));
            var facts = new EstateFacts();
            points.forEach(facts::add);
            PointSeries series = facts.points(made.asset(i));
            for (Instant at : MOMENTS) {
                var slow = new SlowCheck(points, at);
                String where = "seed " + seed + ", asset " + i + ", at " + at;
                for (int days : new int[] {0, 11, 100}) {
                    Duration lives = Duration.ofDays(days);
                    assertEquals(slow.moments(lives), moments(series.usable(at, lives)), where);
                }
                assertEquals(slow.begun(), series.begunBy(at), where);
                assertEquals(slow.encryptions(), series.encryptions(at), where);
                assertEquals(
                        slow.usable().stream()
                                .filter(point -> "public".equals(point.visibility()))
                                .map(RecoveryPoint::takenAt)
                                .toList(),
                        moments(series.usable(at, (PointTraits each) -> "public".equals(each.visibility()))),
                        where);
                assertEquals(
                        slow.usable(),
                        IntStream.range(0, series.size())
                                .filter(point -> series.isUsable(point, PointSeries.micros(at)))
                                .mapToObj(point -> find(points, series, point))
                                .toList(),
                        where);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void pointsMissingFromAPromisedDistanceAreCountedAlikeByTheSlowWay(long seed) throws Exception {
        var made = new ManyPoints(seed, ASSETS, POINTS);
        int judged = 0;
        for (Policy policy : policies()) {
            for (Instant at : MOMENTS) {
                CheckResult result = PolicyCheck.check(policy, listedDaily(made), at);
                for (int i = 0; i < ASSETS; i++) {
                    judged += retention(policy, made, i, at, result, "seed " + seed);
                }
            }
        }
        assertTrue(judged > ASSETS, "only " + judged + " were judged");
    }

    /// A catalogue that an older Backstay wrote has the points in rows only.
    @Test
    void theCatalogueGivesTheSameFindingsFromColumnsAndFromRows() throws Exception {
        var made = new ManyPoints(5, ASSETS, POINTS);
        Path file = folder.resolve("catalogue.db");
        try (Catalogue catalogue = Catalogue.open(file)) {
            catalogue.update(update -> {
                // As an exported list has them, so that the points of each asset come in many parts.
                for (int i = 0; i < ASSETS; i++) {
                    update.asset(made.asset(i));
                    for (var test : made.tests(i)) {
                        update.restoreTest(test);
                    }
                }
                for (int point = 0; point < POINTS; point++) {
                    for (int i = 0; i < ASSETS; i++) {
                        if (point < made.points(i).size()) {
                            update.point(made.points(i).get(point));
                        }
                    }
                }
            });
            Set<List<Finding>> columns = findings(EstateFacts.of(catalogue));
            assertEquals(findings(facts(made)), columns);
            assertEquals(0, run(file, "SELECT count(*) FROM point_series WHERE length(columns) = 0"));
            run(file, "DELETE FROM point_series WHERE asset <> 'db-00003'");
            assertEquals(columns, findings(EstateFacts.of(catalogue)));
        }
    }

    @Test
    void damagedColumnsAreNoFacts() throws Exception {
        var made = new ManyPoints(5, 1, 30);
        Path file = folder.resolve("catalogue.db");
        try (Catalogue catalogue = Catalogue.open(file)) {
            catalogue.replace(made.asset(0), made.points(0));
            run(file, "UPDATE point_series SET columns = substr(columns, 1, 35)");
            var e = assertThrows(BackstayException.class, () -> EstateFacts.of(catalogue));
            assertTrue(
                    e.failure().message().contains("the points of db-00000"),
                    e.failure().message());
        }
    }

    private static int retention(
            Policy policy, ManyPoints made, int number, Instant at, CheckResult result, String seed) {
        Asset asset = made.asset(number);
        int judged = 0;
        for (Clause clause : policy.clauses()) {
            for (Target target : clause.sets()) {
                if (!(target instanceof Target.Retention promise)
                        || !promise.covers(asset.kind())
                        || Objects.requireNonNull(asset.configured().retention())
                                        .compareTo(promise.keep())
                                < 0) {
                    continue;
                }
                var slow = new SlowCheck(made.points(number), at);
                long slots = promise.keep().dividedBy(promise.every());
                long missing = slow.missing(promise.keep(), promise.every(), Duration.ZERO);
                long early = slow.missing(promise.keep(), promise.every(), promise.keep());
                String measured = (slots - (missing > 0 ? missing : early)) + " of " + slots;
                Finding.Status status = missing > 0 || early > 0 ? Finding.Status.BREACH : Finding.Status.COMPLIANT;
                assertTrue(
                        result.findings().stream()
                                .anyMatch(finding -> finding.rule().equals("retention")
                                        && finding.asset().equals(asset.id())
                                        && finding.status() == status
                                        && measured.equals(finding.measured())),
                        () -> seed + ": " + asset.id() + " " + promise + " " + status + " " + measured + " at " + at);
                judged++;
            }
        }
        return judged;
    }

    private static Set<List<Finding>> findings(EstateFacts facts) throws BackstayException {
        Set<List<Finding>> findings = new HashSet<>();
        for (Policy policy : policies()) {
            for (Instant at : MOMENTS) {
                List<Finding> found = PolicyCheck.check(policy, facts, at).findings();
                assertFalse(found.isEmpty());
                findings.add(found);
            }
        }
        return findings;
    }

    private static List<Policy> policies() throws BackstayException {
        var policies = new Policies(null, InstantSource.system());
        return List.of(policies.get("agentic-labs"), policies.get("expansive"), policies.get("daily-two-days"));
    }

    private static EstateFacts facts(ManyPoints made) {
        var facts = new EstateFacts();
        for (int i = 0; i < ASSETS; i++) {
            facts.add(made.asset(i));
            made.points(i).forEach(facts::add);
            made.tests(i).forEach(facts::add);
        }
        return facts;
    }

    /// Looked at so often that every instant can be judged by what was there then.
    private static EstateFacts listedDaily(ManyPoints made) {
        EstateFacts facts = facts(made);
        List<Instant> days = IntStream.rangeClosed(0, 50)
                .mapToObj(day -> ManyPoints.NOW.minus(Duration.ofDays(50 - day)))
                .toList();
        for (int i = 0; i < ASSETS; i++) {
            facts.add(made.asset(i).id(), new AssetPast(days));
        }
        return facts;
    }

    private static List<Instant> moments(PointSeries.Usable usable) {
        return IntStream.range(0, usable.size()).mapToObj(usable::get).toList();
    }

    /// By its moment, which no two points of an asset share here.
    private static RecoveryPoint find(List<RecoveryPoint> points, PointSeries series, int point) {
        RecoveryPoint found = points.stream()
                .filter(each -> each.takenAt().equals(PointSeries.instant(series.taken(point))))
                .findFirst()
                .orElseThrow();
        assertEquals(PointTraits.of(found), series.traits(point));
        assertEquals(found.expiresAt() == null, series.expires(point) == Long.MAX_VALUE);
        assertEquals(found.lockedUntil() == null, series.lockedUntil(point) == PointSeries.UNKNOWN);
        return found;
    }

    private static int run(Path file, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            return statement.execute(sql) ? statement.getResultSet().getInt(1) : -1;
        }
    }
}
