package io.backstay.bench.objects;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.backstay.lab.objects.SyntheticVersions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A million versions listed from a bucket on loopback: ours beside `rclone`, and beside the AWS command line's
/// processor
/// time for each page. Every client is a process of its own, its start included. It prints a table and judges nothing.
@Tag("bench")
class ListingBench {
    private static final int VERSIONS = Integer.getInteger("backstay.versions", 1_000_000);
    private static final int PAGE = 1000;
    private static final int AWS_ITEMS = Math.min(VERSIONS, 50_000);
    private static final int RUNS = 3;
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
                rclone.add(took(rclone(port)));
            }
            Took aws = took(aws(port));
            String swept =
                    took(java("-Xmx256m", VersionsProbe.class, port, "sweep")).said();
            assertEquals(VERSIONS + " 0", ours.getFirst().said());
            print(ours, "ours", VERSIONS / PAGE);
            print(rclone, "rclone", VERSIONS / PAGE);
            print(List.of(aws), "aws", AWS_ITEMS / PAGE);
            long used = Long.parseLong(swept.substring(swept.indexOf(' ') + 1));
            say("ours in use after sweeps, at most: %.1f MB of -Xmx256m", used / 1e6);
            say("wall, ours to rclone: %.2f", wall(ours) / wall(rclone));
            double page = cpu(ours) / (VERSIONS / (double) PAGE);
            say("processor time a page, ours to aws: %.3f", page / (aws.cpu() / (AWS_ITEMS / (double) PAGE)));
        } finally {
            bucket.destroy();
        }
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
        List<String> timed = new ArrayList<>(
                List.of("bash", "-c", "TIMEFORMAT='%R %U %S'; time \"$@\" 2>/dev/null | tail -n 1", "bench"));
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
