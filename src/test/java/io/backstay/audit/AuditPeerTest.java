package io.backstay.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.codec.Json;
import io.backstay.codec.Words;
import io.backstay.seal.VerifierKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A second verifier, in Python with the `openssl` command and from the description of the format alone, comes to
/// the same verdicts.
@Tag("peers")
final class AuditPeerTest {
    private static final Path READER = Path.of("src/test/resources/peers/audit_reader.py");
    private static final int LOGS = 12;
    private static final int CHANGES = 10;
    private static final long END_SECONDS = 30;

    @TempDir
    Path folder;

    private Process peer;
    private BufferedReader answers;
    private Path trust;
    private final Map<String, Integer> verdicts = new HashMap<>();

    /// What somebody came to.
    private record Judged(String verdict, @Nullable Long firstBroken) {}

    @BeforeEach
    void start() throws Exception {
        peer = new ProcessBuilder("python3", "-B", READER.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = peer.inputReader(UTF_8);
        trust = keys(ForgedLog.OWNER.key());
    }

    private Path keys(VerifierKey key) throws IOException {
        return Files.writeString(folder.resolve("trust.keys"), key.encoded() + "\n");
    }

    @AfterEach
    void end() throws Exception {
        peer.getOutputStream().close();
        assertTrue(peer.waitFor(END_SECONDS, TimeUnit.SECONDS));
        assertEquals(0, peer.exitValue());
    }

    @Test
    void itJudgesTheVectorsAsTheirIndexSays() throws Exception {
        for (VectorsTest.Vector vector : VectorsTest.Vector.all()) {
            Long broken = vector.firstBroken().equals("-") ? null : Long.valueOf(vector.firstBroken());
            assertEquals(
                    new Judged(vector.verdict(), broken),
                    theirs(vector.made(folder), VectorsTest.VECTORS.resolve(vector.trust()), vector.keptPath()),
                    vector.toString());
        }
    }

    @Test
    void itAgreesOnRecordsThatWereChangedAtRandom() throws Exception {
        for (long seed = 0; seed < LOGS; seed++) {
            var random = new SplittableRandom(seed);
            Path made = MadeLog.of(
                            folder.resolve("made-" + seed + ".db"), seed, 5 + random.nextInt(40), random.nextInt(4))
                    .file();
            agree(made, "seed " + seed);
            Path changed = folder.resolve("changed.db");
            for (int i = 0; i < CHANGES; i++) {
                Files.copy(made, changed, StandardCopyOption.REPLACE_EXISTING);
                String change = change(random);
                apply(changed, change);
                agree(changed, "seed " + seed + ", " + change);
            }
        }
        assertEquals(new TreeSet<>(List.of("tampered", "unverifiable", "verified")), new TreeSet<>(verdicts.keySet()));
    }

    private static String change(SplittableRandom random) {
        String seq = " WHERE seq = (SELECT seq FROM entry ORDER BY seq LIMIT 1 OFFSET " + random.nextInt(5) + ")";
        String last = " WHERE size = (SELECT max(size) FROM checkpoint)";
        int at = 1 + random.nextInt(200);
        String twisted = "CAST(substr(%1$s, 1, " + at + " - 1) || char(33 + (unicode(substr(CAST(%1$s AS TEXT), " + at
                + ", 1)) + 1) %% 90) || substr(%1$s, " + at + " + 1) AS BLOB)";
        return switch (random.nextInt(10)) {
            case 0 -> "DELETE FROM entry" + seq;
            case 1 -> "DELETE FROM entry WHERE seq > " + (2 + random.nextInt(20));
            case 2 -> "DELETE FROM checkpoint" + (random.nextBoolean() ? "" : last);
            case 3 -> "UPDATE entry SET leaf = " + twisted.formatted("leaf") + seq;
            case 4 -> "UPDATE checkpoint SET note = " + twisted.formatted("note") + last;
            case 5 -> "UPDATE entry SET tenant = 'birch-02', run = NULL" + seq;
            case 6 -> "UPDATE entry SET root_after = zeroblob(32)" + seq;
            case 7 -> "UPDATE checkpoint SET note = CAST(replace(note, 'owner.', 'other.') AS BLOB)" + last;
            case 8 -> "INSERT INTO checkpoint SELECT size + 1, note FROM checkpoint" + last;
            default ->
                "INSERT INTO entry SELECT seq + 1000, case_id, leaf, leaf_hash, root_after, act, target, actor,"
                        + " tenant, run, type, intent FROM entry" + seq;
        };
    }

    private static void apply(Path file, String change) throws SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = database.createStatement()) {
            for (String trigger : List.of(
                    "entry_is_never_changed",
                    "entry_is_never_removed",
                    "checkpoint_stands_against_update",
                    "checkpoint_stands_against_delete")) {
                statement.execute("DROP TRIGGER " + trigger);
            }
            statement.execute(change);
        }
    }

    @Test
    void itAgreesOnExportsThatWereChangedAtRandom() throws Exception {
        for (long seed = 0; seed < LOGS; seed++) {
            var random = new SplittableRandom(seed);
            Path made = MadeLog.of(folder.resolve("made-" + seed + ".db"), seed, 20 + random.nextInt(60), 1)
                    .file();
            Path export = folder.resolve("export.json");
            try (AuditLog log = AuditLog.open(
                    made, new SteppingClock(), new Who("ada", "responder", "later"), new SplittableRandom(seed))) {
                log.export(MadeLog.TENANTS.get((int) seed % MadeLog.TENANTS.size()), export);
            }
            agree(export, "seed " + seed);
            byte[] bytes = Files.readAllBytes(export);
            for (int i = 0; i < CHANGES; i++) {
                byte[] other = bytes.clone();
                int at = random.nextInt(bytes.length);
                other[at] = (byte) (32 + random.nextInt(95));
                Files.write(export, other);
                agree(export, "seed " + seed + ", byte " + at + " is " + (char) other[at]);
            }
        }
        assertTrue(verdicts.keySet().containsAll(List.of("tampered", "verified")), verdicts::toString);
    }

    private void agree(Path file, String said) throws Exception {
        Judged ours = ours(file);
        assertEquals(ours, theirs(file, trust, null), said);
        verdicts.merge(ours.verdict(), 1, Integer::sum);
    }

    private Judged ours(Path file) throws BackstayException {
        Trust keys = Trust.read(trust);
        try {
            AuditVerification found = AuditFile.verify(file, keys, null);
            return new Judged(Words.of(found.verdict()), found.firstBroken());
        } catch (BackstayException e) {
            return new Judged("refused", null);
        }
    }

    private Judged theirs(Path file, Path keys, @Nullable Path kept) throws Exception {
        Map<String, String> request = new HashMap<>(Map.of("file", file.toString(), "trust", keys.toString()));
        if (kept != null) {
            request.put("kept", kept.toString());
        }
        peer.getOutputStream().write((Json.compact(request) + "\n").getBytes(UTF_8));
        peer.getOutputStream().flush();
        String line = Objects.requireNonNull(answers.readLine(), "the reader ended");
        var fields = Json.parse("its answer", line).fields();
        var broken = fields.optional("firstBroken");
        return new Judged(fields.text("verdict"), broken == null ? null : broken.whole());
    }
}
