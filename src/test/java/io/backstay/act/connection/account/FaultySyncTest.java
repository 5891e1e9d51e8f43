package io.backstay.act.connection.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Progress;
import io.backstay.catalogue.Catalogue;
import io.backstay.catalogue.PointFilter;
import io.backstay.connect.Listing;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpLimits;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.supabase.Project;
import io.backstay.connect.supabase.SupabaseAccess;
import io.backstay.connect.supabase.SupabaseAccount;
import io.backstay.estate.Asset;
import io.backstay.estate.Environment;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.StandIn;
import io.backstay.fixture.StandIn.Answer;
import io.backstay.fixture.SupabaseApi;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A sync of an account in which one answer fails, for every answer there is and in every way that HTTP knows: what
/// was not listed is not claimed, what was seen before stays with its time, and the next sync lists all. Against a
/// stand-in written from Supabase's published document; not against Supabase.
final class FaultySyncTest {
    private static final String SOURCE = "connection projects";
    private static final Instant FIRST = Instant.parse("2026-11-26T12:00:00Z");
    private static final int CALLS_MAX = 100;
    private static final HttpLimits ONCE = new HttpLimits(
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            ByteSize.ofMegabytes(1),
            1,
            Duration.ofSeconds(1));

    @TempDir
    Path folder;

    /// How an answer fails.
    enum Fault {
        REVOKED(Answer.json(401, "{\"message\":\"Unauthorized\"}")),
        DENIED(Answer.json(403, "{\"message\":\"Forbidden\"}")),
        GONE(Answer.json(404, "{\"message\":\"Not Found\"}")),
        BUSY(Answer.json(429, "{\"message\":\"Too many requests\"}")),
        BROKEN(Answer.json(500, "{\"message\":\"Internal\"}")),
        A_PAGE_OF_HTML(new Answer(200, "text/html", "<html><body>Log in</body></html>", Map.of())),
        ANOTHER_DOCUMENT(Answer.json(200, "{\"something\":[1,2]}")),
        HALF_A_DOCUMENT(Answer.json(200, "[{\"id\":")),
        REDIRECTED(new Answer(302, "text/plain", "", Map.of("Location", "https://elsewhere.example/")));

        // The headers of an answer are a map that nobody changes.
        @SuppressWarnings("ImmutableEnumChecker")
        private final Answer answer;

        Fault(Answer answer) {
            this.answer = answer;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotListedIsNotClaimedAndTheNextSyncListsAll(Fault fault) throws Exception {
        AtomicInteger failing = new AtomicInteger();
        AtomicInteger calls = new AtomicInteger();
        SupabaseApi api = new SupabaseApi();
        try (StandIn standIn = new StandIn(request -> {
                    Answer said = api.to(request);
                    return calls.incrementAndGet() == failing.get() ? fault.answer : said;
                });
                HttpTransport transport = new HttpTransport(ONCE, _ -> {}, new Random(5))) {
            var access = new SupabaseAccess(
                    transport,
                    Secrets.source(SupabaseApi.TOKEN),
                    InstantSource.system(),
                    Endpoint.parse(standIn.address()));
            int n = 1;
            for (boolean reached = true; reached; n++) {
                assertTrue(n < CALLS_MAX, "a sync takes no end of calls");
                reached = oneFault(new SupabaseAccount(access), failing, calls, n, fault);
            }
            assertTrue(n > 9, "only " + n + " calls were failed");
        }
    }

    private boolean oneFault(SupabaseAccount account, AtomicInteger failing, AtomicInteger calls, int n, Fault fault)
            throws Exception {
        String where = fault + " of answer " + n;
        try (Catalogue catalogue = Catalogue.open(folder.resolve(fault + "-" + n + ".db"))) {
            failing.set(0);
            assertEquals(List.of(), synced(account, catalogue, FIRST).problems());
            Map<String, Instant> before = seen(catalogue);
            List<String> points = points(catalogue);
            calls.set(0);
            failing.set(n);
            Instant second = FIRST.plusSeconds(60);
            List<String> problems;
            try {
                problems = synced(account, catalogue, second).problems();
            } catch (BackstayException e) {
                problems = List.of(e.failure().message() + " " + e.failure().advice());
                assertEquals(before, seen(catalogue), where);
            }
            boolean reached = calls.get() >= n;
            assertEquals(before.keySet(), seen(catalogue).keySet(), where);
            assertEquals(points, points(catalogue), () -> where + " took points away or made some up");
            long stale = seen(catalogue).values().stream().filter(FIRST::equals).count();
            if (stale > 0) {
                assertFalse(problems.isEmpty(), () -> where + " was not told");
            }
            problems.forEach(each -> assertTrue(each.endsWith(".") && !each.contains("Exception"), each));
            failing.set(0);
            Instant third = FIRST.plusSeconds(120);
            assertEquals(List.of(), synced(account, catalogue, third).problems(), where);
            assertTrue(seen(catalogue).values().stream().allMatch(third::equals), where);
            return reached;
        }
    }

    private static AccountSync.Sum synced(SupabaseAccount account, Catalogue catalogue, Instant at) throws Exception {
        List<AccountSync.Part> parts = new ArrayList<>();
        for (Project each : account.projects()) {
            parts.add(new AccountSync.Part(each.toString(), occasion -> account.list(each, occasion)));
        }
        var occasion = new Listing.Occasion(SOURCE, Environment.PRODUCTION, at);
        return new AccountSync(occasion, catalogue).run(parts, (found, _, _) -> found, Progress.NONE);
    }

    private static Map<String, Instant> seen(Catalogue catalogue) throws Exception {
        Map<String, Instant> seen = new TreeMap<>();
        for (Asset each : catalogue.assets()) {
            seen.put(each.id().value(), each.observation().observedAt());
        }
        return seen;
    }

    private static List<String> points(Catalogue catalogue) throws Exception {
        List<String> points = new ArrayList<>();
        for (Asset each : catalogue.assets()) {
            catalogue.eachPoint(PointFilter.of(each.id()), point -> points.add(point.id() + " " + point.status()));
        }
        points.sort(null);
        return points;
    }
}
