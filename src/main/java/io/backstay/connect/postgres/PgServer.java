package io.backstay.connect.postgres;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.seal.SecretSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL server of our own: on loopback only, behind a password, started and stopped by us.
///
/// One thread at a time may start and stop it.
public final class PgServer implements AutoCloseable {
    /// The superuser of every cluster that Backstay makes.
    public static final String SUPERUSER = "postgres";

    private static final String HOST = "127.0.0.1";
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    private static final int PORT_ATTEMPTS_MAX = 5;
    private static final int LINES_SHOWN_MAX = 6;

    private final Programs programs;
    private final Privilege privilege;
    private final Path data;
    private final Path log;
    private final String superuser;
    private @Nullable Postmaster running;

    private PgServer(Programs programs, Privilege privilege, Path data, Path log, String superuser) {
        this.programs = programs;
        this.privilege = privilege;
        this.data = data.toAbsolutePath();
        this.log = log.toAbsolutePath();
        this.superuser = superuser;
    }

    /// Makes a new cluster; it is not started. After a failure nothing is left of it.
    public static PgServer create(Programs programs, Privilege privilege, ClusterSpec spec)
            throws BackstayException, InterruptedException {
        var server = over(programs, privilege, spec.data(), spec.log());
        var cluster = new NewCluster(programs, privilege, server.data);
        cluster.prepareEmptyFolder();
        boolean whole = false;
        try {
            cluster.initdb(spec.password(), spec.segmentMegabytes());
            server.configure("postgresql.conf", spec.settings());
            whole = true;
            return server;
        } finally {
            if (!whole) {
                Folders.remove(server.data);
            }
        }
    }

    /// A server over a data folder that exists; it is not started.
    public static PgServer over(Programs programs, Privilege privilege, Path data, Path log) throws BackstayException {
        return over(programs, privilege, data, log, SUPERUSER);
    }

    /// The same for data in which the superuser that we know the password of may have another name.
    public static PgServer over(Programs programs, Privilege privilege, Path data, Path log, String superuser)
            throws BackstayException {
        Command.refuseShellSigns(data);
        Command.refuseShellSigns(log);
        privilege.requireReachable(data);
        privilege.requireReachable(programs.bin());
        return new PgServer(programs, privilege, data, log, superuser);
    }

    /// Stops the server that a killed run left behind in this data folder, if there is one and it really is its.
    ///
    /// @return what was stopped, in one sentence; empty when nothing ran there
    public static Optional<String> stopStale(Programs programs, Privilege privilege, Path data)
            throws BackstayException, InterruptedException {
        Optional<Postmaster> found = Postmaster.of(data);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var server = over(programs, privilege, data, data.resolveSibling(data.getFileName() + ".log"));
        server.running = found.get();
        server.stop(Stop.IMMEDIATE);
        return Optional.of("Stopped the PostgreSQL server (process "
                + found.get().process().pid() + ") that was left running in " + data + ".");
    }

    /// Starts on a free port and returns when sessions are accepted.
    public void start(Duration limit) throws BackstayException, InterruptedException {
        start(limit, PgServer::freePort);
    }

    /// Starts on the first offered port that nobody took in between.
    void start(Duration limit, PortSource ports) throws BackstayException, InterruptedException {
        if (running != null) {
            throw new IllegalStateException("already started: " + data);
        }
        for (int attempt = 1; ; attempt++) {
            Optional<BackstayException> refused = tryStart(ports.next(), limit);
            if (refused.isEmpty()) {
                return;
            }
            boolean portTaken = Command.tail(log, 0).contains("could not bind");
            if (!portTaken || attempt == PORT_ATTEMPTS_MAX) {
                throw refused.get();
            }
        }
    }

    /// The superuser's login to a database. The server itself keeps no password.
    ///
    /// @param password of the superuser, as it is in the data
    public Login login(String database, SecretSource password) {
        Postmaster up = running;
        if (up == null) {
            throw new IllegalStateException("not started: " + data);
        }
        return new Login(HOST, up.port(), database, superuser, password);
    }

    /// Whether the server process lives.
    public boolean isRunning() {
        return running != null && running.isAlive();
    }

    /// The data folder.
    public Path data() {
        return data;
    }

    /// Where the server writes its log.
    public Path log() {
        return log;
    }

    /// The programs that run it.
    public Programs programs() {
        return programs;
    }

