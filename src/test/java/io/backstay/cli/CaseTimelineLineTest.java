package io.backstay.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.incident.Incidents;
import io.backstay.base.BackstayException;
import io.backstay.codec.Fields;
import io.backstay.codec.Value;
import io.backstay.codec.Words;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The timeline of a case on the command line.
final class CaseTimelineLineTest {
    private static final String HOSTILE = "=cmd|'/c calc'!A1 <script>alert(1)</script> \u202Eevil\u0007";

    @TempDir
    Path folder;

    private Ran ran(String... line) {
        return Offline.line(folder, line);
    }

    @BeforeEach
    void open() {
        done("incident", "new", "--policy", "agentic-labs", "--firm", "Harrow");
    }

    private Ran done(String... line) {
        Ran ran = ran(line);
        assertEquals(0, ran.code(), ran::toString);
        return ran;
    }

    private List<Fields> lines() throws Exception {
        List<Fields> lines = new ArrayList<>();
        for (Value each :
                done("incident", "timeline", "INC-0001", "--json").document().items()) {
            lines.add(each.fields());
        }
        return lines;
    }

    private Fields line(String what) throws Exception {
        for (Fields each : lines()) {
            if (each.text("what").contains(what)) {
                return each;
            }
        }
        throw new AssertionError("no line says " + what + " in " + ran("incident", "show", "INC-0001"));
    }

    @Test
    void whatIsSaidIsByHandWhatIsMeasuredIsOfTheRecordAndBothNameTheirEntry() throws Exception {
        done("incident", "note", "INC-0001", HOSTILE);
        assertEquals(2, ran("incident", "verdict", "INC-0001").code(), "nothing is known");
        assertEquals("hand", line("Reports that").text("mark"));
        assertEquals("hand", line("=cmd").text("mark"));
        assertEquals("record", line("Verdict: ").text("mark"));
        long entry = line("Verdict: ")
                .required("reference")
                .fields()
                .required("entry")
                .whole();
        assertTrue(done("audit", "show").out().contains(entry + " "), "the entry stands in the record");
        String shown = done("incident", "show", "INC-0001").out();
        assertTrue(shown.contains("#" + entry), shown);
        assertFalse(shown.contains("\u202E") || shown.contains("\u0007"), shown);
    }

    @Test
    void whatFollowsFromACaseAndCorrectedTimesStandInItsReports() throws Exception {
        done("incident", "action", "INC-0001", "Keep them for a week", "--owner", "Mira", "--due", "2027-01-24");
        done("incident", "note", "INC-0001", "They called", "--at", "2026-11-20T10:00:00Z");
        String id = line("They called").text("line");
        done("incident", "retime", "INC-0001", id, "--at", "2026-11-20T09:00:00Z", "--why", "the phone log says so");
        String internal = report("internal");
        assertTrue(internal.contains("Keep them for a week"), internal);
        assertTrue(internal.contains("Mira") && internal.contains("2027-01-24"), internal);
        assertTrue(internal.contains("09:00") && internal.contains("the phone log says so"), internal);
        String customer = report("customer");
        assertTrue(customer.contains("Keep them for a week"), customer);
        assertFalse(customer.contains("Mira") || customer.contains("phone log"), customer);
    }

    private String report(String variant) throws Exception {
        Path out = folder.resolve(variant);
        done("incident", "report", "INC-0001", "--variant", variant, "--out", out.toString());
        return Files.readString(out.resolve("report.md"));
    }

    @Test
    void aCorrectedTimeKeepsTheFirstOneAndATimeOfTheRecordStays() throws Exception {
        done("incident", "note", "INC-0001", "They called", "--at", "2026-11-20T10:00:00Z");
        String id = line("They called").text("line");
        done(
                "incident",
                "retime",
                "INC-0001",
                id.substring(0, 8),
                "--at",
                "2026-11-20T09:00:00Z",
                "--why",
                "Phone log");
        Fields after = line("They called");
        assertEquals("2026-11-20T09:00:00Z", after.text("at"));
        assertEquals(id, after.text("line"));
        assertEquals("2026-11-20T10:00:00Z", after.required("retimed").fields().text("original"));
        assertEquals("Phone log", after.required("retimed").fields().text("why"));
        assertTrue(done("audit", "show").out().contains("incident.retime"));
        assertEquals(2, ran("incident", "verdict", "INC-0001").code());
        Ran refused = ran(
                "incident",
                "retime",
                "INC-0001",
                line("Verdict: ").text("line"),
                "--at",
                "2026-11-20T09:00:00Z",
                "--why",
                "x");
        assertEquals(3, refused.code(), refused::toString);
        assertTrue(refused.err().contains("was measured"), refused::toString);
        assertEquals(
                3,
                ran("incident", "retime", "INC-0001", "ffffffffffff", "--at", "2026-11-20T09:00:00Z", "--why", "x")
                        .code());
    }

