package io.backstay.ui.kit.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.backstay.ui.kit.Fx;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import javafx.scene.image.Image;
import javafx.scene.image.WritableImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PngTest {
    private static final long SEED = 20261101;

    @Test
    void aWrittenPictureReadsBackPixelByPixel() throws Exception {
        var random = new SplittableRandom(SEED);
        var out = new ByteArrayOutputStream();
        WritableImage picture = Fx.on(() -> {
            var image = new WritableImage(67, 31);
            for (int y = 0; y < 31; y++) {
                for (int x = 0; x < 67; x++) {
                    image.getPixelWriter().setArgb(x, y, 0xff000000 | random.nextInt(1 << 24));
                }
            }
            return image;
        });
        Png.write(picture, out);
        Image back = Fx.on(() -> new Image(new ByteArrayInputStream(out.toByteArray())));
        assertEquals(67, back.getWidth());
        for (int y = 0; y < 31; y++) {
            for (int x = 0; x < 67; x++) {
                assertEquals(
                        picture.getPixelReader().getArgb(x, y),
                        back.getPixelReader().getArgb(x, y),
                        "at " + x + "," + y + ", seed " + SEED);
            }
        }
    }
}
