package io.backstay.incident.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TypedMomentTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T18:00, Europe/Berlin, 2026-11-20T17:00:00Z",
        "2026-11-20 18:00, Europe/Berlin, 2026-11-20T17:00:00Z",
        "2026-11-20T18:00:00+11:00, Europe/Berlin, 2026-11-20T07:00:00Z",
        "2026-11-20T18:00+11:00[Australia/Melbourne], , 2026-11-20T07:00:00Z",
        "2026-11-20T18:00Z, , 2026-11-20T18:00:00Z",
        "2028-02-29T23:59, Australia/Melbourne, 2028-02-29T12:59:00Z",
        // An offset says which of the two it is.
        "2026-10-25T02:30:00+02:00, Europe/Berlin, 2026-10-25T00:30:00Z",
        "2026-10-25T02:30:00+01:00, Europe/Berlin, 2026-10-25T01:30:00Z",
        // Lord Howe moves its clocks by half an hour only.
        "2026-10-04T02:30, Australia/Lord_Howe, 2026-10-03T15:30:00Z"
    })
    void aTimeIsOneInstant(String typed, @Nullable String zone, Instant instant) throws Exception {
        ZoneId known = zone == null ? null : ZoneId.of(zone);
        assertEquals(instant, TypedMoment.read(typed, known, null).toInstant());
    }

    @Test
    void smallLettersAreReadAsLargeOnesAre() throws Exception {
        assertEquals(
                TypedMoment.read("2026-03-13T06:51Z", null, null), TypedMoment.read("2026-03-13t06:51z", null, null));
    }

    @Test
    void anHourThatHappenedTwiceIsAskedBackAndThenTaken() throws Exception {
        String asked = refused("2026-10-25T02:30", BERLIN);
        assertTrue(asked.contains("happened twice"), asked);
        assertTrue(asked.contains("02:30+02:00") && asked.contains("02:30+01:00"), asked);
        assertEquals(
                Instant.parse("2026-10-25T00:30:00Z"),
                TypedMoment.read("2026-10-25T02:30", BERLIN, Which.EARLIER).toInstant());
        assertEquals(
                Instant.parse("2026-10-25T01:30:00Z"),
                TypedMoment.read("2026-10-25T02:30", BERLIN, Which.LATER).toInstant());
    }

    @Test
    void anHourThatNeverHappenedIsAskedBackWhateverIsMeant() {
        for (Which which : Which.values()) {
            BackstayException thrown =
                    assertThrows(BackstayException.class, () -> TypedMoment.read("2026-03-29T02:30", BERLIN, which));
            assertTrue(
                    thrown.failure().message().contains("from 2026-03-29T02:00 to 2026-03-29T03:00"),
                    thrown.failure().message());
        }
        // Samoa left out a whole day.
        assertTrue(refused("2011-12-30T12:00", ZoneId.of("Pacific/Apia")).contains("did not happen"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2027-02-29T10:00",
                "2026-11-31T10:00",
                "2026-11-20T25:00",
                "yesterday",
                "",
                "2026-11-20",
                "2026-11-20T18:00+02:00[Europe/Berlin]",
                "2026-03-29T02:30+01:00[Europe/Berlin]",
                "2026-11-20T18:00+01:00[Europe/Nowhere]"
            })
    void whatNoCalendarAndNoClockHasIsRefused(String typed) {
        refused(typed, BERLIN);
    }

    @Test
    void withoutAZoneNothingIsGuessed() {
        assertTrue(refused("2026-11-20T18:00", null).contains("no time zone"));
    }

    /// Whatever a clock shows, all three faces are the same instant, and the customer's face reads as it was typed.
    @Test
    void everyRecognisedTimeIsTheSameInstantInEveryFace() throws Exception {
        long seed = System.nanoTime();
        var random = new Random(seed);
        List<String> zones = new ArrayList<>(ZoneId.getAvailableZoneIds());
        zones.sort(null);
        int twice = 0;
        for (int i = 0; i < 4_000; i++) {
            ZoneId customer = ZoneId.of(zones.get(random.nextInt(zones.size())));
            ZoneId operator = ZoneId.of(zones.get(random.nextInt(zones.size())));
            // Near a change of the clocks where the zone has one, anywhere else.
            LocalDateTime local = LocalDateTime.of(2026, 1, 1, 0, 0).plusMinutes(random.nextInt(60 * 24 * 800));
            var next = customer.getRules().nextTransition(local.toInstant(ZoneOffset.UTC));
            if (next != null && i % 2 == 0) {
                local = next.getDateTimeBefore().minusMinutes(90).plusMinutes(random.nextInt(180));
            }
            String what = "seed " + seed + ": " + local + " in " + customer;
            Which which = random.nextBoolean() ? Which.EARLIER : Which.LATER;
            LocalReading reading = LocalReading.of(local, customer);
            if (reading instanceof LocalReading.Never) {
                String typed = local.toString();
                assertThrows(BackstayException.class, () -> TypedMoment.read(typed, customer, which), what);
                continue;
            }
            twice += reading instanceof LocalReading.Twice ? 1 : 0;
            Instant instant = TypedMoment.at(local, customer, which).toInstant();
            Faces faces = Faces.of(instant, customer, operator);
            assertEquals(instant, faces.utc().toInstant(), what);
            assertEquals(instant, faces.customer().toInstant(), what);
            assertEquals(instant, faces.operator().toInstant(), what);
            assertEquals(local, faces.customer().toLocalDateTime(), what);
            assertEquals(
                    instant,
                    TypedMoment.read(faces.customer().toOffsetDateTime().toString(), operator, null)
                            .toInstant(),
                    what);
        }
        assertTrue(twice > 10, "the hours that happen twice were hardly tried, seed " + seed);
    }

    private static String refused(String typed, @Nullable ZoneId zone) {
        BackstayException thrown =
                assertThrows(BackstayException.class, () -> TypedMoment.read(typed, zone, null), typed);
        return assertInstanceOf(Failure.BadInput.class, thrown.failure()).message();
    }
}
