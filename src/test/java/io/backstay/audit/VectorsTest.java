package io.backstay.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.backstay.base.BackstayException;
import io.backstay.codec.Words;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every file beside the description of the format is judged as its index says.
final class VectorsTest {
    static final Path VECTORS = Path.of("src/test/resources/vectors/audit");

    @TempDir
    Path folder;

    /// A line of the index; a dash stands for nothing.
    record Vector(String file, String trust, String kept, String verdict, String firstBroken, String words) {
        static List<Vector> all() throws Exception {
            List<Vector> all = new ArrayList<>();
            for (String line : Files.readAllLines(VECTORS.resolve("index.txt"))) {
                if (!line.startsWith("#")) {
                    String[] parts = line.split(" \\| ", -1);
                    all.add(new Vector(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]));
                }
            }
            return all;
        }

        /// The file itself, or the database that it describes.
        Path made(Path folder) throws Exception {
            Path source = VECTORS.resolve(file);
            return file.endsWith(".sql") ? database(source, folder.resolve(file + ".db")) : source;
        }

        @Nullable
        Path keptPath() {
            return kept.equals("-") ? null : VECTORS.resolve(kept);
        }
    }

    private static Path database(Path script, Path file) throws Exception {
        Files.deleteIfExists(file);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN");
            for (String sql : Files.readString(script).split(";\n", -1)) {
                statement.execute(sql.isBlank() ? "SELECT 1" : sql);
            }
            statement.execute("COMMIT");
        }
        return file;
    }

    @TestFactory
    Stream<DynamicTest> everyVectorIsJudgedAsItsIndexSays() throws Exception {
        return Vector.all().stream()
                .map(vector -> dynamicTest(
                        vector.file() + " with " + vector.trust() + " and " + vector.kept(), () -> judge(vector)));
    }

    private void judge(Vector vector) throws Exception {
        Path file = vector.made(folder);
        Path kept = vector.keptPath();
        String verdict = "refused";
        String firstBroken = "-";
        String said;
        try {
            AuditVerification found = AuditFile.verify(
                    file,
                    Trust.read(VECTORS.resolve(vector.trust())),
                    kept == null ? null : AuditFile.checkpoint(kept));
            verdict = Words.of(found.verdict());
            firstBroken =
                    found.firstBroken() == null ? "-" : found.firstBroken().toString();
            said = found.problem() == null ? "-" : found.problem();
        } catch (BackstayException e) {
            said = e.failure().message();
        }
        assertEquals(vector.verdict(), verdict, said);
        assertEquals(vector.firstBroken(), firstBroken, said);
        assertTrue(said.contains(vector.words()), said);
    }

    @Test
    void everyFileIsInTheIndex() throws Exception {
        Set<String> named = new TreeSet<>(Set.of("index.txt"));
        Vector.all().forEach(vector -> named.addAll(List.of(vector.file(), vector.trust(), vector.kept())));
        named.remove("-");
        try (Stream<Path> files = Files.list(VECTORS)) {
            assertEquals(
                    named,
                    files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new)));
        }
    }
}
