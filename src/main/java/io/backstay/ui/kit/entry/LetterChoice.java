package io.backstay.ui.kit.entry;

import java.util.Locale;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.scene.control.ComboBox;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.util.Duration;

/// Chooses in a box by the letters that its words begin with, which JavaFX does not: `ta` for `tax-agent-portal`.
/// Backspace begins anew, and so does a pause of a second.
public final class LetterChoice<T> {
    private static final Duration PAUSE = Duration.seconds(1);

    private final ComboBox<T> box;
    private final StringBuilder typed = new StringBuilder();
    private final PauseTransition pause = new PauseTransition(PAUSE);

    private LetterChoice(ComboBox<T> box) {
        this.box = box;
        pause.setOnFinished(_ -> typed.setLength(0));
    }

    /// Makes a box listen to letters.
    ///
    /// @param box nobody types text into it
    public static <T> void in(ComboBox<T> box) {
        var choice = new LetterChoice<>(box);
        box.addEventFilter(KeyEvent.KEY_TYPED, choice::typed);
        box.addEventFilter(KeyEvent.KEY_PRESSED, choice::pressed);
        // Who types before the choices have come means them all the same.
        box.getItems().addListener((ListChangeListener<T>) _ -> choice.choose());
    }

    private void typed(KeyEvent key) {
        String letter = key.getCharacter();
        boolean word = letter.length() == 1 && !Character.isISOControl(letter.charAt(0));
        // A space alone opens the box, as everywhere.
        boolean begins = typed.isEmpty() && letter.isBlank();
        if (word && !begins && !key.isShortcutDown() && !key.isAltDown()) {
            typed.append(letter.toLowerCase(Locale.ROOT));
            pause.playFromStart();
            choose();
            key.consume();
        }
    }

    private void pressed(KeyEvent key) {
        if (key.getCode() == KeyCode.BACK_SPACE) {
            typed.setLength(0);
        } else if (key.getCode() == KeyCode.SPACE && !typed.isEmpty()) {
            key.consume();
        }
    }

    private void choose() {
        if (typed.isEmpty()) {
            return;
        }
        String begin = typed.toString();
        box.getItems().stream()
                .filter(each -> box.getConverter()
                        .toString(each)
                        .toLowerCase(Locale.ROOT)
                        .startsWith(begin))
                .findFirst()
                .ifPresent(box::setValue);
    }
}
