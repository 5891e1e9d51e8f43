package io.backstay.connect.supabase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.connect.Listing;
import io.backstay.connect.Unread;
import io.backstay.connect.http.HttpLimits;
import io.backstay.connect.http.HttpTransport;
import io.backstay.estate.Asset;
import io.backstay.estate.Environment;
import io.backstay.estate.PointStatus;
import io.backstay.estate.RecoveryPoint;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.StandIn;
import io.backstay.fixture.StandIn.Answer;
import io.backstay.fixture.SupabaseApi;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Over the real transport, with TLS, against a stand-in on this machine whose questions and answers are held
/// against Supabase's published OpenAPI document; not against Supabase.
final class SupabaseAccountTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final String BACKUPS = "/v1/projects/" + SupabaseApi.CRM + "/database/backups";
    private static final HttpLimits LIMITS = new HttpLimits(
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            ByteSize.ofMegabytes(1),
            3,
            Duration.ofSeconds(1));

    private InstantSource clock = InstantSource.system();

    @TempDir
    Path folder;

    @FunctionalInterface
    private interface Asking<T> {
        T of(SupabaseAccount account) throws Exception;
    }

    private <T> T asked(StandIn.Answering answering, Asking<T> asking) throws Exception {
        try (StandIn supabase = new StandIn(folder, List.of(SupabaseTokens.HOST), answering);
                HttpTransport transport = new HttpTransport(LIMITS, _ -> {}, new Random(5), supabase.way())) {
            var access = new SupabaseAccess(transport, Secrets.source(SupabaseApi.TOKEN), clock, null);
            T result = asking.of(new SupabaseAccount(access));
            for (StandIn.Request each : supabase.requests()) {
                assertEquals("GET", each.method(), "nothing is ever changed at Supabase");
            }
            return result;
        }
    }

    private Listing listed(StandIn.Answering answering) throws Exception {
        return asked(answering, account -> {
            var occasion = new Listing.Occasion("connection projects", Environment.PRODUCTION, NOW);
            return account.list(account.projects().getFirst(), occasion);
        });
    }

    private Failure failure(StandIn.Answering answering) {
        BackstayException e = assertThrows(BackstayException.class, () -> listed(answering));
        assertFalse((e + e.failure().message() + e.failure().advice()).contains(SupabaseApi.TOKEN), e.toString());
        assertFalse(e.failure().message().contains("repeats"), e.toString());
        return e.failure();
    }

    @Test
    void aProjectIsListedWithItsDailyBackupsItsScheduleAndItsPlan() throws Exception {
        Listing listing = listed(new SupabaseApi());
        assertEquals(List.of(), listing.unread());
        Listing.Found crm = listing.found().getFirst();
        Asset asset = crm.asset();
        assertEquals("supabase:" + SupabaseApi.CRM, asset.id().value());
        assertEquals("pro", asset.plan());
        assertEquals("daily 04:00:00 UTC", asset.configured().schedule());
        assertEquals(Duration.ZERO, asset.configured().pitr(), "it is switched off");
        assertNull(asset.pitr());
        assertNull(asset.encryption(), "Supabase does not say");
        assertEquals(2, crm.points().size(), "what was removed is no point");
        RecoveryPoint newest = crm.points().getFirst();
        assertEquals("supabase:" + SupabaseApi.CRM + ":7", newest.id().value());
        assertEquals("2026-11-26T04:00:12Z", newest.takenAt().toString());
        assertEquals(PointStatus.AVAILABLE, newest.status());
        assertEquals(PointStatus.FAILED, crm.points().getLast().status());
        assertNull(newest.expiresAt(), "how long it stays is not said");
        assertTrue(listing.notes().toString().contains("is FAILED"), listing.notes()::toString);
        assertTrue(listing.notes().toString().contains("no point-in-time recovery"), listing.notes()::toString);
    }

    @Test
    void theWindowIsWhatIsThereAndTheDaysAreWhatIsPaidFor() throws Exception {
        String window = "\"earliest_physical_backup_date_unix\":1794700800,"
                + "\"latest_physical_backup_date_unix\":1795694100";
        SupabaseApi api = new SupabaseApi()
                .says(BACKUPS, SupabaseApi.backups(true, window))
                .says("/v1/projects/" + SupabaseApi.CRM + "/billing/addons", SupabaseApi.addons("pitr_14"));
        Asset asset = listed(api).found().getFirst().asset();
        assertEquals(Duration.ofDays(14), asset.configured().pitr());
        var reach = Objects.requireNonNull(asset.pitr());
        assertEquals(Instant.ofEpochSecond(1_794_700_800), reach.earliest());
        assertEquals(Duration.between(Instant.ofEpochSecond(1_795_694_100), NOW), reach.lag());

        api.says(BACKUPS, SupabaseApi.backups(true, ""));
        assertNull(listed(api).found().getFirst().asset().pitr(), "on, but nothing is there yet");
    }

    @Test
    void whatMayNotBeAskedIsNotKnownAndTheRightIsNamed() throws Exception {
        Listing backups = listed(new SupabaseApi().refuses("/database/backups", 403));
        assertFalse(backups.found().getFirst().whole(), "none are known, which is not that there are none");
        assertNull(backups.found().getFirst().asset().pitr());
        assertNull(backups.found().getFirst().asset().configured().pitr());
        Unread missing = backups.unread().getFirst();
        assertEquals("backups_read (OAuth scope database:read)", missing.permission());
        assertTrue(missing.sentence().contains("crm"), missing.sentence());

        List<Unread> denied = asked(
                new SupabaseApi().refuses("/addons", 403).refuses("/acme", 403),
                account -> account.denied(account.projects().getFirst()));
        assertEquals(
                List.of("infra_add_ons_read", "organization_admin_read (OAuth scope organizations:read)"),
                denied.stream().map(Unread::permission).toList());

        Failure none = failure(new SupabaseApi().refuses("/v1/projects", 403));
        assertTrue(none.message().contains("projects_read"), none.message());
    }

    @Test
    void aPlanWithoutAScheduleAndAnAnswerOf404AreNoFailures() throws Exception {
        for (int status : List.of(402, 404)) {
            Listing listing = listed(new SupabaseApi().refuses("/schedule", status));
            assertNull(listing.found().getFirst().asset().configured().schedule());
            assertEquals(List.of(), listing.unread());
        }
    }

    @Test
    void everyRefusalIsToldForWhatItIs() throws Exception {
        assertInstanceOf(Failure.Refused.class, failure(new SupabaseApi().refuses("/v1/projects", 401)));
        assertInstanceOf(Failure.Throttled.class, failure(new SupabaseApi().refuses("/database/backups", 429)));
        assertInstanceOf(Failure.Throttled.class, failure(new SupabaseApi().refuses("/addons", 503)));
        clock = () -> InstantSource.system().instant().minusSeconds(1_000);
        assertInstanceOf(Failure.ClockOff.class, failure(new SupabaseApi().refuses("/v1/projects", 401)));
        assertInstanceOf(Failure.Malformed.class, failure(_ -> Answer.json(302, "{}")));
        clock = InstantSource.system();
        Failure message = failure(_ -> Answer.json(401, "{\"message\":\"JWT expired\"}"));
        assertInstanceOf(Failure.Expired.class, message);
        assertFalse(message.message().contains("JWT"), message.message());
        assertInstanceOf(
                Failure.Expired.class,
                failure(_ -> new Answer(
                        401,
                        "text/html",
                        "<html>no</html>",
                        Map.of(
                                "www-authenticate",
                                "Bearer error=\"invalid_token\", error_description=\"The access token expired\""))));
        assertInstanceOf(Failure.Refused.class, failure(_ -> Answer.json(401, "{\"message\":\"Unauthorized\"}")));
    }

    @Test
    void whatIsNotSupabaseIsNotTakenForIt() {
        for (String body : List.of(
                "<html>Sign in</html>",
                "",
                "[{\"ref\":\"../../v1/organizations\",\"organization_slug\":\"acme\",\"name\":\"x\",\"region\":\"r\","
                        + "\"status\":\"UNKNOWN\",\"database\":{\"host\":\"h\",\"version\":\"15\"}}]",
                "{\"a\":1,\"a\":2}",
                "[".repeat(5_000))) {
            Failure failure = failure(_ -> Answer.json(200, body));
            assertFalse(failure.message().isBlank(), body);
        }
        assertInstanceOf(Failure.TooLarge.class, failure(_ -> Answer.json(200, "[\"" + "x".repeat(2 << 20) + "\"]")));
    }
}
