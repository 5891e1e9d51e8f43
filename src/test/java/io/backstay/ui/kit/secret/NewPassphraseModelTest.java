package io.backstay.ui.kit.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.guard.FakeVaults;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NewPassphraseModelTest {
    private final FakeVaults vaults = new FakeVaults(Instant.parse("2026-03-16T02:41:07Z"));
    private final NewPassphraseModel model =
            new NewPassphraseModel(() -> vaults, new Background(Runnable::run, Runnable::run, AssertionError::new));

    @Test
    void itCanBeUsedOnceItIsStrongAndTypedTwice() {
        assertFalse(model.readyProperty().get());
        model.typed(Typed.of("short"), Typed.of("short"));
        assertFalse(model.readyProperty().get());
        assertTrue(String.valueOf(model.strengthProperty().get().problem()).contains("15"));
        model.typed(Typed.of("long enough to be used"), Typed.of("long enough to be usee"));
        assertFalse(model.readyProperty().get(), "the two differ");
        model.typed(Typed.of("long enough to be used"), Typed.of("long enough to be used"));
        assertTrue(model.readyProperty().get());
        model.typed(Typed.of(""), Typed.of(""));
        assertFalse(model.readyProperty().get());
    }

    @Test
    void sixRandomWordsFillBothFields() {
        Typed first = Typed.of("");
        Typed again = Typed.of("");
        model.suggest(first, again, () -> {});
        assertEquals(FakeVaults.SUGGESTED, first.text());
        assertEquals(FakeVaults.SUGGESTED, again.text());
        assertTrue(model.readyProperty().get());
        assertEquals(4, model.strengthProperty().get().steps());
    }
}
