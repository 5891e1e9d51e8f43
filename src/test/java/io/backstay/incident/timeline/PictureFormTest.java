package io.backstay.incident.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against pictures that another program writes.
final class PictureFormTest {
    private static final int WIDTH_AT = 16;
    private static final int CRC_AT = 29;

    static byte[] picture(String form) throws Exception {
        var image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        var random = new Random(7);
        for (int x = 0; x < 40; x++) {
            for (int y = 0; y < 30; y++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        var out = new ByteArrayOutputStream();
        assertTrue(ImageIO.write(image, form, out));
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg"})
    void aWholePictureIsTakenAndNothingThatIsLongerOrShorter(String form) throws Exception {
        byte[] bytes = picture(form);
        assertEquals(new PictureForm(form, 40, 30), PictureForm.of("shot", bytes));
        for (int length = 0; length < bytes.length; length += 7) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(BackstayException.class, () -> PictureForm.of("shot", cut), () -> "" + cut.length);
        }
        byte[] script = "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
        byte[] longer = Arrays.copyOf(bytes, bytes.length + script.length);
        System.arraycopy(script, 0, longer, bytes.length, script.length);
        assertThrows(BackstayException.class, () -> PictureForm.of("shot", longer));
    }

    @Test
    void aPictureThatWouldFillTheMemoryIsRefusedByItsHeadAlone() throws Exception {
        byte[] bomb = picture("png");
        ByteBuffer.wrap(bomb).putInt(WIDTH_AT, 19_999).putInt(WIDTH_AT + 4, 19_999);
        var crc = new CRC32();
        crc.update(bomb, WIDTH_AT - 4, 17);
        ByteBuffer.wrap(bomb).putInt(CRC_AT, (int) crc.getValue());
        BackstayException refused = assertThrows(BackstayException.class, () -> PictureForm.of("shot", bomb));
        assertTrue(refused.failure().message().contains("19999 x 19999"), refused.failure()::message);
    }

    @Test
    void whatIsNoPictureIsRefusedWhateverItIsCalled() {
        for (String text : new String[] {"", "<svg onload=alert(1)>", "GIF89a", "%PDF-1.7", "\u00ff\u00d8"}) {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            assertThrows(BackstayException.class, () -> PictureForm.of("shot.png", bytes), text);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void bytesThatWereChangedNeverEndInAnythingButAnAnswer(long seed) throws Exception {
        var random = new Random(seed);
        for (String form : new String[] {"png", "jpeg"}) {
            for (int i = 0; i < 500; i++) {
                byte[] bytes = picture(form);
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                bytes[random.nextInt(60)] = (byte) random.nextInt();
                try {
                    PictureForm read = PictureForm.of("shot", bytes);
                    assertTrue(read.width() > 0 && read.height() > 0);
                } catch (BackstayException e) {
                    assertTrue(e.failure().message().startsWith("shot "), () -> "seed " + seed);
                }
            }
        }
    }
}
