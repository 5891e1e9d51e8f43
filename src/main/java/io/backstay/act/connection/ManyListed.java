package io.backstay.act.connection;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// What came of listing several connections, some at once; one that is away does not hide the others.
///
/// @param listed   those that were listed, in the order in which they were named
/// @param problems what the others failed by, in the same order
public record ManyListed(List<Connections.Listed> listed, Map<String, Failure> problems) {
    /// So many are under way at once, since each may ask several services and read a log besides.
    static final int AT_ONCE = 4;

    /// Lists one; the thread is one of its own.
    @FunctionalInterface
    public interface Asking {
        /// Lists it.
        Connections.Listed list(Connection connection, Progress progress)
                throws BackstayException, InterruptedException;
    }

    /// Lists them. Those that lead to many assets come before databases, of which a provider may know more than their
    /// own connection does.
    ///
    /// @throws InterruptedException when somebody cancelled: nothing goes on, and what each had heard is kept
    public static ManyListed of(List<Connection> connections, Asking asking, Progress progress)
            throws InterruptedException {
        Map<String, Future<Connections.Listed>> answers = new HashMap<>();
        for (boolean wide : new boolean[] {true, false}) {
            List<Connection> turn =
                    connections.stream().filter(each -> isWide(each) == wide).toList();
            ask(turn, asking, progress, answers);
        }
        List<Connections.Listed> listed = new ArrayList<>();
        Map<String, Failure> problems = new LinkedHashMap<>();
        for (Connection each : connections) {
            Future<Connections.Listed> answer = answers.get(each.name());
            if (answer != null && answer.state() == Future.State.SUCCESS) {
                listed.add(answer.resultNow());
            } else if (answer != null && answer.exceptionNow() instanceof BackstayException e) {
                problems.put(each.name(), e.failure());
            }
        }
        return new ManyListed(listed, problems);
    }

    private static boolean isWide(Connection connection) {
        return switch (connection.provider()) {
            case AwsAccount _, SupabaseProjects _, S3Buckets _ -> true;
            case SelfManaged _, HostedDatabase _, StagingServer _ -> false;
        };
    }

    /// Whoever leaves here leaves nobody behind who still asks.
    private static void ask(
            List<Connection> turn, Asking asking, Progress progress, Map<String, Future<Connections.Listed>> answers)
            throws InterruptedException {
        Object speaking = new Object();
        List<Future<Connections.Listed>> awaited = new ArrayList<>();
        try (ExecutorService workers =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            try {
                for (Connection each : turn) {
                    Progress own = new Shared(each.name(), progress, speaking);
                    Future<Connections.Listed> answer = workers.submit(() -> asking.list(each, own));
                    answers.put(each.name(), answer);
                    awaited.add(answer);
                }
                for (Future<Connections.Listed> each : awaited) {
                    heard(each);
                }
            } catch (InterruptedException e) {
                workers.shutdownNow();
                throw e;
            }
        }
    }

    /// Waits for it. A failure of the world is its connection's own, and everybody's cancelling is everybody's.
    private static void heard(Future<Connections.Listed> answer) throws InterruptedException {
        try {
            answer.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case BackstayException _ -> {}
                case InterruptedException cancelled -> throw cancelled;
                case RuntimeException defect -> throw defect;
                case Error defect -> throw defect;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    /// Several speak into one progress, one at a time and each under its name; how far one has come within a step says
    /// nothing about the others, and is left out.
    private record Shared(String name, Progress to, Object speaking) implements Progress {
        @Override
        public void step(String step) {
            synchronized (speaking) {
                to.step(step.equals("Listing " + name) ? step : name + ": " + step);
            }
        }

        @Override
        public void advance(long done, long total) {
            // Left out.
        }

        @Override
        public void note(String sentence) {
            synchronized (speaking) {
                to.note(name + ": " + sentence);
            }
        }
    }
}
