package io.backstay.incident.print.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.GeneralPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Fonts that are read without the library, and those that are written.
final class FontFaceTest {
    private static final String OWN = "/io/backstay/assets/fonts/";

    @TempDir
    Path folder;

    private static byte[] own(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(FontFaceTest.class.getResourceAsStream(OWN + name))) {
            return in.readAllBytes();
        }
    }

    @Test
    void theCharactersOfAFontAreThoseThatTheLibraryFinds() throws Exception {
        for (String name : List.of("Inter-Regular.ttf", "JetBrainsMono-Regular.ttf")) {
            Path file = Files.write(folder.resolve(name), own(name));
            Set<Integer> all = new TreeSet<>();
            Set<Integer> expected = new TreeSet<>();
            try (var font = new TTFParser().parse(new RandomAccessReadBuffer(own(name)))) {
                for (int c = 1; c < 0x20000; c++) {
                    all.add(c);
                    if (font.getUnicodeCmapLookup().getGlyphId(c) != 0) {
                        expected.add(c);
                    }
                }
            }
            assertEquals(expected, FontFace.in(file).getFirst().has(all), name);
            assertFalse(expected.isEmpty(), name);
        }
    }

    @Test
    void aCollectionHasTheCharactersOfAllItsFonts() throws Exception {
        Path file = folder.resolve("two.ttc");
        Files.write(file, FontFiles.collection(List.of(FontFiles.bars("小"), FontFiles.bars("林\uD842\uDFB7"))));
        assertEquals(2, FontFace.in(file).size());
        assertEquals(new TreeSet<>(List.of(0x5C0F, 0x6797, 0x20BB7)), FontFiles.has(file, "小林大\uD842\uDFB7"));
    }

    @Test
    void ofACollectionTheFontOfTheCountryWhoseLettersTheTextHasIsTaken() throws Exception {
        List<HanForms> order = List.of(HanForms.JAPANESE, HanForms.KOREAN, HanForms.SIMPLIFIED, HanForms.TRADITIONAL);
        List<byte[]> faces = new ArrayList<>();
        for (String country : List.of("JP", "KR", "SC", "TC")) {
            var bar = new GeneralPath(new java.awt.geom.Rectangle2D.Double(20, 0, 400, 700));
            var letter = new SmallFont.Letter(500 + faces.size(), bar);
            faces.add(SmallFont.of("Noto Sans CJK " + country, Map.of(0x5C0F, letter)));
        }
        Files.write(folder.resolve("cjk.ttc"), FontFiles.collection(faces));
        var fonts = KnownFonts.in(List.of(folder));
        for (HanForms forms : order) {
            var taken = fonts.letters(Set.of(0x5C0F), forms);
            assertEquals(
                    500 + order.indexOf(forms),
                    taken.getFirst().getOrDefault(0x5C0F, none()).advance(),
                    forms + " of " + taken);
        }
        assertEquals(HanForms.SIMPLIFIED, HanForms.in("小林 (Harrow)"));
        assertEquals(HanForms.JAPANESE, HanForms.in("小林さん, 서울"));
        assertEquals(HanForms.KOREAN, HanForms.in("小林, 서울시"));
        assertEquals(HanForms.TRADITIONAL, HanForms.in("小 ㄒㄧㄠ"));
        assertTrue(HanForms.KOREAN.named("Source Han Sans K") && HanForms.TRADITIONAL.named("PingFang HK"));
        assertFalse(HanForms.JAPANESE.named("JetBrains Mono") || HanForms.KOREAN.named("Kaiti SC"));
    }

    @Test
    void fontsAreLookedForOnceUnlessALetterIsMissing() throws Exception {
        Set<Integer> wanted = Set.of(0x5C0F);
        var fonts = KnownFonts.in(List.of(folder));
        assertEquals(List.of(), fonts.letters(wanted, HanForms.SIMPLIFIED));
        Path first = Files.write(folder.resolve("b.ttf"), FontFiles.bars("小"));
        var found = fonts.letters(wanted, HanForms.SIMPLIFIED);
        assertEquals(1, found.size(), "it was installed since");
        Files.write(folder.resolve("a.ttf"), FontFiles.bars("小林"));
        assertSame(found, fonts.letters(wanted, HanForms.SIMPLIFIED));
        Files.delete(first);
        var both = fonts.letters(Set.of(0x5C0F, 0x6797), HanForms.SIMPLIFIED);
        assertEquals(
                List.of(Set.of(0x5C0F, 0x6797)), both.stream().map(Map::keySet).toList(), "what has gone is none");
    }

    /// A report whose fonts are being read is held there until another one has got its own.
    @Test
    void noReportWaitsForTheFontsOfAnother() throws Exception {
        Files.write(folder.resolve("a.ttf"), FontFiles.bars("小林"));
        var fonts = KnownFonts.in(List.of(folder));
        var held = new CountDownLatch(1);
        var reading = new CountDownLatch(1);
        Set<Integer> slow = new AbstractSet<>() {
            @Override
            public Iterator<Integer> iterator() {
                reading.countDown();
                try {
                    held.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return Set.of(0x5C0F).iterator();
            }

            @Override
            public int size() {
                return 1;
            }
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> fonts.letters(slow, HanForms.SIMPLIFIED));
            reading.await();
            var second = threads.submit(() -> fonts.letters(Set.of(0x6797), HanForms.SIMPLIFIED));
            try {
                assertEquals(
                        Set.of(0x6797),
                        second.get(30, TimeUnit.SECONDS).getFirst().keySet());
            } finally {
                held.countDown();
            }
            assertEquals(Set.of(0x5C0F), first.get().getFirst().keySet());
        }
    }

    @Test
    void whatWasFoundIsChangedByNobody() throws Exception {
        Files.write(folder.resolve("a.ttf"), FontFiles.bars("小"));
        var letters = KnownFonts.in(List.of(folder)).letters(Set.of(0x5C0F), HanForms.SIMPLIFIED);
        assertThrows(UnsupportedOperationException.class, letters::clear);
        assertThrows(
                UnsupportedOperationException.class, () -> letters.getFirst().clear());
    }

    @Test
    void aCurveOfPostScriptStaysARoundOne() throws Exception {
        Path file = Files.write(folder.resolve("disc.otf"), FontFiles.disc('小'));
        GeneralPath disc = letters(file).getOrDefault((int) '小', none()).outline();
        Path again = Files.write(folder.resolve("again.ttf"), SmallFont.of("Again", letters(file)));
        GeneralPath written = letters(again).getOrDefault((int) '小', none()).outline();
        for (GeneralPath outline : List.of(disc, written)) {
            assertEquals(100, outline.getBounds2D().getMinX(), 2);
            assertEquals(650, outline.getBounds2D().getMaxY(), 2);
            for (int degree = 0; degree < 360; degree += 5) {
                double x = Math.cos(Math.toRadians(degree));
                double y = Math.sin(Math.toRadians(degree));
                assertTrue(outline.contains(400 + 296 * x, 350 + 296 * y), () -> "within at a degree");
                assertFalse(outline.contains(400 + 304 * x, 350 + 304 * y), () -> "outside at a degree");
            }
        }
    }

    private static SmallFont.Letter none() {
        return new SmallFont.Letter(0, new GeneralPath());
    }

    private static Map<Integer, SmallFont.Letter> letters(Path file) throws IOException {
        return FontFace.in(file).getFirst().letters(Set.of((int) '小'));
    }

    @Test
    void aFontWhoseMakerForbidsItIsNotTaken() throws Exception {
        for (int rights : List.of(0x2, 0x100, 0x200)) {
            Path file = Files.write(folder.resolve("kept.ttf"), FontFiles.bars("小", rights));
            assertTrue(FontFiles.has(file, "小").isEmpty(), "rights " + rights);
        }
        for (int rights : List.of(0x0, 0x4, 0x8)) {
            Path file = Files.write(folder.resolve("free.ttf"), FontFiles.bars("小", rights));
            assertEquals(Set.of(0x5C0F), FontFiles.has(file, "小"), "rights " + rights);
        }
    }

    @Test
    void aLetterThatShowsNothingIsNoLetterAndTheNextFontIsTaken() throws Exception {
        var empty = Map.of(0x5C0F, new SmallFont.Letter(500, new GeneralPath()));
        Files.write(folder.resolve("a.ttf"), SmallFont.of("Colours", empty));
        var fonts = new InstalledFonts(List.of(folder));
        assertEquals(List.of(), fonts.letters(Set.of(0x5C0F), HanForms.SIMPLIFIED));
        Files.write(folder.resolve("b.ttf"), FontFiles.bars("小"));
        assertEquals(
                1,
                new InstalledFonts(List.of(folder))
                        .letters(Set.of(0x5C0F), HanForms.SIMPLIFIED)
                        .size());
        Files.move(folder.resolve("b.ttf"), folder.resolve("LastResort.ttf"));
        assertEquals(List.of(), new InstalledFonts(List.of(folder)).letters(Set.of(0x5C0F), HanForms.SIMPLIFIED));
    }

    @Test
    void aLetterThatShowsNothingTakesNoOtherLetterWithIt() throws Exception {
        var bar = new GeneralPath(new java.awt.geom.Rectangle2D.Double(20, 0, 400, 700));
        var filler = new SmallFont.Letter(500, new GeneralPath());
        Files.write(
                folder.resolve("a.ttf"),
                SmallFont.of("Filler", Map.of(0x3164, filler, 0x5C0F, new SmallFont.Letter(500, bar))));
        var letters = new InstalledFonts(List.of(folder)).letters(Set.of(0x3164, 0x5C0F), HanForms.JAPANESE);
        assertEquals(List.of(Set.of(0x5C0F)), letters.stream().map(Map::keySet).toList());
    }

    @Test
    void anOutlineThatNoFontCanHoldIsNoLetter() {
        var outline = new GeneralPath();
        outline.moveTo(0, 0);
        for (int i = 1; i < 65_535; i++) {
            outline.lineTo(i % 1_000, 1 + i % 999);
        }
        assertTrue(SmallFont.fits(outline));
        outline.lineTo(1, 1);
        assertFalse(SmallFont.fits(outline));
    }

    @Test
    void aBrokenFontIsNone() throws Exception {
        byte[] whole = FontFiles.collection(List.of(FontFiles.bars("小"), FontFiles.bars("林")));
        long seed = 20261127;
        var random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            byte[] broken = whole.clone();
            for (int i = 0; i < 4; i++) {
                broken[random.nextInt(round % 2 == 0 ? 700 : broken.length)] = (byte) random.nextInt();
            }
            int end = random.nextInt(8) == 0 ? random.nextInt(broken.length) : broken.length;
            Files.write(folder.resolve("broken.ttc"), java.util.Arrays.copyOf(broken, end));
            var letters = new InstalledFonts(List.of(folder)).letters(Set.of(0x5C0F, 0x6797), HanForms.KOREAN);
            for (Map<Integer, SmallFont.Letter> each : letters) {
                try (var font = new TTFParser().parse(new RandomAccessReadBuffer(SmallFont.of("Again", each)))) {
                    var glyphs = font.getUnicodeCmapLookup();
                    int number = round;
                    assertTrue(
                            each.keySet().stream().allMatch(c -> glyphs.getGlyphId(c) != 0),
                            () -> "seed " + seed + ", round " + number);
                }
            }
        }
        Files.write(folder.resolve("broken.ttc"), new byte[5]);
        assertThrows(IOException.class, () -> FontFace.in(folder.resolve("broken.ttc")));
    }
}
