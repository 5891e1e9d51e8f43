package io.backstay.bench.estate;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.backstay.base.BackstayException;
import io.backstay.catalogue.Catalogue;
import io.backstay.catalogue.PointFilter;
import io.backstay.catalogue.PointKey;
import io.backstay.estate.PointKind;
import io.backstay.estate.RecoveryPoint;
import io.backstay.fixture.ManyPoints;
import io.backstay.policy.Policies;
import io.backstay.policy.Policy;
import io.backstay.policy.check.PolicyCheck;
import io.backstay.policy.facts.EstateFacts;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a catalogue of a million points to findings, beside reading the same columns row by row; and a page of its
/// lists. It prints the rows of a table and judges no time.
@Tag("bench")
class CheckBench {
    private static final int RUNS = 7;
    private static final int PAGES = 500;
    private static final int PAGE = 200;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final ManyPoints MADE = new ManyPoints(20261126, 2_000, Integer.getInteger("backstay.points", 500));

    @Test
    void theTable(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("catalogue.db");
        try (Catalogue catalogue = Catalogue.open(file)) {
            Times filled = Times.once(() -> {
                fill(catalogue);
                return null;
            });
            Times.say("| Fill the catalogue | %s | | |", filled);
            findings(catalogue, file);
            pages(catalogue);
        }
    }

    private static void findings(Catalogue catalogue, Path file) throws Exception {
        Times plain;
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            plain = Times.median(RUNS, () -> plainRead(connection));
        }
        Times.say("| Read the same columns row by row | | %s, SQLite by JDBC | |", plain);
        Times read = Times.median(RUNS, () -> EstateFacts.of(catalogue));
        Times.say("| Read the facts | %s | %s | %.2f |", read, plain, read.cpu() / plain.cpu());
        EstateFacts facts = EstateFacts.of(catalogue);
        for (String id :
                List.of("tax-agent-portal", "daily-two-days", "expansive", "operations-strategy", "agentic-labs")) {
            Policy policy = new Policies(null, InstantSource.system()).get(id);
            Times judged = Times.median(RUNS, () -> PolicyCheck.check(policy, facts, ManyPoints.NOW));
            Times all = Times.median(RUNS, () -> PolicyCheck.check(policy, EstateFacts.of(catalogue), ManyPoints.NOW));
            Times.say(
                    "| %s: judge; read and judge, %d findings | %s; %s | %s | %.2f |",
                    id,
                    PolicyCheck.check(policy, facts, ManyPoints.NOW).findings().size(),
                    judged,
                    all,
                    plain,
                    all.cpu() / plain.cpu());
        }
    }

    private static void fill(Catalogue catalogue) throws BackstayException {
        catalogue.update(update -> {
            for (int i = 0; i < MADE.assets(); i++) {
                update.asset(MADE.asset(i));
                for (var test : MADE.tests(i)) {
                    update.restoreTest(test);
                }
                for (var point : MADE.points(i)) {
                    update.point(point);
                }
            }
        });
    }

    private static long plainRead(Connection connection) throws SQLException {
        long sum = 0;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT asset, kind, status, taken_at, completed_at,"
                        + " expires_at, locked_until, encryption, account, regions, visibility, lock_mode, triggered"
                        + " FROM point")) {
            while (rows.next()) {
                sum += rows.getString(1).length()
                        + rows.getString(2).length()
                        + rows.getString(3).length();
                for (int i = 4; i <= 7; i++) {
                    sum += rows.getLong(i);
                }
                for (int i = 8; i <= 13; i++) {
                    String word = rows.getString(i);
                    sum += word == null ? 0 : word.length();
                }
            }
        }
        return sum;
    }

    private static void pages(Catalogue catalogue) throws BackstayException {
        Map<String, PointFilter> filters = new LinkedHashMap<>();
        filters.put("all", PointFilter.ALL);
        filters.put("of one asset", new PointFilter(ManyPoints.id(77), Set.of(), ""));
        filters.put("full ones", new PointFilter(null, Set.of(PointKind.FULL), ""));
        filters.put("of two kinds", new PointFilter(null, Set.of(PointKind.FULL, PointKind.SNAPSHOT), ""));
        filters.put("of a kind that none has", new PointFilter(null, Set.of(PointKind.OBJECT_VERSION), ""));
        filters.put("with a text that some have", new PointFilter(null, Set.of(), "db-00077"));
        for (var filter : filters.entrySet()) {
            boolean slow = !filter.getValue().text().isEmpty();
            List<Double> taken = new ArrayList<>();
            List<Double> worked = new ArrayList<>();
            PointKey after = null;
            for (int i = 0; i < (slow ? 10 : PAGES); i++) {
                long begun = System.nanoTime();
                long cpu = THREADS.getCurrentThreadCpuTime();
                List<RecoveryPoint> page = catalogue.points(filter.getValue(), after, PAGE);
                worked.add((THREADS.getCurrentThreadCpuTime() - cpu) / 1e6);
                taken.add((System.nanoTime() - begun) / 1e6);
                after = page.size() < PAGE ? null : PointKey.of(page.getLast());
            }
            assertFalse(taken.isEmpty());
            Times.say(
                    "| A page of %d: points %s | p50 %.2f ms, p99 %.2f ms; of a core p50 %.2f ms, p99 %.2f ms | | |",
                    PAGE,
                    filter.getKey(),
                    Times.percentile(taken, 50),
                    Times.percentile(taken, 99),
                    Times.percentile(worked, 50),
                    Times.percentile(worked, 99));
        }
    }
}
