package io.backstay.bench.estate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/// Runs work several times and tells the median.
final class Times {
    private Times() {}

    /// In milliseconds, of so many runs after as many that warm the machine up.
    static double median(int runs, Callable<?> work) throws Exception {
        List<Double> taken = new ArrayList<>();
        for (int i = 0; i < 2 * runs; i++) {
            long begun = System.nanoTime();
            work.call();
            if (i >= runs) {
                taken.add((System.nanoTime() - begun) / 1e6);
            }
        }
        return percentile(taken, 50);
    }

    static double percentile(List<Double> taken, int percent) {
        List<Double> sorted = taken.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }

    @SuppressWarnings("SystemOut") // whoever runs a benchmark reads it there
    static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
