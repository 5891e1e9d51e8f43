package io.backstay.ui.kit.prose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.incident.fact.Fact;
import io.backstay.ui.kit.Clip;
import io.backstay.ui.kit.Fx;
import io.backstay.ui.kit.Theme;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The editor on the real toolkit, by keys alone.
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProseAreaTest {
    private static final List<Fact> FACTS = List.of(
            new Fact("deleted-at", "Fri 13 Mar 17:51 Melbourne", "audit record 18,431"),
            new Fact("rows-lost", "412 invoices", "proof of plan 9c41…e07b"),
            new Fact("told-at", "Mon 16 Mar 13:05 Melbourne", "intake"),
            new Fact("later", "67 h 14 min", "intake"));

    private @Nullable Stage shown;
    private @Nullable ProseArea seen;

    private void show(String source, Theme.Look look) throws Exception {
        ProseArea area = Fx.on(() -> new ProseArea("What happened"));
        seen = area;
        shown = Fx.show(Fx.on(() -> new VBox(area)), look, 660, 360);
        Fx.run(() -> {
            area.show(source, FACTS);
            area.requestFocus();
        });
        Fx.live(javafx.util.Duration.millis(60));
    }

    /// Also the lists of facts: a window that stays takes the keys of the next test's.
    @AfterEach
    void close() throws Exception {
        Fx.run(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
    }

    private ProseArea area() {
        return Objects.requireNonNull(seen);
    }

    private Stage stage() {
        return Objects.requireNonNull(shown);
    }

    @ParameterizedTest
    @EnumSource(Theme.Look.class)
    void factsStandAsChipsInFlowingText(Theme.Look look) throws Exception {
        show(
                "On {{deleted-at}} a **bulk** clean-up in the firm’s own *ledger sync* removed {{rows-lost}} with their"
                        + " lines and payments. The firm told us on {{told-at}}, {{later}} later.\n\n"
                        + "We give you a guaranteed recovery of all work before that moment.\n"
                        + "- See [our page](https://example.org) for שלום עולם\n"
                        + "Hidden: \u202Egnp.exe\u202C and {{nobody}} <script>",
                look);
        int at = area().source().indexOf("guaranteed recovery");
        Fx.run(() -> area().claims(
                        List.of(new ProseArea.Claim(at, at + "guaranteed recovery".length())),
                        List.of(new Label("Not so"))));
        var picture = Fx.shoot(stage(), "prose-" + look.name().toLowerCase(Locale.ROOT));
        assertTrue(Fx.colours(picture) > 30, "the editor looks blank");
        assertEquals(4, area().lookupAll(".pr-chip").size());
        assertEquals(2, area().lookupAll(".pr-tag").size());
        Label chip = (Label) area().lookup(".pr-chip");
        assertTrue(chip.getAccessibleText().contains("audit record 18,431"), chip.getAccessibleText());
    }

    @Test
    void theKeyThatDeclaresDeletesNoParagraph() throws Exception {
        show("One {{rows-lost}}\nTwo", Theme.Look.LIGHT);
        press(KeyCode.D, true);
        assertEquals("One {{rows-lost}}\nTwo", area().source());
    }

    @Test
    void theCaretGoesOverAFactAsOneAndItIsTakenAwayAndBroughtBackWhole() throws Exception {
        show("a{{rows-lost}}b", Theme.Look.LIGHT);
        press(KeyCode.RIGHT);
        press(KeyCode.RIGHT);
        type("x");
        assertEquals("a{{rows-lost}}xb", area().source());
        press(KeyCode.BACK_SPACE);
        press(KeyCode.BACK_SPACE);
        assertEquals("ab", area().source());
        press(KeyCode.Z, true);
        assertEquals("a{{rows-lost}}b", area().source());
        press(KeyCode.HOME);
        press(KeyCode.RIGHT);
        press(KeyCode.DELETE);
        assertEquals("ab", area().source());
        press(KeyCode.Z, true);
        press(KeyCode.Y, true);
        assertEquals("ab", area().source());
    }

    @Test
    void aPaneUnderALineIsNoPartOfTheText() throws Exception {
        String source = "one {{rows-lost}}\ntwo words\nthree";
        show(source, Theme.Look.LIGHT);
        Button button = Fx.on(() -> new Button("Act"));
        Fx.run(() -> area().claims(List.of(new ProseArea.Claim(18, 21)), List.of(new VBox(button))));
        Fx.until(
                "it is shown",
                () -> button.getScene() != null && button.getLayoutBounds().getHeight() > 10);
        press(KeyCode.DOWN);
        type("a");
        press(KeyCode.DOWN);
        type("b");
        press(KeyCode.UP);
        press(KeyCode.END);
        type("c");
        press(KeyCode.RIGHT);
        type("d");
        press(KeyCode.LEFT);
        press(KeyCode.LEFT);
        type("e");
        press(KeyCode.DELETE);
        assertEquals("one {{rows-lost}}\natwo wordscedtbhree", area().source());
        press(KeyCode.ENTER);
        press(KeyCode.A, true);
        press(KeyCode.C, true);
        assertEquals(
                "one 412 invoices\natwo wordsce\ndtbhree",
                Fx.on(() -> Clipboard.getSystemClipboard().getString()));
        String before = area().source();
        for (KeyCode code : List.of(KeyCode.BACK_SPACE, KeyCode.ENTER, KeyCode.X)) {
            Fx.run(() -> button.fireEvent(key(KeyEvent.KEY_PRESSED, code, false)));
        }
        Fx.run(() -> button.fireEvent(
                new KeyEvent(KeyEvent.KEY_TYPED, "x", "", KeyCode.UNDEFINED, false, false, false, false)));
        assertEquals(before, area().source(), "what is pressed in the pane is not typed");
        assertEquals(
                "one 412 invoices\natwo wordsce\ndtbhree",
                Fx.on(() -> area().queryAccessibleAttribute(AccessibleAttribute.TEXT)));
        Fx.until("it stays under its line", () -> button.getScene() != null);
    }

    @Test
    void wordsThatAreObjectedToMoveWithTheText() {
        var span = new ProseDocument.Span(10, 15, null);
        assertEquals(span, span.moved(15, 0, 3), "after it");
        assertEquals(new ProseDocument.Span(13, 18, null), span.moved(10, 0, 3), "right before it");
        assertEquals(new ProseDocument.Span(8, 13, null), span.moved(2, 4, 2), "before it");
        assertEquals(new ProseDocument.Span(10, 16, null), span.moved(12, 0, 1), "in it");
        assertEquals(new ProseDocument.Span(8, 11, null), span.moved(8, 4, 0), "its beginning is gone");
        assertEquals(null, span.moved(9, 8, 0), "it is gone");
    }

    @Test
    void copiedFactsAreWordsElsewhereAndFactsHere() throws Exception {
        show("We lost {{rows-lost}}.", Theme.Look.LIGHT);
        press(KeyCode.A, true);
        press(KeyCode.C, true);
        assertEquals(
                "We lost 412 invoices.",
                Fx.on(() -> Clipboard.getSystemClipboard().getString()));
        press(KeyCode.END);
        press(KeyCode.V, true);
        assertEquals("We lost {{rows-lost}}.We lost {{rows-lost}}.", area().source());
        assertEquals(2, area().lockedFacts());
        Fx.run(() -> Clip.put("{{later}}{{unheard-of}}"));
        press(KeyCode.V, true);
        assertTrue(area().source().endsWith("{{later}}{{unheard-of}}"), area().source());
        assertEquals(3, area().lockedFacts(), "only a fact that is known becomes one");
        press(KeyCode.A, true);
        press(KeyCode.X, true);
        assertEquals("", area().source());
        press(KeyCode.Z, true);
        assertEquals(3, area().lockedFacts());
    }

    @Test
    void aFactIsFoundAndPutInAtTheCaret() throws Exception {
        show("Lost: ", Theme.Look.LIGHT);
        press(KeyCode.END);
        press(KeyCode.SPACE, true);
        TextField field = (TextField) found("#fact-search");
        Fx.run(() -> field.setText("INVOI"));
        ListView<?> list = (ListView<?>) found("#fact-list");
        assertEquals(1, list.getItems().size());
        Fx.run(() -> field.fireEvent(key(KeyEvent.KEY_PRESSED, KeyCode.ENTER, false)));
        assertEquals("Lost: {{rows-lost}}", area().source());
        press(KeyCode.SPACE, true);
        Node again = found("#fact-search");
        Fx.run(() -> again.fireEvent(key(KeyEvent.KEY_PRESSED, KeyCode.ESCAPE, false)));
        assertEquals("Lost: {{rows-lost}}", area().source());
    }

    @Test
    void wordsThatAreObjectedToAreReplacedAcrossFactsAndThatCanBeTakenBack() throws Exception {
        show("On {{deleted-at}} we give you a guaranteed recovery.", Theme.Look.LIGHT);
        int at = area().source().indexOf("guaranteed");
        Fx.run(() -> area().replace(new ProseArea.Claim(at, at + 19), "checked {{rows-lost}}"));
        assertEquals("On {{deleted-at}} we give you a checked {{rows-lost}}.", area().source());
        press(KeyCode.Z, true);
        assertEquals("On {{deleted-at}} we give you a guaranteed recovery.", area().source());
    }

    @Test
    void boldIsPutAroundWhatIsSelectedByKeys() throws Exception {
        show("lost {{rows-lost}}", Theme.Look.LIGHT);
        press(KeyCode.A, true);
        press(KeyCode.B, true);
        assertEquals("**lost {{rows-lost}}**", area().source());
        press(KeyCode.B, true);
        assertEquals("lost {{rows-lost}}", area().source());
        press(KeyCode.L, true);
        assertEquals("lost {{rows-lost}}", area().source(), "Ctrl L is the key that locks the vault");
        Fx.run(() ->
                area().fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.DIGIT8, true, true, false, false)));
        assertEquals("- lost {{rows-lost}}", area().source());
    }

    @Test
    void whatIsLockedTakesNothingBackAndNothingAgain() throws Exception {
        show("lost", Theme.Look.LIGHT);
        Fx.run(() -> area().replace(new ProseArea.Claim(0, 0), "We "));
        Fx.run(() -> area().setEditable(false));
        press(KeyCode.Z, true);
        assertEquals("We lost", area().source());
        Fx.run(() -> area().setEditable(true));
        press(KeyCode.Z, true);
        Fx.run(() -> area().setEditable(false));
        press(KeyCode.Y, true);
        assertEquals("lost", area().source());
    }

    @Test
    void aScreenReaderIsToldTheTextWithEachFactInItsWords() throws Exception {
        show("lost {{rows-lost}} today", Theme.Look.LIGHT);
        Fx.run(() -> area().point(new ProseArea.Claim(19, 24)));
        assertEquals("lost 412 invoices today", Fx.on(() -> area().queryAccessibleAttribute(AccessibleAttribute.TEXT)));
        assertEquals(18, Fx.on(() -> area().queryAccessibleAttribute(AccessibleAttribute.SELECTION_START)));
        assertEquals(23, Fx.on(() -> area().queryAccessibleAttribute(AccessibleAttribute.SELECTION_END)));
    }

    @Test
    void aTextOfManyLinesScrollsInItself() throws Exception {
        show("a\n".repeat(150), Theme.Look.LIGHT);
        assertTrue(Fx.on(() -> area().isUseContentHeight()));
        show("a\n".repeat(1_000), Theme.Look.LIGHT);
        assertFalse(Fx.on(() -> area().isUseContentHeight()));
    }

    @Test
    void aHundredThousandHostileCharactersAreShownAndTypedInto() throws Exception {
        String line = "=1+1 \u202E<b>שלום</b> {{rows-lost}} [x](javascript:alert(1)) ";
        for (String source : List.of(
                line.repeat(2_000).substring(0, 100_000),
                (line + "\n").repeat(1_800),
                "plain words ".repeat(8_400),
                "plain words ".repeat(1_600))) {
            show(source, Theme.Look.LIGHT);
            for (int i = 0; i < 10; i++) {
                type("x");
                Fx.run(() -> {
                    stage().getScene().getRoot().applyCss();
                    stage().getScene().getRoot().layout();
                });
            }
            assertEquals("x".repeat(10) + source, area().source());
            Fx.run(stage()::close);
        }
    }

    private void press(KeyCode code) throws Exception {
        press(code, false);
    }

    private void press(KeyCode code, boolean control) throws Exception {
        Fx.run(() -> {
            area().applyCss();
            area().layout();
            area().fireEvent(key(KeyEvent.KEY_PRESSED, code, control));
        });
    }

    private void type(String letter) throws Exception {
        Fx.run(() -> area().fireEvent(
                        new KeyEvent(KeyEvent.KEY_TYPED, letter, "", KeyCode.UNDEFINED, false, false, false, false)));
    }

    private static KeyEvent key(javafx.event.EventType<KeyEvent> type, KeyCode code, boolean control) {
        return new KeyEvent(type, "", "", code, false, control, false, false);
    }

    private static Node found(String id) throws Exception {
        return Fx.on(() -> Objects.requireNonNull(
                Window.getWindows().stream()
                        .map(window -> window.getScene().lookup(id))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                id));
    }
}
