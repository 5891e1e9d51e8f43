package io.backstay.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.tenant.diff.Question;
import io.backstay.connect.postgres.tenant.diff.stage.Comparison;
import io.backstay.connect.postgres.tenant.extract.Extraction;
import io.backstay.connect.postgres.tenant.extract.RowForm;
import io.backstay.connect.postgres.tenant.load.ImportResult;
import io.backstay.connect.postgres.tenant.load.TenantImport;
import io.backstay.connect.postgres.tenant.preflight.TriggerMode;
import io.backstay.connect.postgres.tenant.rows.Closure;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/// How long it takes to read, compare and write a tenant of 650,000 rows among 5,200,000, beside psql's `\copy`, a
/// plain COPY and the subsetting tool Jailer, and how much memory that takes. It prints the rows of a table and
/// judges no time.
@Tag("bench")
class TenantBench {
    private static final int RUNS = 3;
    private static final int BUFFER_BYTES = 1 << 16;

    private final TenantLab lab;

    TenantBench() throws Exception {
        lab = TenantLab.fill();
    }

    @Test
    void theTable(@TempDir Path folder) throws Exception {
        say("| what | ours | peer in the same run | ratio |\n|---|---|---|---|");
        reading(folder);
        writing();
        say(MemoryProbe.measure(lab, TenantLab.LARGE));
        lab.loseLines(TenantLab.SMALL);
        say(MemoryProbe.measure(lab, TenantLab.SMALL));
    }

    private void reading(Path folder) throws Exception {
        Optional<Jailer> jailer = Jailer.ready(lab.then(), folder);
        List<Double> psql = new ArrayList<>();
        List<Double> finding = new ArrayList<>();
        List<Double> rows = new ArrayList<>();
        List<Double> both = new ArrayList<>();
        List<Double> alone = new ArrayList<>();
        List<Double> limit = new ArrayList<>();
        List<Double> comparison = new ArrayList<>();
        for (int i = 0; i <= RUNS; i++) {
            psql.add(seconds(() -> lab.psql(folder)));
            try (TenantRows found = timed(finding, () -> find(TenantLab.LARGE))) {
                rows.add(seconds(() -> assertEquals(TenantLab.LARGE_ROWS, extract(found, folder, this::then))));
            }
            both.add(finding.getLast() + rows.getLast());
            alone.add(seconds(() -> oneSession(folder)));
            limit.add(finding.getLast() + seconds(this::drain));
            comparison.add(seconds(this::compare));
        }
        String hand = "psql `\\copy` by hand";
        row("Read every row of the tenant over two sessions, once found", rows, psql, hand);
        row("Find the tenant's rows, what crosses its border, and read every row", both, psql, hand);
        row("Compare with live, row by row; both sides found anew", comparison, both, "one side as above");
        row("The same", comparison, alone, "one side over one session");
        row("The same", comparison, limit, "found once, both sides read in order and thrown away");
        if (jailer.isEmpty()) {
            say("| The same rows with the subsetting tool Jailer | | not there | |");
        } else {
            List<Double> theirs = new ArrayList<>(List.of(0.0));
            theirs.add(seconds(jailer.get()::extract));
            row(
                    "Find and read every row",
                    both,
                    theirs,
                    "Jailer " + jailer.get().version() + ", once");
            say(String.format(
                    Locale.ROOT,
                    "Rows: ours %,d, Jailer's %,d",
                    TenantLab.LARGE_ROWS,
                    jailer.get().rows()));
        }
    }

    private void writing() throws Exception {
        lab.loseLines(TenantLab.LARGE);
        TenantLab.run(
                lab.live(),
                "create table b_copy (like b.lines including all); alter table b_copy add foreign key (order_id)"
                        + " references b.orders");
        List<Double> copy = new ArrayList<>();
        List<Double> write = new ArrayList<>();
        List<Double> whole = new ArrayList<>();
        Map<String, Double> steps = Map.of();
        for (int i = 0; i <= RUNS; i++) {
            TenantLab.run(lab.live(), "truncate b_copy");
            copy.add(seconds(this::pipe));
            Steps timed = new Steps();
            try (Connection session = lab.live().open("bench");
                    TenantRows rows = find(TenantLab.LARGE)) {
                whole.add(seconds(() -> rehearse(session, rows, timed)));
            }
            steps = timed.end();
            write.add(steps.get("Writing the rows"));
        }
        String plain = "plain COPY, foreign key checked";
        row("Write the %,d rows that live lost".formatted(TenantLab.LARGE_LINES), write, copy, plain);
        row("The whole import of them: compare, note the undo, write, prove", whole, copy, plain);
        say("The steps of its last run, in seconds: " + steps);
    }

    private TenantRows find(TenantId tenant) throws BackstayException, InterruptedException {
        return Closure.find(lab.then().open("bench"), TenantLab.mapping(), tenant);
    }

