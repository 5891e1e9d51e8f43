package io.backstay.ui.compliance;

import io.backstay.policy.curve.Curve;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.entry.Named;
import io.backstay.ui.kit.table.Tables;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The curve of one asset with its legend, as a picture or as a table.
final class CurvePane extends VBox {
    private static final double TABLE = 300;
    private static final double ASSET = 220;

    CurvePane(CurveModel model) {
        getStyleClass().add("cp-curve");
        var view = new CurveView(model);
        TableView<Curve.Band> table = table(model);
        var asTable = new ToggleButton("As table");
        asTable.setId("curve-as-table");
        asTable.getStyleClass().add("bs-small");
        table.visibleProperty().bind(asTable.selectedProperty());
        view.visibleProperty().bind(asTable.selectedProperty().not());
        Label because =
                Texts.wrapped(Texts.caption("Move over the picture, or focus it and use the arrow keys, to read it."));
        because.setId("curve-because");
        model.becauseProperty().subscribe(words -> {
            if (!words.isEmpty()) {
                because.setText(words);
            }
        });
        getChildren().addAll(head(model, asTable), legend(model, view), new StackPane(view, table), because);
        visibleProperty().bind(model.shownProperty().isNotNull());
        managedProperty().bind(visibleProperty());
    }

    private static HBox head(CurveModel model, ToggleButton asTable) {
        Label title = Texts.section("How far apart are the moments we can go back to?");
        title.setMinWidth(Region.USE_PREF_SIZE);
        var asset = new ComboBox<>(model.curves());
        asset.setId("curve-asset");
        asset.getStyleClass().add("bs-field");
        asset.setPrefWidth(ASSET);
        asset.setAccessibleText("Asset");
        asset.setConverter(new Named<>(one -> one.asset().name()));
        asset.valueProperty().bindBidirectional(model.shownProperty());
        var head = new HBox(title, Card.spring(), asset, asTable);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("cp-curve-head");
        return head;
    }

    private static HBox legend(CurveModel model, CurveView view) {
        Label reading = Texts.caption("");
        reading.setId("curve-reading");
        reading.textProperty().bind(model.readingProperty());
        var legend = new HBox(
                key("cp-promised", "Promised"),
                key("cp-configured", "Configured"),
                key("cp-actual", "Actual"),
                key("cp-worse", "Worse than promised"),
                Card.spring(),
                reading);
        legend.setAlignment(Pos.CENTER_LEFT);
        legend.getStyleClass().add("cp-curve-head");
        legend.visibleProperty().bind(view.visibleProperty());
        legend.managedProperty().bind(view.visibleProperty());
        return legend;
    }

    private static HBox key(String style, String word) {
        var sample = new Region();
        sample.getStyleClass().addAll("cp-key", style);
        var key = new HBox(sample, Texts.caption(word));
        key.setAlignment(Pos.CENTER_LEFT);
        key.getStyleClass().add("cp-curve-key");
        return key;
    }

    private static TableView<Curve.Band> table(CurveModel model) {
        TableView<Curve.Band> table = Tables.table(Tables.ROW);
        table.setId("curve-table");
        table.setPrefHeight(TABLE);
        table.getColumns()
                .addAll(List.of(
                        Tables.text("Age of the wanted moment", 220, Curve.Band::ages),
                        Tables.text("Promised", 120, band -> CurveModel.words(band.promised())),
                        Tables.text("Configured", 120, band -> CurveModel.words(band.configured())),
                        Tables.text("Actual", 120, band -> CurveModel.words(band.actual())),
                        Tables.text("", 160, band -> band.worseThanPromised() ? "worse than promised" : "")));
        model.shownProperty()
                .subscribe(one -> table.getItems()
                        .setAll(one == null ? List.of() : one.curve().bands()));
        return table;
    }
}
