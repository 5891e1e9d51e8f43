package io.backstay.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What somebody sends who means no good, or whose editor crashed.
final class HostilePolicyTest {
    private static final String HEAD = """
            format: backstay-policy/1
            id: own
            title: Own
            publisher: Somebody
            environments: [production]
            clauses:
            """;

    @TempDir
    Path folder;

    @Test
    void theSmallestPolicyIsRead() throws Exception {
        Policy policy = Policies.read(file(HEAD + clause("a")));
        assertEquals(1, policy.clauses().size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            title: Own   | title: Own\\ntitle: Two       | uplicate
            title: Own   | title: [&a x, *a]             | anchors and aliases are not allowed
            title: Own   | title: !!str Own              | tags are not allowed
            title: Own   | title: [                      | own.yaml, line
            title: Own   | title: "Own                   | own.yaml, line
            title: Own   | title: 7                      | at title: expected text, found a number
            title: Own   | title: " "                    | the text is blank
            title: Own   | title: Own\\n---\\nid: b      | own.yaml, line
            clauses:     | clause:                       | 'clauses' is missing
            """)
    void whatIsNoPlainDocumentIsRefusedInOneSentence(String from, String to, String expected) throws Exception {
        refused((HEAD + clause("a")).replace(from, to.translateEscapes()), expected);
    }

    @Test
    void aDeepNestIsRefused() throws Exception {
        refused(HEAD.replace("Own", "[".repeat(5_000) + "]".repeat(5_000)) + clause("a"), "own.yaml");
    }

    @Test
    void aHugeFileIsRefusedBeforeItIsParsed() throws Exception {
        refused(HEAD + clause("a") + "# " + "x".repeat(1 << 20), "own.yaml");
    }

    @Test
    void tooManyClausesAreRefused() throws Exception {
        var text = new StringBuilder(HEAD);
        for (int i = 0; i < 501; i++) {
            text.append(clause("c" + i));
        }
        refused(text.toString(), "there are more than 500 clauses");
    }

    @Test
    void tooManyValuesOfOneClauseAreRefused() throws Exception {
        String values = "      - {rule: rto, assets: [database], atMost: PT1H}\n".repeat(201);
        refused(HEAD + clause("a") + "    sets:\n" + values, "'sets' has more than 200 elements");
        refused(
                HEAD + clause("a") + "    sets:\n      - {rule: rto, atMost: PT1H, assets: [" + "database, ".repeat(100)
                        + "database]}\n",
                "'assets' has more than 100 elements");
    }

    @Test
    void bytesThatAreNoTextAreRefused() throws Exception {
        Path file = folder.resolve("own.yaml");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        refused(file, "own.yaml");
    }

    private void refused(String text, String expected) throws Exception {
        refused(file(text), expected);
    }

    private static void refused(Path file, String expected) {
        BackstayException e = assertThrows(BackstayException.class, () -> Policies.read(file));
        String message = e.failure().message();
        assertTrue(message.contains(expected), message);
        assertFalse(message.contains("\n"), message);
        assertTrue(message.length() < 600, message);
    }

    private Path file(String text) throws Exception {
        return Files.writeString(folder.resolve("own.yaml"), text);
    }

    private static String clause(String id) {
        return "  - id: " + id + "\n    kind: checkable\n    quotation: We keep backups.\n";
    }
}
