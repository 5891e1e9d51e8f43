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

/// The form in which a contradiction is accepted for a while, or in which that is withdrawn.
final class AcceptPane extends VBox {
    private static final double OWNER = 200;
    private static final double DAY = 130;

    private final TextField reason;

    private AcceptPane(Card card, AcceptModel model, HBox fields, TextField reason, Button confirm) {
        this.reason = reason;
        Label problem = Texts.wrapped(Texts.secondary(""));
        problem.setId("accept-problem");
        problem.getStyleClass().add("bs-danger-text");
        problem.textProperty().bind(model.problemProperty());
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        confirm.disableProperty().bind(model.runningProperty());
        var acts = new HBox(Card.spring(), Buttons.plain("Cancel", null, model::close), confirm);
        acts.setAlignment(Pos.CENTER_RIGHT);
        acts.getStyleClass().add("cp-accept-fields");
        fields.getStyleClass().add("cp-accept-fields");
        getChildren().add(card.with(new VBox(10, fields, problem, acts)));
    }

    static AcceptPane accepting(AcceptModel model, String policy, Contradiction found) {
        TextField reason = field("accept-reason", "Why it is lived with", model.reasonProperty());
        TextField owner = field("accept-owner", "Who answers for that", model.ownerProperty());
        TextField until = field("accept-until", "Such as 2027-03-01", model.untilProperty());
        owner.setPrefWidth(OWNER);
        until.setPrefWidth(DAY);
        until.setOnAction(_ -> model.accept(policy, found));
        var fields = new HBox(
                wide(named("Reason", reason)),
                named("Owner", owner),
                named("Comes back on, " + Times.city(model.zone()) + " time", until));
        Button accept = Buttons.primary("Accept", "fth-user-check", () -> model.accept(policy, found));
        accept.setId("accept-confirm");
        var card = new Card(
                null, "Accept with reason", "kept in the record; it comes back when a clause or a number changes");
        return new AcceptPane(card, model, fields, reason, accept);
    }

    static AcceptPane withdrawing(AcceptModel model, String policy, Contradiction found) {
        TextField reason = field("withdraw-reason", "Why it is not lived with any more", model.reasonProperty());
        reason.setOnAction(_ -> model.withdraw(policy, found));
        var fields = new HBox(wide(named("Reason", reason)));
        Button withdraw = Buttons.primary("Withdraw", "fth-corner-up-left", () -> model.withdraw(policy, found));
        withdraw.setId("withdraw-confirm");
        var card =
                new Card(null, "Withdraw the acceptance", "kept in the record; the contradiction counts again at once");
        return new AcceptPane(card, model, fields, reason, withdraw);
    }

    private static VBox wide(VBox field) {
        HBox.setHgrow(field, Priority.ALWAYS);
        return field;
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
