package io.backstay.connect.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.fixture.StandIn;
import io.backstay.fixture.StandIn.Answer;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No call that changes something leaves the transport before its intent is written down.
final class WitnessTest {
    private static final String HOST = "rds.eu-central-1.amazonaws.com";
    private static final HttpLimits LIMITS = new HttpLimits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            ByteSize.ofMegabytes(1),
            3,
            Duration.ofSeconds(1));
    private static final Effect RESTORE =
            new Effect("rds eu-central-1", "RestoreDBInstanceFromDBSnapshot", "backstay-scratch-0a", Map.of());

    @TempDir
    Path folder;

    private final List<String> told = Collections.synchronizedList(new ArrayList<>());

    private Witness telling(StandIn[] standIn) {
        return (to, effect) -> {
            told.add("intent " + effect.operation() + " " + effect.target() + " before "
                    + standIn[0].requests().size());
            return ending -> told.add("ended " + ending.answer());
        };
    }

    private static HttpCall call(String method, HttpCall.Again again) {
        Endpoint to = new Endpoint("https", HOST, 443);
        Map<String, String> headers = Map.of("authorization", "canary");
        return new HttpCall(method, to, "/bucket/key", "signature=canary", headers, HttpBody.NONE, again);
    }

    @Test
    void theWaysOutAreThoseThatThisTestKnows() {
        List<String> ways = Arrays.stream(HttpTransport.class.getDeclaredMethods())
                .filter(each -> !Modifier.isPrivate(each.getModifiers()) && !each.isSynthetic())
                .map(Method::getName)
                .distinct()
                .sorted()
                .toList();
        // Closing and resting send nothing.
        assertEquals(List.of("change", "close", "receive", "rest", "send", "sendLong"), ways);
    }

    @Test
    void everyWayOutOfTheTransportWritesTheIntentOfAChangeFirst() throws Exception {
        var request = Map.of("x-amzn-requestid", "req-1");
        StandIn[] here = new StandIn[1];
        try (StandIn standIn = new StandIn(folder, List.of(HOST), _ -> new Answer(200, "text/xml", "<a/>", request));
                HttpTransport transport =
                        new HttpTransport(LIMITS, _ -> {}, new Random(1), standIn.way(), telling(here))) {
            here[0] = standIn;
            HttpCall change = call("PUT", HttpCall.Again.NEVER);
            transport.send(change, HttpTransport.Signing.NONE);
            transport.send(change, HttpTransport.Signing.NONE, Courtesy.usual(change.endpoint()));
            transport.sendLong(
                    change,
                    HttpTransport.Signing.NONE,
                    Effect.many(change, "CopyObject", "https://" + HOST + ":443/bucket"));
            transport.receive(change, HttpTransport.Signing.NONE, (_, _) -> "");
            transport.send(call("DELETE", HttpCall.Again.GUARDED), HttpTransport.Signing.NONE);
            transport.change(change, HttpTransport.Signing.NONE, Courtesy.usual(change.endpoint()), RESTORE);
            String raw = " https://" + HOST + ":443/bucket before ";
            String ended = "ended HTTP 200, request req-1";
            assertEquals(
                    List.of(
                            "intent PUT" + raw + 0,
                            ended,
                            "intent PUT" + raw + 1,
                            ended,
                            "intent CopyObject" + raw + 2,
                            ended,
                            "intent PUT" + raw + 3,
                            ended,
                            "intent DELETE" + raw + 4,
                            ended,
                            "intent RestoreDBInstanceFromDBSnapshot backstay-scratch-0a before 5",
                            ended),
                    told);
            assertFalse(told.toString().contains("canary"));

            told.clear();
            transport.send(call("GET", HttpCall.Again.READS), HttpTransport.Signing.NONE);
            transport.send(call("POST", HttpCall.Again.ASKS_ONCE), HttpTransport.Signing.NONE);
            assertEquals(List.of(), told, "what only asks needs no record");
        }
    }

    @Test
    void whatCannotBeWrittenDownIsNotSent() throws Exception {
        Witness full = (_, _) -> {
            throw new BackstayException(new Failure.Conflict("The disk is full", "Make room."));
        };
        for (Witness witness : List.of(full, Witness.practice())) {
            try (StandIn standIn = new StandIn(folder, List.of(HOST), _ -> Answer.xml(200, "<a/>"));
                    HttpTransport transport =
                            new HttpTransport(LIMITS, _ -> {}, new Random(1), standIn.way(), witness)) {
                for (HttpCall.Again again : List.of(HttpCall.Again.NEVER, HttpCall.Again.GUARDED)) {
                    HttpCall change = call("POST", again);
                    assertThrows(BackstayException.class, () -> transport.send(change, HttpTransport.Signing.NONE));
                    assertThrows(
                            BackstayException.class,
                            () -> transport.change(
                                    change, HttpTransport.Signing.NONE, Courtesy.usual(change.endpoint()), RESTORE));
                    assertThrows(
                            BackstayException.class,
                            () -> transport.receive(change, HttpTransport.Signing.NONE, (_, _) -> ""));
                }
                assertEquals(List.of(), standIn.requests());
            }
        }
    }

    @Test
    void aLostAnswerIsToldAsLostThoughAnEarlierAttemptWasAnswered() throws Exception {
        List<HttpAnswer> endings = new ArrayList<>();
        int[] asked = new int[1];
        StandIn.Answering answering = _ -> {
            asked[0]++;
            return asked[0] == 1 ? Answer.xml(400, "<Error><Code>Throttling</Code></Error>") : Answer.xml(200, "<a/>");
        };
        Courtesy courtesy = new Courtesy("rds", 100, 100, answer -> answer.status() == 400);
        try (StandIn standIn = new StandIn(folder, List.of(HOST), answering);
                HttpTransport transport = new HttpTransport(
                        LIMITS,
                        pause -> {
                            if (asked[0] == 1) {
                                throw new InterruptedException("cancelled while it waits");
                            }
                        },
                        new Random(1),
                        standIn.way(),
                        (_, _) -> ending -> endings.add(ending.answer()))) {
            HttpCall change = call("POST", HttpCall.Again.GUARDED);
            assertThrows(
                    InterruptedException.class,
                    () -> transport.change(change, HttpTransport.Signing.NONE, courtesy, RESTORE));
            assertEquals(1, endings.size());
            assertNull(endings.getFirst());
        }
    }

    @Test
    void anOutcomeThatCannotBeWrittenIsHeardWhenTheCallWentWell() throws Exception {
        Witness forgetful = (_, _) -> _ -> {
            throw new BackstayException(new Failure.Conflict("The disk is full", "Make room."));
        };
        try (StandIn standIn = new StandIn(folder, List.of(HOST), _ -> Answer.xml(200, "<a/>"));
                HttpTransport transport = new HttpTransport(LIMITS, _ -> {}, new Random(1), standIn.way(), forgetful)) {
            HttpCall change = call("POST", HttpCall.Again.NEVER);
            BackstayException e =
                    assertThrows(BackstayException.class, () -> transport.send(change, HttpTransport.Signing.NONE));
            assertInstanceOf(Failure.Conflict.class, e.failure());
            assertEquals(1, standIn.requests().size());
            assertTrue(Objects.requireNonNull(e.getMessage()).contains("disk"));
        }
    }
}
