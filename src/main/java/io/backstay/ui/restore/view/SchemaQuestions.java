package io.backstay.ui.restore.view;

import io.backstay.connect.postgres.tenant.preflight.SchemaDifference;
import io.backstay.connect.postgres.tenant.rows.SchemaChoices.Choice;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.restore.SchemaModel;
import io.backstay.ui.restore.work.Trouble;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/// The changes of live's schema that a person answers before anything is compared, each with what can be done.
final class SchemaQuestions {
    private final SchemaModel schema;
    /// Ends what follows the answers for the questions that are shown.
    private Subscription shown = Subscription.EMPTY;

    SchemaQuestions(SchemaModel schema) {
        this.schema = schema;
    }

    /// The questions of a comparison that waits for them.
    Node pane(Trouble trouble) {
        shown.unsubscribe();
        shown = Subscription.EMPTY;
        Label title = Texts.wrapped(Texts.figure("Live's schema has changed since the last good moment"));
        title.setId("cause");
        title.setGraphic(new MarkIcon(Mark.WARNING, 20));
        var questions = new VBox();
        schema.asked().forEach(each -> questions.getChildren().add(question(each)));
        var scrolled = new ScrollPane(questions);
        scrolled.setFitToWidth(true);
        scrolled.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scrolled, Priority.ALWAYS);
        var box = new VBox(
                title,
                Texts.wrapped(Texts.body("Say for each change what becomes of the rows that come back; the answers are"
                        + " part of the plan and of its approval. " + trouble.untouched())),
                scrolled);
        box.getStyleClass().addAll("bs-card", "rs-work", "rs-edge-warning");
        VBox.setVgrow(box, Priority.ALWAYS);
        return box;
    }

    private Node question(SchemaDifference difference) {
        List<Choice> choices = SchemaModel.choices(difference);
        var question = new VBox(Texts.wrapped(Texts.body(difference.sentence())));
        question.getStyleClass().add("rs-head");
        if (choices.isEmpty()) {
            question.getChildren()
                    .add(Texts.wrapped(Texts.secondary(
                            "Nothing can be done about it here: restore from a point after this change.")));
            return question;
        }
        List<ToggleButton> toggles = new ArrayList<>();
        choices.forEach(choice -> toggles.add(toggle(difference, choice)));
        HBox segments = Buttons.segments(toggles);
        segments.getStyleClass().add("bs-small");
        question.getChildren().add(segments);
        return question;
    }

    private ToggleButton toggle(SchemaDifference difference, Choice choice) {
        var toggle = new ToggleButton(words(choice));
        toggle.setId("schema-" + difference.subject() + "-" + choice);
        toggle.setOnAction(_ -> schema.answer(difference, choice));
        shown = shown.and(schema.answersProperty()
                .subscribe(answers ->
                        toggle.setSelected(choice == answers.answers().get(difference.id()))));
        return toggle;
    }

    private static String words(Choice choice) {
        return switch (choice) {
            case DEFAULT -> "Its default";
            case LEAVE_OUT -> "Leave out";
            case MAP -> "The old column's values";
            case CAST -> "Read as the new type";
            case ACCEPT -> "It does no harm";
            case STOP -> "Stop";
        };
    }
}