    /// Appends settings to one of the cluster's configuration files, values without quotes; the last one counts.
    public void configure(String file, Map<String, String> settings) throws BackstayException {
        var lines = new StringBuilder("\n");
        new TreeMap<>(settings)
                .forEach((name, value) -> lines.append(name)
                        .append(" = '")
                        .append(value.replace("\\", "\\\\").replace("'", "''"))
                        .append("'\n"));
        try {
            Files.writeString(data.resolve(file), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            privilege.handOver(data.resolve(file));
        } catch (IOException e) {
            throw Folders.refusal(data, e);
        }
    }

    /// Stops the server and returns when its process is gone.
    public void stop(Stop how) throws BackstayException, InterruptedException {
        Postmaster up = running;
        if (up == null) {
            return;
        }
        if (up.isAlive()) {
            pgCtl(List.of("stop", "-D", data.toString(), "-m", how.word, "-w", "-t", seconds(STOP_LIMIT)), STOP_LIMIT);
        }
        if (!up.awaitEnd(STOP_LIMIT)) {
            throw new BackstayException(new Failure.TimedOut("Stopping PostgreSQL in " + data, STOP_LIMIT));
        }
        running = null;
    }

    /// Stops the server fast, or at once when that fails; an interrupt waits until the server is gone.
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            for (Stop how : Stop.values()) {
                interrupted |= endsInterrupted(how);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        if (isRunning()) {
            throw new IllegalStateException("PostgreSQL in " + data + " does not stop; end it by hand");
        }
    }

    /// How a server is stopped.
    public enum Stop {
        /// Sessions are ended, everything is written.
        FAST("fast"),
        /// At once; the next start recovers.
        IMMEDIATE("immediate");

        private final String word;

        Stop(String word) {
            this.word = word;
        }
    }

    /// Offers ports to listen on.
    @FunctionalInterface
    interface PortSource {
        int next() throws BackstayException;
    }

    private boolean endsInterrupted(Stop how) {
        try {
            stop(how);
            return false;
        } catch (InterruptedException e) {
            return true;
        } catch (BackstayException e) {
            // The next way is harder; close() says so when none helped.
            return false;
        }
    }

    private Optional<BackstayException> tryStart(int port, Duration limit)
            throws BackstayException, InterruptedException {
        prepareLog();
        // Every word that guards the server is on its command line, where no configuration file can change it.
        String options = "-p " + port + " -c listen_addresses=" + HOST + " -c unix_socket_directories=";
        var command = List.of(
                "start", "-D", data.toString(), "-l", log.toString(), "-w", "-t", seconds(limit), "-o", options);
        boolean up = false;
        try {
            Command.Ended ended = pgCtl(command, limit.plus(STOP_LIMIT));
            running = Postmaster.of(data).orElse(null);
            up = ended.exit() == 0 && running != null;
            return up
                    ? Optional.empty()
                    : Optional.of(new BackstayException(new Failure.ProgramFailed(
                            "PostgreSQL", ended.exit(), lastLines(ended.output()), Programs.adviceFor(ended.exit()))));
        } finally {
            if (!up) {
                running = Postmaster.of(data).orElse(null);
                close();
            }
        }
    }

    /// The last lines of the server's log.
    public String lastLogLines() {
        return lastLines("");
    }

    private String lastLines(String fromPgCtl) {
        String words = Command.tail(log, 0);
        if (words.isBlank()) {
            return fromPgCtl;
        }
        List<String> lines = words.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN_MAX), lines.size()));
    }

    private void prepareLog() throws BackstayException {
        try {
            if (Files.exists(log, LinkOption.NOFOLLOW_LINKS)) {
                Files.move(log, log.resolveSibling(log.getFileName() + ".before"), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.createFile(log);
            Folders.setMode(log, "rw-------");
            privilege.handOver(log);
        } catch (IOException e) {
            throw Folders.refusal(log, e);
        }
    }

    private Command.Ended pgCtl(List<String> words, Duration limit) throws BackstayException, InterruptedException {
        var command = new ArrayList<>(List.of(programs.pgCtl()));
        command.addAll(words);
        try {
            return Command.run(privilege.wrap(command), limit.plusSeconds(5));
        } catch (IOException e) {
            throw new BackstayException(
                    new Failure.Unsupported("Running " + programs.pgCtl(), "Check PostgreSQL's programs."), e);
        }
    }

    private static int freePort() throws BackstayException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new BackstayException(new Failure.Unreachable(HOST, "no free port: " + e.getMessage()), e);
        }
    }

    private static String seconds(Duration limit) {
        return Long.toString(Math.max(1, limit.toSeconds()));
    }
}
