package io.backstay.ui.kit.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.backstay.act.vault.Vaults.State;
import io.backstay.base.Progress;
import io.backstay.seal.Secret;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.guard.FakeVaults;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CodeModelTest {
    private final FakeVaults vaults = new FakeVaults(Instant.parse("2026-03-16T02:41:07Z"));
    private final List<Runnable> waiting = new ArrayList<>();
    private final CodeModel model = new CodeModel(
            new Background(Runnable::run, Runnable::run, AssertionError::new), new SecretClipboard(new NoBoard()));

    @Test
    void nothingIsWrittenBeforeTheCodeIsTypedAgain() throws Exception {
        begin(model);
        assertEquals(FakeVaults.CODE, model.codeProperty().get());
        model.confirm(Typed.of(FakeVaults.CODE), () -> {});
        assertEquals(State.ABSENT, vaults.status().state(), "it is still on the screen");
        model.writtenDown();
        assertEquals("", model.codeProperty().get(), "the code is hidden while it is typed");
        model.confirm(Typed.of("something else"), () -> {});
        assertNotNull(model.failureProperty().get());
        assertEquals(CodeModel.Step.RETYPE, model.stepProperty().get(), "it may be tried again");
        assertEquals(State.ABSENT, vaults.status().state());
        model.confirm(Typed.of(FakeVaults.CODE), () -> {});
        assertEquals(State.UNLOCKED, vaults.status().state());
        assertEquals(CodeModel.Step.NONE, model.stepProperty().get());
        assertEquals(0, vaults.alive());
    }

    @Test
    void goingBackForgetsWhatWasPrepared() throws Exception {
        begin(model);
        model.forget();
        assertEquals("", model.codeProperty().get());
        assertEquals(0, vaults.alive());
        assertEquals(State.ABSENT, vaults.status().state());
    }

    @Test
    void whatIsForgottenWhileItIsWrittenIsClosedWhenItIsWritten() throws Exception {
        var slow = new CodeModel(
                new Background(waiting::add, Runnable::run, AssertionError::new), new SecretClipboard(new NoBoard()));
        begin(slow);
        slow.writtenDown();
        var typed = Typed.of(FakeVaults.CODE);
        slow.confirm(typed, () -> {});
        assertEquals("", typed.text(), "the field keeps nothing");
        assertEquals(CodeModel.Step.WRITING, slow.stepProperty().get());
        slow.forget();
        assertEquals(1, vaults.alive(), "a save is not pulled away");
        waiting.forEach(Runnable::run);
        assertEquals(0, vaults.alive());
        assertNull(slow.failureProperty().get());
    }

    private void begin(CodeModel code) throws Exception {
        try (Secret passphrase = Secret.ofChars(FakeVaults.SUGGESTED.toCharArray())) {
            code.begin(vaults.create(passphrase, Progress.NONE));
        }
    }

    /// Holds nothing.
    private static final class NoBoard implements SecretClipboard.Board {
        @Override
        public @Nullable String text() {
            return null;
        }

        @Override
        public void put(String text) {
            throw new AssertionError("nothing is copied here");
        }

        @Override
        public void clear() {
            throw new AssertionError("nothing was copied here");
        }
    }
}
