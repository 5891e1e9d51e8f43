package io.backstay.cli.connection;

import static io.backstay.cli.connection.StateCommands.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.LocalDesk;
import io.backstay.base.AssetId;
import io.backstay.base.Progress;
import io.backstay.cli.connection.StateCommands.Answer;
import io.backstay.connect.postgres.backup.BackupPoint;
import io.backstay.connect.postgres.backup.check.BackupCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// A base backup of somebody's own server on request, pulled over TLS into the folder of its base backups.
final class OwnBackupTest {
    private static List<String> names(CrmServer crm) throws Exception {
        try (var files = Files.list(crm.backups())) {
            return files.map(each -> String.valueOf(each.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aBaseBackupIsTakenWholeOrNotAtAllAndCanBeGoneBackTo() throws Exception {
        try (CrmServer crm = new CrmServer();
                CrmCommands commands = new CrmCommands(crm)) {
            commands.makeVault();
            crm.makeRoles();
            crm.run("alter role backstay_backup login replication password '" + CrmServer.PASSWORD + "'");
            commands.credential("CRM, backup", "restore-to-scratch", "backstay_backup");
            crm.backUp("monday");
            says(0, "Added", commands.connect("crm"));
            commands.map();
            says(0, "1 recovery point", commands.ask("sync", "crm"));
            says(3, "has no login that takes base backups", create(commands, "tuesday"));
            says(64, "each purpose has a credential of its own", commands.connect("two", "--backup-login=CRM, read"));
            assertEquals(0, commands.run("connection", "remove", "crm").code());
            says(0, "Added", commands.connect("crm", "--backup-login=CRM, backup"));

            says(0, "tuesday", create(commands, "tuesday"));
            assertEquals(List.of("monday", "tuesday"), names(crm));
            says(0, "tuesday", commands.run("points", "--asset", "crm"));
            BackupPoint taken = BackupPoint.read(crm.backups().resolve("tuesday"));
            assertEquals(List.of(), BackupCheck.run(taken.data(), Progress.NONE).problems());
            says(0, "passed", commands.ask("test", "run", "--kind", "full", "--connection", "crm"));

            long before = Files.getLastModifiedTime(taken.folder()).toMillis();
            says(0, "tuesday", create(commands, "tuesday"));
            assertEquals(before, Files.getLastModifiedTime(taken.folder()).toMillis(), "it is not taken again");
            says(3, "cannot be called", create(commands, "../wednesday"));
            cancelled(crm, commands);
            says(0, "point.create", commands.run("audit", "show", "--json"));
        }
    }

    /// Whoever cancels in the middle of it has no part of it.
    private static void cancelled(CrmServer crm, CrmCommands commands) throws Exception {
        Path there = crm.backups();
        try (LocalDesk desk = commands.desk()) {
            StateCommands.unlock(desk);
            Thread here = Thread.currentThread();
            List<String> steps = new ArrayList<>();
            AtomicBoolean asked = new AtomicBoolean();
            assertThrows(
                    InterruptedException.class,
                    () -> desk.connections().create(new AssetId("crm"), "wednesday", new Progress() {
                        @Override
                        public void step(String name) {
                            steps.add(name);
                        }

                        @Override
                        public void advance(long done, long total) {
                            if (asked.compareAndSet(false, true)) {
                                here.interrupt();
                            }
                        }

                        @Override
                        public void note(String sentence) {
                            steps.add(sentence);
                        }
                    }));
            assertTrue(steps.contains("Taking a base backup"), steps::toString);
        }
        assertEquals(List.of("monday", "tuesday"), names(crm), there::toString);
    }

    private static Answer create(CrmCommands commands, String name) throws Exception {
        return commands.ask("points", "create", "--asset", "crm", "--name", name);
    }
}
