package io.backstay.ui.kit.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.backstay.seal.Secret;
import io.backstay.ui.kit.Fx;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SecretClipboardTest {
    private final Board board = new Board();
    private final SecretClipboard clipboard = new SecretClipboard(board);

    @Test
    void aSecretIsThereForTenSecondsAndCountsDown() throws Exception {
        put("s3cret");
        assertEquals("s3cret", board.text);
        for (int second = 9; second > 0; second--) {
            clipboard.tick();
            assertEquals(second, clipboard.leftProperty().get());
            assertEquals("s3cret", board.text);
        }
        clipboard.tick();
        assertNull(board.text);
        assertEquals("", clipboard.whatProperty().get());
    }

    @Test
    void whatSomebodyElseCopiedSinceIsLeftAlone() throws Exception {
        put("s3cret");
        board.text = "a shopping list";
        for (int second = 0; second < 11; second++) {
            clipboard.tick();
        }
        assertEquals("a shopping list", board.text);
        assertEquals(0, clipboard.leftProperty().get());
    }

    @Test
    void lockingTakesItAwayAtOnce() throws Exception {
        put("s3cret");
        clipboard.clear();
        assertNull(board.text);
        board.text = "s3cret";
        clipboard.clear();
        assertEquals("s3cret", board.text, "it was ours no longer");
    }

    @Test
    void theSystemsClipboardIsGuardedToo() throws Exception {
        SecretClipboard system = Fx.on(SecretClipboard::ofSystem);
        try (Secret secret = Secret.ofChars("s3cret".toCharArray())) {
            Fx.run(() -> system.put(secret, "password"));
        }
        assertEquals("s3cret", Fx.on(() -> Clipboard.getSystemClipboard().getString()));
        Fx.run(system::clear);
        assertNotEquals("s3cret", Fx.on(() -> Clipboard.getSystemClipboard().getString()));
        Fx.run(() -> Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, "")));
    }

    private void put(String text) throws Exception {
        try (Secret secret = Secret.ofChars(text.toCharArray())) {
            clipboard.put(secret, "password of live-writer");
        }
    }

    /// A clipboard without a toolkit.
    private static final class Board implements SecretClipboard.Board {
        private @Nullable String text;

        @Override
        public @Nullable String text() {
            return text;
        }

        @Override
        public void put(String now) {
            text = now;
        }

        @Override
        public void clear() {
            text = null;
        }
    }
}
