package io.backstay.act.test;

import io.backstay.base.AssetId;
import io.backstay.estate.Asset;
import io.backstay.estate.RestoreTest;
import io.backstay.policy.Policy;
import io.backstay.policy.promise.Clause;
import io.backstay.policy.promise.Target;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts kinds, promises and past tests together; the same facts and instant give the same rows.
final class TestBoard {
    private static final Comparator<TestRow> ORDER = Comparator.comparing(TestRow::state)
            .thenComparing(row -> row.asset().value())
            .thenComparing(TestRow::kind);

    private TestBoard() {}

    static List<TestRow> rows(
            Policy policy, List<Asset> assets, List<RestoreTest> tests, Map<AssetId, String> connections, Instant at) {
        List<TestRow> rows = new ArrayList<>();
        for (Asset asset : assets) {
            for (TestKind kind : TestKind.values()) {
                if (kind.assets().contains(asset.kind())) {
                    rows.add(row(
                            promise(policy, asset, kind), asset.id(), kind, tests, connections.get(asset.id()), at));
                }
            }
        }
        rows.sort(ORDER);
        return List.copyOf(rows);
    }

    private record Promised(Period every, String clause) {}

    /// The most frequent that the policy promises.
    private static @Nullable Promised promise(Policy policy, Asset asset, TestKind kind) {
        Promised found = null;
        if (policy.covers(asset.environment())) {
            for (Clause clause : policy.clauses()) {
                for (Target target : clause.sets()) {
                    if (target instanceof Target.Tested(var assets, var test, var every)
                            && assets.contains(asset.kind())
                            && test.equals(kind.word())
                            && (found == null || days(every) < days(found.every()))) {
                        found = new Promised(every, clause.quotation());
                    }
                }
            }
        }
        return found;
    }

    private static long days(Period every) {
        return every.toTotalMonths() * 30 + every.get(ChronoUnit.DAYS);
    }

    private static TestRow row(
            @Nullable Promised promised,
            AssetId asset,
            TestKind kind,
            List<RestoreTest> tests,
            @Nullable String connection,
            Instant at) {
        List<RestoreTest> past = tests.stream()
                .filter(test -> test.asset().equals(asset) && test.kind().equals(kind.word()))
                .filter(test -> !test.at().isAfter(at))
                .sorted(Comparator.comparing(RestoreTest::at).reversed())
                .toList();
        RestoreTest last = past.isEmpty() ? null : past.getFirst();
        if (promised == null) {
            boolean failed = last != null && !last.passed();
            return new TestRow(
                    asset,
                    kind.word(),
                    null,
                    null,
                    null,
                    failed ? TestRow.State.FAILED : TestRow.State.NOT_PROMISED,
                    connection,
                    past);
        }
        Instant due = last == null || !last.passed()
                ? at
                : last.at().atOffset(ZoneOffset.UTC).plus(promised.every()).toInstant();
        TestRow.State state = last == null
                ? TestRow.State.NEVER
                : !last.passed()
                        ? TestRow.State.FAILED
                        : due.isBefore(at) ? TestRow.State.OVERDUE : TestRow.State.PASSED;
        return new TestRow(asset, kind.word(), promised.every(), promised.clause(), due, state, connection, past);
    }
}
