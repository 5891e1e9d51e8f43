package io.backstay.ui.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.backstay.base.Failure;
import io.backstay.ui.kit.Fx;
import io.backstay.ui.kit.guard.FakeVaults;
import io.backstay.ui.shell.FakeFacts;
import io.backstay.ui.shell.Place;
import java.nio.file.Path;
import javafx.geometry.Orientation;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every state of the lock screen, the first run's included, in the real window.
class UnlockPicturesTest extends SafetyPictures {
    private static final Path KEPT = Path.of("backstay", "halyard-ops.bsvault.prev");

    /// What a picture shows.
    enum Shot {
        UNLOCK,
        UNLOCK_WRONG,
        UNLOCK_DERIVING,
        UNLOCK_DAMAGED,
        UNLOCK_NEWER,
        UNLOCK_OLDER,
        UNLOCK_RUNNING,
        UNLOCK_STOPPING,
        UNLOCK_FILES,
        FIRST_RUN,
        FIRST_RUN_CODE,
        FIRST_RUN_RETYPE,
        FIRST_RUN_OPEN
    }

    @ParameterizedTest
    @EnumSource(Shot.class)
    void everyStateCanBeSeen(Shot shot) throws Exception {
        prepare(shot);
        open();
        show(shot);
        shoot(shot.name());
    }

    @Override
    void dressed(String picture) throws Exception {
        if (find("#unlock-scroll") instanceof ScrollPane scroll && scroll.isVisible()) {
            Fx.run(() -> assertEquals(
                    scroll.getContent().getLayoutBounds().getHeight()
                            > scroll.getViewportBounds().getHeight() + 1,
                    hasBar(scroll),
                    picture + ": what does not fit can be scrolled to"));
        }
    }

    private static boolean hasBar(ScrollPane scroll) {
        return scroll.lookupAll(".scroll-bar").stream()
                .anyMatch(node -> node instanceof ScrollBar bar
                        && bar.getOrientation() == Orientation.VERTICAL
                        && bar.isVisible());
    }

    private void prepare(Shot shot) {
        vaults = FakeVaults.locked(FakeFacts.NOW);
        switch (shot) {
            case UNLOCK_DAMAGED -> vaults.damaged("its header does not match its body", KEPT);
            case UNLOCK_NEWER ->
                vaults.refusing(new Failure.Unsupported("A vault of version 2", "Install Backstay 1.4 or newer."));
            case UNLOCK_OLDER ->
                vaults.refusing(new Failure.Conflict(
                        "This vault is generation 38; generation 41 was seen here", "Put the newer file back."));
            case UNLOCK_DERIVING -> vaults.waitingFor(hold);
            case FIRST_RUN, FIRST_RUN_CODE, FIRST_RUN_RETYPE, FIRST_RUN_OPEN -> vaults = new FakeVaults(FakeFacts.NOW);
            case UNLOCK_RUNNING, UNLOCK_STOPPING -> vaults.running("R-0007");
            case UNLOCK_FILES -> vaults.littered();
            case UNLOCK, UNLOCK_WRONG -> {}
        }
    }

    private void show(Shot shot) throws Exception {
        switch (shot) {
            case UNLOCK -> {
                until("#passphrase");
                type("#passphrase", FakeVaults.PASSPHRASE);
            }
            case UNLOCK_WRONG -> {
                until("#passphrase");
                for (int i = 0; i < 3; i++) {
                    int tried = i;
                    type("#passphrase", "not this one");
                    press("#unlock");
                    Fx.until("it was tried", () -> vaults.calls.size() > tried && find("#trouble-title") != null);
                    Fx.until(
                            "it can be tried again or must wait",
                            () -> !text("#unlock").equals("Deriving the key"));
                }
                Fx.until("it must wait", () -> text("#unlock").startsWith("Wait"));
            }
            case UNLOCK_DERIVING -> {
                until("#passphrase");
                type("#passphrase", FakeVaults.PASSPHRASE);
                press("#unlock");
            }
            case UNLOCK_DAMAGED -> until("#trouble-title");
            case UNLOCK_FILES -> {
                until("#review-files");
                press("#review-files");
                until("#file-put-back");
            }
            case UNLOCK_RUNNING -> until("#lease-R-0007");
            case UNLOCK_STOPPING -> {
                until("#lease-R-0007");
                press("#stop-R-0007");
                until("#really-stop");
            }
            case UNLOCK_NEWER, UNLOCK_OLDER -> {
                until("#passphrase");
                type("#passphrase", FakeVaults.PASSPHRASE);
                press("#unlock");
                until("#trouble-title");
            }
            case FIRST_RUN, FIRST_RUN_CODE, FIRST_RUN_RETYPE, FIRST_RUN_OPEN -> firstRun(shot);
        }
    }

    private void firstRun(Shot shot) throws Exception {
        go(new Place.Vault());
        until("#choice-new");
        if (shot == Shot.FIRST_RUN_OPEN) {
            toggle("#choice-open");
            until("#take-over");
            type("#take-over-file", "backups/halyard-ops.bsvault");
            return;
        }
        press("#suggest");
        Fx.until("it can be made", () -> !find("#make").isDisabled());
        if (shot == Shot.FIRST_RUN) {
            return;
        }
        press("#make");
        until("#recovery-code");
        if (shot == Shot.FIRST_RUN_RETYPE) {
            press("#code-written-down");
            until("#retyped-code");
            type("#retyped-code", "7K3QF-wrong");
            press("#code-confirm");
            Fx.until(
                    "it was refused",
                    () -> find("#code-problem") != null && find("#code-problem").isVisible());
        }
    }
}
