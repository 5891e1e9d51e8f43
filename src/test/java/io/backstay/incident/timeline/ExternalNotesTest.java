package io.backstay.incident.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.incident.CaseEntry;
import io.backstay.incident.intake.Which;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExternalNotesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @TempDir
    Path folder;

    @Test
    void aTableAndADocumentGiveTheSameNotes() throws Exception {
        String rows = """
                time,who,what
                2026-11-23T09:00:00Z,mira,"Said ""wait"", then
                went"
                2026-11-23 10:30,jonas,=cmd
                2026-11-23T09:30Z,jonas,=cmd
                """;
        String table = '\uFEFF' + rows.replaceFirst("\n", "\r\n");
        ExternalNotes.Read read = read("chat.csv", table, BERLIN, null);
        assertEquals(
                List.of(
                        new CaseEntry(Instant.parse("2026-11-23T09:00:00Z"), "mira", "Said \"wait\", then\nwent"),
                        new CaseEntry(Instant.parse("2026-11-23T09:30:00Z"), "jonas", "=cmd")),
                read.notes());
        assertEquals(1, read.twice(), "the same by another clock");
        assertEquals("chat.csv", read.source());
        ExternalNotes.Read document = read("chat.json", """
                {"format": "backstay-notes/1", "source": "Slack", "zone": "Europe/Berlin", "notes": [
                 {"time": "2026-11-23T10:00", "who": "mira", "what": " Said \\"wait\\", then\\nwent "},
                 {"time": "2026-11-23T10:30", "who": "jonas", "what": "=cmd"}]}""", null, null);
        assertEquals(read.notes(), document.notes());
        assertEquals("Slack", document.source());
    }

    @Test
    void aTimeWithoutAZoneAndAnHourThatHappenedTwiceAreAskedBack() throws Exception {
        String noZone = "time,who,what\n2026-11-23T10:00,mira,x\n";
        assertTrue(refusal(noZone, null).contains("Line 2")
                && refusal(noZone, null).contains("no time zone"));
        String late = "time,who,what\n2026-11-23T10:00Z,mira,\"x\ny\"\n\n2026-11-23T10:00,mira,x\n";
        assertTrue(refusal(late, null).contains("Line 5"), "lines are counted as an editor counts them");
        String twice = "time,who,what\n2026-10-25T02:30,mira,x\n";
        assertTrue(refusal(twice, BERLIN).contains("happened twice"));
        assertEquals(
                Instant.parse("2026-10-25T01:30:00Z"),
                read("n.csv", twice, BERLIN, Which.LATER).notes().getFirst().at());
        assertTrue(refusal("time,who,what\n2026-03-29T02:30,mira,x\n", BERLIN).contains("did not happen"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "time,what,who\n",
                "time,who,what,more\n",
                "time,who,what\n2026-11-23T10:00Z,mira\n",
                "time,who,what\n2026-11-23T10:00Z,,x\n",
                "time,who,what\n2026-11-23T10:00Z,mira,\n",
                "time,who,what\n2026-11-23T10:00Z,mi\"ra,x\n",
                "time,who,what\n2026-11-23T10:00Z,\"mira,x\n",
                "time,who,what\n2026-11-23T10:00Z,\"mira\"s,x\n",
                "time,who,what\n2026-11-24T10:00Z,mira,to come\n",
                "time,who,what\nyesterday,mira,x\n",
                "{\"format\": \"backstay-notes/2\", \"notes\": []}",
                "{\"format\": \"backstay-notes/1\", \"notes\": [], \"more\": 1}",
                "{\"format\": \"backstay-notes/1\", \"zone\": \"Mars/Olympus\", \"notes\": []}",
                "[]"
            })
    void whatIsNotOfTheFormIsRefusedWhole(String text) throws Exception {
        assertThrows(BackstayException.class, () -> read("n", text, BERLIN, null), text);
    }

    private String refusal(String text, @Nullable ZoneId zone) {
        BackstayException refused = assertThrows(BackstayException.class, () -> read("n.csv", text, zone, null));
        return refused.failure().message();
    }

    private ExternalNotes.Read read(String name, String text, @Nullable ZoneId zone, @Nullable Which which)
            throws Exception {
        return ExternalNotes.read(Files.writeString(folder.resolve(name), text), zone, which, NOW);
    }

    @Test
    void aLineWithMoreOrFewerCellsIsNamed() {
        for (String line : List.of("2026-11-23T10:30Z,Mira", "2026-11-23T10:30Z,Mira,Saw it,twice")) {
            String refused = refusal("time,who,what\n" + line + "\n", BERLIN);
            assertTrue(refused.contains("line 2") && refused.contains("cells and not 3"), refused);
        }
    }
}
