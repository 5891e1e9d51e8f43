package io.backstay.cli.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.LocalDesk;
import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.fixture.StandIn.Answer;
import io.backstay.lab.objects.LabFaults;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A sync in which one answer fails, for every answer there is: of AWS's services, a stand-in that is held against
/// the official models, in the ways that their APIs know; and of an S3-compatible store, the lab's own, in those of
/// a network. Nothing is claimed that was not listed, what was seen before stays, and the next sync lists all.
/// [io.backstay.act.connection.account.FaultySyncTest] does the same of Supabase.
final class FaultyListingTest {
    private static final int CALLS_MAX = 100;

    /// Each call in one of the ways, another with each; `-Pdeep` takes all of them.
    private static final int WAYS = 1;

    private static final List<Answer> ANSWERS = List.of(
            error(403, "InvalidClientTokenId"),
            error(403, "AccessDenied"),
            error(403, "ExpiredToken"),
            error(404, "NoSuchThing"),
            error(400, "Throttling"),
            new Answer(200, "text/html", "<html><body>Log in</body></html>", Map.of()),
            Answer.xml(200, "<Something><Else/></Something>"),
            Answer.json(200, "{\"something\":[1,2]}"),
            Answer.xml(200, "<DescribeDBSnapshotsResponse><DescribeDB"),
            new Answer(302, "text/plain", "", Map.of("Location", "https://elsewhere.example/")));

    private static final List<LabFaults.Kind> KINDS = List.of(
            LabFaults.Kind.LOST_BEFORE,
            LabFaults.Kind.LOST_AFTER,
            LabFaults.Kind.HALF_AN_ANSWER,
            LabFaults.Kind.BUSY,
            LabFaults.Kind.ERROR_IN_200,
            LabFaults.Kind.HTML,
            LabFaults.Kind.EXPIRED);

    private static Answer error(int status, String code) {
        return Answer.xml(
                status,
                "<ErrorResponse><Error><Type>Sender</Type><Code>" + code
                        + "</Code><Message>it repeats what was sent</Message></Error></ErrorResponse>");
    }

    /// Makes the n-th answer from now fail in one of the ways; 0 for none.
    @FunctionalInterface
    private interface Arming {
        void at(int n, int way);
    }

    @Test
    void anAccountOfAwsOfWhichOneAnswerFailsClaimsNothingAndIsListedTheNextTime() throws Exception {
        ofAws(WAYS);
    }

    @Test
    @Tag("deep")
    void theSameInEveryWay() throws Exception {
        ofAws(ANSWERS.size());
        ofStore(KINDS.size());
    }

    @Test
    void aStoreOfWhichOneAnswerFailsClaimsNothingAndIsListedTheNextTime() throws Exception {
        ofStore(WAYS);
    }

    private static void ofAws(int ways) throws Exception {
        AtomicInteger failing = new AtomicInteger();
        AtomicInteger calls = new AtomicInteger();
        Answer[] how = {ANSWERS.getFirst()};
        try (var account = new AwsListingTest.Account(cloud -> request -> {
            Answer said = cloud.to(request);
            return calls.incrementAndGet() == failing.get() ? how[0] : said;
        })) {
            int failed = everyCall(account, ways, ANSWERS.size(), calls::get, (n, way) -> {
                how[0] = ANSWERS.get(way);
                calls.set(0);
                failing.set(n);
            });
            assertTrue(failed > 15, "only " + failed + " answers were failed");
        }
    }

    private static void ofStore(int ways) throws Exception {
        try (var bucket = new StoreListingTest.Bucket()) {
            int failed = everyCall(
                    bucket,
                    ways,
                    KINDS.size(),
                    () -> bucket.faults().seen(),
                    (n, way) -> bucket.faults().arm(KINDS.get(way), n));
            assertTrue(failed > 8, "only " + failed + " answers were failed");
        }
    }

    /// How many calls were made since the last arming.
    @FunctionalInterface
    private interface Counted {
        int calls();
    }

    private static int everyCall(ConnectionGround ground, int ways, int of, Counted counted, Arming arming)
            throws Exception {
        try (LocalDesk desk = ground.commands().desk()) {
            StateCommands.unlock(desk);
            for (int n = 1; ; n++) {
                assertTrue(n < CALLS_MAX, "a sync takes no end of calls");
                for (int i = 0; i < ways; i++) {
                    int way = (n * ways + i) % of;
                    String where = "call " + n + " in the way " + way;
                    arming.at(0, way);
                    Known before = whole(ground, desk, where + ", before");
                    arming.at(n, way);
                    faulty(ground, desk, before, where);
                    if (counted.calls() < n) {
                        return n - 1;
                    }
                }
            }
        }
    }

    private static Known whole(ConnectionGround ground, LocalDesk desk, String where) throws Exception {
        assertEquals(List.of(), ground.list(desk, Progress.NONE), where);
        Known known = Known.of(ground.commands().home(), ground.sources());
        assertEquals(ground.assets(), known.assets().keySet(), where);
        assertEquals(ground.points().keySet(), known.points().keySet(), where);
        return known;
    }

    private static void faulty(ConnectionGround ground, LocalDesk desk, Known before, String where) throws Exception {
        List<String> told;
        boolean refused = false;
        try {
            told = ground.list(desk, Progress.NONE);
        } catch (BackstayException e) {
            refused = true;
            told = List.of(e.failure().message() + " " + e.failure().advice());
        }
        Known after = Known.of(ground.commands().home(), ground.sources());
        told.forEach(ListingContract::isAdvice);
        assertEquals(before.assets().keySet(), after.assets().keySet(), where);
        assertEquals(before.points().keySet(), after.points().keySet(), where);
        boolean stale = before.assets().keySet().stream()
                .anyMatch(each -> !after.seen(each).isAfter(before.seen(each)));
        boolean other = !before.facts().equals(after.facts());
        if (stale || other) {
            assertFalse(told.isEmpty(), () -> where + " was not told");
        }
        if (refused) {
            assertEquals(before.facts(), after.facts(), where);
        }
    }
}
