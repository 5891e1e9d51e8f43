package io.backstay.act.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.role.Gate;
import io.backstay.act.role.Recorder;
import io.backstay.act.role.Role;
import io.backstay.audit.AuditLog;
import io.backstay.audit.Who;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Lifetime;
import io.backstay.base.Progress;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpLimits;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.supabase.InPlace;
import io.backstay.connect.supabase.SupabaseAccess;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.StandIn;
import io.backstay.fixture.StandIn.Answer;
import io.backstay.fixture.SupabaseApi;
import io.backstay.incident.print.CurveSource;
import io.backstay.restore.journal.InPlaceStep;
import io.backstay.restore.journal.RestoreJournal;
import io.backstay.restore.journal.RunLock;
import io.backstay.restore.plan.InPlacePlan;
import io.backstay.restore.plan.RestorePlan;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/// One order to put a project back, with its journal and its record: real files, real HTTP, and a stand-in for
/// Supabase that is written from its published OpenAPI document.
final class InPlaceDeskTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final Instant EARLIEST = Instant.parse("2026-11-20T00:00:00Z");
    private static final InPlaceOrder ORDER = new InPlaceOrder("acme", "crm", Instant.parse("2026-11-26T09:30:00Z"));
    private static final InPlacePlan PLAN = plan(60);
    private static final InPlacePlan NEXT = plan(90);
    private static final String NAMED = "crm " + SupabaseApi.CRM;

    private final Lifetime lifetime = new Lifetime();
    private SupabaseApi api;
    private StandIn standIn;
    private StandIn.Answering answering;
    private RestoreJournal journal;
    private InPlaceDesk desk;
    private Path locks;
    private Instant now = NOW;
    private boolean killed;
    private int revokedAfter = -1;

    @BeforeEach
    void start(@TempDir Path home) throws Exception {
        api = new SupabaseApi();
        api.says(
                "/v1/projects/" + SupabaseApi.CRM + "/database/backups",
                SupabaseApi.backups(
                        true,
                        "\"earliest_physical_backup_date_unix\":%d,\"latest_physical_backup_date_unix\":%d"
                                .formatted(EARLIEST.getEpochSecond(), NOW.getEpochSecond())));
        answering = api;
        standIn = lifetime.own(new StandIn(request -> answering.to(request)));
        HttpTransport transport = lifetime.own(new HttpTransport(HttpLimits.USUAL, _ -> {}, new Random(5)));
        AuditLog audit = lifetime.own(AuditLog.open(
                home.resolve("audit.db"), () -> NOW, new Who("jonas", "admin", "test"), new SecureRandom()));
        journal = lifetime.own(RestoreJournal.open(home.resolve("restores.db"), () -> NOW));
        locks = home.resolve("runs");
        var recorder = new Recorder(() -> audit, new Gate(Role.ADMINISTRATOR, () -> audit));
        var access = new SupabaseAccess(
                transport, Secrets.source(SupabaseApi.TOKEN), () -> now, Endpoint.parse(standIn.address()));
        var pace = new InPlace.Pace(
                Duration.ofMinutes(1), Duration.ofHours(3), Duration.ofMinutes(10), this::pass, () -> now);
        desk = new InPlaceDesk(
                new EnvironmentDesk.Books(journal, recorder, home.resolve("reports"), List.of(), CurveSource.NONE),
                new Agreeing(),
                (_, _) -> new InPlace(access, access, pace),
                locks,
                () -> NOW);
    }

    @AfterEach
    void stop() throws Exception {
        lifetime.close();
    }

    private static InPlacePlan plan(long seconds) {
        return new InPlacePlan(
                InPlacePlan.FORMAT,
                ORDER.connection(),
                ORDER.asset(),
                new InPlacePlan.Project("crm", SupabaseApi.CRM),
                ORDER.at(),
                new InPlacePlan.By("jonas", null),
                null,
                new RestorePlan.Validity(NOW, NOW, NOW.plusSeconds(seconds)),
                new RestorePlan.Seen("backstay/0123456789abcdef", 1, "00"));
    }

    private void pass(Duration pause) throws InterruptedException {
        now = now.plus(pause);
        if (killed) {
            throw new InterruptedException("the waiting ends here");
        }
    }

    private InPlaceResult run(String typed) throws Exception {
        return run(PLAN, typed);
    }

    private InPlaceResult run(InPlacePlan plan, String typed) throws Exception {
        return desk.run(plan, List.of(), typed, Progress.NONE);
    }

    /// Everybody agrees: who has to is for the test of the commands.
    private final class Agreeing implements InPlaceDesk.Consent {
        @Override
        public InPlacePlan plan(InPlaceOrder order, InPlaceOutlook outlook, @Nullable String alone) {
            throw new AssertionError("nothing is planned here");
        }

        @Override
        public Map<String, String> require(InPlacePlan plan, List<Path> approvals) throws BackstayException {
            if (revokedAfter-- == 0) {
                throw new BackstayException(new Failure.Conflict("The agreement was revoked", "Ask again."));
            }
            return Map.of("approvedBy", "mira");
        }
    }

    private static Failure failureOf(Executable action) {
        return assertThrows(BackstayException.class, action).failure();
    }

    @Test
    void anOrderWhoseWaitingEndedIsNotSentAgainBeforeItsRunIsConfirmedAsWell() throws Exception {
        killed = true;
        api.restores("RESTORING");
        assertThrows(InterruptedException.class, () -> run(NAMED));
        assertEquals(1, api.ordered().size());
        assertTrue(journal.steps("R-0001").getLast().detail().contains("before ordering again"), "what to do is said");

        killed = false;
        api.restores("ACTIVE_HEALTHY", "ACTIVE_HEALTHY", "RESTORING", "ACTIVE_HEALTHY");
        Failure refused = failureOf(() -> run(NEXT, NAMED));
        assertTrue(refused.message().contains("R-0001"), refused::message);
        assertTrue(refused.advice().contains("dashboard"), refused::advice);
        assertEquals(1, api.ordered().size(), "nothing was sent again");
        InPlaceOutlook outlook = desk.look(ORDER);
        assertEquals("R-0001", outlook.unsettled());
        assertTrue(outlook.sentences().getFirst().contains("R-0001"), outlook.sentences()::toString);

        api.restores("ACTIVE_HEALTHY", "RESTORING", "ACTIVE_HEALTHY");
        InPlaceResult done = run(NEXT, outlook.confirmation());
        assertEquals(InPlace.Ending.DONE, done.outcome().ending(), done::toString);
        assertNull(desk.look(ORDER).unsettled(), "the last one is known");
    }

    @Test
    void anOrderOfWhichNobodyKnowsIsNotSentAgainEither() throws Exception {
        answering = request -> request.method().equals("POST") ? Answer.json(502, "{}") : api.to(request);
        assertEquals(InPlace.Ending.UNKNOWN, run(NAMED).outcome().ending());
        answering = api;
        assertTrue(failureOf(() -> run(NEXT, NAMED)).message().contains("R-0001"));
        assertEquals(List.of(), api.ordered());
    }

    /// Not even confirmed: whoever agreed agreed to one order, and not to a second one after nobody saw the first end.
    @Test
    void oneAgreementIsForOneOrderHoweverItEnded() throws Exception {
        killed = true;
        api.restores("RESTORING");
        assertThrows(InterruptedException.class, () -> run(NAMED));
        killed = false;
        api.restores("ACTIVE_HEALTHY", "RESTORING", "ACTIVE_HEALTHY");
        String confirmation = desk.look(ORDER).confirmation();
        Failure killedBefore = failureOf(() -> run(confirmation));
        assertTrue(killedBefore.message().contains("ordered already, as R-0001"), killedBefore::message);
        assertEquals(1, journal.abandon("R-0001"), "as a later start does");
        assertTrue(failureOf(() -> run(confirmation)).message().contains("ordered already, as R-0001"));
        assertEquals(1, api.ordered().size());
    }

    /// Two who run it at the same time both have its agreement; the second looks again once it is alone.
    @Test
    void whatWasAgreedIsAskedAgainWhereNobodyElseCanOrder() throws Exception {
        revokedAfter = 1;
        assertTrue(failureOf(() -> run(NAMED)).message().contains("revoked"));
        assertEquals(List.of(), api.ordered());
    }

    @Test
    void aRefusedOrderNeedsNoMoreThanTheFirst() throws Exception {
        answering = request -> request.method().equals("POST") ? Answer.json(403, "{}") : api.to(request);
        assertTrue(failureOf(() -> run(NAMED)).message().contains("nothing was begun"));
        answering = api;
        api.restores("RESTORING", "ACTIVE_HEALTHY");
        assertEquals(InPlace.Ending.DONE, run(NAMED).outcome().ending());
        assertTrue(InPlaceStep.is(journal.steps("R-0002")));
    }

    @Test
    void oneProjectIsInOneHandAtATime() throws Exception {
        try (RunLock _ = RunLock.take(locks, "in-place-" + SupabaseApi.CRM)) {
            assertTrue(failureOf(() -> run(NAMED)).message().contains("RUN-ELSEWHERE"));
        }
        assertEquals(List.of(), api.ordered());
    }

    @Test
    void whatCameOfAnOrderIsToldWhenItCannotBeWrittenDown() throws Exception {
        api.restores("RESTORING", "ACTIVE_HEALTHY");
        answering = request -> {
            Answer said = api.to(request);
            if (request.method().equals("POST")) {
                journal.close();
            }
            return said;
        };
        Failure failure = failureOf(() -> run(NAMED));
        assertTrue(failure.message().contains("was restored and is up again"), failure::message);
        assertTrue(failure.advice().contains("do not order it again"), failure::advice);
    }
}
