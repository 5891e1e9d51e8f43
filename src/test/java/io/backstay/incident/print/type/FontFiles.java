package io.backstay.incident.print.type;

import java.awt.geom.GeneralPath;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Font files of plain shapes, written for a test: no font has to be installed, and nobody's letters are copied.
public final class FontFiles {
    private FontFiles() {}

    /// A TrueType font with a bar for each character, all of different widths.
    public static byte[] bars(String characters) {
        NavigableMap<Integer, SmallFont.Letter> letters = new TreeMap<>();
        characters.codePoints().forEach(c -> {
            int width = 300 + 10 * letters.size();
            letters.put(
                    c, new SmallFont.Letter(width, new GeneralPath(new Rectangle2D.Double(20, 0, width - 40, 700))));
        });
        return SmallFont.of("Bars", letters);
    }

    /// The same with what its maker allows (`fsType`).
    static byte[] bars(String characters, int rights) {
        ByteBuffer file = ByteBuffer.wrap(bars(characters));
        for (int i = 12; ; i += 16) {
            if (file.getInt(i) == 0x4F532F32) {
                return file.putShort(file.getInt(i + 8) + 8, (short) rights).array();
            }
        }
    }

    /// A collection of fonts.
    public static byte[] collection(List<byte[]> fonts) {
        int at = 12 + 4 * fonts.size();
        int size = at + fonts.stream().mapToInt(font -> font.length).sum();
        ByteBuffer file = ByteBuffer.allocate(size);
        file.putInt(0x74746366).putInt(0x00010000).putInt(fonts.size());
        for (byte[] font : fonts) {
            file.putInt(at);
            file.put(at, font);
            int tables = file.getShort(at + 4);
            for (int i = 0; i < tables; i++) {
                int place = at + 12 + 16 * i + 8;
                file.putInt(place, file.getInt(place) + at);
            }
            at += font.length;
        }
        return file.array();
    }

    /// An OpenType font with PostScript outlines (Adobe Technical Notes 5176 and 5177): one disc for the character.
    public static byte[] disc(int character) throws IOException {
        byte[] outline = {
            // 100 350 rmoveto, four rrcurvetos around (400, 350), endchar; a number of two bytes begins with 28.
            number(1, 100), number(2, 100), number(3, 100), number(1, 350), number(2, 350), number(3, 350), 21,
        };
        var letters = new ByteArrayOutputStream();
        letters.writeBytes(outline);
        int far = 300;
        int near = 166;
        int rest = far - near;
        int[][] curves = {
            {0, near, rest, rest, near, 0},
            {near, 0, rest, -rest, 0, -near},
            {0, -near, -rest, -rest, -near, 0},
            {-near, 0, -rest, rest, 0, near},
        };
        for (int[] curve : curves) {
            for (int step : curve) {
                letters.writeBytes(new byte[] {number(1, step), number(2, step), number(3, step)});
            }
            letters.write(8);
        }
        letters.write(14);
        byte[] postScript = postScript(letters.toByteArray());
        NavigableMap<String, byte[]> tables = new TreeMap<>(tables(bars(Character.toString(character))));
        tables.remove("glyf");
        tables.remove("loca");
        tables.put("CFF ", postScript);
        return FontTables.file(0x4F54544F, tables);
    }

    private static byte number(int place, int value) {
        return (byte) (place == 1 ? 28 : place == 2 ? value >> 8 : value);
    }

    private static NavigableMap<String, byte[]> tables(byte[] font) {
        NavigableMap<String, byte[]> tables = new TreeMap<>();
        ByteBuffer file = ByteBuffer.wrap(font);
        for (int i = 0; i < file.getShort(4); i++) {
            byte[] tag = new byte[4];
            file.get(12 + 16 * i, tag);
            byte[] table = new byte[file.getInt(12 + 16 * i + 12)];
            file.get(file.getInt(12 + 16 * i + 8), table);
            tables.put(new String(tag, java.nio.charset.StandardCharsets.US_ASCII), table);
        }
        return tables;
    }

    private static byte[] postScript(byte[] letter) {
        byte[] names = index(new byte[] {'D', 'i', 's', 'c'});
        int tops = 2 + 1 + 2 + 17;
        int charset = 4 + names.length + tops + 2 + 2;
        int outlines = charset + 3;
        byte[] drawn = index(new byte[] {14}, letter);
        ByteBuffer top = ByteBuffer.allocate(17);
        top.put((byte) 29).putInt(charset).put((byte) 15);
        top.put((byte) 29).putInt(outlines).put((byte) 17);
        // An empty private dictionary: size 0 (one byte, 139 stands for 0), at the end.
        top.put((byte) 139)
                .put((byte) 28)
                .putShort((short) (outlines + drawn.length))
                .put((byte) 18);
        byte[] topIndex = index(top.array());
        ByteBuffer table = ByteBuffer.allocate(outlines + drawn.length);
        table.put(new byte[] {1, 0, 4, 1}).put(names).put(topIndex);
        table.putShort((short) 0).putShort((short) 0);
        return table.put(new byte[] {0, 0, 34}).put(drawn).array();
    }

    private static byte[] index(byte[]... items) {
        int size = 0;
        for (byte[] item : items) {
            size += item.length;
        }
        ByteBuffer index = ByteBuffer.allocate(3 + items.length + 1 + size);
        index.putShort((short) items.length).put((byte) 1);
        int at = 1;
        index.put((byte) at);
        for (byte[] item : items) {
            at += item.length;
            index.put((byte) at);
        }
        for (byte[] item : items) {
            index.put(item);
        }
        return index.array();
    }

    /// What a font in a file has of the characters.
    static SortedSet<Integer> has(Path file, String characters) throws IOException {
        var wanted = new TreeSet<>(characters.codePoints().boxed().toList());
        var has = new TreeSet<Integer>();
        for (FontFace face : FontFace.in(file)) {
            has.addAll(face.has(wanted));
        }
        return has;
    }
}
