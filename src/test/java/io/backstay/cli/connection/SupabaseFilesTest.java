package io.backstay.cli.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.catalogue.Catalogue;
import io.backstay.cli.connection.StateCommands.Answer;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.fixture.StandIn;
import io.backstay.fixture.SupabaseApi;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// A bucket of Supabase Storage beside the projects, over its S3 endpoint. The stand-in for it answers as S3's
/// reference says `ListObjectsV2` does, under the path that Supabase names; not Supabase.
final class SupabaseFilesTest {
    private static final String KEY = "SUPABASEKEY";
    private static final String SECRET = "an object key of this test only";

    private static Answer says(int code, String words, Answer answer) {
        assertEquals(code, answer.code(), answer::toString);
        assertTrue((answer.out() + answer.err()).replaceAll("\\s+", " ").contains(words), answer::toString);
        assertFalse((answer.out() + answer.err()).contains(SECRET), answer::toString);
        return answer;
    }

    private static String file(String key, int bytes) {
        return "<Contents><Key>" + key + "</Key><LastModified>2026-11-20T12:00:00.000Z</LastModified><ETag>\"" + key
                + "\"</ETag><Size>" + bytes + "</Size></Contents>";
    }

    private static StandIn.Answer storage(StandIn.Request request, AtomicInteger status) {
        boolean signed = request.header("authorization").startsWith("AWS4-HMAC-SHA256 Credential=" + KEY + "/")
                && request.header("authorization").contains("/eu-central-1/s3/aws4_request");
        if (!request.method().equals("GET")
                || !request.target().startsWith("/storage/v1/s3/documents?")
                || !request.target().contains("list-type=2")
                || !signed) {
            throw new IllegalStateException("not a question that is asked there: " + request.target());
        }
        if (status.get() != 200) {
            return StandIn.Answer.xml(status.get(), "<Error><Code>AccessDenied</Code></Error>");
        }
        return StandIn.Answer.xml(200, """
                <?xml version="1.0" encoding="UTF-8"?>
                <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>documents</Name>
                <EncodingType>url</EncodingType>%s</ListBucketResult>
                """.formatted(
                        request.target().contains("continuation-token=next")
                                ? file("b/%C3%BC.pdf", 500) + "<IsTruncated>false</IsTruncated>"
                                : file("a/1.pdf", 1500) + "<IsTruncated>true</IsTruncated>"
                                        + "<NextContinuationToken>next</NextContinuationToken>"));
    }

    @Test
    void aBucketIsListedWithTheProjectsAndSaysThatItKeepsNoVersions() throws Exception {
        AtomicInteger status = new AtomicInteger(200);
        SupabaseApi api = new SupabaseApi();
        try (StandIn standIn = new StandIn(api);
                StandIn files = new StandIn(request -> storage(request, status));
                StateCommands commands = new StateCommands()) {
            commands.makeEmptyVault();
            commands.keep(
                    "api-token", "read", "Supabase, read", "acme", SupabaseApi.TOKEN, "endpoint=" + standIn.address());
            commands.keep(
                    "aws-access-key",
                    "read",
                    "Files, read",
                    "acme",
                    SECRET,
                    "accessKeyId=" + KEY,
                    "endpoint=" + files.address());
            String bucket = SupabaseApi.CRM + ":eu-central-1:documents:Files, read";
            says(64, "a bucket of files is REF:REGION:BUCKET:KEY", add(commands, standIn, files, "documents"));
            says(64, "not a bucket name", add(commands, standIn, files, SupabaseApi.CRM + ":eu-central-1:D:x"));
            says(0, "Added projects", add(commands, standIn, files, bucket));
            says(
                    0,
                    "The key 'Files, read' lists 2 files of 2.0 kB. No versions are kept",
                    commands.ask("connection", "test", "projects"));
            Answer synced = says(0, "projects: 3 assets", commands.ask("sync", "projects"));
            assertTrue(
                    synced.out().replaceAll("\\s+", " ").contains("keeps no versions: what is deleted"), synced::out);
            catalogued(commands);

            status.set(403);
            says(
                    3,
                    "What is in files in documents of " + SupabaseApi.CRM + " stays as it was seen before",
                    commands.ask("sync", "projects"));
            says(1, "AccessDenied", commands.ask("connection", "test", "projects"));
        }
    }

    private static Answer add(StateCommands commands, StandIn standIn, StandIn files, String storage) throws Exception {
        List<String> words = new ArrayList<>(List.of("connection", "add", "supabase", "projects"));
        words.addAll(List.of(
                "--token=Supabase, read",
                "--endpoint=" + standIn.address(),
                "--storage-endpoint=" + files.address(),
                "--storage=" + storage));
        return commands.run(words.toArray(String[]::new));
    }

    /// Not versioned, and of everything else nothing is known, so that nothing of it is green.
    private static void catalogued(StateCommands commands) throws Exception {
        try (Catalogue catalogue = Catalogue.open(commands.home().resolve("catalogue.db"))) {
            Asset files = catalogue.assets().stream()
                    .filter(each -> each.id().value().equals("supabase:" + SupabaseApi.CRM + "/storage/documents"))
                    .findFirst()
                    .orElseThrow();
            assertEquals(AssetKind.OBJECT_STORE, files.kind());
            assertEquals(false, files.versioning());
            assertNull(files.pitr());
            assertNull(files.encryption());
            assertNull(files.immutable());
        }
    }
}
