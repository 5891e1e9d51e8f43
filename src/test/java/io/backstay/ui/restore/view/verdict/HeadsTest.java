package io.backstay.ui.restore.view.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.ui.restore.view.verdict.Heads.At;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeadsTest {
    @Test
    void theLabelsOfOneAndTheSameMomentStandBesideEachOther() {
        Heads heads = Heads.of(new At(400, 150), new At(400, 80), new At(650, 26));
        assertEquals(406, heads.loss());
        assertEquals(314, heads.best());
        assertEquals(637, heads.now());
    }

    @Test
    void noLabelCoversAnotherWhereverTheMomentsLie() {
        long seed = 20_261_123;
        var random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            double now = 400 + random.nextDouble(260);
            double loss = 260 + random.nextDouble(now - 260);
            double best = 200 + random.nextDouble(loss - 200);
            Heads heads = Heads.of(new At(loss, 150), new At(best, 80), new At(now, 26));
            String when = "seed " + seed + ", try " + i + ": " + heads;
            assertTrue(heads.best() + 80 <= heads.loss() - 5, when);
            assertTrue(heads.loss() + 150 <= heads.now() - 5, when);
        }
    }
}
