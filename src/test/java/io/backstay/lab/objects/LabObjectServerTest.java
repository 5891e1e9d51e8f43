package io.backstay.lab.objects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpAnswer;
import io.backstay.connect.http.HttpBody;
import io.backstay.connect.http.HttpCall;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.PracticeDeletion;
import io.backstay.connect.s3.SignedCalls;
import io.backstay.connect.s3.wire.ListedVersion;
import io.backstay.connect.s3.wire.S3Address;
import io.backstay.connect.s3.wire.S3Credentials;
import io.backstay.fixture.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LabObjectServerTest {
    @TempDir
    Path folder;

    private LabStoreFixture lab;

    @BeforeEach
    void start() throws BackstayException {
        lab = new LabStoreFixture(folder);
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    private static Failure.Refused refusedBy(ObjectStore store) {
        return assertInstanceOf(Failure.Refused.class, failureOf(store));
    }

    private static Failure failureOf(ObjectStore store) {
        BackstayException e = assertThrows(BackstayException.class, store::versioning);
        assertFalse(e.toString().contains(LabStoreFixture.SECRET), e.toString());
        return e.failure();
    }

    private List<String> listed(String prefix) throws BackstayException, InterruptedException {
        List<String> lines = new ArrayList<>();
        lab.store().versions(prefix, v -> lines.add(v.key() + " " + v.version() + " " + v.etag()));
        return lines;
    }

    private String read(String key) throws BackstayException, InterruptedException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        lab.store().get(key, null, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aWrongSecretIsRefused() throws Exception {
        // The server under the practice store says in every answer what this machine's clock shows.
        lab.tick(lab.now().until(Instant.now(), ChronoUnit.MILLIS));
        Failure.Refused refused =
                refusedBy(lab.store(lab.address(), LabStoreFixture.KEY_ID, "another-secret", lab.clock()));
        assertTrue(refused.why().contains("SignatureDoesNotMatch"), refused.why());
        assertTrue(refused.why().contains("request lab"), refused.why());
        lab.put("a", "still open to the right key");
    }

    @Test
    void anUnknownKeyIsRefused() throws Exception {
        Failure.Refused refused = refusedBy(lab.store(lab.address(), "OTHERKEY", LabStoreFixture.SECRET, lab.clock()));
        assertTrue(refused.why().contains("InvalidAccessKeyId"), refused.why());
    }

    @Test
    void aClockThatIsMinutesOffIsRefusedWithAdviceOnTheClock() throws Exception {
        ObjectStore late = lab.store(
                lab.address(),
                LabStoreFixture.KEY_ID,
                LabStoreFixture.SECRET,
                () -> lab.now().minusSeconds(901));
        Failure refused = assertInstanceOf(Failure.ClockOff.class, failureOf(late));
        assertTrue(refused.message().contains("RequestTimeTooSkewed"), refused.message());
        assertTrue(refused.advice().contains("clock"), refused.advice());
        lab.store(
                        lab.address(),
                        LabStoreFixture.KEY_ID,
                        LabStoreFixture.SECRET,
                        () -> lab.now().minusSeconds(899))
                .versioning();
    }

    @Test
    void anotherRegionIsRefused() throws Exception {
        S3Address real = lab.address();
        S3Address wrong = new S3Address(real.endpoint(), "eu-west-1", real.bucket(), null);
        Failure refused = assertInstanceOf(
                Failure.WrongRegion.class,
                failureOf(lab.store(wrong, LabStoreFixture.KEY_ID, LabStoreFixture.SECRET, lab.clock())));
        assertTrue(refused.advice().contains("region"), refused.advice());
    }

    @Test
    void aBucketOfAnotherOwnerIsRefused() throws Exception {
        S3Address real = lab.address();
        S3Address wrong = new S3Address(real.endpoint(), real.region(), real.bucket(), "111111111111");
        Failure.Refused refused =
                refusedBy(lab.store(wrong, LabStoreFixture.KEY_ID, LabStoreFixture.SECRET, lab.clock()));
        assertTrue(refused.why().contains("AccessDenied"), refused.why());
    }

    @Test
    void anUnsignedRequestIsRefused() throws Exception {
        HttpAnswer answer = send("GET", "/" + LabStoreFixture.BUCKET + "/a", Map.of(), HttpBody.NONE);
        assertEquals(403, answer.status());
        assertTrue(new String(answer.body().readAllBytes(), StandardCharsets.UTF_8).contains("<Code>AccessDenied<"));
    }

    @Test
    void aSignatureOfAnotherRequestIsRefused() throws Exception {
        HttpCall call = call("GET", "/" + LabStoreFixture.BUCKET + "/a", Map.of(), HttpBody.NONE);
        // The practice key's own signature, taken from a call for one object, does not open another one.
        HttpCall signed = SignedCalls.signing(
                        LabStoreFixture.KEY_ID, LabStoreFixture.SECRET, LabObjectServer.REGION, lab.clock())
                .sign(call);
        HttpCall stolen = new HttpCall(
                "GET", call.endpoint(), "/" + LabStoreFixture.BUCKET + "/b", "", signed.headers(), HttpBody.NONE);
        assertEquals(
                404, lab.transport().send(signed, HttpTransport.Signing.NONE).status());
        assertEquals(
                403, lab.transport().send(stolen, HttpTransport.Signing.NONE).status());
    }

    @Test
    void aRestartKeepsEveryVersionAndForgetsAHalfWrittenLine() throws Exception {
        lab.put("firm-1/ä b", "one");
        lab.put("firm-1/ä b", "two");
        lab.tick(5);
        lab.deletion().delete("firm-1/ä b");
        lab.put("firm-1/c", "three");
        List<String> before = listed("firm-1/");
        Files.writeString(folder.resolve("index.log"), "version\t99\tfirm-1/torn", StandardOpenOption.APPEND);
        Files.writeString(folder.resolve("incoming").resolve("7"), "half an upload");
        lab.restart();
        assertEquals(before, listed("firm-1/"));
        assertEquals("three", read("firm-1/c"));
        lab.put("firm-1/d", "after");
        lab.restart();
        assertEquals(before.size() + 1, listed("firm-1/").size());
        assertEquals("after", read("firm-1/d"));
        try (Stream<Path> uploads = Files.list(folder.resolve("incoming"))) {
            assertEquals(0, uploads.count());
        }
    }

    @Test
    void aRemovedMarkerStaysRemovedAfterARestart() throws Exception {
        lab.put("firm-1/a", "one");
        lab.deletion().delete("firm-1/a");
        List<ListedVersion> versions = new ArrayList<>();
        lab.store().versions("firm-1/", versions::add);
        lab.store().undelete(versions.getFirst());
        lab.restart();
        assertEquals("one", read("firm-1/a"));
        assertEquals(1, listed("firm-1/").size());
    }

    @Test
    void aLockedVersionCannotBeRemovedBeforeItsDay() throws Exception {
        Instant until = lab.now().plusSeconds(60);
        HttpCall put = call(
                "PUT",
                "/" + LabStoreFixture.BUCKET + "/locked",
                Map.of("x-amz-object-lock-mode", "COMPLIANCE", "x-amz-object-lock-retain-until-date", until.toString()),
                HttpBody.of("x".getBytes(StandardCharsets.UTF_8)));
        HttpAnswer stored = signed(put);
        assertEquals(200, stored.status());
        String query = "versionId=" + stored.header("x-amz-version-id");
        HttpCall remove = new HttpCall("DELETE", put.endpoint(), put.path(), query, Map.of(), HttpBody.NONE);
        lab.restart();
        assertEquals(403, signed(onRestarted(remove)).status());
        assertEquals("x", read("locked"));
        lab.tick(60_000);
        assertEquals(204, signed(onRestarted(remove)).status());
        assertTrue(lab.store().head("locked", null).isEmpty());
    }

    @Test
    void aBodyThatIsNotTheSignedOneIsRefusedAndNotKept() throws Exception {
        HttpCall put = call("PUT", "/" + LabStoreFixture.BUCKET + "/a", Map.of(), HttpBody.of(new byte[] {1, 2, 3}));
        HttpCall signed = SignedCalls.signing(
                        LabStoreFixture.KEY_ID, LabStoreFixture.SECRET, LabObjectServer.REGION, lab.clock())
                .sign(put);
        HttpCall swapped = new HttpCall(
                "PUT", put.endpoint(), put.path(), "", signed.headers(), HttpBody.of(new byte[] {1, 2, 4}));
        assertEquals(
                400, lab.transport().send(swapped, HttpTransport.Signing.NONE).status());
        assertEquals(List.of(), listed(""));
    }

    @Test
    void itAnswersOnTheLoopbackAddressOnly() throws Exception {
        int port = lab.server().address().getPort();
        for (NetworkInterface card : NetworkInterface.networkInterfaces().toList()) {
            for (InetAddress address : card.inetAddresses().toList()) {
                if (!address.isLoopbackAddress() && !address.isLinkLocalAddress()) {
                    assertThrows(SocketException.class, () -> new Socket(address, port).close());
                }
            }
        }
        try (ServerSocket free = new ServerSocket(0)) {
            assertTrue(free.getLocalPort() != port);
        }
    }

    @Test
    void practiceDeletionRefusesAStoreElsewhere() {
        S3Address elsewhere =
                new S3Address(new Endpoint("https", "s3.example.com", 443), "eu-west-1", "real-bucket", null);
        S3Credentials key = new S3Credentials("KEY", Secrets.source("secret"), null);
        assertThrows(
                IllegalArgumentException.class,
                () -> new PracticeDeletion(lab.transport(), elsewhere, key, lab.clock()));
    }

    @Test
    void credentialsNeverShow() {
        String shown = new S3Credentials("KEYID", Secrets.source("geheim"), Secrets.source("token")).toString();
        assertFalse(shown.contains("geheim") || shown.contains("token") || shown.contains("KEYID"), shown);
    }

    private HttpCall call(String method, String path, Map<String, String> headers, HttpBody body)
            throws BackstayException {
        return new HttpCall(method, lab.address().endpoint(), path, "", headers, body);
    }

    private HttpCall onRestarted(HttpCall call) throws BackstayException {
        return new HttpCall(
                call.method(), lab.address().endpoint(), call.path(), call.query(), call.headers(), call.body());
    }

    private HttpAnswer send(String method, String path, Map<String, String> headers, HttpBody body)
            throws BackstayException, InterruptedException {
        return lab.transport().send(call(method, path, headers, body), HttpTransport.Signing.NONE);
    }

    private HttpAnswer signed(HttpCall call) throws BackstayException, InterruptedException {
        return lab.transport()
                .send(
                        call,
                        SignedCalls.signing(
                                LabStoreFixture.KEY_ID, LabStoreFixture.SECRET, LabObjectServer.REGION, lab.clock()));
    }
}
