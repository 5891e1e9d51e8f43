package io.backstay.app.protect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.Protection;
import io.backstay.act.Protection.State;
import io.backstay.app.protect.ProtectedChild.Start;
import io.backstay.connect.postgres.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// JVMs that are started with a flag and without it, and what each says of itself.
final class JvmProtectionsTest {
    private static final String ATTACH = "No tool attaches to the JVM";
    private static final String JVM_CORE = "A crash of the JVM asks for no core";
    private static final String HEAP_DUMP = "Memory is not written to a heap dump";
    private static final String CRASH_NOTES = "Notes of a crash stay private";
    private static final String OBJECTS = "Java objects are not read from bytes";
    private static final String AGENT = "No agent is loaded into the JVM";
    private static final String WATCHED = "Nobody watches the JVM from outside";
    private static final String INJECTED = "No options come in by the environment";
    private static final String OWN = "Start options are Backstay's own";
    private static final String STATE_FOLDER = "The state folder is private";
    private static final String TEMPORARY = "The folder for temporary files is private";

    @TempDir
    Path folder;

    @Test
    void theLaunchersOptionsMakeEverythingActive() throws Exception {
        Path home = privateFolder("state");
        Folders.setMode(Files.createDirectory(home.resolve("logs")), "rwx------");
        List<String> options = Stream.concat(
                        Files.readAllLines(Path.of("installers/java-options")).stream()
                                .filter(line -> line.startsWith("-") && !line.startsWith("-Xmx")),
                        Stream.of(
                                "-XX:ErrorFile=" + home.resolve("logs") + "/hs_err_%p.log",
                                "-Djava.io.tmpdir=" + privateFolder("temporary")))
                .toList();
        Map<String, State> wanted = new TreeMap<>();
        Stream.of(
                        ATTACH,
                        JVM_CORE,
                        HEAP_DUMP,
                        CRASH_NOTES,
                        OBJECTS,
                        AGENT,
                        WATCHED,
                        INJECTED,
                        OWN,
                        STATE_FOLDER,
                        TEMPORARY)
                .forEach(name -> wanted.put(name, State.ACTIVE));
        assertEquals(wanted, states(Start.plain().with(options.toArray(String[]::new)), home, wanted.keySet()));
    }

    @Test
    void aPlainJvmShowsWhatItLacks() throws Exception {
        Path home = Files.createDirectory(folder.resolve("open"));
        Folders.setMode(home, "rwxr-x---");
        Map<String, State> wanted = new TreeMap<>(Map.of(
                ATTACH, State.INACTIVE,
                JVM_CORE, State.INACTIVE,
                HEAP_DUMP, State.ACTIVE,
                CRASH_NOTES, State.INACTIVE,
                OBJECTS, State.INACTIVE,
                STATE_FOLDER, State.INACTIVE,
                AGENT, State.ACTIVE,
                WATCHED, State.ACTIVE,
                INJECTED, State.ACTIVE,
                OWN, State.ACTIVE));
        assertEquals(wanted, states(Start.plain(), home, wanted.keySet()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HeapDumpOnOutOfMemoryError", "HeapDumpBeforeFullGC", "HeapDumpAfterFullGC"})
    void everyWayToAHeapDumpIsSeen(String flag) throws Exception {
        Protection seen = seen(Start.plain().with("-XX:+" + flag), HEAP_DUMP);
        assertEquals(State.INACTIVE, seen.state());
        assertTrue(seen.why().contains(flag), seen::why);
    }

    @Test
    void crashNotesWithoutAFolderOfTheirOwnAreNotPrivate() throws Exception {
        Path gone = folder.resolve("gone");
        assertEquals(
                State.INACTIVE,
                seen(Start.plain().with("-XX:ErrorFile=" + gone + "/hs_err.log"), CRASH_NOTES)
                        .state());
        assertEquals(
                State.ACTIVE,
                seen(Start.plain().with("-XX:ErrorFile=/dev/null"), CRASH_NOTES).state());
    }

    @Test
    void aStateFolderThatIsNotThereIsUnknown() throws Exception {
        try (ProtectedChild child = ProtectedChild.start(Start.plain(), folder.resolve("gone"))) {
            assertEquals(State.UNKNOWN, child.protection(STATE_FOLDER).state());
        }
    }

    @Test
    void aTemporaryFolderForEverybodyIsSeen() throws Exception {
        Path shared = Files.createDirectory(folder.resolve("shared"));
        Folders.setMode(shared, "rwxrwxrwx");
        assertEquals(
                State.INACTIVE,
                seen(Start.plain().with("-Djava.io.tmpdir=" + shared), TEMPORARY)
                        .state());
    }

    @Test
    void agentsAreSeen() throws Exception {
        Protection java = seen(Start.plain().with("-javaagent:" + agent() + "=secret"), AGENT);
        assertEquals(State.INACTIVE, java.state());
        assertTrue(java.why().contains("agent.jar"), java::why);
        assertFalse(java.why().contains("secret"), java::why);
        String debugger = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0";
        assertEquals(State.INACTIVE, seen(Start.plain().with(debugger), AGENT).state());
    }

    @Test
    void remoteManagementAndRecordingsAreSeen() throws Exception {
        assertEquals(
                State.INACTIVE,
                seen(Start.plain().with("-Dcom.sun.management.jmxremote"), WATCHED)
                        .state());
    }

    @Test
    void optionsFromTheEnvironmentAreSeen() throws Exception {
        Protection one = seen(Start.plain().and("JAVA_TOOL_OPTIONS", "-Dplanted=here"), INJECTED);
        assertEquals(State.INACTIVE, one.state());
        assertTrue(one.why().contains(" JAVA_TOOL_OPTIONS."), one::why);
        Start both = new Start("", List.of(), Map.of("JDK_JAVA_OPTIONS", "-Da=b", "_JAVA_OPTIONS", "-Dc=d"), false);
        assertTrue(seen(both, INJECTED).why().contains(" JDK_JAVA_OPTIONS, _JAVA_OPTIONS."));
    }

    @Test
    void ownOptionsAreNamedWithoutTheirValues() throws Exception {
        Protection seen = seen(Start.plain().and("BACKSTAY_OPTS", " -Xmx2g  -Dproxy.password=hidden"), OWN);
        assertEquals(State.INACTIVE, seen.state());
        assertTrue(seen.why().contains("adds -Xmx2g, -Dproxy.password,"), seen::why);
    }

    private Protection seen(Start how, String name) throws IOException {
        try (ProtectedChild child = ProtectedChild.start(how, folder)) {
            return child.protection(name);
        }
    }

    private static Map<String, State> states(Start how, Path home, Iterable<String> names) throws IOException {
        Map<String, State> states = new TreeMap<>();
        try (ProtectedChild child = ProtectedChild.start(how, home)) {
            names.forEach(name -> states.put(name, child.protection(name).state()));
        }
        return states;
    }

    private Path privateFolder(String name) throws IOException {
        Path made = Files.createDirectory(folder.resolve(name));
        Folders.setMode(made, "rwx------");
        return made;
    }

    private Path agent() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name("Premain-Class"), IdleAgent.class.getName());
        Path file = folder.resolve("agent.jar");
        String path = IdleAgent.class.getName().replace('.', '/') + ".class";
        try (var jar = new JarOutputStream(Files.newOutputStream(file), manifest);
                InputStream bytes = IdleAgent.class.getResourceAsStream("IdleAgent.class")) {
            jar.putNextEntry(new JarEntry(path));
            bytes.transferTo(jar);
        }
        return file;
    }
}
