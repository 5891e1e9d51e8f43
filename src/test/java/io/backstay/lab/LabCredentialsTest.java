package io.backstay.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.PointId;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.Folders;
import io.backstay.connect.postgres.tenant.diff.Choice;
import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.connect.postgres.tenant.diff.RowClass;
import io.backstay.connect.postgres.tenant.load.ImportResult;
import io.backstay.fixture.CanaryScan;
import io.backstay.fixture.TestPostgres;
import io.backstay.restore.TenantRestore;
import io.backstay.restore.plan.RestorePlan;
import io.backstay.restore.plan.SamplePlans;
import io.backstay.restore.staging.Origin;
import io.backstay.seal.Secret;
import io.backstay.seal.SecretSource;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// One whole restore on a real lab, watched for what becomes of its credentials.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LabCredentialsTest {
    private static final String READER = "Practice database, reader";
    private static final String WRITER = "Practice database, writer";
    private static final String SCRATCH = "Practice database, scratch";
    private static final String FILES_READER = "Practice files, reader";
    private static final String FILES_WRITER = "Practice files, writer";

    private final Path folder = TestPostgres.folder("backstay-credentials-");
    private final Watched credentials = new Watched();
    private final Set<CanaryScan.Hit> whileItRuns = new TreeSet<>();
    private Set<CanaryScan.Hit> verifiers = Set.of();
    private Set<CanaryScan.Hit> afterwards = Set.of();
    private BackstayException locked;
    private ImportResult imported;
    private boolean lookedBack;

    @BeforeAll
    void restore() throws Exception {
        InstantSource clock = InstantSource.system();
        var spec = TestPostgres.lab(folder, 20_261_125L);
        var keys = new LabKeys(new SplittableRandom(20_261_125L), credentials);
        try (Lab lab = Lab.up(spec, keys, clock, Progress.NONE)) {
            credentials.during("story");
            Lab.Story story = lab.happen(Progress.NONE);
            scan(lab);
            var accident = story.accident();
            try (var restore = new TenantRestore("R-0001", lab.site(), accident.firm(), clock)) {
                credentials.during("stage");
                restore.stage(new Origin(new PointId("base-0001"), accident.justBefore()), Progress.NONE);
                credentials.during("compare");
                restore.choose(Choices.DEFAULT.with(RowClass.CONFLICT, Choice.LIVE));
                restore.compare(Progress.NONE);
                credentials.during("plan");
                restore.plan(context());
                credentials.during("locked");
                credentials.lock();
                locked = assertThrows(BackstayException.class, () -> restore.run(_ -> {}, Progress.NONE));
                credentials.during("run");
                credentials.unlock();
                imported = restore.run(_ -> {}, Progress.NONE);
                credentials.during("verify");
                lookedBack = restore.verify(Progress.NONE).holds();
                scan(lab);
            }
            verifiers = new CanaryScan(Map.of("verifier", "SCRAM-SHA-256$4096:".getBytes(StandardCharsets.UTF_8)))
                    .scan(List.of(lab.folder()));
        }
        afterwards = credentials.canaries().scan(List.of(folder));
    }

    private static TenantRestore.Context context() {
        RestorePlan sample = SamplePlans.plan(null);
        return new TenantRestore.Context(sample.request(), "practice", sample.policy(), null);
    }

    @AfterAll
    void removeAll() throws BackstayException {
        Folders.remove(folder);
    }

    private void scan(Lab lab) throws IOException {
        try (var all = Files.list(folder)) {
            assertTrue(all.anyMatch(lab.folder()::equals), "the lab is somewhere else");
        }
        whileItRuns.addAll(credentials.canaries().scan(List.of(lab.folder())));
    }

    @Test
    void everySecretIsHandedInUnderItsPurpose() {
        Map<String, Purpose> purposes = new TreeMap<>();
        credentials.labels.forEach(label -> purposes.put(label.name(), label.purpose()));
        assertEquals(
                Map.of(
                        READER,
                        Purpose.READ,
                        WRITER,
                        Purpose.WRITE_TO_LIVE,
                        SCRATCH,
                        Purpose.RESTORE_TO_SCRATCH,
                        "Practice database, the product itself",
                        Purpose.WRITE_TO_LIVE,
                        FILES_READER,
                        Purpose.READ,
                        FILES_WRITER,
                        Purpose.WRITE_TO_LIVE),
                purposes);
        assertEquals(6, Set.copyOf(credentials.secrets.values()).size(), "two secrets are the same");
    }

    @Test
    void noFileHoldsASecretWhileTheLabRunsOrAfterwards() {
        assertEquals(Set.of(), whileItRuns);
        assertEquals(Set.of(), afterwards);
        assertTrue(
                verifiers.stream().anyMatch(hit -> hit.place().contains("/data/")),
                "the server's own verifiers are not found either, so the scan looked at nothing");
    }

    @Test
    void theLoginThatWritesIsBorrowedByTheImportAlone() {
        for (String step : List.of("start", "story", "stage", "compare", "plan", "verify")) {
            assertFalse(credentials.opened(step).contains(WRITER), step);
        }
        assertEquals(Set.of(WRITER), credentials.opened("run"));
    }

    @Test
    void lookingBeforeAndAfterNeedsNoMoreThanTheReader() {
        assertEquals(Set.of(SCRATCH), credentials.opened("stage"));
        assertEquals(Set.of(READER, FILES_READER), credentials.opened("compare"), "it lists the files of the rows");
        assertEquals(Set.of(READER, FILES_READER), credentials.opened("plan"));
        assertEquals(
                Set.of(READER, FILES_READER, FILES_WRITER),
                credentials.opened("verify"),
                "files come back in this step");
    }

    @Test
    void aLockedWriterStopsTheImportAndItGoesOnWhenItIsUnlocked() {
        assertInstanceOf(Failure.Conflict.class, locked.failure());
        assertEquals("The vault is locked.", locked.failure().message());
        ImportResult.Finished finished = assertInstanceOf(ImportResult.Finished.class, imported);
        assertTrue(finished.proof().verified(), () -> finished.proof().claims().toString());
        assertTrue(lookedBack);
    }

    @Test
    void afterTheLabNothingCanBeBorrowed() {
        assertEquals(6, credentials.inner.size());
        for (SecretSource source : credentials.inner) {
            assertThrows(IllegalStateException.class, source::open);
        }
    }

    @Test
    void memoryKeepsEachNameOnceAndNothingThatDoesNotFitItsKind() throws Exception {
        try (var memory = new MemoryCredentials();
                Secret one = Secret.random(20, new SplittableRandom(1))) {
            var label = new LabCredentials.Label("a", EntryKind.API_TOKEN, Purpose.READ, "here");
            Map<String, SecretSource> kept = memory.keep(label, Map.of("token", one));
            assertEquals(Set.of("token"), kept.keySet());
            try (Secret back = Objects.requireNonNull(kept.get("token")).open()) {
                assertTrue(back.sameAs(one));
            }
            assertThrows(IllegalArgumentException.class, () -> memory.keep(label, Map.of("token", one)));
            var other = new LabCredentials.Label("b", EntryKind.API_TOKEN, Purpose.READ, "here");
            assertThrows(BackstayException.class, () -> memory.keep(other, Map.of("password", one)));
            assertEquals("1 credentials in memory", memory.toString());
        }
    }

    /// Keeps credentials in memory and writes down which of them was borrowed in which step.
    private static final class Watched implements LabCredentials {
        private final MemoryCredentials memory = new MemoryCredentials();
        private final List<Label> labels = new ArrayList<>();
        private final List<SecretSource> inner = new ArrayList<>();
        private final Map<String, String> secrets = new HashMap<>();
        private final Map<String, Set<String>> opened = new TreeMap<>();
        private final AtomicReference<String> step = new AtomicReference<>("start");
        private volatile boolean writerLocked;

        @Override
        public void placed(Path where) {
            memory.placed(where);
        }

        @Override
        public Map<String, SecretSource> keep(Label label, Map<String, Secret> fields) throws BackstayException {
            labels.add(label);
            Map<String, SecretSource> watched = new LinkedHashMap<>();
            memory.keep(label, fields).forEach((field, source) -> {
                inner.add(source);
                watched.put(field, () -> borrow(label.name(), source));
                secrets.put(
                        label.name(), Objects.requireNonNull(fields.get(field)).lendChars(String::new));
            });
            return watched;
        }

        private Secret borrow(String name, SecretSource source) throws BackstayException {
            if (writerLocked && name.equals(WRITER)) {
                throw new BackstayException(new Failure.Conflict("The vault is locked", "Unlock it."));
            }
            synchronized (opened) {
                opened.computeIfAbsent(step.get(), _ -> new TreeSet<>()).add(name);
            }
            return source.open();
        }

        void during(String name) {
            step.set(name);
        }

        void lock() {
            writerLocked = true;
        }

        void unlock() {
            writerLocked = false;
        }

        Set<String> opened(String name) {
            synchronized (opened) {
                return opened.getOrDefault(name, Set.of());
            }
        }

        CanaryScan canaries() {
            Map<String, byte[]> canaries = new HashMap<>();
            secrets.forEach((name, secret) -> canaries.put(name, secret.getBytes(StandardCharsets.UTF_8)));
            return new CanaryScan(canaries);
        }

        @Override
        public void close() {
            memory.close();
        }
    }
}
