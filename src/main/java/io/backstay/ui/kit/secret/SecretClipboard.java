package io.backstay.ui.kit.secret;

import io.backstay.seal.Digest;
import io.backstay.seal.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import org.jspecify.annotations.Nullable;

/// The clipboard, guarded: a secret stays there for ten seconds, and is taken away only when it is still ours. What a
/// clipboard manager has read by then cannot be reached. UI thread only.
public final class SecretClipboard {
    /// How long a secret may stay.
    public static final int SECONDS = 10;

    /// What the screen says beside every such act.
    public static final String HONEST =
            "It leaves the clipboard after " + SECONDS + " s. A clipboard manager may have kept it by then.";

    private final Board board;
    private final ReadOnlyIntegerWrapper left = new ReadOnlyIntegerWrapper(0);
    private final ReadOnlyStringWrapper what = new ReadOnlyStringWrapper("");
    private byte @Nullable [] ours;

    /// Over any clipboard.
    public SecretClipboard(Board board) {
        this.board = board;
    }

    /// Over the system's; the toolkit must be running by the first use.
    public static SecretClipboard ofSystem() {
        return new SecretClipboard(new Board() {
            @Override
            public @Nullable String text() {
                return Clipboard.getSystemClipboard().getString();
            }

            @Override
            public void put(String text) {
                Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, text));
            }

            @Override
            public void clear() {
                Clipboard.getSystemClipboard().clear();
            }
        });
    }

    /// Seconds until it is taken away; 0 when no secret of ours is there.
    public ReadOnlyIntegerProperty leftProperty() {
        return left.getReadOnlyProperty();
    }

    /// What is there, such as `password of live-writer`; empty for nothing.
    public ReadOnlyStringProperty whatProperty() {
        return what.getReadOnlyProperty();
    }

    /// Puts a secret there, which stays the caller's to close.
    ///
    /// @param words what it is, for the screen
    public void put(Secret secret, String words) {
        // The toolkit takes a String alone; this one is let go of when the call returns.
        String text = secret.lendChars(String::new);
        board.put(text);
        ours = hash(text);
        what.set(words);
        left.set(SECONDS);
    }

    /// A second has passed.
    public void tick() {
        if (left.get() > 0) {
            left.set(left.get() - 1);
            if (left.get() == 0) {
                clear();
            }
        }
    }

    /// Takes the secret away now, unless something else was copied since.
    public void clear() {
        byte[] mine = ours;
        if (mine != null) {
            String there = board.text();
            if (there != null && MessageDigest.isEqual(mine, hash(there))) {
                board.clear();
            }
        }
        ours = null;
        what.set("");
        left.set(0);
    }

    private static byte[] hash(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /// A clipboard for text.
    public interface Board {
        /// The text there, null for none.
        @Nullable
        String text();

        /// Puts text there.
        void put(String text);

        /// Empties it.
        void clear();
    }
}
