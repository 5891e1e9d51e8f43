package io.backstay.act.connection.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.vault.Occasion;
import io.backstay.audit.AuditEntry;
import io.backstay.audit.AuditLog;
import io.backstay.audit.Who;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.http.Effect;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpBody;
import io.backstay.connect.http.HttpLimits;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.http.Witness;
import io.backstay.connect.http.way.Reach;
import io.backstay.connect.http.way.Way;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.wire.S3Address;
import io.backstay.connect.s3.wire.S3Credentials;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.StandIn;
import io.backstay.seal.Digest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CallRecordTest {
    private static final Endpoint RDS = new Endpoint("https", "rds.eu-central-1.amazonaws.com", 443);
    private static final Effect RESTORE = new Effect(
            "rds eu-central-1", "RestoreDBInstanceToPointInTime", "backstay-scratch-0a", Map.of("RestoreTime", "t"));

    private static final CallRecord.Ids NOWHERE = (_, _) -> {};

    @TempDir
    Path folder;

    private AuditLog log() throws BackstayException {
        Who who = new Who("jonas", "administrator", "test");
        return AuditLog.open(folder.resolve("audit.db"), InstantSource.system(), who, new Random(3));
    }

    @Test
    void aChangeStandsInTheRecordBeforeAndAfterItAndInItsRestore() throws Exception {
        try (AuditLog log = log();
                CallRecord record = new CallRecord(() -> log, NOWHERE)) {
            Witness.Watched watched = Occasion.during("R-0007", () -> record.intent(RDS, RESTORE));
            AuditEntry intent = log.entries(null).getLast();
            assertEquals("connect.call", intent.act());
            assertEquals("RestoreDBInstanceToPointInTime backstay-scratch-0a", intent.target());
            assertEquals("R-0007", intent.run());
            assertEquals(
                    Map.of(
                            "provider",
                            "rds eu-central-1",
                            "endpoint",
                            "https://rds.eu-central-1.amazonaws.com:443",
                            "parRestoreTime",
                            "t"),
                    intent.detail());
            assertEquals(1, log.unfinished().size(), "a kill here leaves it open");
            watched.ended(new Witness.Ending(null));
            assertEquals(
                    AuditEntry.Outcome.INTERRUPTED, log.entries(null).getLast().outcome());
            assertEquals(List.of(), log.unfinished());
        }
    }

    @Test
    void manyObjectsStandInTheRecordTogether() throws Exception {
        Effect put = new Effect("127.0.0.1", "PUT", "http://127.0.0.1:9/bucket", Map.of(), true, false);
        try (AuditLog log = log()) {
            try (CallRecord record = new CallRecord(() -> log, NOWHERE)) {
                for (int i = 0; i < CallRecord.SERIES_MAX + 5; i++) {
                    record.intent(RDS, put).ended(new Witness.Ending(null));
                }
                assertEquals(3, log.entries(null).size(), "the second series has begun");
            }
            List<AuditEntry> entries = log.entries(null);
            assertEquals(4, entries.size());
            assertEquals("1000", entries.get(1).detail().get("unanswered"));
            assertEquals("5", entries.get(3).detail().get("calls"));
            assertEquals(List.of(), log.unfinished());
        }
    }

    @Test
    void changesOfObjectsAreNamedAsTheStoreNamesThemAndTheRecordKeepsItsIdsOfThem() throws Exception {
        String tail = "-0065f1a2b3-10ab-default";
        List<String> ids = new ArrayList<>();
        StandIn.Answering answering = request -> {
            String id = "tx" + "%021x".formatted(ids.size() + 1) + tail;
            ids.add(id);
            boolean refused = request.target().endsWith("/no");
            return new StandIn.Answer(
                    refused ? 403 : 200,
                    "application/xml",
                    refused ? "<Error><Code>AccessDenied</Code></Error>" : "",
                    Map.of("x-amz-request-id", id, "etag", "\"e\""));
        };
        try (AuditLog log = log()) {
            try (CallRecord record = CallRecord.of(() -> log, () -> folder);
                    StandIn store = new StandIn(answering);
                    HttpTransport transport = new HttpTransport(
                            HttpLimits.USUAL, _ -> {}, new Random(3), Way.out(Reach.NETWORK), record)) {
                var bucket = new ObjectStore(
                        transport,
                        new S3Address(Endpoint.parse(store.address()), "eu-1", "files", null),
                        new S3Credentials("KEY", Secrets.source("not a real secret"), null),
                        InstantSource.system());
                for (String key : List.of("a", "b", "no", "c")) {
                    try {
                        bucket.put(key, HttpBody.NONE, "text/plain");
                    } catch (BackstayException e) {
                        assertTrue(
                                e.failure().message().contains(ids.get(2)),
                                e.failure().message());
                    }
                }
                assertEquals(
                        "PutObject " + store.address() + "/files",
                        log.entries(null).getFirst().target());
            }
            Map<String, String> said = log.entries(null).getLast().detail();
            assertEquals("4", said.get("calls"));
            assertEquals(ids.getFirst(), said.get("firstRequest"));
            assertEquals(ids.getLast(), said.get("lastRequest"));
            assertEquals(ids.get(2), said.get("refusedRequests"));
            String all = String.join("\n", ids) + "\n";
            assertEquals(Digest.hex(all.getBytes(StandardCharsets.UTF_8)), said.get("requests"));
            assertEquals(
                    said.get("requests") + " " + String.join(" ", ids) + "\n",
                    Files.readString(folder.resolve("requests.log")));
        }
    }

    @Test
    void idsThatFindNoPlaceLeaveTheOutcomeInTheRecord() throws Exception {
        CallRecord.Ids full = (_, _) -> {
            throw new BackstayException(new Failure.DiskFull("/state", "no space left"));
        };
        StandIn.Answering answering =
                _ -> new StandIn.Answer(200, "text/plain", "", Map.of("x-amz-request-id", "1A", "etag", "\"e\""));
        try (AuditLog log = log()) {
            try (CallRecord record = new CallRecord(() -> log, full);
                    StandIn store = new StandIn(answering);
                    HttpTransport transport = new HttpTransport(
                            HttpLimits.USUAL, _ -> {}, new Random(3), Way.out(Reach.NETWORK), record)) {
                new ObjectStore(
                                transport,
                                new S3Address(Endpoint.parse(store.address()), "eu-1", "files", null),
                                new S3Credentials("KEY", Secrets.source("not a real secret"), null),
                                InstantSource.system())
                        .put("a", HttpBody.NONE, "text/plain");
            }
            Map<String, String> said = log.entries(null).getLast().detail();
            assertEquals("1", said.get("done"));
            assertEquals("not kept: disk-full", said.get("requests"));
        }
    }

    @Test
    void theFileOfIdsGrowsToASizeAndOneIsPutAside() throws Exception {
        var file = new RequestFile(() -> folder, 100);
        for (int i = 0; i < 30; i++) {
            file.keep("name" + i, List.of("id" + i, "other" + i));
            assertTrue(Files.size(folder.resolve("requests.log")) <= 100);
        }
        assertTrue(Files.size(folder.resolve("requests.1.log")) <= 100);
        String kept =
                Files.readString(folder.resolve("requests.1.log")) + Files.readString(folder.resolve("requests.log"));
        assertTrue(kept.endsWith("name28 id28 other28\nname29 id29 other29\n"), kept);
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(2, files.count());
        }
    }

    @Test
    void aRecordThatCannotBeWrittenRefusesTheCall() throws Exception {
        try (CallRecord record = new CallRecord(
                () -> {
                    throw new BackstayException(new Failure.Conflict("The disk is full", "Make room."));
                },
                NOWHERE)) {
            BackstayException e = assertThrows(BackstayException.class, () -> record.intent(RDS, RESTORE));
            assertTrue(e.failure().message().contains("disk"));
        }
    }

    @Test
    void aParameterWithAnotherNameIsNoParameter() {
        Map<String, String> signed = Map.of("X-Amz-Signature", "0");
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> new Effect("rds", "DeleteDBInstance", "a", signed));
        assertFalse(String.valueOf(e.getMessage()).contains("=0"));
    }
}
