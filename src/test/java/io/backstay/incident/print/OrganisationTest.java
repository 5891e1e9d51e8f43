package io.backstay.incident.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who hands reports on, and with which logo.
final class OrganisationTest {
    @TempDir
    Path home;

    private static byte[] png(int wide, int high) throws Exception {
        var image = new BufferedImage(wide, high, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < wide; x++) {
            image.setRGB(x, x % high, 0x0969da);
        }
        var bytes = new ByteArrayOutputStream();
        assertTrue(ImageIO.write(image, "png", bytes));
        return bytes.toByteArray();
    }

    private void state(String name, String logo) throws Exception {
        Files.writeString(
                home.resolve("organisation.json"),
                "{\"format\":\"backstay-organisation/1\",\"name\":\"" + name + "\",\"logo\":\"" + logo + "\"}");
    }

    private void refused(String why) {
        var refused = assertThrows(BackstayException.class, () -> Organisation.of(home));
        assertTrue(String.valueOf(refused.getMessage()).contains(why), refused.getMessage());
    }

    private ReportWriter.Written written() throws Exception {
        var head = new Sheet.Head("Incident report", "INC-0001", "Loss", false, List.of(), Instant.EPOCH);
        var part = new Sheet.Part("summary", "Summary", "It is back.", "", List.of());
        var sheet = new Sheet(head, List.of(part), List.of(), null);
        return ReportWriter.write(sheet.from(Organisation.of(home)), home.resolve("out"));
    }

    @Test
    void withoutAFileNobodyIsStated() throws Exception {
        assertNull(Organisation.of(home));
        assertFalse(Files.readString(written().html()).contains("<img"));
    }

    @Test
    void nameAndLogoStandOnTheFirstPageAndAtTheHeadOfEveryPage() throws Exception {
        state("Backup & Sons", "logo.png");
        Files.write(home.resolve("logo.png"), png(1_500, 300));
        var written = written();
        String markdown = Files.readString(written.markdown());
        assertTrue(markdown.startsWith("![Backup & Sons](logo.png)\n\n# Loss"), markdown);
        assertTrue(markdown.contains("| From | Backup & Sons |"), markdown);
        String html = Files.readString(written.html());
        assertTrue(html.contains("img-src data:; ") && html.contains("class=\"logo\""), html);
        try (var document = Loader.loadPDF(written.pdf().toFile())) {
            assertTrue(new PDFTextStripper().getText(document).contains("Backup & Sons · Incident report"));
            int pictures = 0;
            for (var name : document.getPage(0).getResources().getXObjectNames()) {
                pictures += document.getPage(0).getResources().isImageXObject(name) ? 1 : 0;
            }
            assertTrue(pictures >= 1, "no logo on the page");
        }
    }

    @Test
    void nothingButThePixelsOfALogoIsHandedOn() throws Exception {
        state("We", "logo.png");
        Files.write(home.resolve("logo.png"), png(1_500, 300));
        byte[] logo = Objects.requireNonNull(
                Objects.requireNonNull(Organisation.of(home)).logo());
        var drawn = ImageIO.read(new ByteArrayInputStream(logo));
        assertEquals(720, drawn.getWidth());
        assertEquals(144, drawn.getHeight());
        assertFalse(Arrays.equals(logo, png(1_500, 300)));
    }

    @Test
    void aHostileNameIsHarmless() throws Exception {
        state("<script>alert(1)</script>\u202E![x](http://e)", "logo.png");
        Files.write(home.resolve("logo.png"), png(20, 20));
        var written = written();
        for (Path form : List.of(written.markdown(), written.html())) {
            String text = Files.readString(form);
            String active = text.replace("\\<", "");
            assertFalse(text.contains("src=\"http") || text.contains("href="), text);
            assertFalse(active.contains("<script") || text.contains("\u202E"), text);
        }
        assertFalse(Files.readString(written.markdown()).contains("![x]("), "a picture of others");
    }

    @Test
    void aHostileLogoIsRefusedInOneSentence() throws Exception {
        for (String name : List.of("../logo.png", "/etc/logo.png", "logo.svg", "a/b.png", "", ".png")) {
            state("We", name);
            refused("not the plain name of a PNG file beside it");
        }
        state("We", "logo.png");
        refused("is no file");
        Path file = home.resolve("logo.png");
        Path elsewhere = Files.write(home.resolve("other.png"), png(20, 20));
        Files.createSymbolicLink(file, elsewhere);
        refused("is no file");
        Files.delete(file);
        Files.write(file, png(2_001, 2));
        refused("2000 x 2000");
        Files.writeString(file, "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>");
        refused("neither a PNG nor a JPEG");
        Files.write(file, new byte[600 << 10]);
        refused("larger than the limit");
        byte[] whole = png(20, 20);
        Files.write(file, Arrays.copyOf(whole, whole.length - 20));
        refused("cut off");
        Files.write(file, Arrays.copyOf(whole, whole.length + 1));
        refused("goes on after the end");
    }

    @Test
    void aNameMustBeOneLineOfABearableLength() throws Exception {
        state("x".repeat(101), "logo.png");
        refused("longer than 100");
        state(" ", "logo.png");
        refused("is empty");
        Files.writeString(home.resolve("organisation.json"), "{\"format\":\"other/1\",\"name\":\"We\"}");
        refused("backstay-organisation/1");
    }
}
