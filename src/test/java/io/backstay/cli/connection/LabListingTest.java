package io.backstay.cli.connection;

import io.backstay.act.LocalDesk;
import io.backstay.act.practice.LabPractice;
import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.lab.Lab;
import io.backstay.restore.staging.OwnBackups;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The practice lab, with a real PostgreSQL: it is no connection, and is listed as one.
final class LabListingTest extends ListingContract<LabListingTest.Practised> {
    @Override
    Practised make() throws Exception {
        return new Practised();
    }

    static final class Practised implements ListingGround {
        private static final String DATABASE = Lab.DATABASE.value();

        private final StateCommands commands = new StateCommands();
        private @Nullable OwnBackups own;
        private Set<String> sources = Set.of();
        private Moments taken = Moments.at("1970-01-01T00:00:00Z");

        Practised() throws Exception {}

        @Override
        public StateCommands commands() {
            return commands;
        }

        @Override
        public void begin(LocalDesk desk) throws Exception {
            LabPractice practice = desk.practice();
            Instant before = Instant.now();
            practice.start(Progress.NONE);
            taken = new Moments(before.minusSeconds(1), Instant.now());
            own = practice.site(Lab.DATABASE).own();
            sources = Set.of("lab on this machine", practice.status().parts().getFirst());
        }

        @Override
        public List<String> list(LocalDesk desk, Progress progress) throws BackstayException, InterruptedException {
            progress.step("Listing the lab");
            desk.practice().list();
            Known known = Known.of(commands.home(), sources);
            return told(known) == null ? List.of("There is no restorable window.") : List.of();
        }

        @Override
        public List<String[]> listing() {
            return List.of();
        }

        @Override
        public Set<String> sources() {
            return sources;
        }

        @Override
        public Set<String> assets() {
            return Set.of(DATABASE, Lab.FILES.value());
        }

        @Override
        public Map<String, Moments> points() {
            return Map.of("base-0001", taken);
        }

        private OwnBackups own() {
            if (own == null) {
                throw new IllegalStateException("the lab does not run");
            }
            return own;
        }

        @Override
        public Trouble away() throws Exception {
            return moved(own().backups());
        }

        private static Trouble moved(Path folder) throws Exception {
            Path aside = Files.move(folder, folder.resolveSibling("aside"));
            return Trouble.until(() -> Files.move(aside, folder));
        }

        /// All of it is listed at once, or nothing.
        @Override
        public Set<String> partAway() {
            return assets();
        }

        @Override
        public Trouble silence() throws Exception {
            Path archive = own().archive().folder();
            Trouble back = moved(archive);
            Files.createDirectory(archive);
            return Trouble.until(() -> {
                Files.delete(archive);
                back.close();
            });
        }

        @Override
        public @Nullable Object told(Known known) {
            return known.asset(DATABASE).pitr();
        }

        @Override
        public List<@Nullable Object> neverTold(Known known) {
            List<@Nullable Object> never = new ArrayList<>();
            never.add(known.asset(DATABASE).configured().retention());
            never.add(known.asset(DATABASE).configured().schedule());
            never.add(known.point("base-0001").expiresAt());
            never.add(known.point("base-0001").lockedUntil());
            return never;
        }

        @Override
        public Trouble malice() throws Exception {
            Path named = own().backups().resolve("\u202eevil\u001b[2J\u2028=HYPERLINK(1)\n\u009b2J");
            Files.createDirectory(named);
            Files.writeString(named.resolve("backup_label"), "START WAL LOCATION: \u001b[2J\n");
            return Trouble.until(() -> {
                Files.delete(named.resolve("backup_label"));
                Files.delete(named);
            });
        }

        @Override
        public String changes() throws Exception {
            StringBuilder all = new StringBuilder();
            try (var files = Files.walk(own().backups())) {
                for (Path each : files.sorted().toList()) {
                    all.append(each)
                            .append(' ')
                            .append(Files.getLastModifiedTime(each))
                            .append('\n');
                }
            }
            return all.toString();
        }

        @Override
        public List<String> secrets() {
            return List.of(StateCommands.PASSPHRASE);
        }

        @Override
        public void close() throws BackstayException {
            commands.close();
        }
    }
}
