package io.backstay.cli.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.LocalDesk;
import io.backstay.catalogue.Catalogue;
import io.backstay.cli.connection.StateCommands.Answer;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.estate.Circumstance;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.StandIn;
import io.backstay.lab.objects.LabObjectKey;
import io.backstay.lab.objects.LabObjectKey.Right;
import io.backstay.lab.objects.LabObjectServer;
import io.backstay.seal.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Buckets without a database beside them, in the practice store, which checks signatures; and in a stand-in, written
/// from S3's API reference, for what the practice store has not: many buckets, other regions, and refusals.
final class WatchedBucketsTest {
    private static final String SECRET = "an object key of this test only";
    private static final String SPACE = "xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";

    private static Answer says(int code, String words, Answer answer) {
        assertEquals(code, answer.code(), answer::toString);
        String said = (answer.out() + answer.err()).replaceAll("\\s+", " ");
        assertTrue(said.contains(words), answer::toString);
        assertFalse(said.contains(SECRET), answer::toString);
        return answer;
    }

    private static Answer add(StateCommands commands, String endpoint, String... more) throws Exception {
        return called("files", commands, endpoint, more);
    }

    private static Answer called(String name, StateCommands commands, String endpoint, String... more)
            throws Exception {
        List<String> words = new ArrayList<>(List.of("connection", "add", "s3", name));
        words.addAll(List.of("--endpoint=" + endpoint, "--key=Files, list"));
        words.addAll(List.of(more));
        if (words.stream().noneMatch(each -> each.startsWith("--region"))) {
            words.add("--region=" + LabObjectServer.REGION);
        }
        return commands.run(words.toArray(String[]::new));
    }

    private static void keep(StateCommands commands, String endpoint) throws Exception {
        commands.makeEmptyVault();
        commands.keep(
                "aws-access-key", "read", "Files, list", "acme", SECRET, "accessKeyId=LISTER", "endpoint=" + endpoint);
    }

