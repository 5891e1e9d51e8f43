package io.backstay.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.backstay.act.Desk;
import io.backstay.act.LocalDesk;
import io.backstay.act.Protection;
import io.backstay.app.protect.FolderProtections;
import io.backstay.app.protect.HostGuard;
import io.backstay.app.protect.JvmProtections;
import io.backstay.app.protect.ProtectionSource;
import io.backstay.app.protect.SecretProtections;
import io.backstay.app.protect.StartProtections;
import io.backstay.app.protect.SwapProtections;
import io.backstay.app.session.DesktopChime;
import io.backstay.app.session.DesktopNotes;
import io.backstay.app.session.DesktopScreen;
import io.backstay.base.BackstayException;
import io.backstay.base.DiskStorage;
import io.backstay.base.ExitCode;
import io.backstay.cli.Cli;
import io.backstay.cli.terminal.Terminal;
import io.backstay.lab.LabSpec;
import io.backstay.lab.seed.PracticeSize;
import io.backstay.vault.KeyMaking;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where Backstay begins: the console without arguments, the command line with some.
final class Main {
    private static final long PRACTICE_SEED = 20_261_123L;
    private static final int SESSION_CHARS = 8;

    private final Machine machine;
    private final InstantSource clock;
    private final HostGuard guard;
    private final DesktopScreen screen;
    private final String session;

    private Main(Machine machine, InstantSource clock, HostGuard guard) {
        this.machine = machine;
        this.clock = clock;
        this.guard = guard;
        this.screen = new DesktopScreen(machine.os(), machine.environment());
        this.session = UUID.randomUUID().toString().substring(0, SESSION_CHARS);
    }

    public static void main(String[] arguments) {
        // Reports are drawn with AWT's fonts; it must never look for a display.
        System.setProperty("java.awt.headless", "true");
        ToolkitLog.quieten();
        Machine machine = Machine.read();
        HostGuard guard = HostGuard.of(machine.os());
        guard.apply();
        Main main = new Main(machine, InstantSource.system(), guard);
        Interruption interruption = Interruption.watch(Thread.currentThread());
        int code = arguments.length == 0 ? main.console() : main.commandLine(arguments);
        interruption.exit(code);
    }

    private int commandLine(String[] arguments) {
        return new Cli(terminal(), this::desk).run(arguments);
    }

    private int console() {
        try (screen;
                Desk desk = desk(null)) {
            var outside = new ConsoleWindow.Outside(
                    screen.observe(), new DesktopNotes(machine.os(), machine.environment()), new DesktopChime());
            new ConsoleWindow(desk, clock, machine.user(), version(), outside).open();
            return ExitCode.HOLDS.code();
        } catch (BackstayException e) {
            System.err.println("backstay: " + e.failure().message());
            System.err.println("  " + e.failure().advice());
            return ExitCode.FAILED.code();
        } catch (InterruptedException _) {
            return ExitCode.INTERRUPTED.code();
        }
    }

    private Desk desk(@Nullable Path home) {
        // The PDF library keeps what it learns of the system's fonts; it belongs to our state, not into the home
        // folder.
        System.setProperty("pdfbox.fontcache", machine.home(home).toString());
        LabSpec labs =
                new LabSpec(machine.labRoot(), machine.os(), machine.processor(), PracticeSize.SMALL, PRACTICE_SEED);
        Path state = machine.home(home);
        return new LocalDesk(
                new LocalDesk.Place(state, labs, machine.user(), session, version()),
                new LocalDesk.Means(
                        clock,
                        new SecureRandom(),
                        new DiskStorage(),
                        KeyMaking.argon2id(Runtime.getRuntime().maxMemory()),
                        machine.idleLimit(),
                        () -> protections(state)));
    }

    /// Everybody who can look at a protection.
    private List<Protection> protections(Path state) {
        List<ProtectionSource> sources = List.of(
                guard,
                new JvmProtections(machine.user()),
                new StartProtections(machine.environment()),
                new SecretProtections(),
                SwapProtections.ofThisSystem(),
                new FolderProtections(state, machine.temporary(), machine.user()),
                screen);
        return sources.stream().flatMap(source -> source.observed().stream()).toList();
    }

    private Terminal terminal() {
        ConsolePrompt prompt = ConsolePrompt.ofThisProcess();
        return new Terminal(
                System.out,
                System.err,
                // Unbuffered: what passes through it may be secret, and must not stay in a buffer.
                new FileInputStream(FileDescriptor.in),
                prompt != null,
                prompt,
                clock,
                machine.home(null).resolve("logs"),
                version());
    }

    private static String version() {
        try (InputStream in = Main.class.getResourceAsStream("version.txt")) {
            if (in == null) {
                throw new IllegalStateException("version.txt is not in the build");
            }
            return new String(in.readAllBytes(), UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
