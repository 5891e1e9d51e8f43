package io.backstay.ui.shell;

import atlantafx.base.controls.Notification;
import io.backstay.act.check.Alerts.Alert;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
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

    /// @param covered while true, nothing is shown: names of assets are no reading for everybody
    AlertsView(AlertsModel model, ObservableBooleanValue covered) {
        this.model = model;
        setId("alerts");
        getStyleClass().add("bs-notices");
        setPickOnBounds(false);
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        setAlignment(Pos.BOTTOM_RIGHT);
        StackPane.setAlignment(this, Pos.BOTTOM_RIGHT);
        covered.subscribe(is -> setVisible(!is));
        model.shown().addListener((ListChangeListener<Alert>) _ -> fill());
        fill();
    }

    private void fill() {
        getChildren().setAll(model.shown().stream().map(this::notice).toList());
    }

    private Node notice(Alert alert) {
        var notice = new Notification(alert.title() + "\n" + alert.text(), new MarkIcon(Mark.BREACH));
        notice.setPrefWidth(WIDTH);
        notice.setMaxWidth(WIDTH);
        notice.setOnClose(_ -> model.close(alert));
        var show = new Button("Show");
        show.setOnAction(_ -> model.open(alert));
        notice.setPrimaryActions(show);
        return notice;
    }
}
