package io.backstay.incident.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.incident.intake.MailText.Field;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MailTextTest {
    private static final Instant NOW = Instant.parse("2026-03-16T03:00:00Z");
    // A Monday at noon.
    private static final LocalDateTime HEARD = LocalDateTime.of(2026, 3, 16, 12, 0);
    private static final String MAIL = """
            From: "Priya Nair" <priya@harrow.example>
            To: support@taxagentportal.com.au
            Date: Mon, 16 Mar 2026 13:05:00 +1100
            Subject: help

            Hello,
            Firm: Harrow & Finch
            some of our invoices are gone since about Friday evening.
            > Firm: Somebody Else
            Priya
            """;

    @Test
    void aMailFillsTheFormAndWhatItFilledIsMarked() throws Exception {
        CaseIntake intake = form(null, null, MAIL).intake(NOW);

        assertEquals("Harrow & Finch", intake.firm());
        assertEquals("invoices", intake.dataset());
        assertEquals("Priya Nair", intake.asker());
        assertEquals(Instant.parse("2026-03-16T02:05:00Z"), intake.reportedAt());
        assertEquals("+11:00", intake.zone());
        assertEquals(Instant.parse("2026-03-13T09:00:00Z"), intake.about(), "Friday at eight in the evening");
        assertEquals(Duration.ofHours(2), intake.spread());
        assertEquals(List.of("firm", "zone", "reported", "time", "dataset", "asker"), intake.recognised());
    }

    @Test
    void whatIsTypedGoesBeforeWhatIsRecognised() throws Exception {
        CaseIntake intake =
                form("2026-03-13T17:51", ZoneId.of("Australia/Melbourne"), MAIL).intake(NOW);

        assertEquals(Instant.parse("2026-03-13T06:51:00Z"), intake.about());
        assertEquals(Duration.ZERO, intake.spread());
        assertFalse(intake.recognised().contains("time") || intake.recognised().contains("zone"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "on Friday at 5.51 pm                  | 2026-03-13T17:51 | PT0S",
                "on Friday around 17:51                | 2026-03-13T17:51 | PT30M",
                "last Monday, in the morning           | 2026-03-09T09:00 | PT3H",
                "yesterday afternoon                   | 2026-03-15T15:00 | PT3H",
                "today at 9am                          | 2026-03-16T09:00 | PT0S",
                "on 13 March                           | 2026-03-13T12:00 | PT12H",
                "on the 13th of March 2026 at noon     | 2026-03-13T12:00 | PT1H",
                "March 13, 2026 6 pm                   | 2026-03-13T18:00 | PT0S",
                "31 December at 23:00                  | 2025-12-31T23:00 | PT0S",
                "2026-03-13 17:51                      | 2026-03-13T17:51 | PT0S",
                "2026-03-13T17:51:09                   | 2026-03-13T17:51 | PT0S",
                "13/03/2026 17:51                      | 2026-03-13T17:51 | PT0S",
                "03/13/2026 5:51 PM                    | 2026-03-13T17:51 | PT0S",
                "29 February 2024 12:30 a.m.           | 2024-02-29T00:30 | PT0S"
            })
    void timesAreReadAsPeopleWriteThem(String words, LocalDateTime local, Duration wide) throws Exception {
        SpokenTime time = SpokenTime.find("It went " + words + ", we think.");
        assertNotNull(time);
        assertEquals(local, time.before(HEARD));
        assertEquals(wide, time.wide());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Friday at 17:51 UTC              | Z",
                "Friday at 5 pm GMT               | Z",
                "Friday at 17:51:09 +0100         | +01:00",
                "Friday, 17:51 +05:30             | +05:30",
                "Friday, 17:51 UTC-3              | -03:00",
                "Friday at 17:51 -0500            | -05:00",
                "2026-03-13T17:51:09.5-05:00      | -05:00",
                "2026-03-13T17:51Z                | Z",
                "Friday 14:00-16:00               | ",
                "Friday 14:00 - 16:00             | ",
                "Friday at 17:51                  | ",
                "2026-03-13T17:51-19:00           | "
            })
    void anOffsetBehindATimeIsThatTimesOwn(String words, @Nullable String offset) {
        SpokenTime time = SpokenTime.find(words);
        assertNotNull(time);
        assertEquals(offset == null ? null : ZoneOffset.of(offset), time.zone());
    }

    @Test
    void aTimeWithAnOffsetOfItsOwnIsNotReadByTheCustomersZone() throws Exception {
        String mail = "Firm: A\nZone: Australia/Melbourne\nOn 13 March 2026 at 06:51 UTC our jobs were deleted.";
        assertEquals(
                Instant.parse("2026-03-13T06:51:00Z"),
                form(null, null, mail).intake(NOW).about());
    }

    @ParameterizedTest
    @ValueSource(strings = {"03/04/2026 at 5 pm", "29 February 2026", "31 April at 17:00"})
    void aDayThatCanBeTwoOrNoneIsAskedBack(String words) {
        SpokenTime time = SpokenTime.find(words);
        assertNotNull(time);
        BackstayException thrown = assertThrows(BackstayException.class, () -> time.before(HEARD));
        assertTrue(
                thrown.failure().advice().startsWith("Ask which"),
                thrown.failure().advice());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"The invoices are gone", "version 1.2.3 of 17:51", "we may march on", "call me at 5 pm", ""})
    void aLineWithoutADayNamesNoTime(String line) {
        assertNull(SpokenTime.find(line));
    }

    @Test
    void aTimeInAnHourThatHappenedTwiceIsAskedBackFromAMailToo() throws Exception {
        String mail = "Firm: A\nZone: Europe/Berlin\nOn 25 October 2026 at 02:30 our jobs were deleted.";
        Instant later = Instant.parse("2026-10-26T09:00:00Z");
        BackstayException thrown = assertThrows(
                BackstayException.class, () -> form(null, null, mail).intake(later));
        assertTrue(
                thrown.failure().message().contains("happened twice"),
                thrown.failure().message());
    }

    @Test
    void aMailWithoutAZoneIsAskedForOne() throws Exception {
        IntakeForm form = form(null, null, "Firm: A\nour jobs vanished on Friday evening");
        BackstayException thrown = assertThrows(BackstayException.class, () -> form.intake(NOW));
        assertTrue(
                thrown.failure().message().contains("no time zone"),
                thrown.failure().message());
    }

    @Test
    void hostileTextIsCutAndCleanedAndNothingHangs() throws Exception {
        String hostile = "Firm: \u202E=cmd|'/c calc'!A1<script>alert(1)</script>\u0007" + "x".repeat(100_000)
                + "\nDataset: " + "(1 ".repeat(30_000) + "\nFrom: me";
        MailText.Facts facts = MailText.read(hostile);
        String firm = facts.value(Field.FIRM);
        assertNull(firm, "a label line of 100,000 characters is none");
        assertNull(facts.value(Field.DATASET));
        MailText.Facts shorter = MailText.read("Firm: \u202E=cmd\u0007<b>" + "y".repeat(300));
        String name = shorter.value(Field.FIRM);
        assertNotNull(name);
        assertTrue(name.startsWith("=cmd <b>yyy") && name.endsWith("…") && name.length() == 201, name);
        assertThrows(BackstayException.class, () -> MailText.read("x".repeat(MailText.CHARS_MAX + 1)));
        assertNull(SpokenTime.find("a".repeat(100_000) + " Friday"), "too far in to be looked for");
    }

    private static IntakeForm form(@Nullable String around, @Nullable ZoneId zone, String mail) throws Exception {
        return new IntakeForm(
                null,
                null,
                null,
                around,
                null,
                zone,
                null,
                null,
                null,
                null,
                null,
                "agentic-labs",
                null,
                null,
                null,
                MailText.read(mail));
    }
}
