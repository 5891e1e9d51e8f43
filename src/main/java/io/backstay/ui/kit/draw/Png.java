package io.backstay.ui.kit.draw;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.DeflaterOutputStream;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.PixelReader;

/// Writes a picture of the screen as PNG, without AWT: eight bits of red, green and blue, no alpha.
public final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int TRUECOLOUR = 2;
    private static final int DEPTH = 8;
    private static final int CHANNELS = 3;
    /// Each row names its predecessor byte by byte ("Sub"), which halves the size of screens.
    private static final int FILTER_SUB = 1;

    private Png() {}

    /// Encodes the picture; the stream is not closed.
    public static void write(Image picture, OutputStream out) throws IOException {
        int width = (int) picture.getWidth();
        int height = (int) picture.getHeight();
        out.write(SIGNATURE);
        var head = new ByteArrayOutputStream();
        var fields = new DataOutputStream(head);
        fields.writeInt(width);
        fields.writeInt(height);
        fields.write(new byte[] {DEPTH, TRUECOLOUR, 0, 0, 0});
        chunk(out, "IHDR", head.toByteArray());
        chunk(out, "IDAT", pixels(picture.getPixelReader(), width, height));
        chunk(out, "IEND", new byte[0]);
    }

    private static byte[] pixels(PixelReader reader, int width, int height) throws IOException {
        var packed = new ByteArrayOutputStream();
        int[] argb = new int[width];
        byte[] row = new byte[1 + width * CHANNELS];
        row[0] = FILTER_SUB;
        try (var deflater = new DeflaterOutputStream(packed)) {
            for (int y = 0; y < height; y++) {
                reader.getPixels(0, y, width, 1, PixelFormat.getIntArgbInstance(), argb, 0, width);
                int before = 0;
                for (int x = 0, at = 1; x < width; x++) {
                    int now = argb[x];
                    row[at++] = (byte) ((now >> 16) - (before >> 16));
                    row[at++] = (byte) ((now >> 8) - (before >> 8));
                    row[at++] = (byte) (now - before);
                    before = now;
                }
                deflater.write(row);
            }
        }
        return packed.toByteArray();
    }

    private static void chunk(OutputStream out, String name, byte[] body) throws IOException {
        var data = new DataOutputStream(out);
        data.writeInt(body.length);
        var sum = new CRC32();
        var checked = new CheckedOutputStream(data, sum);
        checked.write(name.getBytes(StandardCharsets.US_ASCII));
        checked.write(body);
        data.writeInt((int) sum.getValue());
        data.flush();
    }
}
