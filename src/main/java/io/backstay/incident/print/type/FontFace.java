package io.backstay.incident.print.type;

import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.fontbox.cff.CFFCIDFont;
import org.apache.fontbox.cff.CFFFont;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.OTFParser;
import org.apache.fontbox.ttf.OpenTypeFont;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/// One font in a file: a TrueType or OpenType font, or one of a collection (OpenType specification 1.9.1).
///
/// Which characters it has is read from the table `cmap` alone, because a library reads whole fonts, and a machine
/// has hundreds. Only a font that is taken is read by the library.
final class FontFace {
    private static final int COLLECTION = 0x74746366;
    private static final int FACES_MAX = 64;
    private static final int TABLES_MAX = 64;
    private static final int BYTES_MAX = 64 << 20;
    private static final int CMAP_MAX = 4 << 20;
    private static final Set<String> NEEDED =
            Set.of("CFF ", "OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post");

    private static final int NAMES_HEAD = 6;
    private static final int NAME = 12;
    private static final int ENGLISH = 0x409;

    private static final int RESTRICTED = 0x2;
    private static final int OTHER_RIGHTS = 0xC;
    private static final int NO_SUBSET = 0x100;
    private static final int PIXELS_ONLY = 0x200;

    private final Path file;
    private final int version;
    private final NavigableMap<String, Place> tables;

    private record Place(long at, int length) {}

    private FontFace(Path file, int version, NavigableMap<String, Place> tables) {
        this.file = file;
        this.version = version;
        this.tables = tables;
    }

