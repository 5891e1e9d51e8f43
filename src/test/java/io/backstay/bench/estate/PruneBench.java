package io.backstay.bench.estate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.backstay.policy.retention.KeepRules;
import io.backstay.policy.retention.Retention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keep rules over a million points of 2,000 assets; and the dry run of `restic forget` and `borg prune` over lists of
/// points made at the same moments, where those programs are there. It prints the rows of a table and judges no time.
///
/// What the programs are given is forged, since making ten thousand backups takes hours; see `forge_snapshots.py`.
@Tag("bench")
class PruneBench {
    private static final int RUNS = 5;
    private static final int ASSETS = 2_000;
    private static final int EACH = 500;
    private static final KeepRules RULES = new KeepRules(3, 24, 14, 8, 12, 5, null, null);
    private static final Instant NOW = Instant.parse("2026-11-23T01:00:00Z");
    private static final List<String> KEEP = List.of(
            "--keep-last=3",
            "--keep-hourly=24",
            "--keep-daily=14",
            "--keep-weekly=8",
            "--keep-monthly=12",
            "--keep-yearly=5");

    @Test
    void theTable(@TempDir Path folder) throws Exception {
        long[][] lists = new long[ASSETS][];
        Arrays.setAll(lists, i -> newestFirst(i, EACH));
        Times million = Times.median(RUNS, () -> kept(lists));
        Times.say("| Keep rules over %,d points of %,d assets | %s | | |", ASSETS * EACH, ASSETS, million);
        double each = million.cpu() / ASSETS / EACH * 1e3;
        Times.say("| A point of those | %.3f us of a core | | |", each);
        beside("restic", folder, new int[] {2_000, 10_000}, each);
        beside("borg", folder, new int[] {10_000, 100_000}, each);
    }

    /// The program starts and reads its list as well, so what a point costs is the difference between two lists.
    private static void beside(String program, Path folder, int[] sizes, double each) throws Exception {
        if (!isThere(program)) {
            Times.say("| %s | not there | | |", program);
            return;
        }
        double[] millis = new double[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            Path repository = folder.resolve(program + sizes[i]);
            Path moments = folder.resolve(program + sizes[i] + ".txt");
            long[] made = newestFirst(sizes[i], sizes[i]);
            Files.write(moments, Arrays.stream(made).mapToObj(Long::toString).toList());
            run(folder, List.of("python3", forge(), program, repository.toString(), moments.toString()));
            String out = run(folder, dryRun(program, repository));
            int kept = count(out, program.equals("restic") ? "\"matches\":" : "Keeping archive");
            millis[i] = Times.median(2, () -> run(folder, dryRun(program, repository)))
                    .wall();
            Times.say(
                    "| %,d points in one list | %.2f ms, keeps %d | %.0f ms, %s, keeps %d | |",
                    sizes[i],
                    Times.median(RUNS, () -> kept(new long[][] {made})).wall(),
                    kept(new long[][] {made}),
                    millis[i],
                    program,
                    kept);
        }
        double marginal = (millis[1] - millis[0]) / (sizes[1] - sizes[0]) * 1e3;
        Times.say(
                "| A point, without its start | %.3f us | %.1f us, %s | %.4f |",
                each, marginal, program, each / marginal);
    }

    private static List<String> dryRun(String program, Path repository) {
        List<String> command = new ArrayList<>(
                program.equals("restic")
                        ? List.of("restic", "-r", repository.toString(), "--no-cache", "forget", "--dry-run", "--json")
                        : List.of("borg", "prune", "--dry-run", "--list"));
        command.addAll(KEEP);
        if (program.equals("borg")) {
            command.add(repository.toString());
        }
        return command;
    }

    private static long kept(long[][] lists) {
        return IntStream.range(0, lists.length)
                .parallel()
                .mapToLong(i -> {
                    long kept = 0;
                    for (short reasons : Retention.judge(RULES, lists[i], new int[lists[i].length])) {
                        kept += reasons == 0 ? 0 : 1;
                    }
                    return kept;
                })
                .sum();
    }

    private static long[] newestFirst(int seed, int count) {
        var random = new SplittableRandom(seed);
        long[] moments = new long[count];
        Instant moment = NOW;
        for (int i = 0; i < count; i++) {
            moment = moment.minus(Duration.ofSeconds(random.nextInt(3_600, 28_800)));
            moments[i] = moment.getEpochSecond() * 1_000_000;
        }
        return moments;
    }

    private static int count(String text, String word) {
        return text.split(word, -1).length - 1;
    }

    private static boolean isThere(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--help")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String forge() {
        return Path.of("src", "test", "resources", "bench", "forge_snapshots.py")
                .toString();
    }

    private static String run(Path folder, List<String> command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "RESTIC_PASSWORD", "x",
                        "BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK", "yes",
                        "BORG_BASE_DIR", folder.resolve("borg-home").toString()));
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, process.waitFor(), out);
        return out;
    }
}
