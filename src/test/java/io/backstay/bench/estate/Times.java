package io.backstay.bench.estate;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/// How long work took by the clock, and how much the processor had to do for it, in milliseconds. On a machine that
/// others load, only the second means something.
record Times(double wall, double cpu) {

    /// The median by the clock of so many runs, after as many that warm the machine up.
    static Times median(int runs, Callable<?> work) throws Exception {
        List<Times> taken = new ArrayList<>();
        for (int i = 0; i < 2 * runs; i++) {
            Times once = once(work);
            if (i >= runs) {
                taken.add(once);
            }
        }
        taken.sort(Comparator.comparingDouble(Times::cpu));
        double cpu = taken.get(runs / 2).cpu();
        taken.sort(Comparator.comparingDouble(Times::wall));
        return new Times(taken.get(runs / 2).wall(), cpu);
    }

    static Times once(Callable<?> work) throws Exception {
        long cpu = cpuNanos();
        long begun = System.nanoTime();
        work.call();
        return new Times((System.nanoTime() - begun) / 1e6, (cpuNanos() - cpu) / 1e6);
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }

    static double percentile(List<Double> taken, int percent) {
        List<Double> sorted = taken.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }

    // Whoever runs a benchmark reads it there; the annotation that is asked for is in no library of ours.
    @SuppressWarnings({"SystemOut", "AnnotateFormatMethod"})
    static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.0f ms (%.0f of a core)", wall, cpu);
    }
}
