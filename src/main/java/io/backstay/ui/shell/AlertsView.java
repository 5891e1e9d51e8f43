package io.backstay.ui.shell;

import atlantafx.base.controls.Notification;
import io.backstay.act.bell.Bells.Ring;
import io.backstay.act.check.Alerts.Alert;
import io.backstay.incident.clock.Bell;
import io.backstay.ui.kit.Foreign;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.bell.BellsModel;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// Notices over the window's lower right corner; they stay until they are put away.
final class AlertsView extends VBox {
    private static final double WIDTH = 360;

    private final AlertsModel model;
    private final BellsModel bells;
    private final Navigation navigation;
    /// Why clocks are not heard, as somebody has read it.
    private String putAway = "";

    /// @param covered while true, nothing is shown: names of assets are no reading for everybody
    AlertsView(AlertsModel model, BellsModel bells, Navigation navigation, ObservableBooleanValue covered) {
        this.model = model;
        this.bells = bells;
        this.navigation = navigation;
        setId("alerts");
        getStyleClass().add("bs-notices");
        setPickOnBounds(false);
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        setAlignment(Pos.BOTTOM_RIGHT);
        StackPane.setAlignment(this, Pos.BOTTOM_RIGHT);
        covered.subscribe(is -> setVisible(!is));
        model.shown().addListener((ListChangeListener<Alert>) _ -> fill());
        bells.shown().addListener((ListChangeListener<Ring>) _ -> fill());
        bells.moreProperty().addListener(_ -> fill());
        bells.silentProperty().addListener(_ -> fill());
        fill();
    }

    private void fill() {
        getChildren().setAll(bells.shown().stream().map(this::notice).toList());
        int more = bells.moreProperty().get();
        if (more > 0) {
            getChildren().add(ofCases("And " + more + " more clocks have rung.", bells::closeMore));
        }
        String silent = bells.silentProperty().get();
        if (!silent.isEmpty() && !silent.equals(putAway)) {
            getChildren().add(ofCases(silent, () -> {
                putAway = silent;
                fill();
            }));
        }
        getChildren().addAll(model.shown().stream().map(this::notice).toList());
    }

    private Node ofCases(String words, Runnable close) {
        return notice(
                words,
                Mark.WARNING,
                () -> {
                    close.run();
                    navigation.show(new Place.Incidents(null));
                },
                close);
    }

    private Node notice(Alert alert) {
        return notice(
                alert.title() + "\n" + alert.text(), Mark.BREACH, () -> model.open(alert), () -> model.close(alert));
    }

    private Node notice(Ring ring) {
        boolean over = ring.bell().stage() == Bell.Stage.OVER;
        Node notice = notice(
                ring.bell().words() + "\n" + ring.caseId() + ", " + ring.title(),
                over ? Mark.BREACH : Mark.WARNING,
                () -> {
                    bells.close(ring);
                    navigation.show(new Place.Incidents(ring.caseId()));
                },
                () -> bells.close(ring));
        notice.getStyleClass().add("bs-ring");
        return notice;
    }

    private static Node notice(String words, Mark mark, Runnable open, Runnable close) {
        var notice = new Notification(Foreign.of(words), new MarkIcon(mark));
        notice.setPrefWidth(WIDTH);
        notice.setMaxWidth(WIDTH);
        notice.setOnClose(_ -> close.run());
        var show = new Button("Show");
        show.setOnAction(_ -> open.run());
        notice.setPrimaryActions(show);
        return notice;
    }
}
