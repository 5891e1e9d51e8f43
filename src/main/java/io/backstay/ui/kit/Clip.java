package io.backstay.ui.kit;

import java.util.Map;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;

/// Puts words on the clipboard that may stay there. A secret goes by the clipboard that takes it off again.
public final class Clip {
    private Clip() {}

    /// Copies plain text.
    public static void put(String text) {
        Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, text));
    }
}