    /// The fonts of a file; those of a collection that have the same characters once.
    static List<FontFace> in(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer head = read(channel, new Place(0, 12));
            if (head.getInt(0) != COLLECTION) {
                return List.of(face(file, channel, 0));
            }
            int count = head.getInt(8);
            if (count < 0 || count > FACES_MAX) {
                throw new IOException("a collection of " + count + " fonts");
            }
            ByteBuffer places = read(channel, new Place(12, 4 * count));
            List<FontFace> faces = new ArrayList<>();
            Set<Long> known = new TreeSet<>();
            while (places.hasRemaining()) {
                FontFace face = face(file, channel, Integer.toUnsignedLong(places.getInt()));
                if (known.add(face.table("cmap").at())) {
                    faces.add(face);
                }
            }
            return faces;
        }
    }

    private static FontFace face(Path file, FileChannel channel, long at) throws IOException {
        ByteBuffer head = read(channel, new Place(at, 12));
        int count = head.getShort(4);
        if (count <= 0 || count > TABLES_MAX) {
            throw new IOException("a font of " + count + " tables");
        }
        ByteBuffer directory = read(channel, new Place(at + 12, 16 * count));
        NavigableMap<String, Place> tables = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            byte[] tag = new byte[4];
            directory.get(16 * i, tag);
            tables.put(
                    new String(tag, StandardCharsets.ISO_8859_1),
                    new Place(Integer.toUnsignedLong(directory.getInt(16 * i + 8)), directory.getInt(16 * i + 12)));
        }
        return new FontFace(file, head.getInt(0), tables);
    }

    private static ByteBuffer read(FileChannel channel, Place place) throws IOException {
        if (place.length() < 0 || place.length() > BYTES_MAX) {
            throw new IOException("a table of " + place.length() + " bytes");
        }
        ByteBuffer bytes = ByteBuffer.allocate(place.length());
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, place.at() + bytes.position()) < 0) {
                throw new IOException("the font ends too early");
            }
        }
        return bytes.flip();
    }

    private Place table(String name) throws IOException {
        Place place = tables.get(name);
        if (place == null) {
            throw new IOException("the font has no table " + name);
        }
        return place;
    }

    /// Those of the characters that the font has, where it may be put into a document; `letters` may show less.
    Set<Integer> has(Set<Integer> wanted) throws IOException {
        Place place = table("cmap");
        if (place.length() > CMAP_MAX) {
            throw new IOException("a table of characters of " + place.length() + " bytes");
        }
        Set<Integer> has = new TreeSet<>();
        try (FileChannel channel = FileChannel.open(file)) {
            Characters characters = Characters.of(read(channel, place));
            wanted.stream().filter(characters::has).forEach(has::add);
            if (!has.isEmpty() && tables.containsKey("OS/2")) {
                int rights = read(channel, new Place(table("OS/2").at(), 10)).getShort(8);
                boolean restricted = (rights & (RESTRICTED | OTHER_RIGHTS)) == RESTRICTED;
                if (restricted || (rights & (NO_SUBSET | PIXELS_ONLY)) != 0) {
                    return Set.of();
                }
            }
        }
        return has;
    }

    /// The family's name in English, such as `Noto Sans CJK JP`; empty when the font does not say (OpenType
    /// specification 1.9.1, table `name`).
    String family() throws IOException {
        Place place = tables.get("name");
        if (place == null || place.length() < NAMES_HEAD || place.length() > CMAP_MAX) {
            return "";
        }
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer names = read(channel, place);
            int count = Math.min(names.getShort(2) & 0xFFFF, (names.limit() - NAMES_HEAD) / NAME);
            for (int i = 0; i < count; i++) {
                ByteBuffer record = names.slice(NAMES_HEAD + NAME * i, NAME);
                int from = (names.getShort(4) & 0xFFFF) + (record.getShort(10) & 0xFFFF);
                int length = record.getShort(8) & 0xFFFF;
                boolean english = record.getShort(0) == 3 && record.getShort(4) == ENGLISH && record.getShort(6) == 1;
                if (english && from + length <= names.limit()) {
                    byte[] words = new byte[length];
                    names.get(from, words);
                    return new String(words, StandardCharsets.UTF_16BE);
                }
            }
        }
        return "";
    }

    /// The outlines of characters that the font has, without those that show nothing, as in fonts of colours.
    Map<Integer, SmallFont.Letter> letters(Set<Integer> characters) throws IOException {
        Map<Integer, SmallFont.Letter> letters = new TreeMap<>();
        try (TrueTypeFont font = new OTFParser(true).parse(new RandomAccessReadBuffer(alone()))) {
            CmapLookup glyphs = font.getUnicodeCmapLookup();
            double scale = (double) SmallFont.EM / font.getUnitsPerEm();
            for (int c : characters) {
                int glyph = glyphs.getGlyphId(c);
                var outline = new GeneralPath(outline(font, glyph));
                outline.transform(AffineTransform.getScaleInstance(scale, scale));
                boolean shows = !outline.getBounds2D().isEmpty() || Character.isSpaceChar(c);
                // Glyph 0 is the box for what a font does not have.
                if (glyph == 0 || !shows || !SmallFont.fits(outline)) {
                    continue;
                }
                letters.put(c, new SmallFont.Letter((int) Math.round(font.getAdvanceWidth(glyph) * scale), outline));
            }
        }
        return letters;
    }

    private static GeneralPath outline(TrueTypeFont font, int glyph) throws IOException {
        if (font instanceof OpenTypeFont open && open.isPostScript()) {
            CFFFont outlines = open.getCFF().getFont();
            int number = outlines instanceof CFFCIDFont ? outlines.getCharset().getCIDForGID(glyph) : glyph;
            return outlines.getType2CharString(number).getPath();
        }
        GlyphData data = font.getGlyph().getGlyph(glyph);
        return data == null ? new GeneralPath() : data.getPath();
    }

    /// The font as a file of its own, with what is needed to draw.
    private byte[] alone() throws IOException {
        NavigableMap<String, byte[]> needed = new TreeMap<>();
        long size = 0;
        try (FileChannel channel = FileChannel.open(file)) {
            for (var table : tables.entrySet()) {
                if (NEEDED.contains(table.getKey())) {
                    size += table.getValue().length();
                    if (size > BYTES_MAX) {
                        throw new IOException("tables of more than " + BYTES_MAX + " bytes");
                    }
                    needed.put(table.getKey(), read(channel, table.getValue()).array());
                }
            }
        }
        return FontTables.file(version, needed);
    }
}
