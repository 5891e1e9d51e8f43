package io.backstay.act;

import io.backstay.base.DiskStorage;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.Folders;
import io.backstay.fixture.QuickKeys;
import io.backstay.fixture.TestPostgres;
import io.backstay.lab.LabSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;

/// A desk in a folder of a test, with a small lab beside its home, and a look at the servers that run there.
///
/// @param folder of the test; everything of home and lab is below it
public record DeskHome(Path folder) {
    private static final Duration IDLE = Duration.ofMinutes(5);
    private static final long HEAP_BYTES = 512L << 20;
    private static final long SEED = 20_261_123L;

    /// A desk that has opened nothing yet, on the real clock.
    public LocalDesk open() throws IOException {
        return open(means());
    }

    /// The same with other means.
    public LocalDesk open(LocalDesk.Means means) throws IOException {
        // The server may run as a user who has to pass through here.
        Folders.setMode(folder, "rwx--x--x");
        LabSpec labs = TestPostgres.lab(folder.resolve("lab"), SEED);
        return new LocalDesk(new LocalDesk.Place(home(), labs, "jonas", "test", "0.1.0-test"), means);
    }

    /// The real clock, real chance and real files: what a desk works with outside of tests.
    public static LocalDesk.Means means() {
        return new LocalDesk.Means(
                InstantSource.system(),
                new SecureRandom(),
                new DiskStorage(),
                QuickKeys.within(HEAP_BYTES),
                IDLE,
                List::of);
    }

    /// The state folder.
    public Path home() {
        return folder.resolve("home");
    }

    /// The command lines of programs that work on something below the folder.
    public List<String> running() {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .filter(command -> command.contains(folder.toString()) && command.contains("postgres"))
                .filter(command -> !command.contains("java"))
                .toList();
    }

    /// A progress that does something the first time that a step begins.
    static Progress at(String step, Runnable then) {
        return new Once(name -> name.startsWith(step), then);
    }

    /// A progress that does something the first time that work advances.
    static Progress advancing(Runnable then) {
        return new Once(String::isEmpty, then);
    }

    /// A progress that nobody looks at.
    static Progress quiet() {
        return at("nothing has this name", () -> {});
    }

    private static final class Once implements Progress {
        private final Predicate<String> wanted;
        private final Runnable then;
        private boolean done;

        private Once(Predicate<String> wanted, Runnable then) {
            this.wanted = wanted;
            this.then = then;
        }

        @Override
        public void step(String name) {
            if (!name.isEmpty()) {
                see(name);
            }
        }

        @Override
        public void advance(long now, long total) {
            see("");
        }

        private void see(String name) {
            if (!done && wanted.test(name)) {
                done = true;
                then.run();
            }
        }
    }
}
