package io.backstay.ui.kit.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.seal.Secret;
import io.backstay.ui.kit.Fx;
import io.backstay.ui.kit.Theme;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Node;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testfx.api.FxRobot;

@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SecretFieldTest {
    private final FxRobot robot = new FxRobot();
    private final AtomicBoolean caps = new AtomicBoolean();
    private @Nullable Stage stage;
    private @Nullable SecretField field;

    @AfterEach
    void close() throws Exception {
        Stage open = stage;
        if (open != null) {
            Fx.run(open::close);
        }
    }

    @Test
    void whatIsTypedIsDotsUntilTheEyeIsPressed() throws Exception {
        SecretField shown = show();
        robot.write("corr3ct", 0);
        assertInstanceOf(PasswordField.class, Fx.on(shown::focusTarget));
        Fx.run(() -> shown.reveal(true));
        assertFalse(Fx.on(shown::focusTarget) instanceof PasswordField);
        assertEquals("corr3ct", Fx.on(() -> ((TextField) shown.focusTarget()).getText()));
        Fx.run(() -> shown.reveal(false));
        assertInstanceOf(PasswordField.class, Fx.on(shown::focusTarget));
        assertEquals("corr3ct", taken(shown));
    }

    @Test
    void takingItEmptiesTheField() throws Exception {
        SecretField shown = show();
        robot.write("corr3ct", 0);
        assertEquals("corr3ct", taken(shown));
        assertTrue(Fx.on(shown::isEmpty));
        assertEquals("", Fx.on(() -> ((TextField) shown.focusTarget()).getText()));
    }

    @Test
    void nothingLeavesItByTheClipboardEvenWhileItIsShown() throws Exception {
        SecretField shown = show();
        Fx.run(() -> Clipboard.getSystemClipboard().clear());
        robot.write("corr3ct", 0);
        Fx.run(() -> shown.reveal(true));
        Fx.run(() -> ((TextField) shown.focusTarget()).selectAll());
        robot.push(KeyCode.CONTROL, KeyCode.C);
        robot.push(KeyCode.CONTROL, KeyCode.X);
        assertFalse(Fx.on(() -> "corr3ct".equals(Clipboard.getSystemClipboard().getString())));
        assertEquals("corr3ct", taken(shown));
    }

    @Test
    void capsLockIsSaidWhileItIsOn() throws Exception {
        SecretField shown = show();
        Node warning = Objects.requireNonNull(Fx.on(() -> shown.lookup(".bs-caps")));
        robot.write("a", 0);
        assertFalse(Fx.on(warning::isVisible));
        caps.set(true);
        robot.write("b", 0);
        assertTrue(Fx.on(warning::isVisible));
    }

    @Test
    void enterIsHeard() throws Exception {
        var presses = new AtomicInteger();
        SecretField shown = show();
        Fx.run(() -> shown.onEnter(presses::incrementAndGet));
        robot.push(KeyCode.ENTER);
        assertEquals(1, presses.get());
    }

    private SecretField show() throws Exception {
        SecretField made = Fx.on(() -> new SecretField("Passphrase", caps::get));
        field = made;
        stage = Fx.show(Fx.on(() -> new VBox(made)), Theme.Look.LIGHT, 400, 200);
        Fx.run(made::requestFocus);
        return Objects.requireNonNull(field);
    }

    private static String taken(SecretField field) throws Exception {
        return Fx.on(() -> {
            try (Secret secret = field.take()) {
                return secret.lendChars(String::new);
            }
        });
    }
}
