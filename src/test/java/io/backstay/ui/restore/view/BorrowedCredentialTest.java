package io.backstay.ui.restore.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Fx;
import io.backstay.ui.kit.Theme;
import io.backstay.ui.restore.FakeFacts;
import io.backstay.ui.restore.FakeRestores;
import io.backstay.ui.restore.RestoreModel;
import io.backstay.ui.restore.Samples;
import io.backstay.ui.shell.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BorrowedCredentialTest {
    @Test
    void theImportSaysWhichCredentialItBorrowsAndTheRunLeadsIntoTheRecord() throws Exception {
        List<String> asked = new ArrayList<>();
        var background = new Background(Runnable::run, Runnable::run, AssertionError::new);
        RestoreModel model =
                Fx.on(() -> new RestoreModel(new FakeRestores(), new FakeFacts(), background, () -> Samples.NOW));
        RestoreView view = Fx.on(() -> new RestoreView(model, asked::add));
        var frame = Fx.on(() -> new BorderPane(view.node()));
        var stage = Fx.show(frame, Theme.Look.LIGHT, 1280, 690);
        try {
            Fx.run(() -> {
                view.onShown(new Place.Restore(Samples.intake()));
                model.reasonProperty().set("Nobody else is on call tonight.");
                for (int i = 0; i < 4; i++) {
                    model.next();
                }
            });
            Label borrows = (Label) Objects.requireNonNull(Fx.on(() -> frame.lookup("#borrows")));
            assertTrue(Fx.on(borrows::isVisible));
            assertEquals(
                    "This step borrows the write-to-live credential live-writer; nothing before it did. It is given"
                            + " back at its end.",
                    Fx.on(borrows::getText));
            Fx.run(() -> model.borrowsProperty().set(null));
            assertFalse(Fx.on(borrows::isVisible), "nothing is claimed while it is not known");
            Fx.run(() -> ((Button) frame.lookup("#restore-record")).fire());
            assertEquals(
                    List.of(Objects.requireNonNull(model.knownProperty().get().opened())
                            .id()),
                    asked);
        } finally {
            Fx.run(() -> {
                view.onHidden();
                stage.close();
            });
        }
    }
}
