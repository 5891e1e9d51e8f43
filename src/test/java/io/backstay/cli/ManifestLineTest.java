package io.backstay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.codec.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `backstay manifest show`, which opens no desk.
final class ManifestLineTest {
    private static final String MADE = """
            {"format": "backstay-manifest/1", "exportedAt": "2026-11-23T01:00:00Z", "estate": "My Product",
             "assets": [{"id": "db", "kind": "database", "environment": "production", "provider": "aws-rds",
               "pitr": {"earliest": "2026-11-15T01:00:00Z", "latest": "2026-11-23T00:58:00Z"}, "source": "aws",
               "observedAt": "2026-11-23T00:59:00Z"}, {"id": "files", "kind": "object-store"}],
             "recoveryPoints": [
               {"id": "1", "asset": "db", "kind": "snapshot", "takenAt": "2026-11-21T22:00:00Z", "status": "failed"},
               {"id": "2", "asset": "db", "kind": "snapshot", "takenAt": "2026-11-22T22:00:00Z", "status": "available"},
               {"id": "3", "asset": "db", "kind": "full", "takenAt": "2026-11-20T22:00:00Z", "status": "available"}],
             "restoreTests": [
               {"asset": "db", "kind": "full", "at": "2026-10-24T01:00:00Z", "outcome": "passed"},
               {"asset": "db", "kind": "full", "at": "2026-09-24T01:00:00Z", "outcome": "failed"}]}
            """;

    @TempDir
    Path folder;

    @Test
    void aManifestIsShownWithoutAnyDesk() throws Exception {
        Ran ran = ran("manifest", "show", made(MADE).toString());
        assertEquals(0, ran.code(), ran::toString);
        for (String part : List.of(
                "the estate My Product, exported 2026-11-23 01:00:00 UTC",
                "not signed; SHA-256 ",
                "2 assets, 3 recovery points, 2 restore tests",
                "Observed 2026-11-23 00:59:00 UTC to 2026-11-23 01:00:00 UTC, by aws, manifest made.json",
                "3, 2 available  2026-11-20 22:00:00 UTC  2026-11-22 22:00:00 UTC  2026-11-15 01:00:00 UTC to",
                "2; full passed 2026-10-24 01:00:00 UTC")) {
            assertTrue(ran.out().contains(part), () -> part + "\n" + ran.out());
        }
    }

    @Test
    void programsGetTheSame() throws Exception {
        Path file = made(MADE);
        Ran ran = ran("manifest", "show", file.toString(), "--json");
        assertEquals(0, ran.code(), ran::toString);
        Value document = ran.document();
        assertEquals(3, document.fields().required("recoveryPoints").whole());
        assertEquals(Files.size(file), document.fields().required("bytes").whole());
        assertEquals(64, document.fields().text("sha256").length());
        assertTrue(ran.out().contains("\"signature\" : null") || ran.out().contains("\"signature\": null"), ran::out);
        Value db = document.fields().items("assets").getFirst();
        Value points = db.fields().required("points");
        assertEquals(2, points.fields().required("available").whole());
        assertEquals(
                2,
                points.fields().required("kinds").fields().required("snapshot").whole());
        assertEquals("2026-11-22T22:00:00Z", points.fields().text("newest"));
        Value test =
                db.fields().required("restoreTests").fields().items("newest").getFirst();
        assertEquals("passed", test.fields().text("outcome"));
        assertEquals(2, document.fields().items("assets").size());
    }

    @Test
    void theSchemaIsOneDocument() throws Exception {
        Ran schema = ran("manifest", "show", "--schema");
        assertEquals(0, schema.code(), schema::toString);
        assertEquals("backstay-manifest/1", schema.document().fields().text("title"));
    }

    @Test
    void namesInItDoNotMoveTheCursor() throws Exception {
        Ran ran = ran(
                "manifest",
                "show",
                made(MADE.replace("My Product", "\\u001b[2J\\nall is well")).toString());
        assertEquals(0, ran.code(), ran::toString);
        assertTrue(ran.out().contains("the estate \\u001B[2J\\u000Aall is well, exported"), ran::out);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"format\": \"restic/2\"}", "{\"format\": \"backstay-manifest/1\"}", "{\"a"})
    void whatIsNoManifestIsRefusedInOneSentence(String text) throws Exception {
        Ran ran = ran("manifest", "show", made(text).toString(), "--json");
        assertEquals(3, ran.code(), ran::toString);
        assertTrue(ran.err().contains("made.json"), ran::err);
        assertEquals("", ran.out());
        assertFalse(ran.showsTrace(), ran::toString);
    }

    @Test
    void aManifestThatEndsEarlyShowsNothing() throws Exception {
        Ran ran = ran(
                "manifest", "show", made(MADE.substring(0, MADE.length() - 40)).toString());
        assertEquals(3, ran.code(), ran::toString);
        assertEquals("", ran.out());
    }

    @Test
    void whatIsNotThereOrIsNoFileIsRefused() {
        assertEquals(
                3,
                ran("manifest", "show", folder.resolve("gone.json").toString()).code());
        assertEquals(3, ran("manifest", "show", folder.toString()).code());
        assertEquals(64, ran("manifest", "show").code());
        assertEquals(64, ran("manifest", "show", "x.json", "--schema").code());
    }

    private Path made(String text) throws Exception {
        return Files.writeString(folder.resolve("made.json"), text);
    }

    private Ran ran(String... arguments) {
        return Ran.line(
                _ -> {
                    throw new AssertionError("a manifest is shown without a desk");
                },
                folder,
                arguments);
    }
}
