package io.backstay.act;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.drill.DrillOptions;
import io.backstay.act.record.Records;
import io.backstay.act.vault.Vaults;
import io.backstay.audit.AuditEntry;
import io.backstay.base.BackstayException;
import io.backstay.base.DiskStorage;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.Folders;
import io.backstay.fixture.CanaryScan;
import io.backstay.fixture.QuickKeys;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.TestPostgres;
import io.backstay.lab.LabSpec;
import io.backstay.seal.Secret;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Marked secrets of every kind go through a whole drill, with a person's own vault open beside the practice one;
/// then every file that came about is searched for them, in every form in which a secret can lie in a file.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CanaryDrillTest {
    private static final String PASSPHRASE = "granite walrus canary umbrella 5f2a";
    /// How many bytes the lab draws for a secret; nothing else draws as many.
    private static final int LAB_SECRET_BYTES = 24;
    /// How many bytes a recovery code is drawn from.
    private static final int CODE_BYTES = 20;

    private final Path folder = TestPostgres.folder("backstay-canary-");
    private final Path home = folder.resolve("home");
    private final Path out = folder.resolve("out");
    private final Map<String, byte[]> canaries = new LinkedHashMap<>();
    private final Set<CanaryScan.Hit> whileTheLabRan = new TreeSet<>();
    private final Set<CanaryScan.Hit> afterwards = new TreeSet<>();
    private List<Records.Entry> record = List.of();
    private Records.Check check = new Records.Check(Records.Verdict.TAMPERED, 0, "", null, 0, null, null, List.of());

    /// Real chance, of which the secrets are written down as they are drawn.
    private final class Overheard implements RandomGenerator {
        private final SecureRandom chance = new SecureRandom();

        @Override
        public long nextLong() {
            return chance.nextLong();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            chance.nextBytes(bytes);
            synchronized (canaries) {
                if (bytes.length == LAB_SECRET_BYTES) {
                    String digits = HexFormat.of().formatHex(bytes);
                    canaries.put("lab secret " + canaries.size(), digits.getBytes(StandardCharsets.US_ASCII));
                } else if (bytes.length == CODE_BYTES) {
                    canaries.put("bits of a recovery code " + canaries.size(), bytes.clone());
                }
            }
        }
    }

    @BeforeAll
    void practise() throws Exception {
        Instant begun = Instant.now();
        Folders.setMode(folder, "rwx--x--x");
        LabSpec labs = TestPostgres.lab(folder.resolve("lab"), 20_261_126L);
        var means = new LocalDesk.Means(
                InstantSource.system(),
                new Overheard(),
                new DiskStorage(),
                QuickKeys.within(192L << 20),
                Duration.ofMinutes(5),
                List::of);
        try (var desk = new LocalDesk(new LocalDesk.Place(home, labs, "jonas", "canary", "0.1.0-test"), means)) {
            fill(desk.vaults());
            var options = new DrillOptions(DrillOptions.Scenario.DELETION, DrillOptions.Size.SMALL, 20_261_126L);
            desk.drills()
                    .run(
                            options,
                            out,
                            (scene, _) -> look(Objects.requireNonNull(
                                    scene.practice().status().folder())),
                            Progress.NONE);
            record = desk.records().newest(Records.Filter.ALL, 1_000);
            desk.vaults().lock(Vaults.LockCause.OPERATOR);
            check = desk.records().verify();
            afterwards.addAll(scan(List.of(home, out)));
        }
        afterwards.addAll(scan(List.of(home, out)));
        afterwards.addAll(scan(temporaryFilesSince(begun)));
        afterwards.addAll(wordsOf(out.resolve("report.pdf")));
    }

    @AfterAll
    void removeAll() throws BackstayException {
        Folders.remove(folder);
    }

    /// A vault with one credential of every kind, each secret field marked.
    private void fill(Vaults vaults) throws Exception {
        mark("passphrase", PASSPHRASE);
        try (Secret passphrase = Secrets.of(PASSPHRASE);
                Vaults.Pending pending = vaults.create(passphrase, Progress.NONE)) {
            mark("recovery code", pending.recoveryCode().lendChars(String::new));
            pending.confirm(pending.recoveryCode());
        }
        for (EntryKind kind : EntryKind.values()) {
            if (kind != EntryKind.SIGNING_KEY) {
                add(vaults, kind);
            }
        }
        var key = vaults.list().stream()
                .filter(item -> item.entry().kind() == EntryKind.SIGNING_KEY)
                .findFirst()
                .orElseThrow();
        try (Secret seed = vaults.reveal(key.entry().id(), "seed")) {
            canaries.put("seed of the signing key", seed.lendBytes(byte[]::clone));
        }
    }

    private void add(Vaults vaults, EntryKind kind) throws Exception {
        Map<String, Secret> fields = new HashMap<>();
        for (EntryKind.Field field : kind.fields()) {
            String value = switch (field.name()) {
                case "host" -> "db.example";
                case "port" -> "5432";
                case "tlsMode" -> "verify-full";
                case "region" -> "eu-central-1";
                case "roleArn" -> "arn:aws:iam::123456789012:role/backstay";
                case "tokenEndpoint", "endpoint" -> "https://login.example/token";
                default ->
                    field.secret() ? "canary/" + kind.word() + "+" + field.name() + "=8Zq" : "open-" + field.name();
            };
            if (field.secret()) {
                mark(kind.word() + " " + field.name(), value);
            }
            fields.put(field.name(), Secrets.of(value));
        }
        try (Credential credential = Credential.of(kind, fields)) {
            vaults.add(new Vaults.Draft(kind, Purpose.READ, "The " + kind.word(), "acme", null, null), credential);
        }
    }

    private void mark(String name, String secret) {
        canaries.put(name, secret.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> look(Path lab) {
        try {
            whileTheLabRan.addAll(scan(List.of(lab, home, out)));
            return List.of();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Set<CanaryScan.Hit> scan(List<Path> places) throws IOException {
        synchronized (canaries) {
            return new CanaryScan(canaries).scan(places);
        }
    }

    private static List<Path> temporaryFilesSince(Instant begun) throws IOException {
        List<Path> since = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (Files.isRegularFile(file)
                        && Files.getLastModifiedTime(file).compareTo(FileTime.from(begun)) >= 0
                        && Files.isReadable(file)) {
                    since.add(file);
                }
            }
        }
        return since;
    }

    private Set<CanaryScan.Hit> wordsOf(Path file) throws IOException {
        try (var pdf = Loader.loadPDF(file.toFile())) {
            String words = new PDFTextStripper().getText(pdf);
            assertTrue(words.contains("Harrow"), "the report's words are not read");
            return new CanaryScan(canaries).scan("the words of " + file, words.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void noFileHoldsASecretInAnyForm() {
        assertTrue(canaries.size() >= 18, () -> "only these were looked for: " + canaries.keySet());
        assertEquals(Set.of(), whileTheLabRan);
        assertEquals(Set.of(), afterwards);
    }

    @Test
    void theLabsSecretsAreAmongThoseThatWereLookedFor() {
        assertEquals(
                6,
                canaries.keySet().stream()
                        .filter(name -> name.startsWith("lab secret"))
                        .count());
    }

    @Test
    void everyActOfTheDrillHasItsOutcomeAndIsSigned() {
        Set<Long> open = new TreeSet<>();
        for (Records.Entry entry : record) {
            if (entry.kind().equals("intent")) {
                open.add(entry.seq());
            } else if (entry.intent() != null) {
                open.remove(entry.intent());
            }
        }
        assertEquals(Set.of(), open);
        assertEquals(Records.Verdict.VERIFIED, check.verdict(), check.toString());
        assertEquals(0, check.unsignedTail());
    }

    @Test
    void whatCanWriteToLiveIsLentToTheImportAndNotBefore() {
        boolean approved = false;
        List<String> early = new ArrayList<>();
        List<String> late = new ArrayList<>();
        for (Records.Entry entry : record) {
            approved |= entry.act().equals("restore.approve");
            if (entry.act().equals("vault.lend")
                    && "write-to-live".equals(entry.detail().get("purpose"))
                    && !"practice lab".equals(entry.detail().get("to"))) {
                (approved ? late : early).add(entry.target());
            }
        }
        assertEquals(List.of(), early);
        assertEquals(List.of("Practice database, writer", "Practice files, writer"), late);
    }

    @Test
    void theApprovalCarriesTheStateOfTheRecordThatItSaw() {
        Records.Entry approval = record.stream()
                .filter(entry -> entry.act().equals("restore.approve"))
                .findFirst()
                .orElseThrow();
        assertEquals(Long.toString(approval.seq()), approval.detail().get("seenSize"));
        assertTrue(seen(approval, "seenRoot").matches("[0-9a-f]{64}"), approval.toString());
        assertTrue(seen(approval, "seenOrigin").startsWith("backstay/"));
    }

    private static String seen(Records.Entry approval, String fact) {
        return approval.detail().getOrDefault(fact, "");
    }

    @Test
    void theRolesAndTheRunStandInEveryEntryOfTheRestore() {
        List<Records.Entry> steps = record.stream()
                .filter(entry -> entry.act().startsWith("restore."))
                .toList();
        assertTrue(steps.size() >= 10, steps.toString());
        for (Records.Entry entry : steps) {
            assertEquals("administrator", entry.role());
            assertEquals("1003", entry.tenant());
        }
        assertTrue(record.stream()
                .noneMatch(entry -> AuditEntry.Outcome.FAILED.name().equalsIgnoreCase(entry.outcome())));
    }
}