    private static Asset asset(StateCommands commands, String ending) throws Exception {
        try (Catalogue catalogue = Catalogue.open(commands.home().resolve("catalogue.db"))) {
            return catalogue.assets().stream()
                    .filter(each -> each.id().value().endsWith(ending))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void aBucketIsListedWithHowItProtectsAndIsNoAssetWithoutProtection(@TempDir Path folder) throws Exception {
        try (Secret secret = Secrets.of(SECRET);
                LabObjectServer store = LabObjectServer.start(
                        Files.createDirectory(folder.resolve("objects")),
                        "archive",
                        List.of(new LabObjectKey("LISTER", secret, Right.READ)),
                        InstantSource.system(),
                        Duration.ofDays(7));
                StateCommands commands = new StateCommands()) {
            String endpoint = store.address().toString();
            keep(commands, endpoint);
            says(0, "Added files", add(commands, endpoint));
            says(
                    0,
                    "The key sees 1 bucket in practice-1 that no connection lists yet.",
                    commands.ask("connection", "test", "files"));
            says(0, "files: 1 asset", commands.ask("sync", "files"));
            Asset archive = asset(commands, "/archive");
            assertEquals(AssetKind.OBJECT_STORE, archive.kind());
            assertEquals(true, archive.versioning());
            assertEquals(true, archive.immutable());
            assertEquals("none", archive.encryption());
            assertEquals("connection files", archive.observation().source());
            Files.createDirectory(folder.resolve("base"));
            Files.createDirectory(folder.resolve("wal"));
            says(0, "Added crm", crm(commands, folder, endpoint));
            says(0, "The bucket archive is left to the connection crm", commands.ask("connection", "test", "files"));
            assertNotNull(testedAt(commands), "it was tested");
            says(0, "", commands.run("connection", "remove", "files"));
            says(0, "Added files", add(commands, endpoint));
            assertNull(testedAt(commands), "what was tested was another connection of that name");
            says(3, "archive belongs to the connection crm", called("arch", commands, endpoint, "--bucket=archive"));
            says(64, "each bucket is named once", add(commands, endpoint, "--bucket=one", "--bucket=one"));
            says(64, "not a bucket name", add(commands, endpoint, "--bucket=NO"));
        }
    }

    private static @Nullable Instant testedAt(StateCommands commands) throws Exception {
        try (LocalDesk desk = commands.desk()) {
            return desk.connections().known().stream()
                    .filter(each -> each.connection().name().equals("files"))
                    .findFirst()
                    .orElseThrow()
                    .testedAt();
        }
    }

    private static Answer crm(StateCommands commands, Path folder, String endpoint) throws Exception {
        return commands.run(
                "connection",
                "add",
                "crm",
                "--host=db.example",
                "--database=crm",
                "--backups=" + folder.resolve("base"),
                "--archive=" + folder.resolve("wal"),
                "--reader=CRM, read",
                "--scratch-superuser=CRM, scratch",
                "--writer=CRM, write",
                "--store=" + endpoint,
                "--store-region=" + LabObjectServer.REGION,
                "--store-bucket=archive",
                "--store-prefix=accounts/{tenant}/",
                "--store-reader=Files, read",
                "--store-scratch=Files, scratch",
                "--store-writer=Files, write");
    }

    /// The store as the API reference says it answers: two pages of buckets, of which one lies elsewhere, one is plain
    /// and one refuses every question.
    static StandIn.Answer store(StandIn.Request request) {
        String target = request.target();
        if (!request.method().equals("GET")
                || !request.header("authorization").contains("/" + LabObjectServer.REGION + "/s3/aws4_request")) {
            throw new IllegalStateException("not a question that is asked there: " + target);
        }
        if (target.startsWith("/?")) {
            return StandIn.Answer.xml(200, names(target.contains("continuation-token=next%2F1")));
        }
        if (target.startsWith("/closed")) {
            return StandIn.Answer.xml(403, "<Error><Code>AccessDenied</Code></Error>");
        }
        if (!target.startsWith("/plain?")) {
            throw new IllegalStateException("no such bucket is named: " + target);
        }
        String query = target.substring(target.indexOf('?') + 1);
        if (query.startsWith("versioning")) {
            return StandIn.Answer.xml(200, "<VersioningConfiguration " + SPACE + "/>");
        }
        if (query.contains("versions")) {
            return StandIn.Answer.xml(
                    200,
                    "<ListVersionsResult " + SPACE
                            + "><EncodingType>url</EncodingType><Version><Key>a%2F1.pdf</Key>"
                            + "<VersionId>null</VersionId>"
                            + "<IsLatest>true</IsLatest><LastModified>2026-11-20T12:00:00.000Z</LastModified>"
                            + "<ETag>\"e\"</ETag><Size>7</Size></Version><IsTruncated>false</IsTruncated>"
                            + "</ListVersionsResult>");
        }
        if (query.startsWith("encryption")) {
            return StandIn.Answer.xml(403, "<Error><Code>AccessDenied</Code></Error>");
        }
        String code = query.startsWith("lifecycle")
                ? "NoSuchLifecycleConfiguration"
                : query.startsWith("replication")
                        ? "ReplicationConfigurationNotFoundError"
                        : query.startsWith("object-lock")
                                ? "ObjectLockConfigurationNotFoundError"
                                : query.startsWith("policyStatus") ? "NoSuchBucketPolicy" : "NotImplemented";
        return StandIn.Answer.xml(
                code.equals("NotImplemented") ? 501 : 404, "<Error><Code>" + code + "</Code></Error>");
    }

    private static String names(boolean second) {
        String buckets = second
                ? bucket("plain", LabObjectServer.REGION)
                : bucket("abroad", "eu-west-1")
                        + bucket("My_Archive", LabObjectServer.REGION)
                        + bucket("closed", LabObjectServer.REGION);
        return "<ListAllMyBucketsResult " + SPACE + "><Owner><ID>1</ID></Owner><Buckets>" + buckets + "</Buckets>"
                + (second ? "" : "<ContinuationToken>next/1</ContinuationToken>") + "</ListAllMyBucketsResult>";
    }

    private static String bucket(String name, String region) {
        return "<Bucket><Name>" + name + "</Name><CreationDate>2026-01-01T00:00:00.000Z</CreationDate><BucketRegion>"
                + region + "</BucketRegion></Bucket>";
    }

    /// A store that knows no pages names all of its buckets at once; a right is asked for only where it was refused.
    @Test
    void aStoreWithoutPagesMayNameManyBucketsAndOneThatIsAwayLacksNoRight() throws Exception {
        StringBuilder many = new StringBuilder("<ListAllMyBucketsResult " + SPACE + "><Buckets>");
        for (int i = 0; i < 1_001; i++) {
            many.append(bucket("bucket-" + i, "eu-west-1"));
        }
        many.append("</Buckets></ListAllMyBucketsResult>");
        var answer = new AtomicReference<>(StandIn.Answer.xml(200, many.toString()));
        try (StandIn standIn = new StandIn(_ -> answer.get());
                StateCommands commands = new StateCommands()) {
            keep(commands, standIn.address().toString());
            says(0, "Added files", add(commands, standIn.address().toString()));
            says(2, "the key sees 1,001 buckets more", commands.ask("connection", "test", "files"));
            answer.set(StandIn.Answer.xml(404, "<Error><Code>NoSuchKey</Code></Error>"));
            Answer away = commands.ask("connection", "test", "files");
            assertEquals(1, away.code(), away::toString);
            assertFalse(away.toString().contains("s3:ListAllMyBuckets"), away::toString);
            answer.set(StandIn.Answer.xml(403, "<Error><Code>SignatureDoesNotMatch</Code></Error>"));
            Answer wrong = says(1, "Check the access key and its secret", commands.ask("connection", "test", "files"));
            assertFalse(wrong.toString().contains("s3:ListAllMyBuckets"), "the secret is wrong, no right is missing");
            answer.set(StandIn.Answer.xml(403, "<Error><Code>AccessDenied</Code></Error>"));
            says(1, "s3:ListAllMyBuckets", commands.ask("connection", "test", "files"));
        }
    }

    @Test
    void oneBucketThatRefusesLeavesTheOthersAndAPlainOneIsNamedAsWithoutProtection() throws Exception {
        try (StandIn standIn = new StandIn(WatchedBucketsTest::store);
                StateCommands commands = new StateCommands()) {
            keep(commands, standIn.address().toString());
            says(0, "Added files", add(commands, standIn.address().toString()));
            Answer tested = commands.ask("connection", "test", "files");
            says(1, "In eu-west-1 the key sees 1 bucket more", tested);
            says(1, "Versioning is not enabled: what is overwritten or deleted is gone.", tested);
            says(1, "lacks s3:GetEncryptionConfiguration", tested);
            says(1, "\"Resource\": \"arn:aws:s3:::plain\"", tested);
            says(1, "The bucket My_Archive is left out", tested);
            says(1, "the key may not ask whether versions are kept", tested);
            says(1, "\"Resource\": \"arn:aws:s3:::closed\"", tested);

            Answer synced = commands.ask("sync", "files");
            says(3, "What is in bucket closed stays as it was seen before", synced);
            says(3, "keeps no versions: what is deleted or overwritten there is gone", synced);
            says(3, "The bucket My_Archive is left out", synced);
            says(3, "Allow s3:GetEncryptionConfiguration, as docs/access/aws-buckets.json does.", synced);
            Asset plain = asset(commands, "/plain");
            assertEquals(false, plain.versioning());
            assertNull(plain.encryption());
        }
    }

    /// What S3 took as a name before 2018, and other stores do today.
    @Test
    void aBucketWhoseNameCannotBeAddressedIsLeftOutByNameAndTheOthersAreListed() throws Exception {
        String buckets = bucket("Old_Files", LabObjectServer.REGION)
                + bucket("sm\u00f6rg\u202egs", LabObjectServer.REGION)
                + bucket("plain", LabObjectServer.REGION);
        String all =
                "<ListAllMyBucketsResult " + SPACE + "><Buckets>" + buckets + "</Buckets></ListAllMyBucketsResult>";
        try (StandIn standIn = new StandIn(
                        request -> request.target().startsWith("/?") ? StandIn.Answer.xml(200, all) : store(request));
                StateCommands commands = new StateCommands()) {
            keep(commands, standIn.address().toString());
            says(0, "Added files", add(commands, standIn.address().toString()));
            Answer tested = commands.ask("connection", "test", "files");
            says(1, "The key sees 1 bucket in practice-1", tested);
            says(1, "The bucket Old_Files is left out, so that nothing is known of it: a bucket is reached by", tested);
            Answer synced = commands.ask("sync", "files");
            says(3, "files: 1 asset", synced);
            says(3, "The bucket Old_Files is left out", synced);
            assertFalse(synced.toString().contains("\u202e"), synced::toString);
            assertEquals(false, asset(commands, "/plain").versioning());
        }
    }

    /// What several said of one bucket would be counted several times, and each listing would make the others' stale.
    @Test
    void oneBucketIsOneConnectionsAndWhoNamesItComesBeforeWhoListsAll() throws Exception {
        String all = "<ListAllMyBucketsResult " + SPACE + "><Buckets>" + bucket("plain", LabObjectServer.REGION)
                + "</Buckets></ListAllMyBucketsResult>";
        try (StandIn standIn = new StandIn(
                        request -> request.target().startsWith("/?") ? StandIn.Answer.xml(200, all) : store(request));
                StateCommands commands = new StateCommands()) {
            String endpoint = standIn.address().toString();
            keep(commands, endpoint);
            says(0, "Added files", add(commands, endpoint));
            says(3, "keeps no versions", commands.ask("sync", "files"));
            assertEquals(
                    "connection files", asset(commands, "/plain").observation().source());
            assertFalse(said(commands, "files").isEmpty());
            says(
                    3,
                    "The connection files lists every bucket that its key sees at " + endpoint + " in practice-1",
                    called("again", commands, endpoint));
            says(0, "Added other", called("other", commands, endpoint, "--region=eu-west-1"));

            says(0, "Added docs", called("docs", commands, endpoint, "--bucket=plain"));
            says(3, "plain belongs to the connection docs", called("too", commands, endpoint, "--bucket=plain"));
            says(3, "docs: 1 asset", commands.ask("sync", "docs"));
            says(0, "The bucket plain is left to the connection docs", commands.ask("sync", "files"));
            assertEquals(
                    "connection docs", asset(commands, "/plain").observation().source());
            assertEquals(List.of(), said(commands, "files"), "nothing is said twice");
            assertFalse(said(commands, "docs").isEmpty());
            assertEquals(List.of(0, 1), counts(commands, "files", "docs"));
        }
    }

    /// A book that was written by hand may have what nobody can add.
    @Test
    void ofTwoThatListAllTheFirstByNameDoes() throws Exception {
        try (StandIn standIn = new StandIn(WatchedBucketsTest::store);
                StateCommands commands = new StateCommands()) {
            String endpoint = standIn.address().toString();
            keep(commands, endpoint);
            says(0, "Added files", add(commands, endpoint));
            says(0, "Added later", called("later", commands, endpoint, "--region=eu-west-1"));
            Path book = commands.home().resolve("connections.json");
            Files.writeString(book, Files.readString(book).replace("eu-west-1", LabObjectServer.REGION));
            says(3, "files: 1 asset", commands.ask("sync", "files"));
            says(3, "The connection files lists every bucket", commands.ask("sync", "later"));
            assertEquals(
                    "connection files", asset(commands, "/plain").observation().source());
        }
    }

    private static List<Circumstance> said(StateCommands commands, String connection) throws Exception {
        try (Catalogue catalogue = Catalogue.open(commands.home().resolve("catalogue.db"))) {
            return catalogue.circumstances(null).stream()
                    .filter(each -> each.observation().source().equals("connection " + connection))
                    .toList();
        }
    }

    private static List<Integer> counts(StateCommands commands, String... names) throws Exception {
        try (LocalDesk desk = commands.desk()) {
            List<Integer> counts = new ArrayList<>();
            for (String name : names) {
                desk.connections().known().stream()
                        .filter(each -> each.connection().name().equals(name))
                        .forEach(each -> counts.add(each.seen().assets()));
            }
            return counts;
        }
    }

    /// A temporary key without a role ends between two pages; with another one the next sync goes on.
    @Test
    void aSyncGoesOnBehindThePageAtWhichTheKeyEnded() throws Exception {
        List<String> pages = Collections.synchronizedList(new ArrayList<>());
        try (StandIn standIn = new StandIn(request -> {
                    String target = request.target();
                    if (!target.contains("versions=") || !target.contains("max-keys")) {
                        return store(request);
                    }
                    boolean second = target.contains("key-marker=");
                    pages.add(second ? "second" : "first");
                    return second && pages.size() == 2
                            ? StandIn.Answer.xml(403, "<Error><Code>ExpiredToken</Code></Error>")
                            : StandIn.Answer.xml(200, page(second));
                });
                StateCommands commands = new StateCommands()) {
            keep(commands, standIn.address().toString());
            says(0, "Added files", add(commands, standIn.address().toString(), "--bucket=plain"));
            Answer ended = commands.ask("sync", "files");
            says(3, "The credential for", ended);
            says(3, "ExpiredToken", ended);
            Answer synced = commands.ask("sync", "files");
            says(3, "holds 2 names with 2 versions and 0 delete markers, counted in parts since", synced);
            assertEquals(List.of("first", "second", "second"), pages);
        }
    }

    private static String page(boolean second) {
        return "<ListVersionsResult " + SPACE + "><Version><Key>a" + (second ? 2 : 1)
                + "</Key><VersionId>1</VersionId><IsLatest>true</IsLatest>"
                + "<LastModified>2026-11-20T12:00:00.000Z</LastModified><ETag>\"e\"</ETag><Size>7</Size></Version>"
                + (second ? "" : "<NextKeyMarker>a1</NextKeyMarker><NextVersionIdMarker>1</NextVersionIdMarker>")
                + "<IsTruncated>" + !second + "</IsTruncated></ListVersionsResult>";
    }
}
