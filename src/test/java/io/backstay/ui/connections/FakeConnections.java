package io.backstay.ui.connections;

import io.backstay.act.connection.Connection;
import io.backstay.act.connection.Connections;
import io.backstay.act.connection.ObjectSettings;
import io.backstay.act.connection.SelfManaged;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.s3.Versioning;
import io.backstay.estate.Environment;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Three invented connections: one that holds, with files, one that is not ready, one that was never tested.
public final class FakeConnections implements Connections {
    public static final Instant NOW = Instant.parse("2026-03-16T02:41:07Z");

    private final List<Known> known = new ArrayList<>();

    public FakeConnections() {
        known.add(of("billing", Environment.PRODUCTION, false, Duration.ofDays(2), false, 14));
        known.add(of("crm", Environment.PRODUCTION, true, Duration.ofMinutes(25), true, 9));
        known.add(of("crm-staging", Environment.STAGING, null, null, false, 0));
    }

    private static Known of(
            String name,
            Environment environment,
            @Nullable Boolean holds,
            @Nullable Duration tested,
            boolean files,
            long points) {
        return new Known(
                connection(name, environment, files),
                tested == null ? null : NOW.minus(tested),
                holds,
                tested == null ? null : NOW.minus(tested).plusSeconds(90),
                points);
    }

    private static Connection connection(String name, Environment environment, boolean files) {
        return new Connection(
                name,
                new AssetId(name),
                environment,
                new SelfManaged(
                        new SelfManaged.Server(name + ".db.example", 5432, name),
                        new SelfManaged.Folders("/mnt/backups/" + name + "/base", "/mnt/backups/wal", null, null),
                        "/srv/backstay/mappings/" + name + ".yaml",
                        new SelfManaged.Credentials(name + ", read", name + ", scratch", name + ", write"),
                        !files
                                ? null
                                : new ObjectSettings(
                                        name + "-files",
                                        new ObjectSettings.Store(
                                                "https://s3.eu-central-1.amazonaws.com",
                                                "eu-central-1",
                                                name + "-files",
                                                null,
                                                null),
                                        "accounts/{tenant}/",
                                        null,
                                        new ObjectSettings.Credentials(
                                                name + " files, read",
                                                name + " files, scratch",
                                                name + " files, write"))));
    }

    @Override
    public List<Connection> list() {
        return known.stream().map(Known::connection).toList();
    }

    @Override
    public List<Known> known() {
        return List.copyOf(known);
    }

    @Override
    public void require(String name) {}

    @Override
    public Path mapping(String name) {
        return Path.of("/srv/backstay/mappings", name + ".yaml");
    }

    @Override
    public void add(Connection connection) throws BackstayException {
        if (known.stream().anyMatch(named(connection.name()))) {
            throw new BackstayException(new Failure.Conflict(
                    "A connection called " + connection.name() + " is there already", "Choose another."));
        }
        known.add(new Known(connection, null, null, null, 0));
    }

    private static Predicate<Known> named(String name) {
        return each -> each.connection().name().equals(name);
    }

    @Override
    public void remove(String name) {
        known.removeIf(named(name));
    }

    @Override
    public Tested test(String name, Progress progress) {
        progress.step("Looking at base backups");
        Boolean log = name.equals("billing") ? Boolean.FALSE : Boolean.TRUE;
        return new Tested(
                name,
                List.of(
                        new Line("base backups", true, "9 base backups, the newest 2026-03-15, complete at 02:11 UTC."),
                        new Line(
                                "write-ahead log",
                                log,
                                log
                                        ? "Restorable is every moment from 7 March to 02:39 UTC; no segment is missing."
                                        : "The log has 1 hole, from 00000001000000030000004A on, 12 segments long."
                                                + " Bring the missing segments back."),
                        new Line("reader sees every row", true, "backstay_reader may read every table."),
                        new Line("object versions", null, "Not looked at: the store was not reached.")),
                null);
    }

    @Override
    public Listed sync(String name, Progress progress) {
        return new Listed(
                name,
                name,
                9,
                null,
                List.of(),
                List.of(),
                NOW,
                new Objects(
                        name + "-files",
                        Versioning.ENABLED,
                        1_204,
                        1_310,
                        6,
                        true,
                        List.of("Versions stay."),
                        List.of()),
                null);
    }
}
