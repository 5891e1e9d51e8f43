package io.backstay.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The script `backstay` over a tree that looks built, with a `java` that prints what it was given.
@EnabledOnOs(OS.LINUX)
final class LauncherTest {
    private static final long END_SECONDS = 60;

    @TempDir
    Path folder;

    private Path tree;

    /// What the script did.
    ///
    /// @param given what `java` was given, one argument each
    /// @param said  on standard error
    private record Run(List<String> given, List<String> said) {}

    @BeforeEach
    void makeTree() throws IOException {
        tree = folder.resolve("tree");
        for (String needed : List.of(".mvn", "installers", "assets", "src/main", "target/lib", "jdk/bin")) {
            Files.createDirectories(tree.resolve(needed));
        }
        Files.createDirectories(tree.resolve("target/classes/io/backstay/app"));
        for (String copied : List.of("backstay", ".mvn/ground.sh", "installers/java-options")) {
            Files.copy(Path.of(copied), tree.resolve(copied));
        }
        for (String empty : List.of(
                "pom.xml",
                "LICENSE",
                "THIRD-PARTY-NOTICES.txt",
                "jdk/bin/javac",
                "target/classes/io/backstay/app/Main.class",
                "target/.launcher-built")) {
            Files.createFile(tree.resolve(empty));
        }
        Files.writeString(tree.resolve("jdk/release"), "JAVA_VERSION=\"25.0.3\"\n");
        Files.writeString(tree.resolve("jdk/bin/java"), """
                #!/bin/sh
                printf '%s\\n' "$@"
                env | sed -n 's/^\\([A-Z_]*JAVA_[A-Z_]*OPTIONS\\)=/still set: \\1 /p'
                """);
        assertTrue(tree.resolve("jdk/bin/java").toFile().setExecutable(true));
        assertTrue(tree.resolve("jdk/bin/javac").toFile().setExecutable(true));
    }

    @Test
    void aDrillGetsLessMemoryThanTheRest() throws Exception {
        assertTrue(run(Map.of(), "drill").given().contains("-Xmx512m"));
        assertTrue(run(Map.of(), "--home", "drill", "drill").given().contains("-Xmx512m"));
        assertTrue(run(Map.of(), "--home=x", "drill", "--json").given().contains("-Xmx512m"));
        assertFalse(run(Map.of()).given().contains("-Xmx512m"));
        assertFalse(run(Map.of(), "points").given().contains("-Xmx512m"));
        assertFalse(run(Map.of(), "--home", "drill", "points").given().contains("-Xmx512m"));
        assertFalse(run(Map.of(), "points", "drill").given().contains("-Xmx512m"));
    }

    @Test
    void notesOfACrashGoToTheStateFolder() throws Exception {
        Path home = folder.resolve("people/jörg");
        assertEquals(home + "/.local/share/backstay/logs/hs_err_%p.log", notes(Map.of("HOME", home.toString())));
        assertEquals("/data/backstay/logs/hs_err_%p.log", notes(Map.of("XDG_DATA_HOME", "/data")));
        assertEquals("/named/logs/hs_err_%p.log", notes(Map.of("BACKSTAY_HOME", "/named")));
        assertEquals("/asked for/logs/hs_err_%p.log", notes(Map.of(), "points", "--home", "/asked for"));
        assertEquals("/asked/logs/hs_err_%p.log", notes(Map.of("BACKSTAY_HOME", "/named"), "--home=/asked"));
        assertEquals("/100%%p/logs/hs_err_%p.log", notes(Map.of("BACKSTAY_HOME", "/100%p")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"})
    void optionsFromTheEnvironmentAreLeftOutAndNamed(String variable) throws Exception {
        Run run = run(Map.of(variable, "-javaagent:/spy.jar"));
        assertTrue(run.given().stream().noneMatch(line -> line.contains("still set")), run::toString);
        assertEquals(
                List.of("backstay: Left out of the environment: " + variable
                        + "; put options for the JVM into BACKSTAY_OPTS."),
                run.said());
    }

    @Test
    void nothingIsSaidWhereNothingWasLeftOut() throws Exception {
        assertEquals(List.of(), run(Map.of("JAVA_TOOL_OPTIONS", "")).said());
    }

    @Test
    void ownOptionsComeAfterOursAndBeforeTheProgram() throws Exception {
        List<String> given =
                run(Map.of("BACKSTAY_OPTS", "-Xmx2g -Da=b"), "drill", "a b").given();
        int own = given.indexOf("-Xmx2g");
        int program = given.indexOf("io.backstay.app.Main");
        assertTrue(given.subList(0, own).contains("-Xmx512m"), given::toString);
        assertEquals("-Da=b", given.get(own + 1));
        // An account whose home cannot be written is given another home in between.
        assertTrue(program > own + 1, given::toString);
        assertEquals(List.of("drill", "a b"), given.subList(program + 1, given.size()));
    }

    private String notes(Map<String, String> environment, String... arguments) throws Exception {
        String option = "-XX:ErrorFile=";
        return run(environment, arguments).given().stream()
                .filter(argument -> argument.startsWith(option))
                .map(argument -> argument.substring(option.length()))
                .findFirst()
                .orElseThrow();
    }

    private Run run(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("sh", tree.resolve("backstay").toString()));
        command.addAll(Arrays.asList(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("BACKSTAY_") || name.startsWith("XDG_"));
        builder.environment().keySet().removeAll(List.of("JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"));
        builder.environment()
                .put(
                        "HOME",
                        Files.createDirectories(folder.resolve("people/jörg")).toString());
        builder.environment().put("BACKSTAY_JAVA_HOME", tree.resolve("jdk").toString());
        builder.environment().putAll(environment);
        Path said = folder.resolve("said");
        Process script = builder.redirectError(said.toFile()).start();
        List<String> given = new String(script.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .toList();
        assertTrue(script.waitFor(END_SECONDS, TimeUnit.SECONDS));
        assertEquals(0, script.exitValue(), () -> said + " " + given);
        return new Run(given, Files.readAllLines(said));
    }
}