    @Test
    void takingNotesTwiceIsTakingThemOnceAndADryRunTakesNone() throws Exception {
        Path notes = Files.writeString(folder.resolve("chat.csv"), """
                time,who,what
                2026-11-20T10:00:00,mira,Saw the errors
                2026-11-20T11:00:00,mira,=1+1
                """);
        Ran asked = ran("incident", "merge", "INC-0001", notes.toString());
        assertEquals(3, asked.code(), asked::toString);
        assertTrue(asked.err().contains("--zone"), asked::toString);
        String[] merge = {"incident", "merge", "INC-0001", notes.toString(), "--zone", "Europe/Berlin"};
        String[] dry = Stream.concat(Stream.of(merge), Stream.of("--dry-run")).toArray(String[]::new);
        String before = done("incident", "show", "INC-0001").out();
        assertTrue(done(dry).out().contains("2 notes would be taken from chat.csv"));
        assertEquals(before, done("incident", "show", "INC-0001").out());
        assertTrue(done(merge).out().contains("2 notes taken"));
        Fields line = line("Saw the errors");
        assertEquals("2026-11-20T09:00:00Z", line.text("at"));
        assertEquals("hand", line.text("mark"));
        assertEquals("chat.csv", line.text("source"));
        done("incident", "retime", "INC-0001", line.text("line"), "--at", "2026-11-20T08:00:00Z", "--why", "x");
        String once = done("incident", "show", "INC-0001").out();
        assertTrue(done(merge).out().contains("0 notes taken from chat.csv; 2 there already"));
        assertEquals(once, done("incident", "show", "INC-0001").out(), "a corrected note does not come again");
    }

    @Test
    void anActElsewhereIsCountedToACaseByHandAndTravelsWithItsFile() throws Exception {
        done("manifest", "export", "--out", folder.resolve("estate.json").toString());
        assertTrue(lines().stream().noneMatch(each -> text(each).contains("Manifest exported")));
        long entry = entry("manifest.export");
        done("incident", "include", "INC-0001", "" + entry);
        Fields line = line("Manifest exported: estate.json");
        assertEquals("record", line.text("mark"));
        assertEquals(3, ran("incident", "include", "INC-0001", "99999").code());
        Path file = folder.resolve("case.json");
        done("incident", "export", "INC-0001", "--out", file.toString());
        Path second = Files.createDirectory(folder.resolve("second"));
        Ran taken = Offline.line(second, "incident", "import", file.toString());
        assertEquals(0, taken.code(), taken::toString);
        String there = Offline.line(second, "incident", "show", "INC-0001").out();
        assertTrue(there.contains("record ") && there.contains("Manifest exported: estate.json"), there);
        assertFalse(there.contains("incident.export"), there);
        String here = done("incident", "show", "INC-0001").out();
        for (String each :
                here.lines().filter(each -> !each.contains("Handed on")).toList()) {
            assertTrue(there.contains(each), each + " is not in\n" + there);
        }
    }

    private static String text(Fields line) {
        try {
            return line.text("what");
        } catch (BackstayException e) {
            throw new AssertionError(e);
        }
    }

    private long entry(String act) throws Exception {
        for (Value each : done("audit", "show", "--json").document().items()) {
            if (each.fields().text("act").equals(act)) {
                return each.fields().required("seq").whole();
            }
        }
        throw new AssertionError(act);
    }

    @Test
    void theHelpNamesEveryKindOfNote() {
        String help = done("incident", "note", "--help").out();
        for (Incidents.Note kind : Incidents.Note.values()) {
            assertTrue(help.contains(Words.of(kind)), () -> kind + " in " + help);
        }
    }

    @Test
    void aKindIsNotPassedOverInSilenceBecauseThereIsAPicture() throws Exception {
        Path shot = folder.resolve("shot.png");
        assertTrue(ImageIO.write(new BufferedImage(9, 7, BufferedImage.TYPE_INT_RGB), "png", shot.toFile()));
        int before = lines().size();
        Ran both = ran(
                "incident", "note", "INC-0001", "By the provider", "--kind", "restored", "--picture", shot.toString());
        assertEquals(64, both.code(), both::toString);
        assertTrue(both.err().contains("A picture is a note of its own"), both::toString);
        assertEquals(before, lines().size());
    }

    @Test
    void aPictureIsKeptUnderItsHashAndOpensElsewhere() throws Exception {
        Path shot = folder.resolve("shot.png");
        assertTrue(ImageIO.write(new BufferedImage(9, 7, BufferedImage.TYPE_INT_RGB), "png", shot.toFile()));
        done("incident", "note", "INC-0001", "The error page", "--picture", shot.toString());
        Fields line = line("Picture: The error page (shot.png, 9 x 7, sha256 ");
        Path kept = Path.of(line.text("pictureFile"));
        assertArrayEquals(Files.readAllBytes(shot), Files.readAllBytes(kept));
        Path html = Files.writeString(folder.resolve("evil.png"), "<script>alert(1)</script>");
        Ran refused = ran("incident", "note", "INC-0001", "x", "--picture", html.toString());
        assertEquals(3, refused.code(), refused::toString);
        assertTrue(refused.err().contains("neither a PNG nor a JPEG"), refused::toString);

        Path file = folder.resolve("case.json");
        done("incident", "export", "INC-0001", "--out", file.toString());
        Path second = Files.createDirectory(folder.resolve("second"));
        assertEquals(
                0, Offline.line(second, "incident", "import", file.toString()).code());
        Path there = second.resolve("home/cases/INC-0001").resolve(String.valueOf(kept.getFileName()));
        assertArrayEquals(Files.readAllBytes(shot), Files.readAllBytes(there));

        String changed = Files.readString(file).replace("iVBORw0KGgo", "iVBORw0KGgp");
        Files.writeString(file, changed);
        Path third = Files.createDirectory(folder.resolve("third"));
        assertEquals(
                3, Offline.line(third, "incident", "import", file.toString()).code());
        assertFalse(Files.exists(third.resolve("home/cases")), "nothing is kept of a file that is refused");

        Files.writeString(kept, "changed");
        assertFalse(
                done("incident", "show", "INC-0001", "--json").out().contains("pictureFile\": \""), "not what it was");
        Ran without = done("incident", "export", "INC-0001", "--out", file.toString());
        assertTrue(without.out().contains("1 picture did not fit or is not here"), without::toString);
    }
}
