package io.backstay.ui.compliance;

import io.backstay.policy.lint.Contradiction;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.Times;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The form in which a contradiction is accepted for a while.
final class AcceptPane extends VBox {
    private static final double OWNER = 200;
    private static final double DAY = 130;

    private final TextField reason;

    AcceptPane(AcceptModel model, String policy, Contradiction found) {
        reason = field("accept-reason", "Why it is lived with", model.reasonProperty());
        TextField owner = field("accept-owner", "Who answers for that", model.ownerProperty());
        TextField until = field("accept-until", "Such as 2027-03-01", model.untilProperty());
        owner.setPrefWidth(OWNER);
        until.setPrefWidth(DAY);
        until.setOnAction(_ -> model.accept(policy, found));
        VBox why = named("Reason", reason);
        HBox.setHgrow(why, Priority.ALWAYS);
        var fields = new HBox(
                why, named("Owner", owner), named("Comes back on, " + Times.city(model.zone()) + " time", until));
        fields.getStyleClass().add("cp-accept-fields");
        Label problem = Texts.wrapped(Texts.secondary(""));
        problem.setId("accept-problem");
        problem.getStyleClass().add("bs-danger-text");
        problem.textProperty().bind(model.problemProperty());
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        Button accept = Buttons.primary("Accept", "fth-user-check", () -> model.accept(policy, found));
        accept.setId("accept-confirm");
        accept.disableProperty().bind(model.runningProperty());
        var acts = new HBox(Card.spring(), Buttons.plain("Cancel", null, model::close), accept);
        acts.setAlignment(Pos.CENTER_RIGHT);
        acts.getStyleClass().add("cp-accept-fields");
        var card = new Card(
                null, "Accept with reason", "kept in the record; it comes back when a clause or a number changes");
        getChildren().add(card.with(new VBox(10, fields, problem, acts)));
    }

    /// Typing begins with the reason.
    void focus() {
        reason.requestFocus();
    }

    private static TextField field(String id, String prompt, StringProperty typed) {
        var field = new TextField();
        field.setId(id);
        field.getStyleClass().add("bs-field");
        field.setPromptText(prompt);
        field.textProperty().bindBidirectional(typed);
        return field;
    }

    private static VBox named(String name, TextField field) {
        Label label = Texts.caption(name);
        label.setLabelFor(field);
        return new VBox(4, label, field);
    }
}
