package io.backstay.act.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.backstay.base.Lifetime;
import org.junit.jupiter.api.Test;

/// Who uses the ground of restores besides restores.
class OpenRestoresTest {
    @Test
    void ofTwoUsesOfOneNameTheSecondHoldsTheGroundWhenTheFirstHasEnded() {
        try (var open = new OpenRestores()) {
            Lifetime first = open.use("test on lab");
            try (Lifetime _ = open.use("test on lab")) {
                first.close();
                assertEquals("test on lab", open.any());
            }
            assertNull(open.any());
        }
    }
}
