package io.backstay.connect.supabase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpLimits;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.http.way.Reach;
import io.backstay.connect.http.way.Way;
import io.backstay.connect.supabase.InPlace.Ending;
import io.backstay.connect.supabase.InPlace.Outcome;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.StandIn;
import io.backstay.fixture.StandIn.Answer;
import io.backstay.fixture.SupabaseApi;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The one call that restores at Supabase, over real HTTP against a stand-in on this machine that is written from
/// the published OpenAPI document; not against Supabase.
final class InPlaceTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final Instant EARLIEST = Instant.parse("2026-11-20T00:00:00Z");
    private static final Instant MOMENT = Instant.parse("2026-11-26T09:30:00.900Z");
    private static final HttpLimits LIMITS = new HttpLimits(
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            ByteSize.ofMegabytes(1),
            3,
            Duration.ofSeconds(1));

    private HttpTransport transport = new HttpTransport(LIMITS, _ -> {}, new Random(5));
    private final List<String> heard = new ArrayList<>();
    private SupabaseApi api;
    private StandIn standIn;
    private StandIn.Answering answering;
    private Instant now = NOW;
    private boolean cancelled;

    @BeforeEach
    void start() throws Exception {
        api = new SupabaseApi();
        api.says(
                "/v1/projects/" + SupabaseApi.CRM + "/database/backups",
                SupabaseApi.backups(
                        true,
                        "\"earliest_physical_backup_date_unix\":%d,\"latest_physical_backup_date_unix\":%d"
                                .formatted(EARLIEST.getEpochSecond(), NOW.getEpochSecond())));
        answering = api;
        standIn = new StandIn(request -> answering.to(request));
    }

    @AfterEach
    void stop() {
        transport.close();
        standIn.close();
    }

    private InPlace inPlace() throws Exception {
        var access = new SupabaseAccess(
                transport, Secrets.source(SupabaseApi.TOKEN), () -> now, Endpoint.parse(standIn.address()));
        return new InPlace(
                access,
                access,
                new InPlace.Pace(
                        Duration.ofMinutes(1),
                        Duration.ofHours(3),
                        Duration.ofMinutes(10),
                        pause -> {
                            now = now.plus(pause);
                            if (cancelled) {
                                throw new InterruptedException("somebody pressed Ctrl+C");
                            }
                        },
                        () -> now));
    }

    private Outcome run() throws Exception {
        InPlace inPlace = inPlace();
        return inPlace.run(inPlace.look("supabase:" + SupabaseApi.CRM), MOMENT, new Progress() {
            @Override
            public void step(String name) {
                heard.add(name);
            }

            @Override
            public void advance(long done, long total) {}
        });
    }

    private Failure failure() {
        BackstayException e = assertThrows(BackstayException.class, this::run);
        assertFalse((e + e.failure().message() + e.failure().advice()).contains(SupabaseApi.TOKEN), e.toString());
        return e.failure();
    }

    private long posts() {
        return standIn.requests().stream()
                .filter(each -> each.method().equals("POST"))
                .count();
    }

    @Test
    void aProjectIsPutBackToTheWholeSecondAndFollowedUntilItIsUp() throws Exception {
        api.restores("ACTIVE_HEALTHY", "RESTORING", "RESTORING", "ACTIVE_HEALTHY");
        Outcome outcome = run();
        assertEquals(Ending.DONE, outcome.ending(), outcome::toString);
        assertEquals(List.of("{\"recovery_time_target_unix\":" + MOMENT.getEpochSecond() + "}"), api.ordered());
        assertTrue(heard.contains("Restoring crm (" + SupabaseApi.CRM + "): RESTORING"), heard::toString);
        assertEquals(NOW.plus(Duration.ofMinutes(3)), now);
    }

    @Test
    void aRestoreThatFailsAtSupabaseSaysWhereToGo() throws Exception {
        api.restores("RESTORING", "RESTORE_FAILED");
        Outcome outcome = run();
        assertEquals(Ending.FAILED, outcome.ending());
        assertTrue(outcome.said().contains("support"), outcome::said);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503})
    void aLostAnswerIsNeverOrderedAgainAndTheStatusSaysThatItBegan(int status) throws Exception {
        answering = request -> {
            Answer said = api.to(request);
            return request.method().equals("POST") ? Answer.json(status, "{}") : said;
        };
        api.restores("RESTORING", "ACTIVE_HEALTHY");
        assertEquals(Ending.DONE, run().ending());
        assertEquals(1, posts());
    }

    @Test
    void aLostAnswerAndAProjectThatWasNeverSeenRestoringIsSaidToBeUnknown() throws Exception {
        answering = request -> request.method().equals("POST") ? Answer.json(500, "{}") : api.to(request);
        Outcome outcome = run();
        assertEquals(Ending.UNKNOWN, outcome.ending());
        assertTrue(outcome.said().contains("The answer to the order was lost"), outcome::said);
        assertTrue(outcome.said().contains("before anything is ordered again"), outcome::said);
        assertEquals(1, posts());
    }

    @ParameterizedTest
    @ValueSource(strings = {"RESTARTING", "COMING_UP", "GOING_DOWN"})
    void aLostAnswerAndAProjectThatSomebodyRestartsIsNotTakenForARestore(String status) throws Exception {
        answering = request -> {
            Answer said = api.to(request);
            return request.method().equals("POST") ? Answer.json(502, "{}") : said;
        };
        api.restores(status, "ACTIVE_HEALTHY");
        assertEquals(Ending.UNKNOWN, run().ending());
        assertEquals(1, posts());
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 200})
    void aLookThatIsRefusedOrMakesNoSenseAfterTheOrderIsNotTheEnd(int status) throws Exception {
        AtomicInteger looks = new AtomicInteger();
        api.restores("RESTORING", "RESTORING", "ACTIVE_HEALTHY");
        answering = request -> !api.ordered().isEmpty() && looks.incrementAndGet() <= 2
                ? Answer.json(status, "<html>a proxy</html>")
                : api.to(request);
        assertEquals(Ending.DONE, run().ending());
        assertTrue(heard.contains("Restoring crm (" + SupabaseApi.CRM + "): not known now"), heard::toString);
        assertEquals(1, posts());
    }

    @Test
    void anOutcomeThatCannotBeRecordedIsNotToldAsIfNothingHadBeenOrdered() throws Exception {
        transport = new HttpTransport(LIMITS, _ -> {}, new Random(5), Way.out(Reach.NETWORK), (_, _) -> _ -> {
            throw new BackstayException(new Failure.DiskFull("the record", "nothing is free"));
        });
        Outcome outcome = run();
        assertEquals(Ending.UNKNOWN, outcome.ending());
        assertTrue(outcome.said().contains("was sent to Supabase"), outcome::said);
        assertTrue(outcome.said().contains("No room left"), outcome::said);
        assertTrue(outcome.said().contains("before anything is ordered again"), outcome::said);
        assertEquals(1, posts());
    }

    @Test
    void anOrderThatWasTakenAndIsNeverSeenIsUnknownToo() throws Exception {
        Outcome outcome = run();
        assertEquals(Ending.UNKNOWN, outcome.ending());
        assertTrue(outcome.said().contains("took the order"), outcome::said);
        assertEquals(1, posts());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 402, 403, 404, 422, 429})
    void aRefusalSaysThatNothingWasBegun(int status) throws Exception {
        answering = request ->
                request.method().equals("POST") ? Answer.json(status, "{\"message\":\"it repeats\"}") : api.to(request);
        Failure failure = failure();
        assertTrue(failure.message().contains("nothing was begun"), failure::message);
        assertFalse(failure.message().contains("repeats"), failure::message);
        assertEquals(1, posts());
        if (status == 403) {
            assertTrue(failure.advice().contains("backups_write"), failure::advice);
        }
    }

    @Test
    void nothingIsOrderedOutsideOfTheWindowOrOnAProjectThatIsNotUp() throws Exception {
        InPlace inPlace = inPlace();
        InPlace.Standing standing = inPlace.look("crm");
        for (Instant each : List.of(EARLIEST.minusSeconds(1), NOW.plusSeconds(1))) {
            BackstayException e =
                    assertThrows(BackstayException.class, () -> inPlace.run(standing, each, Progress.NONE));
            assertInstanceOf(Failure.OutOfWindow.class, e.failure());
        }
        InPlace.Standing wiki = inPlace.look(SupabaseApi.WIKI);
        assertInstanceOf(
                Failure.Unsupported.class,
                assertThrows(BackstayException.class, () -> inPlace.run(wiki, MOMENT, Progress.NONE))
                        .failure());
        api.says(
                "/v1/projects",
                "[" + SupabaseApi.project(SupabaseApi.CRM, "crm").replace("ACTIVE_HEALTHY", "PAUSING") + "]");
        assertTrue(failure().message().contains("PAUSING"));
        assertInstanceOf(
                Failure.NotFound.class,
                assertThrows(BackstayException.class, () -> inPlace.look("shop"))
                        .failure());
        assertEquals(0, posts());
    }

    @Test
    void anAnswerThatIsAwayWhileItIsWaitedForIsNotTheEnd() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        api.restores("RESTORING", "RESTORING", "ACTIVE_HEALTHY");
        answering = request ->
                !api.ordered().isEmpty() && looks.incrementAndGet() <= 6 ? Answer.json(503, "{}") : api.to(request);
        assertEquals(Ending.DONE, run().ending());
        assertEquals(1, posts());
    }

    @Test
    void theWaitingHasAnEndAndSaysThatTheRestoreGoesOn() throws Exception {
        api.restores("RESTORING");
        Outcome outcome = run();
        assertEquals(Ending.UNKNOWN, outcome.ending());
        assertEquals("RESTORING", outcome.status());
        assertTrue(outcome.said().contains("goes on at Supabase"), outcome::said);
        assertTrue(outcome.said().contains("before anything is ordered again"), outcome::said);
    }

    @Test
    void whoeverCancelsEndsTheWaitingAfterTheOneOrder() {
        api.restores("RESTORING");
        cancelled = true;
        assertThrows(InterruptedException.class, this::run);
        assertEquals(1, posts());
    }
}
