package io.backstay.cli.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.backstay.act.LocalDesk;
import io.backstay.act.connection.Connections;
import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Somebody's own PostgreSQL, a real one, in a time zone that is not UTC, with its folders of base backups and of its
/// log.
final class ServerListingTest extends ConnectionContract<ServerListingTest.Server> {
    @Override
    Server make() throws Exception {
        return new Server();
    }

    static final class Server implements ConnectionGround {
        private static final String ASSET = "crm";
        private static final String POINT = "monday";

        private final CrmServer crm = new CrmServer();
        private final CrmCommands commands = new CrmCommands(crm);
        private final Moments taken;

        Server() throws Exception {
            commands.makeVault();
            crm.makeRoles();
            Instant before = crm.now();
            crm.backUp(POINT);
            taken = new Moments(before.minusSeconds(1), crm.now());
            crm.archiveAll();
            assertEquals(0, commands.connect(connection()).code());
            commands.map();
        }

        @Override
        public StateCommands commands() {
            return commands;
        }

        @Override
        public String connection() {
            return "crm";
        }

        /// Folders are read without any.
        @Override
        public boolean listsWithKey() {
            return false;
        }

        @Override
        public List<String> list(LocalDesk desk, Progress progress) throws BackstayException, InterruptedException {
            Connections.Listed listed = desk.connections().sync(connection(), progress);
            List<String> told = ConnectionGround.notHeard(listed);
            if (listed.window() == null) {
                told.add("There is no restorable window.");
            }
            return told;
        }

        @Override
        public Set<String> assets() {
            return Set.of(ASSET);
        }

        @Override
        public Map<String, Moments> points() {
            return Map.of(POINT, taken);
        }

        @Override
        public Trouble away() throws Exception {
            return moved(crm.backups());
        }

        @Override
        public Set<String> partAway() {
            return Set.of(ASSET);
        }

        private static Trouble moved(Path folder) throws Exception {
            Path aside = Files.move(folder, folder.resolveSibling("aside"));
            return Trouble.until(() -> Files.move(aside, folder));
        }

        /// The folder is there, and nothing of the log is in it yet.
        @Override
        public Trouble silence() throws Exception {
            Trouble back = moved(crm.archive());
            Files.createDirectory(crm.archive());
            return Trouble.until(() -> {
                Files.delete(crm.archive());
                back.close();
            });
        }

        @Override
        public @Nullable Object told(Known known) {
            return known.asset(ASSET).pitr();
        }

        @Override
        public List<@Nullable Object> neverTold(Known known) {
            List<@Nullable Object> never = new ArrayList<>();
            never.add(known.asset(ASSET).encryption());
            never.add(known.asset(ASSET).immutable());
            never.add(known.asset(ASSET).configured().retention());
            never.add(known.asset(ASSET).kept().productionCanDelete());
            never.add(known.point(POINT).expiresAt());
            never.add(known.point(POINT).visibility());
            return never;
        }

        @Override
        public Trouble malice() throws Exception {
            Path named = crm.backups().resolve("\u202eevil\u001b[2J\u2028=HYPERLINK(1)\n\u009b2J");
            Files.createDirectory(named);
            Files.writeString(named.resolve("backup_label"), "START WAL LOCATION: \u001b[2J\n");
            Files.writeString(named.resolve("PG_VERSION"), "17\n");
            return Trouble.until(() -> {
                Files.delete(named.resolve("backup_label"));
                Files.delete(named.resolve("PG_VERSION"));
                Files.delete(named);
            });
        }

        /// Which transaction comes next, so that none wrote, and what lies in the folders, with its time.
        @Override
        public String changes() throws Exception {
            StringBuilder all =
                    new StringBuilder(crm.ask("select pg_snapshot_xmax(pg_current_snapshot())::text")).append('\n');
            for (Path folder : List.of(crm.backups(), crm.archive())) {
                try (var files = Files.walk(folder)) {
                    for (Path each : files.sorted().toList()) {
                        all.append(each)
                                .append(' ')
                                .append(Files.getLastModifiedTime(each))
                                .append('\n');
                    }
                }
            }
            return all.toString();
        }

        @Override
        public Trouble refusal() throws Exception {
            crm.run("alter role backstay_reader nologin");
            return Trouble.until(() -> crm.run("alter role backstay_reader login"));
        }

        @Override
        public void deny() throws Exception {
            crm.run("drop table backstay.restore_runs");
        }

        @Override
        public void grant(String script) throws Exception {
            crm.run(script);
        }

        @Override
        public Right right() {
            return new Right("Backstay's tables", "backstay.restore_runs", "restore_runs");
        }

        @Override
        public List<String> secrets() {
            return commands.secrets();
        }

        @Override
        public void close() throws BackstayException {
            crm.close();
            commands.close();
        }
    }
}
