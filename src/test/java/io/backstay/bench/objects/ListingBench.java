package io.backstay.bench.objects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.lab.objects.SyntheticVersions;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A million versions listed from a bucket on loopback: ours beside `rclone`, and beside the AWS command line's
/// processor time for each page. Every client is a process of its own, its start included. It prints a table and holds
/// what was promised as ratios, against those clients that this machine has; what it takes by itself it does not judge.
@Tag("bench")
class ListingBench {
    private static final int VERSIONS = Integer.getInteger("backstay.versions", 1_000_000);
    private static final int PAGE = 1000;
    private static final int AWS_ITEMS = Math.min(VERSIONS, 50_000);
    private static final int RUNS = 3;
    /// What was promised.
    private static final double WALL_TO_RCLONE_MAX = 1.0;

    private static final double PAGE_TO_AWS_MAX = 1.0 / 3;
    /// After a million versions the heap holds no more than after the first fifty thousand, but for what the compiler
    /// and the garbage collector keep for themselves.
    private static final double GROWTH_MAX = 1.5;
    private static final String CLASSES = System.getProperty("java.class.path");

    /// What a client took.
    private record Took(double wall, double cpu, String said) {}

    @Test
    void aMillionVersions() throws Exception {
        Process bucket = new ProcessBuilder(java("-Xmx256m", SyntheticVersions.class, Integer.toString(VERSIONS)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var in = bucket.inputReader();
                var _ = bucket.getOutputStream()) {
            String port = in.readLine();
            List<Took> ours = new ArrayList<>();
            List<Took> rclone = new ArrayList<>();
            for (int i = 0; i < RUNS; i++) {
                ours.add(took(java("-Xmx256m", VersionsProbe.class, port)));
                if (isThere("rclone")) {
                    rclone.add(took(rclone(port)));
                }
            }
            assertEquals(VERSIONS + " 0 0", ours.getFirst().said());
            print(ours, "ours", VERSIONS / PAGE);
            if (isThere("rclone")) {
                print(rclone, "rclone", VERSIONS / PAGE);
                holds("wall, ours to rclone", wall(ours) / wall(rclone), WALL_TO_RCLONE_MAX);
            }
            if (isThere("aws")) {
                Took aws = took(aws(port));
                print(List.of(aws), "aws", AWS_ITEMS / PAGE);
                double page = cpu(ours) / (VERSIONS / (double) PAGE);
                double theirs = aws.cpu() / (AWS_ITEMS / (double) PAGE);
                holds("processor time a page, ours to aws", page / theirs, PAGE_TO_AWS_MAX);
            }
            flat(took(java("-Xmx256m", VersionsProbe.class, port, "sweep")).said());
        } finally {
            bucket.destroy();
        }
    }

    private static void flat(String swept) {
        String[] said = swept.split(" ", -1);
        double most = Double.parseDouble(said[1]);
        double first = Double.parseDouble(said[2]);
        say("ours in use after sweeps: %.1f MB after the first, %.1f MB at most, of -Xmx256m", first / 1e6, most / 1e6);
        holds("in use, at most to the first", most / first, GROWTH_MAX);
    }

    private static void holds(String what, double ratio, double max) {
        say("%s: %.3f, at most %.3f", what, ratio, max);
        assertTrue(ratio <= max, () -> what + " is " + ratio + ", and " + max + " was promised");
    }

    /// Whether this machine has a client; without it nothing is compared with it.
    private static boolean isThere(String client) {
        boolean there = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(each -> Files.isExecutable(Path.of(each).resolve(client)));
        if (!there) {
            say("%s is not on this machine, and nothing is compared with it", client);
        }
        return there;
    }

    private static List<String> java(String heap, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-XX:+UseSerialGC",
                "-cp",
                CLASSES,
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static List<String> rclone(String port) {
        return List.of(
                "env",
                "-u",
                "AWS_CA_BUNDLE",
                "rclone",
                "lsf",
                "--config=/dev/null",
                "-R",
                "--fast-list",
                "--files-only",
                "--s3-provider=Other",
                "--s3-endpoint=http://127.0.0.1:" + port,
                "--s3-access-key-id=KEY",
                "--s3-secret-access-key=secret",
                "--s3-versions",
                ":s3:synthetic/tenants");
    }

    private static List<String> aws(String port) {
        return List.of(
                "env",
                "AWS_ACCESS_KEY_ID=KEY",
                "AWS_SECRET_ACCESS_KEY=secret",
                "aws",
                "--region=us-east-1",
                "--endpoint-url=http://127.0.0.1:" + port,
                "s3api",
                "list-object-versions",
                "--bucket=synthetic",
                "--prefix=tenants/",
                "--max-items=" + AWS_ITEMS);
    }

    /// Runs it, its output going nowhere but for its last line.
    private static Took took(List<String> command) throws IOException, InterruptedException {
        List<String> timed = new ArrayList<>(List.of(
                "bash", "-c", "set -o pipefail; TIMEFORMAT='%R %U %S'; time \"$@\" 2>/dev/null | tail -n 1", "bench"));
        timed.addAll(command);
        Process process = new ProcessBuilder(timed).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        String[] times = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8)
                .strip()
                .split(" ", -1);
        assertEquals(0, process.waitFor());
        return new Took(
                Double.parseDouble(times[0]), Double.parseDouble(times[1]) + Double.parseDouble(times[2]), said);
    }

    private static double wall(List<Took> runs) {
        return runs.stream()
                .mapToDouble(Took::wall)
                .sorted()
                .skip(runs.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    private static double cpu(List<Took> runs) {
        return runs.stream()
                .mapToDouble(Took::cpu)
                .sorted()
                .skip(runs.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    private static void print(List<Took> runs, String who, int pages) {
        say(
                "%s: %.2f s wall, %.2f s processor, %.2f ms processor a page of %d pages, last line: %s",
                who,
                wall(runs),
                cpu(runs),
                cpu(runs) * 1000 / pages,
                pages,
                runs.getLast().said());
    }

    // The annotation that is asked for is in no library of ours.
    @SuppressWarnings("AnnotateFormatMethod")
    private static void say(String line, Object... values) {
        System.out.println(String.format(Locale.ROOT, line, values));
    }
}
