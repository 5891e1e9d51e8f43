package io.backstay.ui.vault.sheet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Fx;
import io.backstay.ui.kit.guard.FakeVaults;
import io.backstay.ui.shell.FakeFacts;
import java.lang.ref.WeakReference;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.Button;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the import's one button says.
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ImportPaneTest {
    private final FakeVaults vaults = FakeVaults.open(FakeFacts.NOW);

    @Test
    void theButtonSaysHowManyAlsoAfterMemoryWasCleared() throws Exception {
        var background = new Background(Runnable::run, Runnable::run, AssertionError::new);
        var model = new ImportModel(() -> vaults, background, _ -> {});
        ImportPane pane = Fx.on(() -> new ImportPane(model, () -> {}));
        collect();
        Fx.run(() -> {
            model.fileProperty().set("aws/credentials");
            model.read();
            assertEquals("Add 3 credentials", words(pane));
            model.rows().getFirst().chosenProperty().set(false);
            model.rows().getLast().chosenProperty().set(false);
            assertEquals("Add 1 credential", words(pane));
        });
        Fx.run(model::forget);
    }

    private static String words(ImportPane pane) {
        return ((Button) pane.lookup("#sheet-primary")).getText();
    }

    /// Whatever nothing strongly refers to is gone afterwards.
    private static void collect() {
        var canary = new WeakReference<>(new Object());
        while (canary.get() != null) {
            System.gc();
        }
    }
}
