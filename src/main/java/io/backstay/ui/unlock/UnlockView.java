package io.backstay.ui.unlock;

import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.PaneStack;
import io.backstay.ui.kit.PaneState;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.guard.LeasesModel;
import io.backstay.ui.kit.guard.LeasesPane;
import io.backstay.ui.shell.Place;
import io.backstay.ui.shell.Screen;
import io.backstay.ui.shell.Section;
import java.util.Objects;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The lock screen: one card in the middle of an empty window.
public final class UnlockView implements Screen {
    private static final double RING = 20;

    private final UnlockModel model;
    private final BorderPane root = new BorderPane();
    private final StackPane middle = new StackPane();
    private final EveryDayCard everyDay;
    private final FirstRunCard firstRun;
    private final VBox locked;
    private final FilesModel files;
    private final FilesCard filesCard;

    /// @param leases what runs hold while the vault is locked
    /// @param files  the vault files of the state folder
    /// @param passBy goes to what needs no vault
    public UnlockView(UnlockModel model, LeasesModel leases, FilesModel files, Runnable passBy) {
        this.model = model;
        this.files = files;
        filesCard = new FilesCard(files);
        everyDay = new EveryDayCard(model, files::review, () -> {
            model.passBy();
            passBy.run();
        });
        firstRun = new FirstRunCard(model.firstRun(), files::review);
        locked = new VBox(everyDay, new LeasesPane(leases));
        locked.getStyleClass().add("un-locked");
        locked.setMaxHeight(Region.USE_PREF_SIZE);
        middle.getStyleClass().add("un-middle");
        middle.setAlignment(Pos.CENTER);
        var scroll = new ScrollPane(middle);
        scroll.setId("unlock-scroll");
        scroll.setFitToWidth(true);
        // Fitting to the height as well would hide the bar of a card that is a little too high.
        scroll.viewportBoundsProperty().subscribe(bounds -> middle.setMinHeight(bounds.getHeight()));
        root.getStyleClass().add("un-root");
        root.setCenter(scroll);
        root.getStylesheets()
                .add(Objects.requireNonNull(UnlockView.class.getResource("unlock.css"), "unlock.css")
                        .toExternalForm());
        model.cardProperty().subscribe(_ -> show());
        files.openProperty().subscribe(_ -> show());
    }

    @Override
    public Section section() {
        return Section.UNLOCK;
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void onShown(Place place) {
        focus();
    }

    @Override
    public void onHidden() {
        everyDay.clear();
        firstRun.clear();
        model.firstRun().forget();
    }

    @Override
    public void refresh() {
        model.refresh();
    }

    private void show() {
        everyDay.clear();
        firstRun.clear();
        middle.getChildren()
                .setAll(
                        files.openProperty().get()
                                ? filesCard
                                : switch (model.cardProperty().get()) {
                                    case WAITING -> waiting();
                                    case EVERY_DAY -> locked;
                                    case FIRST_RUN -> firstRun;
                                    case FAILED -> failed();
                                });
        focus();
    }

    private void focus() {
        if (root.getScene() == null) {
            return;
        }
        // A card that is shown for the first time has its fields in the scene only once its skins are made.
        root.getScene().getRoot().applyCss();
        if (files.openProperty().get()) {
            filesCard.focus();
            return;
        }
        switch (model.cardProperty().get()) {
            case EVERY_DAY -> everyDay.focus();
            case FIRST_RUN -> firstRun.focus();
            case WAITING, FAILED -> {}
        }
    }

    private static Node waiting() {
        Label label = Texts.muted("Looking at the vault");
        label.setGraphic(new MarkIcon(Mark.RUNNING, RING));
        return label;
    }

    private Node failed() {
        var failure = Objects.requireNonNull(model.failure(), "a failed card has its failure");
        var state = new PaneState.Failed(failure, "Nothing was changed.", "Try again");
        var pane = new PaneStack(new StackPane(), new SimpleObjectProperty<>(state), model::refresh);
        var card = new StackPane(pane);
        card.getStyleClass().addAll("bs-card", "un-card");
        return card;
    }
}