    /// Into a file for each table, as psql does.
    private long extract(TenantRows rows, Path folder, Extraction.Sessions second)
            throws BackstayException, InterruptedException, IOException {
        return Extraction.run(
                        rows,
                        second,
                        RowForm.TEXT,
                        table -> new BufferedOutputStream(
                                Files.newOutputStream(
                                        folder.resolve("ours-" + table.name().name())),
                                BUFFER_BYTES),
                        Progress.NONE)
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private Connection then() throws BackstayException {
        return lab.then().open("bench");
    }

    /// One core of the server and one of ours, as each side of a comparison has them.
    private void oneSession(Path folder) throws BackstayException, InterruptedException, IOException {
        try (TenantRows found = find(TenantLab.LARGE)) {
            assertEquals(TenantLab.LARGE_ROWS, extract(found, folder, () -> {
                throw new BackstayException(new Failure.Unsupported("a second session", "It is not wanted."));
            }));
        }
    }

    /// The least that a comparison of every row takes here: each side in the order of its keys, two cores for both.
    private void drain() throws InterruptedException, ExecutionException {
        try (ExecutorService sides = Executors.newFixedThreadPool(2)) {
            for (Future<Long> side :
                    sides.invokeAll(List.<Callable<Long>>of(() -> drained(lab.then()), () -> drained(lab.live())))) {
                assertTrue(side.get() > TenantLab.LARGE_ROWS / 2);
            }
        }
    }

    private static long drained(Login side) throws BackstayException, SQLException {
        long rows = 0;
        try (Connection session = side.open("bench")) {
            for (String query : TenantLab.IN_ORDER.values()) {
                var out = session.unwrap(PGConnection.class).getCopyAPI().copyOut("copy (" + query + ") to stdout");
                while (out.readFromCopy() != null) {
                    rows++;
                }
            }
        }
        return rows;
    }

    private void compare() throws BackstayException, InterruptedException, SQLException {
        try (Connection session = lab.live().open("bench");
                TenantRows rows = find(TenantLab.LARGE)) {
            Comparison.Result found = Comparison.run(Question.of(rows), session, Progress.NONE);
            assertTrue(found.tables().stream().anyMatch(table -> table.retyped() > 0));
        }
    }

    private void rehearse(Connection session, TenantRows rows, Progress steps)
            throws BackstayException, InterruptedException {
        ImportResult.Finished result = new TenantImport(() -> lab.live().open("bench"), InstantSource.system())
                .rehearse(session, Question.of(rows), TriggerMode.SUPPRESS, steps);
        assertEquals(TenantLab.LARGE_LINES, result.proof().rowsInserted(), result.proof()::toString);
    }

    private void pipe() throws BackstayException, SQLException, IOException {
        String lines = "copy (" + TenantLab.BY_HAND.get("lines") + ") to stdout";
        try (Connection source = lab.then().open("bench");
                Connection target = lab.live().open("bench")) {
            var out = source.unwrap(PGConnection.class).getCopyAPI().copyOut(lines);
            var in = target.unwrap(PGConnection.class).getCopyAPI().copyIn("copy b_copy from stdin");
            for (byte[] row = out.readFromCopy(); row != null; row = out.readFromCopy()) {
                in.writeToCopy(row, 0, row.length);
            }
            in.endCopy();
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private interface Finding<T> {
        T run() throws Exception;
    }

    private static double seconds(Work work) throws Exception {
        long begun = System.nanoTime();
        work.run();
        return since(begun);
    }

    private static <T> T timed(List<Double> into, Finding<T> work) throws Exception {
        long begun = System.nanoTime();
        T found = work.run();
        into.add(since(begun));
        return found;
    }

    private static double since(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    /// Times what lies between two steps.
    private static final class Steps implements Progress {
        private final Map<String, Double> seconds = new LinkedHashMap<>();
        private String name = "";
        private long begun;

        @Override
        public void step(String next) {
            end();
            name = next;
            begun = System.nanoTime();
        }

        @Override
        public void advance(long done, long total) {}

        Map<String, Double> end() {
            if (!name.isEmpty()) {
                seconds.put(name, Math.round((System.nanoTime() - begun) / 1e7) / 100.0);
            }
            return seconds;
        }
    }

    /// The first run warms up.
    private static void row(String what, List<Double> ours, List<Double> peer, String name) {
        say(String.format(
                Locale.ROOT,
                "| %s | %.2f s | %.2f s, %s | %.2f |",
                what,
                median(ours),
                median(peer),
                name,
                median(ours) / median(peer)));
    }

    private static void say(String line) {
        System.out.println(line);
    }

    private static double median(List<Double> times) {
        List<Double> warm = times.subList(1, times.size()).stream().sorted().toList();
        return warm.get(warm.size() / 2);
    }
}
