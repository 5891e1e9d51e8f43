package io.backstay.ui.kit.secret;

import io.backstay.base.BackstayException;
import io.backstay.seal.Secret;
import io.backstay.ui.kit.Icons;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Texts;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/// A field for a secret: dots unless the eye is pressed, no way to copy or drag out of it, a warning while Caps
/// Lock is on.
///
/// The toolkit keeps what is typed as text until it is cleared, and its undo list may keep pieces of it until the
/// field is gone; so whoever takes the secret clears the field, and forms are not kept.
public final class SecretField extends VBox implements SecretInput {
    private final TextField hidden = new PasswordField();
    private final TextField open = new OpenField();
    private final StackPane box = new StackPane();
    private final ToggleButton eye = new ToggleButton();
    private final FontIcon eyeIcon = Icons.of("fth-eye-off");
    private final Label caps;
    private final Label label;
    private final BooleanSupplier capsLock;
    private Runnable onTyped = () -> {};
    private Runnable onEnter = () -> {};

    /// A field under a caption.
    public SecretField(String caption) {
        this(caption, SecretField::isCapsLockOn);
    }

    /// @param capsLock whether Caps Lock is on
    SecretField(String caption, BooleanSupplier capsLock) {
        this.capsLock = capsLock;
        label = Texts.name(caption);
        label.getStyleClass().add("bs-field-label");
        caps = MarkIcon.withWord(Mark.WARNING, "Caps Lock is on");
        caps.getStyleClass().add("bs-caps");
        show(caps, false);
        dress(hidden, caption);
        dress(open, caption);
        dressEye();
        box.getChildren().setAll(hidden, eye);
        StackPane.setAlignment(eye, Pos.CENTER_RIGHT);
        getStyleClass().add("bs-secret");
        getChildren().addAll(label, box, caps);
        label.setLabelFor(hidden);
    }

    /// Names the field for tests and style sheets.
    public SecretField named(String id) {
        setId(id + "-box");
        hidden.setId(id);
        open.setId(id);
        return this;
    }

    /// Hears of every change.
    public void onTyped(Runnable act) {
        onTyped = act;
    }

    /// Hears of Enter.
    public void onEnter(Runnable act) {
        onEnter = act;
    }

    /// A quiet example in the empty field.
    public void setPrompt(String words) {
        hidden.setPromptText(words);
        open.setPromptText(words);
    }

    /// Shows or hides what is typed.
    public void reveal(boolean shown) {
        eye.setSelected(shown);
    }

    /// The field that takes the keys.
    public Node focusTarget() {
        return shown();
    }

    @Override
    public boolean isEmpty() {
        return shown().getLength() == 0;
    }

    @Override
    public Secret copy() throws BackstayException {
        return Secret.ofChars(shown().getText().toCharArray());
    }

    @Override
    public void put(Secret secret) {
        secret.lendChars(chars -> {
            shown().setText(new String(chars));
            return chars.length;
        });
    }

    @Override
    public void clear() {
        hidden.clear();
        open.clear();
        eye.setSelected(false);
    }

    @Override
    public void requestFocus() {
        shown().requestFocus();
    }

    private void dress(TextField field, String caption) {
        field.getStyleClass().addAll("bs-field", "bs-secret-field");
        field.setAccessibleText(caption);
        field.setContextMenu(pasteOnly(field));
        field.textProperty().addListener(_ -> onTyped.run());
        field.setOnAction(_ -> onEnter.run());
        field.focusedProperty().addListener(_ -> lookAtCaps());
        field.addEventFilter(KeyEvent.KEY_RELEASED, _ -> lookAtCaps());
        field.addEventFilter(KeyEvent.KEY_PRESSED, press -> {
            if (press.getCode() == KeyCode.CAPS) {
                lookAtCaps();
            }
        });
    }

    private void dressEye() {
        eye.setGraphic(eyeIcon);
        eye.getStyleClass().addAll("bs-button", "flat", "bs-icon-button", "bs-eye");
        eye.setTooltip(new Tooltip("Show what is typed"));
        eye.setAccessibleText("Show what is typed");
        eye.selectedProperty().addListener((_, _, shown) -> turn(shown));
    }

    private void turn(boolean shown) {
        TextField from = shown ? hidden : open;
        TextField to = shown ? open : hidden;
        boolean focused = from.isFocused();
        int caret = from.getCaretPosition();
        to.setText(from.getText());
        from.clear();
        box.getChildren().set(0, to);
        label.setLabelFor(to);
        eyeIcon.setIconLiteral(shown ? "fth-eye" : "fth-eye-off");
        eye.getTooltip().setText(shown ? "Hide what is typed" : "Show what is typed");
        eye.setAccessibleText(eye.getTooltip().getText());
        if (focused) {
            to.requestFocus();
            to.positionCaret(caret);
        }
    }

    private TextField shown() {
        return eye.isSelected() ? open : hidden;
    }

    private void lookAtCaps() {
        show(caps, shown().isFocused() && capsLock.getAsBoolean());
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    private static ContextMenu pasteOnly(TextField field) {
        var paste = new MenuItem("Paste");
        paste.setOnAction(_ -> field.paste());
        return new ContextMenu(paste);
    }

    private static boolean isCapsLockOn() {
        return Platform.isKeyLocked(KeyCode.CAPS).orElse(false);
    }

    /// Readable, and still nothing can be copied out of it.
    private static final class OpenField extends TextField {
        @Override
        public void copy() {
            // What is typed here leaves by being used, not by the clipboard.
        }

        @Override
        public void cut() {
            // The same.
        }
    }
}
