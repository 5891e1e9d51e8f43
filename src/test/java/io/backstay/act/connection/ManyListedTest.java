package io.backstay.act.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.estate.Environment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Listing several connections at once; what each says is made up here.
@Timeout(60)
final class ManyListedTest {
    private static Connection database(String name) {
        return new Connection(
                name,
                new AssetId(name),
                Environment.PRODUCTION,
                new SelfManaged(
                        new SelfManaged.Server("db.example", 5432, name),
                        new SelfManaged.Folders("/base", "/wal", null, null),
                        "/mapping.yaml",
                        new SelfManaged.Credentials("read", "scratch", "write", null),
                        null));
    }

    private static Connection account(String name) {
        return new Connection(
                name,
                new AssetId(name),
                Environment.PRODUCTION,
                new AwsAccount(List.of("eu-central-1"), "read", null, null, null, null));
    }

    private static List<Connection> databases(int count) {
        return IntStream.range(0, count).mapToObj(i -> database("db-" + i)).toList();
    }

    private static Connections.Listed listed(Connection connection) {
        return new Connections.Listed(
                connection.name(),
                connection.asset().value(),
                0,
                null,
                List.of(),
                List.of(),
                Instant.EPOCH,
                null,
                null);
    }

    /// Each waits for the other three, so that one after the other never ends; and none is there besides.
    @Test
    void fourAreUnderWayAtOnceAndNoMoreAndAreToldInTheirOrder() throws Exception {
        CyclicBarrier four = new CyclicBarrier(ManyListed.AT_ONCE);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Connection> all = databases(3 * ManyListed.AT_ONCE);
        ManyListed many = ManyListed.of(
                all,
                (connection, _) -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    try {
                        four.await();
                    } catch (BrokenBarrierException e) {
                        throw new IllegalStateException(e);
                    }
                    now.decrementAndGet();
                    if (connection.name().endsWith("5")) {
                        throw new BackstayException(new Failure.Unreachable(connection.name(), "it is away"));
                    }
                    return listed(connection);
                },
                Progress.NONE);
        assertEquals(ManyListed.AT_ONCE, most.get());
        assertEquals(
                all.stream()
                        .map(Connection::name)
                        .filter(each -> !each.endsWith("5"))
                        .toList(),
                many.listed().stream().map(Connections.Listed::connection).toList());
        assertEquals(List.of("db-5"), List.copyOf(many.problems().keySet()));
        assertInstanceOf(Failure.Unreachable.class, many.problems().get("db-5"));
    }

    @Test
    void accountsAreListedBeforeDatabasesAndToldWhereTheyStand() throws Exception {
        List<String> begun = Collections.synchronizedList(new ArrayList<>());
        List<Connection> all = List.of(database("db"), account("aws"), database("other"));
        ManyListed many = ManyListed.of(
                all,
                (connection, _) -> {
                    begun.add(connection.name());
                    return listed(connection);
                },
                Progress.NONE);
        assertEquals("aws", begun.getFirst());
        assertEquals(
                List.of("db", "aws", "other"),
                many.listed().stream().map(Connections.Listed::connection).toList());
    }

    @Test
    void whoeverCancelsLeavesNobodyBehindWhoStillAsks() throws Exception {
        CountDownLatch under = new CountDownLatch(ManyListed.AT_ONCE);
        AtomicInteger kept = new AtomicInteger();
        Thread cancelling = Thread.currentThread();
        Thread.ofVirtual().start(() -> {
            try {
                under.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            cancelling.interrupt();
        });
        assertThrows(
                InterruptedException.class,
                () -> ManyListed.of(
                        databases(2 * ManyListed.AT_ONCE),
                        (_, _) -> {
                            under.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } finally {
                                kept.incrementAndGet();
                            }
                            throw new IllegalStateException("nobody opens the latch");
                        },
                        Progress.NONE));
        assertEquals(ManyListed.AT_ONCE, kept.get(), "each that had begun has ended, and no other began");
    }

    @Test
    void eachSpeaksUnderItsName() throws Exception {
        List<String> said = new ArrayList<>();
        Progress progress = new Progress() {
            @Override
            public void step(String name) {
                said.add(name);
            }

            @Override
            public void advance(long done, long total) {
                said.add("how far");
            }
        };
        ManyListed.of(
                Stream.of(database("crm")).toList(),
                (connection, own) -> {
                    own.step("Listing crm");
                    own.step("Reading the log");
                    own.advance(1, 2);
                    return listed(connection);
                },
                progress);
        assertEquals(List.of("Listing crm", "crm: Reading the log"), said);
    }
}
