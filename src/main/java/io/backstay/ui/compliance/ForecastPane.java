package io.backstay.ui.compliance;

import io.backstay.estate.Asset;
import io.backstay.policy.retention.Keeping;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.PaneStack;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.Times;
import io.backstay.ui.kit.entry.Named;
import io.backstay.ui.kit.table.Tables;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A wanted moment on top, the time that is left for it in large words, and the points that still reach it.
final class ForecastPane extends BorderPane {
    private static final double ASSET = 220;
    private static final double MOMENT = 190;
    private static final double MARK = 20;

    private final ForecastModel model;
    private final TextField moment = new TextField();
    private final VBox answer = new VBox();
    private final TableView<Keeping.Kept> table = Tables.table(Tables.POINT_ROW);

    ForecastPane(ForecastModel model) {
        this.model = model;
        table.setId("forecast-points");
        table.setAccessibleText("Points that reach the moment, newest first");
        table.getColumns()
                .addAll(List.of(
                        Tables.text(
                                "Taken (UTC)",
                                170,
                                kept -> Times.utcSeconds(kept.point().takenAt())),
                        Tables.text("Loses", 120, this::loses),
                        Tables.text("Goes", 170, this::goes),
                        Tables.text("Because of", 220, kept -> String.join(", ", kept.reasons())),
                        Tables.text("Id", 260, kept -> kept.point().id(), "bs-mono")));
        table.setPlaceholder(Texts.muted("No point from before that moment."));
        answer.getStyleClass().add("cp-forecast-answer");
        var found = new BorderPane(table);
        found.setTop(answer);
        found.getStyleClass().add("cp-forecast-found");
        setTop(fields());
        setCenter(new PaneStack(found, model.stateProperty(), model::ask));
        getStyleClass().addAll("bs-page", "cp-tests");
        model.forecastProperty().subscribe(this::show);
    }

    /// Typing begins with the moment.
    void focus() {
        moment.requestFocus();
    }

    private VBox fields() {
        var asset = new ComboBox<>(model.assets());
        asset.setId("forecast-asset");
        asset.getStyleClass().add("bs-field");
        asset.setPrefWidth(ASSET);
        asset.setConverter(new Named<>(Asset::name));
        asset.valueProperty().bindBidirectional(model.assetProperty());
        moment.setId("forecast-moment");
        moment.getStyleClass().add("bs-field");
        moment.setPrefWidth(MOMENT);
        moment.setPromptText("Such as 2026-03-13 18:00");
        moment.textProperty().bindBidirectional(model.momentProperty());
        moment.setOnAction(_ -> model.ask());
        Button look = Buttons.plain("Look", "fth-search", model::ask);
        look.setId("forecast-look");
        Label assetName = Texts.caption("Asset");
        assetName.setLabelFor(asset);
        Label momentName = Texts.caption("Wanted moment, " + Times.city(model.zone()) + " time");
        momentName.setLabelFor(moment);
        Label problem = Texts.caption("");
        problem.setId("forecast-problem");
        problem.getStyleClass().add("bs-danger-text");
        problem.textProperty().bind(model.problemProperty());
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        var fields = new HBox(new VBox(4, assetName, asset), new VBox(4, momentName, moment), look);
        fields.setAlignment(Pos.BOTTOM_LEFT);
        fields.getStyleClass().add("cp-accept-fields");
        var box = new VBox(8, Texts.section("Which points still reach a moment, and for how long?"), fields, problem);
        box.getStyleClass().add("cp-forecast-fields");
        return box;
    }

    private void show(@Nullable MomentForecast forecast) {
        table.getItems().setAll(forecast == null ? List.of() : forecast.reaching());
        answer.getChildren().clear();
        if (forecast == null) {
            return;
        }
        Label headline = Texts.figure(forecast.headline());
        headline.setId("forecast-headline");
        headline.setGraphic(new MarkIcon(forecast.mark(), MARK));
        headline.setGraphicTextGap(12);
        Label because = Texts.wrapped(Texts.secondary(forecast.because()));
        because.setId("forecast-because");
        Label window = Texts.wrapped(Texts.secondary(forecast.window()));
        window.setId("forecast-window");
        answer.getChildren().addAll(headline, because, window);
        if (forecast.last() != null) {
            table.getSelectionModel().select(forecast.last());
            table.scrollTo(forecast.last());
        }
    }

    private String loses(Keeping.Kept kept) {
        MomentForecast forecast = model.forecastProperty().get();
        return forecast == null ? "" : forecast.loses(kept);
    }

    private String goes(Keeping.Kept kept) {
        MomentForecast forecast = model.forecastProperty().get();
        return forecast == null ? "" : forecast.goes(kept);
    }
}
