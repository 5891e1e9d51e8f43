package io.backstay.vault.intake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.backstay.base.BackstayException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostileFileTest {
    private static final String CANARY = "q7Zk2Vw9Xp4";
    private static final List<String> PIECES = List.of(
            "[",
            "]",
            "profile ",
            "=",
            ":",
            "\\",
            "\"",
            "'",
            "#",
            ";",
            "\n",
            "\r\n",
            " ",
            "%",
            "%4",
            "@",
            "/",
            "?",
            "&",
            "sslmode=",
            "postgres://",
            "aws_access_key_id",
            "aws_secret_access_key",
            "role_arn",
            "source_profile",
            "a",
            "AWS_SECRET_ACCESS_KEY=",
            "AWS_ACCESS_KEY_ID=",
            "PGHOST=",
            "PGPASSWORD=",
            "PGUSER=",
            "DATABASE_URL=",
            "X_TOKEN=",
            "export ",
            "db.example",
            "5432",
            "*",
            "${",
            "\uFEFF",
            "\uD83E\uDD94",
            CANARY,
            CANARY);

    static LongStream seeds() {
        return new SplittableRandom(31337).longs(400);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void randomBytesGiveATypedRefusalOrAResult(long seed) {
        var random = new SplittableRandom(seed);
        byte[] bytes = new byte[random.nextInt(600)];
        random.nextBytes(bytes);
        read(bytes, seed);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void piecesOfRealFilesInAnyOrderNeverTellASecret(long seed) {
        var random = new SplittableRandom(seed);
        var text = new StringBuilder();
        int pieces = random.nextInt(200);
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        String told = read(text.toString().getBytes(StandardCharsets.UTF_8), seed);
        assertFalse(told.contains(CANARY), () -> "seed " + seed + ": " + told + "\nfrom\n" + text);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aDamagedFileGivesATypedRefusalOrAResult(long seed) {
        var random = new SplittableRandom(seed);
        byte[] bytes = """
                [default]
                aws_access_key_id = AKIAIOSFODNN7EXAMPLE
                aws_secret_access_key = q7Zk2Vw9Xp4
                db.example:5432:shop:reader:q7Zk2Vw9Xp4
                DATABASE_URL=postgres://me:q7Zk2Vw9Xp4@db.example/shop
                """.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 3; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        read(bytes, seed);
    }

    /// What was told, names of what was found left out: a file may hold its secrets anywhere.
    private static String read(byte[] bytes, long seed) {
        return assertDoesNotThrow(
                () -> {
                    try (Imports imports = Intake.parse("my file", bytes)) {
                        assertArrayEquals(new byte[bytes.length], bytes, () -> "seed " + seed);
                        return String.join("\n", imports.problems());
                    } catch (BackstayException e) {
                        assertArrayEquals(new byte[bytes.length], bytes, () -> "seed " + seed);
                        return e.failure().toString() + e;
                    }
                },
                () -> "seed " + seed);
    }
}
