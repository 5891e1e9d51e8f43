package io.backstay.app.protect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.backstay.act.Protection;
import io.backstay.act.Protection.State;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A JVM of its own that told what protects it and now waits to be looked at.
final class ProtectedChild implements AutoCloseable {
    private static final long END_SECONDS = 60;

    private final Process process;
    private final Map<String, Protection> told;

    private ProtectedChild(Process process, Map<String, Protection> told) {
        this.process = process;
        this.told = told;
    }

    /// How to start it.
    ///
    /// @param shell       run by `sh` before the JVM takes its place, such as `ulimit -c 0`
    /// @param options     of the JVM
    /// @param environment added to that of the test; those that options come from are taken out
    /// @param apply       whether it asks the system for protection
    record Start(String shell, List<String> options, Map<String, String> environment, boolean apply) {
        static Start plain() {
            return new Start("", List.of(), Map.of(), false);
        }

        Start after(String command) {
            return new Start(command, options, environment, apply);
        }

        Start with(String... more) {
            return new Start(shell, List.of(more), environment, apply);
        }

        Start and(String variable, String value) {
            return new Start(shell, options, Map.of(variable, value), apply);
        }

        Start applied() {
            return new Start(shell, options, environment, true);
        }
    }

    static ProtectedChild start(Start how, Path home) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "sh",
                "-c",
                (how.shell().isEmpty() ? "" : how.shell() + " && ") + "exec \"$@\"",
                "sh",
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(how.options());
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                ToldProtections.class.getName(),
                how.apply() ? "apply" : "leave",
                home.toString()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .keySet()
                .removeAll(List.of("JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "BACKSTAY_OPTS"));
        builder.environment().putAll(how.environment());
        Process process = builder.start();
        return new ProtectedChild(process, told(process.inputReader(UTF_8)));
    }

    private static Map<String, Protection> told(BufferedReader lines) throws IOException {
        Map<String, Protection> told = new HashMap<>();
        StringBuilder heard = new StringBuilder();
        String line = lines.readLine();
        while (line != null && !line.isEmpty()) {
            heard.append(line).append('\n');
            String[] parts = line.split("\t", -1);
            if (parts.length == 3) {
                told.put(parts[0], new Protection(parts[0], State.valueOf(parts[1]), parts[2]));
            }
            line = lines.readLine();
        }
        if (line == null) {
            throw new AssertionError("the child ended early: " + heard);
        }
        return told;
    }

    long pid() {
        return process.pid();
    }

    Protection protection(String name) {
        Protection found = told.get(name);
        if (found == null) {
            throw new AssertionError("no protection has the name '" + name + "': " + told.keySet());
        }
        return found;
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        boolean ended = false;
        try {
            ended = process.waitFor(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        if (!ended) {
            process.destroyForcibly();
            throw new AssertionError("the child did not end with its input");
        }
    }
}
